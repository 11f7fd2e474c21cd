//! Runs again with the original script and parameters: `POST …/N/stages/rerun` (`#doRerun`, Job/Build; a replay, no new
//! checkout). It was called `rebuild` before version 537, and answered with a bare boolean before 579.

use super::{Generation, GraphEndpoint, unwrapped};
use crate::classify::{Subject, json};
use crate::error::{Code, Error, Result};
use crate::fields::Read as _;
use crate::http::Response;
use crate::ids::QueueId;
use crate::json::{ToJson as _, Value, shape};
use alloc::borrow::ToOwned as _;
use alloc::string::String;

/// What came of running again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct Rerun {
    /// The queue item of the new run; older versions do not tell.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub queue_id: Option<QueueId>,
    /// What the plugin said, in the server's language.
    pub message: Option<String>,
}

shape!(Rerun { queue_id, message });

/// Runs again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RerunGraph {
    /// By the former name.
    pub rebuild: bool,
}

impl GraphEndpoint for RerunGraph {
    fn writes(&self) -> bool {
        true
    }

    fn place(&self, generation: Generation) -> Option<String> {
        match (self.rebuild, generation) {
            (false, Generation::Stages | Generation::PipelineOverview) => Some("rerun".to_owned()),
            (true, Generation::PipelineOverview | Generation::PipelineConsole) => Some("rebuild".to_owned()),
            _ => None,
        }
    }

    fn read(&self, response: &Response) -> Result<Value> {
        match json(response, Subject::Run)? {
            Value::Bool(true) => Ok(Rerun { queue_id: None, message: None }.to_json()),
            Value::Bool(false) => Err(Error::answered(Code::BadRequest, response.status, "The Pipeline Graph View did not run it again.")),
            _ => unwrapped(response).map(|data| Rerun { queue_id: data.number("queueId").map(QueueId), message: data.string("message") }.to_json()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::answer;

    #[test]
    fn places_and_answers() {
        let (now, before) = (RerunGraph { rebuild: false }, RerunGraph { rebuild: true });
        assert_eq!((now.place(Generation::Stages).as_deref(), before.place(Generation::PipelineConsole).as_deref()), (Some("rerun"), Some("rebuild")));
        assert_eq!((now.place(Generation::PipelineConsole), before.place(Generation::Stages)), (None, None));
        let body = r#"{"status":"ok","data":{"message":"Build scheduled","queueId":7}}"#;
        assert_eq!(now.read(&answer(200, &[], body)).expect("run again").number("queueId"), Some(7));
        assert_eq!(before.read(&answer(200, &[], "true")).expect("run again").number("queueId"), None);
        assert!(before.read(&answer(200, &[], "false")).is_err());
    }
}
