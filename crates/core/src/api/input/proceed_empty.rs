//! Lets a paused run go on without values: `POST …/input/ID/proceedEmpty` (`InputStepExecution#doProceedEmpty`).
//!
//! Only for inputs without parameters: it ignores those that are declared, and before version 532 it lost
//! the submitter's name too.

use crate::api::{Accepted, Endpoint, accepted};
use crate::classify::Subject;
use crate::error::Result;
use crate::http::{Request, Response};
use crate::ids::{InputId, RunId};
use crate::server::Server;
use crate::text::text;

/// Lets a paused run go on without values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputProceedEmpty {
    /// Which run.
    pub run: RunId,
    /// Which input.
    pub input: InputId,
}

impl Endpoint for InputProceedEmpty {
    type Output = Accepted;
    const NAME: &'static str = "input_proceed_empty";

    fn request(&self, server: &Server) -> Request {
        server.post(&self.run.below(&text!("input/", self.input.segment(), "/proceedEmpty")))
    }

    fn parse(&self, response: &Response) -> Result<Accepted> {
        accepted(response, &[200], Subject::Input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};

    #[test]
    fn request_and_answer() {
        let proceed = InputProceedEmpty { run: run(), input: InputId::new("Ship").expect("valid") };
        assert_eq!(wire(&proceed.request(&server())), ("POST /jenkins/job/Ops%20Team/job/deploy/42/input/Ship/proceedEmpty".to_owned(), String::new()));
        assert!(proceed.parse(&answer(200, &[], "")).is_ok());
    }
}
