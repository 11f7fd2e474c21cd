//! What a test wrote: `GET …/runs/N/tests/ID/stdOut/` or `stdErr/` (`BlueTestResult`). 404 "No log" for a test that wrote nothing.

use crate::api::declare::endpoint;
use crate::api::remote::Text;
use crate::encode::path_segment;
use crate::text::{replace, text};
use alloc::string::String;

endpoint! {
    /// What a test wrote.
    ReadBlueTestOutput "blue_test_output": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/tests/TEST/[stdOut/|stdErr/]", BlueOcean, "BlueTestResult", Run -> Text as "Text"
    {
        /// Which run.
        run: blue_run,
        /// The test's id, as listed.
        test: need("test"),
        /// Whether to read what it wrote to the standard error.
        errors: flag("errors"),
    }
}

impl ReadBlueTestOutput {
    fn path(&self) -> String {
        let which = if self.errors { "/stdErr/" } else { "/stdOut/" };
        // The id is an address already: `class:encoded name`.
        self.run.below(&text!("tests/", replace(&path_segment(&self.test), ":", "%3A"), which))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_test_output", "job": "tests", "run": 1, "test": "x.Y:a.B%3Abad"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/tests/runs/1/tests/x.Y%3Aa.B%253Abad/stdOut/"
        );
    }
}
