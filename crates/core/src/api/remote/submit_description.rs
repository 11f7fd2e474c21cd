//! Replaces a run's description: `POST …/submitDescription` (`hudson.model.Run#doSubmitDescription`).
//!
//! The form has one field, `description`; without it the description is gone. It needs `Run/Update`, and answers 302 to the run's
//! page, `.` made absolute or not by the container. The whole text is replaced: whoever adds to it reads it first, and what the run
//! itself sets in the meantime (`currentBuild.description`) is lost. Jenkins shows it through its markup formatter. Read
//! from the sources; there is no recorded answer.

use crate::api::remote::halt::leads_to;
use crate::api::{Accepted, Endpoint, accepted};
use crate::classify::{Subject, refusal};
use crate::error::Result;
use crate::form::urlencoded;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::server::Server;
use alloc::string::String;

/// Replaces a run's description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmitDescription {
    /// Which run.
    pub run: RunId,
    /// The new text.
    pub description: String,
}

impl Endpoint for SubmitDescription {
    type Output = Accepted;
    const NAME: &'static str = "submit_description";

    fn request(&self, server: &Server) -> Request {
        server.post(&self.run.below("submitDescription")).with_body(urlencoded(&[("description", &self.description)]))
    }

    fn parse(&self, response: &Response) -> Result<Accepted> {
        // A redirect to a sign-in is a refusal, though its status is that of a success.
        if response.status == 302 && !leads_to(response, &self.run) {
            return Err(refusal(response, Subject::Run));
        }
        accepted(response, &[302], Subject::Run)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::classify::OPAQUE_REDIRECT;
    use crate::error::Code;

    #[test]
    fn request_and_answers() {
        let submit = SubmitDescription { run: run(), description: "by ann & ben\nü".into() };
        let (line, body) = wire(&submit.request(&server()));
        assert_eq!(line, "POST /jenkins/job/Ops%20Team/job/deploy/42/submitDescription");
        assert_eq!(body, "description=by+ann+%26+ben%0A%C3%BC");
        assert!(submit.parse(&answer(302, &[("Location", ".")], "")).is_ok());
        assert!(submit.parse(&answer(302, &[("Location", "http://ci/jenkins/job/x/42/")], "")).is_ok());
        assert!(submit.parse(&answer(302, &[(OPAQUE_REDIRECT, "1")], "")).is_ok());
        for (status, headers, code) in [
            (302, &[("Location", "/jenkins/login?from=x")][..], Code::LoginRequired),
            (302, &[("Location", "https://sso/authorize?x=/42/")][..], Code::SsoRedirect),
            (403, &[][..], Code::Forbidden),
            (404, &[][..], Code::NotFound),
        ] {
            assert_eq!(submit.parse(&answer(status, headers, "")).expect_err("refused").code(), code);
        }
        assert!(submit.parse(&answer(200, &[("Content-Type", "text/html")], "<p>")).is_err());
    }
}
