//! Rejecting: `POST …/runs/N/steps/ID/` with `abort` (`PipelineStepImpl#submitInputStep`).

use crate::api::Accepted;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::json::Value;
use crate::json::json;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Rejects a paused input, which aborts the run there.
    AbortBlueInput "blue_input_abort": post_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/STEP/", BlueOcean, "PipelineStepImpl#submitInputStep", Run -> Accepted as "Accepted"
    {
        /// Which run.
        run: blue_run,
        /// A step of the run, best the waiting one.
        step: need("step"),
        /// The input's id as listed.
        input: need("input"),
    }
}

impl AbortBlueInput {
    fn path(&self) -> String {
        self.run.below(&text!("steps/", path_segment(&self.step), "/"))
    }

    fn body(&self) -> Value {
        json!({"id": self.input, "abort": true})
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_input_abort", "job": "release", "run": 15, "step": "15", "input": "Proceed-to-prod"})),
            "POST /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/15/steps/15/ {\"id\":\"Proceed-to-prod\",\"abort\":true}"
        );
    }
}
