//! The Pipeline Graph View plugin, which new installations have in place of the stage view. Its addresses are
//! those of its own pages: no promise of stability is made for them, and they were moved twice without a redirect.
//!
//! Answers are wrapped: `{"status":"ok","data":…}`, and a refusal is `{"status":"error","message":…}` **with
//! status 200**. GET alone reads: HEAD is 404. `complete` of a tree is no proof that the run is over, and an
//! input may be missing for its whole wait, so both are read from core.

mod cancel;
mod log;
mod rerun;
mod runs;
mod steps;
mod tree;

pub use cancel::CancelGraph;
pub use log::ReadGraphLog;
pub use rerun::{Rerun, RerunGraph};
pub use runs::{GraphRun, ReadGraphRuns, Wrapped};
pub use steps::{GraphSteps, ReadGraphSteps};
pub use tree::{GraphTree, ReadGraphTree};

use crate::classify::{Subject, json};
use crate::error::{Code, Error, Result};
use crate::fields::Read as _;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::json::Value;
use crate::server::Server;
use crate::text::text;
use alloc::string::String;

/// Where the plugin has its run pages; it was renamed twice (`PipelineConsoleViewAction#getUrlName`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generation {
    /// Since version 777 (2026-02).
    Stages,
    /// 520 to 776 (2025-05).
    PipelineOverview,
    /// Before.
    PipelineConsole,
}

impl Generation {
    /// The newest first.
    pub const ALL: [Self; 3] = [Self::Stages, Self::PipelineOverview, Self::PipelineConsole];

    /// Its segment of the URL.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stages => "stages",
            Self::PipelineOverview => "pipeline-overview",
            Self::PipelineConsole => "pipeline-console",
        }
    }
}

/// A place of the plugin below a run, at whichever of its addresses.
pub(crate) trait GraphEndpoint: Send + Sync {
    /// Whether it writes.
    fn writes(&self) -> bool {
        false
    }

    /// What is behind the plugin's segment; none if versions with that address do not have it.
    fn place(&self, generation: Generation) -> Option<String>;

    /// Reads the answer.
    fn read(&self, response: &Response) -> Result<Value>;
}

/// The request, at one of the addresses.
pub(crate) fn request(server: &Server, run: &RunId, generation: Generation, place: &str, writes: bool) -> Request {
    let path = run.below(&text!(generation.as_str(), "/", place));
    let request = if writes { server.post(&path) } else { server.get(&path) };
    // Names of synthetic stages follow the language of whoever asked first, and are kept.
    request.with_header("Accept-Language", "en")
}

/// What is in the wrapper; null for a success without data.
pub(crate) fn unwrapped(response: &Response) -> Result<Value> {
    let wrapper = json(response, Subject::Run)?;
    match wrapper.text("status") {
        Some("ok") => Ok(wrapper.get("data").cloned().unwrap_or_default()),
        Some("error") => {
            let said = wrapper.text("message").unwrap_or_default();
            Err(Error::answered(Code::BadRequest, response.status, "The Pipeline Graph View refused the request.").with_said(said))
        }
        _ => Err(crate::classify::not_json(response, &"it is not in the wrapper of this plugin")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::answer;

    #[test]
    fn a_refusal_has_status_200() {
        assert_eq!(unwrapped(&answer(200, &[], r#"{"status":"ok"}"#)), Ok(Value::Null));
        let refused = unwrapped(&answer(200, &[], r#"{"status":"error","message":"Run is already finished"}"#)).expect_err("refused");
        assert_eq!((refused.code(), refused.said()), (Code::BadRequest, Some("Run is already finished")));
        assert_eq!(unwrapped(&answer(200, &[], "[]")).expect_err("bare").code(), Code::BadResponse);
        assert_eq!(unwrapped(&answer(404, &[], "")).expect_err("none").code(), Code::NotFound);
    }
}
