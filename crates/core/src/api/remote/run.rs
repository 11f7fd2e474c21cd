//! A run through core's remote access API: `GET …/N/api/json` (`hudson.model.Run`).
//!
//! With the input step plugin 466 or newer this one request tells state, result, pending inputs with their
//! submitters, who approved and who rejected. Older plugins export an empty `{}` for the input action.

use crate::api::remote::job::definitions;
use crate::api::{Endpoint, Projection, resource};
use crate::classify::{Subject, json};
use crate::error::Result;
use crate::fields::Read;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::json::{Value, shape};
use crate::pending::PendingInput;
use crate::server::Server;
use crate::status::Status;
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

resource! {
    /// A run as Jenkins sent it.
    Run {
        /// Its number.
        number: number "number",
        /// Whether it is at work or paused.
        building: truth "building",
        /// How it ended; may be set before the end.
        result: text "result",
        /// When it started, in milliseconds since 1970.
        timestamp: number "timestamp",
        /// How long it took in milliseconds; 0 while building.
        duration: number "duration",
        /// How long it will probably take in milliseconds; -1 if unknown.
        estimated_duration: signed "estimatedDuration",
        /// `#N` or what somebody set.
        display_name: text "displayName",
        /// A description, as text.
        description: text "description",
        /// The id of its queue item.
        queue_id: number "queueId",
        /// Causes, parameters, inputs, approvers.
        actions: list "actions",
    }
}

/// Why a run was started or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct Cause {
    /// The simple name of its class, such as `UserIdCause` or `Rejection`.
    #[cfg_attr(feature = "ts", ts(rename = "type"))]
    pub type_name: String,
    /// Jenkins' sentence, in the server's language.
    pub text: Option<String>,
    /// The user's id.
    pub user_id: Option<String>,
    /// The user's name.
    pub user_name: Option<String>,
}

shape!(Cause { type_name as "type", text, user_id, user_name });

impl Cause {
    fn read(value: &Value) -> Self {
        let class = value.text("_class").unwrap_or_default();
        let user = value.get("user");
        let of_user = |name: &str| user.and_then(|u| u.string(name));
        Self {
            type_name: class.rsplit(['.', '$']).next().unwrap_or_default().to_owned(),
            text: value.string("shortDescription"),
            user_id: value.string("userId").or_else(|| of_user("id")),
            user_name: value.string("userName").or_else(|| of_user("fullName")),
        }
    }
}

/// The causes of a `CauseAction` among these actions.
pub(crate) fn causes(actions: &[Value]) -> Vec<Cause> {
    of_class(actions, "CauseAction")
}

fn of_class(actions: &[Value], class: &str) -> Vec<Cause> {
    actions.iter().filter(|a| a.is_class(class)).flat_map(|a| a.list("causes")).map(Cause::read).collect()
}

impl Run {
    /// Its status; `Paused` if an input is known to wait.
    #[must_use]
    pub fn status(&self) -> Status {
        let mut status = Status::from_core(self.building(), self.result());
        if self.building() == Some(true) && self.inputs().is_some_and(|i| !i.is_empty()) {
            status.word = crate::status::StatusWord::Paused;
        }
        status
    }

    /// The pending inputs, or none if this server does not export them. A run without an input action, or
    /// one that is over, has an empty list only if the absence is certain.
    #[must_use]
    pub fn inputs(&self) -> Option<Vec<PendingInput>> {
        if self.building() == Some(false) {
            return Some(Vec::new());
        }
        let action = self.actions().iter().find(|a| a.is_class("InputAction"))?;
        let executions = action.get("executions")?.as_array()?;
        let pending = executions.iter().filter(|e| e.truth("settled") != Some(true));
        // One that cannot be read is no reason to say that nothing waits.
        Some(PendingInput::mark_ambiguous(pending.map(PendingInput::from_core).collect::<Option<Vec<_>>>()?))
    }

    /// Who started it.
    #[must_use]
    pub fn causes(&self) -> Vec<Cause> {
        causes(self.actions())
    }

