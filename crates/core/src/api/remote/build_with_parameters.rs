//! Triggers a job with parameters: `POST /job/…/buildWithParameters` (`ParameterizedJobMixIn#doBuildWithParameters`).
//!
//! What is not sent gets its default from Jenkins. Undeclared names are ignored without a word, so names
//! are checked beforehand. A password's default is kept by not sending it.

use crate::api::Endpoint;
#[cfg(feature = "full")]
use crate::api::remote::build::RemoteToken;
use crate::api::remote::build::{Triggered, delay_query, parse_trigger};
use crate::error::Result;
use crate::form::plain;
use crate::http::{Request, Response};
use crate::ids::JobPath;
use crate::server::Server;
use crate::text::text;
use crate::value::Filled;
use alloc::vec::Vec;

/// Triggers a job with parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildWithParameters {
    /// Which job.
    pub job: JobPath,
    /// The values that differ from the defaults.
    pub parameters: Vec<Filled>,
    /// How long it shall wait in the queue; none takes the job's quiet period.
    pub delay_seconds: Option<u64>,
    /// The job's own token, where the user may not build.
    #[cfg(feature = "full")]
    pub remote: Option<RemoteToken>,
}

impl Endpoint for BuildWithParameters {
    type Output = Triggered;
    const NAME: &'static str = "build_with_parameters";

    fn request(&self, server: &Server) -> Request {
        let path = self.job.below(&text!("buildWithParameters", delay_query(self.delay_seconds)));
        #[cfg(feature = "full")]
        let body = plain(&RemoteToken::beside(&self.parameters, self.remote.as_ref()));
        #[cfg(not(feature = "full"))]
        let body = plain(&self.parameters);
        server.post(&path).with_body(body)
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
    use crate::value::ParameterValue;

    #[test]
    fn request_and_answers() {
        let text = |n: &str, v: &str| Filled::new(n, ParameterValue::Text(v.to_owned()));
        let build = BuildWithParameters {
            job: run().job,
            parameters: vec![text("TAG", "v2 + é"), Filled::new("DEPLOY", ParameterValue::Boolean(true))],
            delay_seconds: None,
            remote: None,
        };
        let (line, body) = wire(&build.request(&server()));
        assert_eq!(line, "POST /jenkins/job/Ops%20Team/job/deploy/buildWithParameters");
        assert_eq!(body, "TAG=v2+%2B+%C3%A9&DEPLOY=true");
        let error = build.parse(&answer(400, &[], "deploy is not parameterized")).expect_err("refused");
        assert_eq!(error.code(), Code::NotParameterized);
    }
}
