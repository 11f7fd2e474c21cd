//! Approving: `POST …/runs/N/steps/ID/` (`PipelineStepImpl#submitInputStep`). The step in the path only names the run; the input is found by its id. On a node's URL the same is answered 200 and does nothing.

use super::elements;
use crate::api::Accepted;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::json::Value;
use crate::json::json;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Lets a paused run go on.
    SubmitBlueInput "blue_input_submit": post_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/STEP/", BlueOcean, "PipelineStepImpl#submitInputStep", Run -> Accepted as "Accepted"
    {
        /// Which run.
        run: blue_run,
        /// A step of the run, best the waiting one.
        step: need("step"),
        /// The input's id as listed.
        input: need("input"),
        /// Values; all that are declared, since none is filled in.
        parameters: parameters,
    }
}

impl SubmitBlueInput {
    fn path(&self) -> String {
        self.run.below(&text!("steps/", path_segment(&self.step), "/"))
    }

    fn body(&self) -> Value {
        json!({"id": self.input, "parameters": elements(&self.parameters)})
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_input_submit", "job": "release", "run": 20, "step": "15", "input": "Proceed-to-prod", "parameters": {"DRY_RUN": true}})),
            "POST /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/20/steps/15/ {\"id\":\"Proceed-to-prod\",\"parameters\":[{\"name\":\"DRY_RUN\",\"value\":true}]}"
        );
    }
}
