//! Test results of a run: `GET …/runs/N/tests/` (`BlueTestResultContainerImpl`). None at all are a 404.

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A test's result.
    BlueTest {
        /// Its id.
        id: text "id",
        /// Its name.
        name: text "name",
        /// PASSED, FAILED, SKIPPED, UNKNOWN.
        status: text "status",
        /// REGRESSION, FIXED, UNKNOWN.
        state: text "state",
        /// For how many runs it has failed.
        age: number "age",
        /// What failed.
        error_details: text "errorDetails",
        /// Where it failed.
        error_stack_trace: text "errorStackTrace",
    }
}

endpoint! {
    /// The test results of a run.
    ReadBlueTests "blue_tests": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/tests/", BlueOcean, "BlueTestResultContainerImpl", Run -> List<BlueTest> as "BlueTest[]"
    {
        /// Which run.
        run: blue_run,
        /// PASSED, FAILED or SKIPPED, with `!` in front for the others; several with commas.
        status: text("status"),
        /// REGRESSION or FIXED.
        state: text("state"),
        /// For how many runs it has failed.
        age: text("age"),
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueTests {
    fn path(&self) -> String {
        text!(
            self.run.below("tests/"),
            self.page.query().with("status", self.status.as_deref()).with("state", self.state.as_deref()).with("age", self.age.as_deref())
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_tests", "job": "tests", "run": 1, "status": "FAILED"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/tests/runs/1/tests/?status=FAILED"
        );
    }
}
