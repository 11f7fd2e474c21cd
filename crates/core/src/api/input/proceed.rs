//! Lets a paused run go on, with values: `POST …/input/ID/proceed` (`InputStepExecution#doProceed`).
//!
//! Values that are not sent are absent from the result, and the shape of the result follows their number,
//! so every declared parameter is sent. 200 with an empty body says "accepted", not "this decision won".

use crate::api::{Accepted, Endpoint, accepted};
use crate::classify::Subject;
use crate::error::Result;
use crate::form::structured;
use crate::http::{Request, Response};
use crate::ids::{InputId, RunId};
use crate::server::Server;
use crate::text::text;
use crate::value::Filled;
use alloc::vec::Vec;

/// Lets a paused run go on, with values.
#[derive(Debug, Clone, PartialEq)]
pub struct InputProceed {
    /// Which run.
    pub run: RunId,
    /// Which input.
    pub input: InputId,
    /// A value for every declared parameter.
    pub parameters: Vec<Filled>,
}

impl Endpoint for InputProceed {
    type Output = Accepted;
    const NAME: &'static str = "input_proceed";

    fn request(&self, server: &Server) -> Request {
        let path = self.run.below(&text!("input/", self.input.segment(), "/proceed"));
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
    use crate::encode::form_value;
    use crate::error::Code;
    use crate::value::ParameterValue;

    #[test]
    fn request_and_answers() {
        let proceed = InputProceed {
            run: run(),
            input: InputId::new("A+b:c~d(e)@f").expect("valid"),
            parameters: vec![Filled::new("SIZE", ParameterValue::Text("m".to_owned()))],
        };
        let (line, body) = wire(&proceed.request(&server()));
        assert_eq!(line, "POST /jenkins/job/Ops%20Team/job/deploy/42/input/A+b:c~d(e)@f/proceed");
        assert_eq!(body, format!("json={}", form_value(r#"{"parameter":[{"name":"SIZE","value":"m"}]}"#)));
        assert!(proceed.parse(&answer(200, &[], "")).is_ok());
        for (response, code) in [
            (answer(404, &[], ""), Code::InputNotFound),
            (answer(400, &[("X-Error", "You need to be admin to submit this.")], ""), Code::InputNotAllowed),
            (answer(400, &[("X-Error", "This input has been already given")], ""), Code::InputAlreadySettled),
            (answer(500, &[("Content-Type", "text/html")], ""), Code::ServerError),
            (answer(200, &[("Content-Type", "text/html")], "<html>Portal"), Code::ProxyAnswer),
            (answer(302, &[("Location", "https://sso.example.com/")], ""), Code::SsoRedirect),
        ] {
            assert_eq!(proceed.parse(&response).expect_err("refused").code(), code);
        }
    }
}
