//! A stage or step: `GET …/execution/node/ID/wfapi/describe` (`Describe#get`). Of what is no stage the status is SUCCESS even while it runs or waits.

use crate::api::declare::Answer;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::classify::{Subject, json};
use crate::encode::path_segment;
use crate::error::Result;
use crate::http::Response;
use crate::json::transparent;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A stage or step.
    WfapiNode {
        /// The flow node's id.
        id: text "id",
        /// The label, or the step's name.
        name: text "name",
        /// wfapi's word; to be believed of stages alone.
        status_word: text "status",
        /// What a step was given.
        parameter_description: text "parameterDescription",
        /// When it started; 0 if it never did.
        start_time_millis: number "startTimeMillis",
        /// How long it took so far; below 0 for a moment where clocks differ.
        duration_millis: signed "durationMillis",
        /// How long of this it was paused.
        pause_duration_millis: number "pauseDurationMillis",
        /// Why it failed.
        error: value "error",
        /// What a step comes after.
        parent_nodes: list "parentNodes",
        /// The steps of a stage, at most a hundred.
        stage_flow_nodes: list "stageFlowNodes",
        /// Relations: log, console.
        links: value "_links",
    }
}

endpoint! {
    /// A stage with its steps, or a step. Null for a label that is no stage.
    ReadWfapiNode "wfapi_node": get "job/JOB/N/execution/node/NODE/wfapi/describe", Wfapi, "FlowNodeAPI", Run -> Node as "WfapiNode | null"
    {
        /// Which run.
        run: run,
        /// Which node.
        node: need("node"),
    }
}

impl ReadWfapiNode {
    fn path(&self) -> String {
        self.run.below(&text!("execution/node/", path_segment(&self.node), "/wfapi/describe"))
    }
}

/// A node, or nothing for a label that is no stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Node(pub Option<WfapiNode>);

transparent!(Node);

impl Answer for Node {
    fn read(response: &Response, subject: Subject) -> Result<Self> {
        let value = json(response, subject)?;
        Ok(Self((!value.is_null()).then_some(WfapiNode(value))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn a_branch_that_has_just_begun_has_a_duration_below_zero() {
        assert_eq!(WfapiNode(json!({"id": "12", "durationMillis": -5})).duration_millis(), Some(-5));
    }

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "wfapi_node", "job": "failing", "run": 1, "node": "4"})), "GET /jenkins/job/failing/1/execution/node/4/wfapi/describe");
    }
}