    /// Who approved inputs, one for each accepted request; after a race both are listed.
    #[must_use]
    pub fn approvers(&self) -> Vec<String> {
        self.actions().iter().filter(|a| a.is_class("ApproverAction")).filter_map(|a| a.string("userId")).collect()
    }

    /// Who or what interrupted it, a rejected input among them.
    #[must_use]
    pub fn interruptions(&self) -> Vec<Cause> {
        of_class(self.actions(), "InterruptedBuildAction")
    }
}

/// Reads a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRun {
    /// Which run.
    pub run: RunId,
    /// Which fields.
    pub projection: Projection,
}

impl ReadRun {
    /// The fields asked for by default: all that the flows need, in one request.
    pub const TREE: &'static str = concat!(
        "_class,number,building,result,timestamp,duration,estimatedDuration,displayName,description,queueId,url,actions[_class,userId,causes[_class,shortDescription,userId,userName,timestamp,user[id,fullName]],waitingForInput,executions[id,settled,displayName,input[id,message,ok,cancel,submitter,submitterParameter,parameters[",
        definitions!(),
        "]]]]"
    );
}

impl Endpoint for ReadRun {
    type Output = Run;
    #[cfg(feature = "full")]
    const KEPT: crate::api::Kept = crate::api::Kept::Json;
    const NAME: &'static str = "run";

    fn request(&self, server: &Server) -> Request {
        server.get(&self.projection.api_json(&self.run.job.below(&text!(self.run.run))))
    }

    fn parse(&self, response: &Response) -> Result<Run> {
        json(response, Subject::Run).map(Run)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{run, server, wire};
    use crate::json::testing::json;
    use crate::status::StatusWord;

    #[test]
    fn request_without_tree() {
        let read = ReadRun { run: run(), projection: Projection::default() };
        assert_eq!(wire(&read.request(&server())).0, "GET /jenkins/job/Ops%20Team/job/deploy/42/api/json");
    }

    #[test]
    fn inputs_known_unknown_and_settled() {
        let action = |executions: serde_json::Value| json!({"building": true, "actions": [{}, {"_class": "org.x.InputAction", "executions": executions}]});
        let waiting =
            Run(action(serde_json::json!([{"id": "Eu", "settled": false, "input": {"id": "Eu", "message": "m", "submitter": null, "parameters": []}}])));
        assert_eq!((waiting.status().word, waiting.inputs().map(|i| i.len())), (StatusWord::Paused, Some(1)));
        assert_eq!(Run(action(serde_json::json!([]))).inputs(), Some(vec![]));
        assert_eq!(Run(json!({"building": true, "actions": [{}, {}]})).inputs(), None, "an old plugin exports {{}}");
        assert_eq!(Run(json!({"building": true, "actions": [{"_class": "org.x.InputAction"}]})).inputs(), None, "executions were not asked for");
        assert_eq!(Run(action(serde_json::json!(null))).inputs(), None, "nothing is known");
        assert_eq!(Run(action(serde_json::json!([{"settled": false}]))).inputs(), None, "one waits that cannot be read");
        assert_eq!(Run(json!({"building": false, "result": "SUCCESS"})).inputs(), Some(vec![]));
    }

    #[test]
    fn people() {
        let run = Run(json!({"actions": [
            {"_class": "hudson.model.CauseAction", "causes": [{"_class": "hudson.model.Cause$UserIdCause", "shortDescription": "Started by user R", "userId": "r", "userName": "R"}]},
            {"_class": "org.x.ApproverAction", "userId": "admin"},
            {"_class": "jenkins.model.InterruptedBuildAction", "causes": [{"_class": "org.x.Rejection", "user": {"id": "v", "fullName": "V"}}]}]}));
        assert_eq!(
            (run.causes()[0].type_name.as_str(), run.approvers(), run.interruptions()[0].user_id.as_deref()),
            ("UserIdCause", vec!["admin".to_owned()], Some("v"))
        );
    }
}
