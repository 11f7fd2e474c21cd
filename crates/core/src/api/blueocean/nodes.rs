//! Stages and parallel branches: `GET …/runs/N/nodes/` (`PipelineNodeContainerImpl`). Unfinished runs are joined with the last good one: a node without a state is only expected, and its id belongs to the older run.

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A stage or a parallel branch.
    BlueNode {
        /// The flow node's id; of an older run while the state is absent.
        id: text "id",
        /// The label.
        display_name: text "displayName",
        /// STAGE or PARALLEL.
        kind: text "type",
        /// QUEUED, RUNNING, PAUSED, SKIPPED, NOT_BUILT, FINISHED; absent while it is only expected.
        state: text "state",
        /// SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED, UNKNOWN.
        result: text "result",
        /// When it started, as the server writes it.
        start_time: text "startTime",
        /// How long it took.
        duration_millis: number "durationInMillis",
        /// What comes next.
        edges: list "edges",
        /// What it comes after.
        first_parent: text "firstParent",
        /// Whether the run can be started again from here.
        restartable: truth "restartable",
        /// Relations: steps.
        links: value "_links",
    }
}

endpoint! {
    /// The stages and parallel branches of a run.
    ReadBlueNodes "blue_nodes": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/", BlueOcean, "PipelineNodeContainerImpl", Run -> List<BlueNode> as "BlueNode[]"
    {
        /// Which run.
        run: blue_run,
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueNodes {
    fn path(&self) -> String {
        text!(self.run.below("nodes/"), self.page.query())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_nodes", "job": "release", "run": 14})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/14/nodes/"
        );
    }
}
