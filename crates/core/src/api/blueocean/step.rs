//! One step: `GET …/runs/N/steps/ID/` (`PipelineStepImpl`).

use crate::api::blueocean::BlueStep;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One step.
    ReadBlueStep "blue_step": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/STEP/", BlueOcean, "PipelineStepImpl", Run -> BlueStep as "BlueStep"
    {
        /// Which run.
        run: blue_run,
        /// Which step.
        step: need("step"),
    }
}

impl ReadBlueStep {
    fn path(&self) -> String {
        self.run.below(&text!("steps/", path_segment(&self.step), "/"))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_step", "job": "release", "run": 14, "step": "15"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/14/steps/15/"
        );
    }
}
