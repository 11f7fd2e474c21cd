//! Stops a run: `POST …/N/stages/cancel` (`#doCancel`, since version 533; Job/Cancel). Core's `stop` does the same
//! everywhere. A run that is over is refused.

use super::{Generation, GraphEndpoint, unwrapped};
use crate::api::Accepted;
use crate::error::Result;
use crate::http::Response;
use crate::json::{ToJson as _, Value};
use alloc::borrow::ToOwned as _;
use alloc::string::String;

/// Stops a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CancelGraph;

impl GraphEndpoint for CancelGraph {
    fn writes(&self) -> bool {
        true
    }

    fn place(&self, generation: Generation) -> Option<String> {
        (generation != Generation::PipelineConsole).then(|| "cancel".to_owned())
    }

    fn read(&self, response: &Response) -> Result<Value> {
        unwrapped(response).map(|_| Accepted { accepted: true }.to_json())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::answer;
    use crate::error::Code;

    #[test]
    fn places_and_answers() {
        assert_eq!((CancelGraph.place(Generation::Stages).is_some(), CancelGraph.place(Generation::PipelineConsole).is_some()), (true, false));
        assert!(CancelGraph.read(&answer(200, &[], r#"{"status":"ok"}"#)).is_ok());
        assert_eq!(CancelGraph.read(&answer(200, &[], r#"{"status":"error","message":"m"}"#)).expect_err("over").code(), Code::BadRequest);
        assert_eq!(CancelGraph.read(&answer(403, &[], "")).expect_err("no").code(), Code::Forbidden);
    }
}
