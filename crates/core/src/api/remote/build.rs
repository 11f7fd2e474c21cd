//! Triggers a job without parameters: `POST /job/…/build` (`ParameterizedJobMixIn#doBuild`).
//!
//! 201 names the queue item, new or merged with an existing one. A parameterised job answers 400 here,
//! since it wants the form field `json`; nothing is queued then.

use crate::api::Endpoint;
use crate::classify::{Subject, html, refusal};
use crate::error::Result;
use crate::http::{Request, Response};
use crate::ids::{JobPath, QueueId};
use crate::json::shape;
use crate::server::Server;
use crate::text::text;
use alloc::string::String;

/// What a trigger's answer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct Triggered {
    /// The queue item; absent when `Location` names the job instead, as `build` with json does.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub queue_id: Option<QueueId>,
    /// Whether Jenkins said that the request was merged into a waiting item (303). Older servers hide it.
    pub merged: bool,
}

shape!(Triggered { queue_id, merged });

/// Reads the answer of any of the trigger endpoints.
pub(crate) fn parse_trigger(response: &Response) -> Result<Triggered> {
    match response.status {
        201 | 303 => {
            let queue_id = response.header("location").and_then(QueueId::from_location);
            Ok(Triggered { queue_id, merged: response.status == 303 && queue_id.is_some() })
        }
        200 => Err(html(response)),
        _ => Err(refusal(response, Subject::Trigger)),
    }
}

/// `delay` in the unit that Jenkins does not misread: bare numbers are milliseconds (`TimeDuration`).
pub(crate) fn delay_query(delay_seconds: Option<u64>) -> String {
    delay_seconds.map(|s| text!("?delay=", s, "sec")).unwrap_or_default()
}

/// Triggers a job without parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// Which job.
    pub job: JobPath,
    /// How long it shall wait in the queue; none takes the job's quiet period.
    pub delay_seconds: Option<u64>,
}

impl Endpoint for Build {
    type Output = Triggered;
    const NAME: &'static str = "build";

    fn request(&self, server: &Server) -> Request {
        server.post(&self.job.below(&text!("build", delay_query(self.delay_seconds))))
    }

    fn parse(&self, response: &Response) -> Result<Triggered> {
        parse_trigger(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::error::Code;

    #[test]
    fn request_and_answers() {
        let build = Build { job: run().job, delay_seconds: Some(0) };
        assert_eq!(wire(&build.request(&server())), ("POST /jenkins/job/Ops%20Team/job/deploy/build?delay=0sec".to_owned(), String::new()));
        let item = [("Location", "http://internal:8080/queue/item/322/")];
        assert_eq!(build.parse(&answer(201, &item, "")), Ok(Triggered { queue_id: Some(QueueId(322)), merged: false }));
        assert_eq!(build.parse(&answer(303, &item, "")), Ok(Triggered { queue_id: Some(QueueId(322)), merged: true }));
        assert_eq!(build.parse(&answer(302, &[("Location", "/jenkins/job/x/")], "")).expect_err("refused").code(), Code::TriggerRefused);
        assert_eq!(build.parse(&answer(409, &[], "")).expect_err("disabled").code(), Code::JobDisabled);
        assert!(build.parse(&answer(200, &[("Content-Type", "text/html")], "<form action=j_spring_security_check>")).is_err());
    }
}
