//! Stages and parallel branches: `GET …/runs/N/nodes/` (`PipelineNodeContainerImpl`). Unfinished runs are joined with the last good one: a node without a state is only expected, and its id belongs to the older run.

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::stage::Stage;
use crate::status::Status;
use crate::text::text;
use alloc::borrow::ToOwned as _;
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
        /// When it started.
        start_time_millis: moment "startTime",
        /// How long it took; below 0 for a moment where clocks differ.
        duration_millis: signed "durationInMillis",
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

impl BlueNode {
    /// As a stage; none while it is only expected, since its id is then of an older run.
    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        self.state()?;
        Some(Stage {
            id: self.id()?.to_owned(),
            name: self.display_name().unwrap_or_default().to_owned(),
            parent: None,
            branch: self.kind() == Some("PARALLEL"),
            status: Status::from_blue_ocean(self.state(), self.result()),
            start_time_millis: self.start_time_millis().and_then(|m| u64::try_from(m).ok()).unwrap_or_default(),
            duration_millis: self.duration_millis().and_then(|d| u64::try_from(d).ok()).unwrap_or_default(),
            pause_duration_millis: 0,
            error: None,
        })
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
    use super::*;
    use crate::api::testing::sends;
    use crate::json::testing::json;
    use crate::status::StatusWord;

    #[test]
    fn stages_are_those_that_have_begun() {
        let node = |state: serde_json::Value| {
            BlueNode(
                json!({"id": "21", "displayName": "L", "state": state, "result": "UNKNOWN", "startTime": "1970-01-01T00:00:01.000+0000", "durationInMillis": 7}),
            )
        };
        let stage = node(serde_json::json!("PAUSED")).stage().expect("a stage");
        assert_eq!((stage.id.as_str(), stage.status.word, stage.start_time_millis, stage.duration_millis), ("21", StatusWord::Paused, 1000, 7));
        assert_eq!(node(serde_json::Value::Null).stage(), None);
        let begun = BlueNode(json!({"id": "21", "state": "RUNNING", "durationInMillis": -8}));
        assert_eq!((begun.duration_millis(), begun.stage().map(|s| s.duration_millis)), (Some(-8), Some(0)));
    }

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_nodes", "job": "release", "run": 14})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/14/nodes/"
        );
    }
}
