//! Rejects a pending input, which aborts the run there: `POST …/input/ID/abort` (`InputStepExecution#doAbort`).
//!
//! Needs Job/Cancel, or the right to proceed.

use crate::api::{Accepted, Endpoint, accepted};
use crate::classify::Subject;
use crate::error::Result;
use crate::http::{Request, Response};
use crate::ids::{InputId, RunId};
use crate::server::Server;
use crate::text::text;

/// Rejects a pending input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputAbort {
    /// Which run.
    pub run: RunId,
    /// Which input.
    pub input: InputId,
}

impl Endpoint for InputAbort {
    type Output = Accepted;
    const NAME: &'static str = "input_abort";

    fn request(&self, server: &Server) -> Request {
        server.post(&self.run.below(&text!("input/", self.input.segment(), "/abort")))
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
        let abort = InputAbort { run: run(), input: InputId::new("Ship").expect("valid") };
        assert_eq!(wire(&abort.request(&server())).0, "POST /jenkins/job/Ops%20Team/job/deploy/42/input/Ship/abort");
        let refused = answer(400, &[("X-Error", "You need to have Job/Cancel permissions to cancel this.")], "<html>");
        assert_eq!(abort.parse(&refused).expect_err("refused").code(), Code::InputNotAllowed);
    }
}
