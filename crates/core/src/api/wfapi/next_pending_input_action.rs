//! The first pending input of a run, or null: `GET …/N/wfapi/nextPendingInputAction` (`RunAPI#doNextPendingInputAction`).
//!
//! "The first" is no choice to make for a person: with several inputs waiting, read all of them.

use crate::api::Endpoint;
use crate::api::wfapi::pending_input_actions::{DROPS, drop_secrets};
use crate::classify::{Subject, json};
use crate::error::Result;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::json::{Value, transparent};
use crate::pending::PendingInput;
use crate::server::Server;

/// The first pending input as Jenkins sent it, or null.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingInputAction(pub Value);

transparent!(PendingInputAction);

impl PendingInputAction {
    /// The input, if one waits.
    #[must_use]
    pub fn input(&self) -> Option<PendingInput> {
        PendingInput::from_wfapi(&self.0)
    }
}

/// Reads the first pending input of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextPendingInputAction {
    /// Which run.
    pub run: RunId,
}

impl Endpoint for NextPendingInputAction {
    type Output = PendingInputAction;
    const NAME: &'static str = "next_pending_input_action";
    const DROPS: &'static [(&'static str, &'static str)] = DROPS;

    fn request(&self, server: &Server) -> Request {
        server.get(&self.run.below("wfapi/nextPendingInputAction"))
    }

    fn parse(&self, response: &Response) -> Result<PendingInputAction> {
        let mut value = json(response, Subject::Run)?;
        drop_secrets(&mut value);
        Ok(PendingInputAction(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};

    #[test]
    fn null_is_an_answer() {
        let read = NextPendingInputAction { run: run() };
        assert_eq!(wire(&read.request(&server())).0, "GET /jenkins/job/Ops%20Team/job/deploy/42/wfapi/nextPendingInputAction");
        assert_eq!(read.parse(&answer(200, &[], "null")).expect("null").input(), None);
        let one = read.parse(&answer(200, &[], r#"{"id":"Ship","message":"?","inputs":[]}"#)).expect("one");
        assert_eq!(one.input().map(|i| i.message), Some("?".to_owned()));
    }
}
