//! Triggers a job without parameters: `POST /job/…/build` (`ParameterizedJobMixIn#doBuild`).
//!
//! 201 names the queue item, new or merged with an existing one. A parameterised job answers 400 here,
//! since it wants the form field `json`; nothing is queued then.

use crate::api::Endpoint;
use crate::classify::{Subject, html, refusal};
#[cfg(feature = "full")]
use crate::credentials::Secret;
use crate::error::Result;
#[cfg(feature = "full")]
use crate::form::plain;
use crate::http::{Request, Response};
use crate::ids::{JobPath, QueueId};
use crate::json::shape;
use crate::server::Server;
use crate::text::text;
#[cfg(feature = "full")]
use crate::value::{Filled, ParameterValue};
use alloc::string::String;
#[cfg(feature = "full")]
use alloc::vec::Vec;

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

/// A job's own token for triggering it from outside (`BuildAuthorizationToken`): it stands in for the permission
/// Job/Build, but not for seeing the job. It is sent in the body, so that it is in no URL.
#[cfg(feature = "full")]
#[derive(Clone, PartialEq, Eq)]
pub struct RemoteToken {
    /// The token.
    pub token: Secret,
    /// What the run names as its cause.
    pub cause: Option<String>,
}

#[cfg(feature = "full")]
impl core::fmt::Debug for RemoteToken {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("RemoteToken").field("cause", &self.cause).finish_non_exhaustive()
    }
}

#[cfg(feature = "full")]
impl RemoteToken {
    /// These values with the form fields of a token, if there is one.
    pub(crate) fn beside(values: &[Filled], remote: Option<&Self>) -> Vec<Filled> {
        let mut fields = values.to_vec();
        if let Some(remote) = remote {
            fields.push(Filled::new("token", ParameterValue::Password(remote.token.clone())));
            fields.extend(remote.cause.clone().map(|cause| Filled::new("cause", ParameterValue::Text(cause))));
        }
        fields
    }
}

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
    /// The job's own token, where the user may not build.
    #[cfg(feature = "full")]
    pub remote: Option<RemoteToken>,
}

impl Endpoint for Build {
    type Output = Triggered;
    const NAME: &'static str = "build";

    fn request(&self, server: &Server) -> Request {
        let path = self.job.below(&text!("build", delay_query(self.delay_seconds)));
        let request = server.post(&path);
        #[cfg(feature = "full")]
        let request = request.with_body(plain(&RemoteToken::beside(&[], self.remote.as_ref())));
        request
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
        let build = Build { job: run().job, delay_seconds: Some(0), remote: None };
        assert_eq!(wire(&build.request(&server())), ("POST /jenkins/job/Ops%20Team/job/deploy/build?delay=0sec".to_owned(), String::new()));
        let remote = RemoteToken { token: Secret::new("t0ken1"), cause: Some("night run".to_owned()) };
        assert!(!format!("{remote:?}").contains("t0ken1"));
        let by_token = Build { remote: Some(remote), delay_seconds: None, ..build.clone() };
        assert_eq!(wire(&by_token.request(&server())), ("POST /jenkins/job/Ops%20Team/job/deploy/build".to_owned(), "token=t0ken1&cause=night+run".to_owned()));
        let item = [("Location", "http://internal:8080/queue/item/322/")];
        assert_eq!(build.parse(&answer(201, &item, "")), Ok(Triggered { queue_id: Some(QueueId(322)), merged: false }));
        assert_eq!(build.parse(&answer(303, &item, "")), Ok(Triggered { queue_id: Some(QueueId(322)), merged: true }));
        assert_eq!(build.parse(&answer(302, &[("Location", "/jenkins/job/x/")], "")).expect_err("refused").code(), Code::TriggerRefused);
        assert_eq!(build.parse(&answer(409, &[], "")).expect_err("disabled").code(), Code::JobDisabled);
        assert!(build.parse(&answer(200, &[("Content-Type", "text/html")], "<form action=j_spring_security_check>")).is_err());
    }
}
