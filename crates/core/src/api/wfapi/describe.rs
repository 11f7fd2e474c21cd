//! A run with its stages: `GET …/N/wfapi/describe` (`RunAPI`, `RunExt`, `StageNodeExt`).
//!
//! Hrefs are not followed: a finished run is cached with the URL of whoever asked first, so they may name
//! `lastBuild`. A stage's status is reliable for showing, not for deciding: of two branches that wait in
//! parallel one may read SUCCESS.

use crate::api::{Endpoint, resource};
use crate::classify::{Subject, json};
use crate::error::Result;
use crate::fields::Read;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::json::Value;
use crate::server::Server;
use crate::stage::{Stage, StageError};
use crate::status::Status;
use crate::text::text;
use alloc::vec::Vec;

resource! {
    /// A run as wfapi describes it. Times are milliseconds since 1970, durations milliseconds.
    Described {
        /// The run's number, as text.
        id: text "id",
        /// The display name.
        name: text "name",
        /// wfapi's word.
        status_word: text "status",
        /// When it started.
        start_time_millis: number "startTimeMillis",
        /// When it ended; the server's now while it runs.
        end_time_millis: number "endTimeMillis",
        /// How long it took so far.
        duration_millis: number "durationMillis",
        /// How long it waited in the queue.
        queue_duration_millis: number "queueDurationMillis",
        /// The stages, in the order of their start.
        stage_list: list "stages",
        /// Relations; `pendingInputActions` is there only while an input waits.
        links: value "_links",
    }
}

impl Described {
    /// Its status.
    #[must_use]
    pub fn status(&self) -> Status {
        Status::from_wfapi(self.status_word())
    }

    /// Whether at least one input waits.
    #[must_use]
    pub fn waits_for_input(&self) -> bool {
        self.links().is_some_and(|l| l.get("pendingInputActions").is_some())
    }

    /// The stages.
    #[must_use]
    pub fn stages(&self) -> Vec<Stage> {
        self.stage_list().iter().filter_map(Stage::of_wfapi).collect()
    }
}

impl Stage {
    fn of_wfapi(value: &Value) -> Option<Self> {
        Some(Self {
            id: value.string("id")?,
            name: value.string("name").unwrap_or_default(),
            parent: None,
            branch: false,
            status: Status::from_wfapi(value.text("status")),
            start_time_millis: value.number("startTimeMillis").unwrap_or_default(),
            duration_millis: value.number("durationMillis").unwrap_or_default(),
            pause_duration_millis: value.number("pauseDurationMillis").unwrap_or_default(),
            error: value.get("error").map(|e| StageError { message: e.string("message"), type_name: e.string("type").unwrap_or_default() }),
        })
    }
}

/// Describes a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Describe {
    /// Which run.
    pub run: RunId,
    /// Whether to list the steps of each stage; versions before 2.41 ignore it here.
    pub full_stages: bool,
}

impl Endpoint for Describe {
    type Output = Described;
    #[cfg(feature = "full")]
    const KEPT: crate::api::Kept = crate::api::Kept::Json;
    const NAME: &'static str = "wfapi_describe";

    fn request(&self, server: &Server) -> Request {
        // The bare …/wfapi would be redirected.
        let query = if self.full_stages { "?fullStages=true" } else { "" };
        server.get(&self.run.below(&text!("wfapi/describe", query)))
    }

    fn parse(&self, response: &Response) -> Result<Described> {
        json(response, Subject::Run).map(Described)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::status::StatusWord;

    #[test]
    fn request_and_answer() {
        let describe = Describe { run: run(), full_stages: true };
        assert_eq!(wire(&describe.request(&server())).0, "GET /jenkins/job/Ops%20Team/job/deploy/42/wfapi/describe?fullStages=true");
        let body = r#"{"_links":{"self":{"href":"/x"},"pendingInputActions":{"href":"/y"}},"id":"42","status":"PAUSED_PENDING_INPUT","stages":[
            {"id":"6","name":"Build","status":"FAILED","startTimeMillis":5,"durationMillis":6,"error":{"message":null,"type":"java.lang.X"}}]}"#;
        let read = describe.parse(&answer(200, &[], body)).expect("a description");
        assert!(read.waits_for_input());
        assert_eq!((read.status().word, read.stages()[0].status.word), (StatusWord::Paused, StatusWord::Failure));
        assert_eq!(read.stages()[0].error.as_ref().map(|e| e.type_name.as_str()), Some("java.lang.X"));
    }
}
