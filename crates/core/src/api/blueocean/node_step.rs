//! A step by its stage: `GET …/nodes/ID/steps/ID/`. The stage is not checked (`PipelineStepContainerImpl#get`).

use crate::api::blueocean::BlueStep;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// A step by its stage.
    ReadBlueNodeStep "blue_node_step": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/NODE/steps/STEP/", BlueOcean, "PipelineStepContainerImpl#get", Run -> BlueStep as "BlueStep"
    {
        /// Which run.
        run: blue_run,
        /// Which node.
        node: need("node"),
        /// Which step.
        step: need("step"),
    }
}

impl ReadBlueNodeStep {
    fn path(&self) -> String {
        self.run.below(&text!("nodes/", path_segment(&self.node), "/steps/", path_segment(&self.step), "/"))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_node_step", "job": "release", "run": 14, "node": "14", "step": "15"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/14/nodes/14/steps/15/"
        );
    }
}
