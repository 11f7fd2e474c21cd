//! Starting again from a stage: `POST …/nodes/ID/restart` (`PipelineNodeImpl#restart`). What cannot be restarted is answered 200 with nothing.

use crate::api::blueocean::BlueRun;
use crate::api::declare::Answer;
use crate::api::declare::endpoint;
use crate::classify::Subject;
use crate::encode::path_segment;
use crate::error::Result;
use crate::http::Response;
use crate::json::Value;
use crate::json::json;
use crate::json::transparent;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Starts a Declarative run again from a stage. Null says that this stage cannot be restarted, and nothing has happened.
    RestartBlueNode "blue_restart": post_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/nodes/NODE/restart", BlueOcean, "PipelineNodeImpl#restart", Run -> Restarted as "BlueRun | null"
    {
        /// Which run.
        run: blue_run,
        /// From which node.
        node: need("node"),
    }
}

impl RestartBlueNode {
    fn path(&self) -> String {
        self.run.below(&text!("nodes/", path_segment(&self.node), "/restart"))
    }

    fn body(&self) -> Value {
        json!({"restart": true})
    }
}

/// The new run, or none: what cannot be restarted is answered with nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Restarted(pub Option<BlueRun>);

transparent!(Restarted);

impl Answer for Restarted {
    fn read(response: &Response, subject: Subject) -> Result<Self> {
        if response.status == 200 && response.body.is_empty() {
            return Ok(Self(None));
        }
        BlueRun::read(response, subject).map(|run| Self(Some(run)))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_restart", "job": "declarative", "run": 2, "node": "6"})),
            "POST /jenkins/blue/rest/organizations/jenkins/pipelines/declarative/runs/2/nodes/6/restart {\"restart\":true}"
        );
    }
}
