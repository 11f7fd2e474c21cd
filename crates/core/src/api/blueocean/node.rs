//! One stage: `GET …/runs/N/nodes/ID/` (`PipelineNodeImpl`).

use crate::api::blueocean::BlueNode;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One stage or parallel branch.
    ReadBlueNode "blue_node": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/NODE/", BlueOcean, "PipelineNodeImpl", Run -> BlueNode as "BlueNode"
    {
        /// Which run.
        run: blue_run,
        /// Which node.
        node: need("node"),
    }
}

impl ReadBlueNode {
    fn path(&self) -> String {
        self.run.below(&text!("nodes/", path_segment(&self.node), "/"))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_node", "job": "release", "run": 14, "node": "4"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/14/nodes/4/"
        );
    }
}
