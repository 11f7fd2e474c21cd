//! Lets a paused run go on through wfapi: `POST …/N/wfapi/inputSubmit?inputId=ID` (`RunAPI#doInputSubmit`).
//!
//! Every refusal is the same anonymous 500 here (`ServeJson`), so the input step's own URL is preferred;
//! this one is for servers whose proxy lets only wfapi through. A `+` in the id must be `%2B`.

use crate::api::{Accepted, Endpoint, accepted};
use crate::classify::Subject;
use crate::encode::form_value;
use crate::error::Result;
use crate::form::structured;
use crate::http::{Request, Response};
use crate::ids::{InputId, RunId};
use crate::server::Server;
use crate::text::text;
use crate::value::Filled;
use alloc::vec::Vec;

/// Lets a paused run go on through wfapi.
#[derive(Debug, Clone, PartialEq)]
pub struct InputSubmit {
    /// Which run.
    pub run: RunId,
    /// Which input.
    pub input: InputId,
    /// A value for every declared parameter.
    pub parameters: Vec<Filled>,
}

impl Endpoint for InputSubmit {
    type Output = Accepted;
    const NAME: &'static str = "wfapi_input_submit";

    fn request(&self, server: &Server) -> Request {
        let path = self.run.below(&text!("wfapi/inputSubmit?inputId=", form_value(self.input.as_str())));
        server.post(&path).with_body(structured(&self.parameters, &[]))
    }

    fn parse(&self, response: &Response) -> Result<Accepted> {
        accepted(response, &[200], Subject::Input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::error::Code;

    #[test]
    fn request_and_answers() {
        let submit = InputSubmit { run: run(), input: InputId::new("A+b:c").expect("valid"), parameters: vec![] };
        assert_eq!(wire(&submit.request(&server())).0, "POST /jenkins/job/Ops%20Team/job/deploy/42/wfapi/inputSubmit?inputId=A%2Bb%3Ac");
        assert!(submit.parse(&answer(200, &[], "")).is_ok());
        assert!(submit.parse(&answer(200, &[("Content-Type", "application/json")], "null")).is_ok());
        assert_eq!(submit.parse(&answer(500, &[], "")).expect_err("refused").code(), Code::ServerError);
    }
}
