//! The form of the step's own page: `POST …/input/ID/submit` (`InputStepExecution#doSubmit`).
//!
//! A trap: without the field `proceed` it **aborts the run**, and answers as if all were well. So this endpoint
//! can say nothing but yes; rejecting is [`super::InputAbort`]. Prefer [`super::InputProceed`], which does not
//! have the trap; this one is for proxies that let only the page's own form through.

use crate::api::{Accepted, Endpoint};
use crate::classify::{Subject, refusal};
use crate::encode::form_value;
use crate::error::Result;
use crate::form::structured;
use crate::http::{Body, Request, Response};
use crate::ids::{InputId, RunId};
use crate::server::Server;
use crate::text::{self, text};
use crate::value::Filled;
use alloc::string::String;
use alloc::vec::Vec;

/// Lets a paused run go on, by the form of the step's own page.
#[derive(Debug, Clone, PartialEq)]
pub struct InputSubmitForm {
    /// Which run.
    pub run: RunId,
    /// Which input.
    pub input: InputId,
    /// A value for every declared parameter.
    pub parameters: Vec<Filled>,
    /// The caption of the page's button, which is what the page sends; Jenkins looks only whether it is there.
    pub caption: String,
}

/// The same form with the field in front whose absence aborts the run.
fn proceeding(caption: &str, form: Body) -> Body {
    let boundary = form.content_type.as_deref().and_then(|kind| text::split_once(kind, "boundary=")).map(|(_, boundary)| boundary);
    let field = match boundary {
        Some(boundary) => {
            text!("--", boundary, "\r\nContent-Disposition: form-data; name=\"proceed\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n", caption, "\r\n")
        }
        None => text!("proceed=", form_value(caption), "&"),
    };
    Body { bytes: [field.into_bytes(), form.bytes].concat(), ..form }
}

impl Endpoint for InputSubmitForm {
    type Output = Accepted;
    const NAME: &'static str = "input_submit";

    fn request(&self, server: &Server) -> Request {
        let path = self.run.below(&text!("input/", self.input.segment(), "/submit"));
        server.post(&path).with_body(proceeding(&self.caption, structured(&self.parameters, &[])))
    }

    /// 302 to a page of the run is the success, whichever host it names: Jenkins builds it from request headers.
    fn parse(&self, response: &Response) -> Result<Accepted> {
        let location = response.header("location").unwrap_or_default();
        let path = location.split(['?', '#']).next().unwrap_or_default();
        if response.status == 302 && text::contains(path, &self.run.below("")) {
            return Ok(Accepted { accepted: true });
        }
        Err(refusal(response, Subject::Input))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::error::Code;
    use crate::value::{FileValue, ParameterValue};

    fn submit(parameters: Vec<Filled>) -> InputSubmitForm {
        InputSubmitForm { run: run(), input: InputId::new("Ship").expect("valid"), parameters, caption: "Yes & go".to_owned() }
    }

    #[test]
    fn the_field_that_keeps_the_run_alive_is_always_there() {
        let file = FileValue { name: "a".to_owned(), content_type: "text/plain".to_owned(), bytes: vec![1] };
        for parameters in [vec![], vec![Filled::new("A", ParameterValue::Boolean(true))], vec![Filled::new("F", ParameterValue::File(file))]] {
            let (line, body) = wire(&submit(parameters).request(&server()));
            assert_eq!(line, "POST /jenkins/job/Ops%20Team/job/deploy/42/input/Ship/submit");
            assert!(body.contains("proceed=Yes+%26+go") || body.contains("name=\"proceed\""), "{body}");
        }
    }

    #[test]
    fn answers() {
        assert!(submit(vec![]).parse(&answer(302, &[("Location", "/jenkins/job/Ops%20Team/job/deploy/42/console")], "")).is_ok());
        assert!(submit(vec![]).parse(&answer(302, &[("Location", "http://internal:8080/job/Ops%20Team/job/deploy/42/console")], "")).is_ok());
        for (response, code) in [
            (answer(302, &[("Location", "/jenkins/login?from=%2Fjob/Ops%20Team/job/deploy/42/")], ""), Code::LoginRequired),
            (answer(302, &[("Location", "https://sso.example.com/")], ""), Code::SsoRedirect),
            (answer(404, &[], ""), Code::InputNotFound),
            (answer(400, &[("X-Error", "You need to be admin to submit this.")], ""), Code::InputNotAllowed),
        ] {
            assert_eq!(submit(vec![]).parse(&response).expect_err("refused").code(), code);
        }
    }
}
