//! The steps of a stage: `GET …/nodes/ID/steps/` (`PipelineStepContainerImpl`).

use crate::api::blueocean::BlueStep;
use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// The steps of a stage.
    ReadBlueNodeSteps "blue_node_steps": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/NODE/steps/", BlueOcean, "PipelineStepContainerImpl", Run -> List<BlueStep> as "BlueStep[]"
    {
        /// Which run.
        run: blue_run,
        /// Which node.
        node: need("node"),
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueNodeSteps {
    fn path(&self) -> String {
        text!(self.run.below(&text!("nodes/", path_segment(&self.node), "/steps/")), self.page.query())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_node_steps", "job": "release", "run": 14, "node": "14"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/14/nodes/14/steps/"
        );
    }
}
