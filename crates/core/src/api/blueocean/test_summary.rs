//! How the tests of a run went: `GET …/runs/N/blueTestSummary/`. Zeros where there are none.

use crate::api::declare::endpoint;
use crate::json::Value;
use alloc::string::String;

endpoint! {
    /// How many tests passed, failed and were skipped.
    ReadBlueTestSummary "blue_test_summary": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/blueTestSummary/", BlueOcean, "BlueTestSummary", Run -> Value as "Record<string, unknown>"
    {
        /// Which run.
        run: blue_run,
    }
}

impl ReadBlueTestSummary {
    fn path(&self) -> String {
        self.run.below("blueTestSummary/")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_test_summary", "job": "tests", "run": 1})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/tests/runs/1/blueTestSummary/"
        );
    }
}
