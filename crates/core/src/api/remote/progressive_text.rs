//! A run's log from an offset: `GET …/logText/progressiveText?start=B` (Stapler `LargeText`, `AnnotatedLargeText`).
//!
//! Offsets count raw stored bytes, hidden notes included, so the text is shorter than `end - start`. Only
//! offsets that came from `X-Text-Size` are safe. Every LF arrives as CRLF. `X-More-Data` is absent, not
//! "false", at the end. A start beyond the size restarts at 0 (the log was rotated).

use crate::api::Endpoint;
use crate::classify::{Subject, html, not_json, refusal};
use crate::encode::path_segment;
use crate::error::Result;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::json::shape;
use crate::server::Server;
use crate::text::{self, text};
use alloc::string::String;

/// A piece of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LogChunk {
    /// The text, with LF line ends.
    pub text: String,
    /// Where it starts, in raw bytes; 0 after a restart of the log.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub start: u64,
    /// Where to go on, in raw bytes.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub end: u64,
    /// Whether more may come.
    pub more: bool,
}

shape!(LogChunk { text, start, end, more });

/// Reads a log from an offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressiveText {
    /// Whose log.
    pub run: RunId,
    /// The flow node of one step alone (`LogActionImpl`, of the plugin workflow-api); stages have no log of their own.
    pub node: Option<String>,
    /// 0, or the `end` of an earlier piece.
    pub start: u64,
}

impl ProgressiveText {
    fn place(&self) -> String {
        self.node.as_ref().map(|node| text!("execution/node/", path_segment(node), "/log/")).unwrap_or_default()
    }
}

impl Endpoint for ProgressiveText {
    type Output = LogChunk;
    const NAME: &'static str = "progressive_text";
    const DROPS: &'static [(&'static str, &'static str)] = &[("\r", "line ends become LF")];

    fn request(&self, server: &Server) -> Request {
        // Newer Stapler switches to a two-part stream on `Accept: multipart/form-data`; never ask for that.
        let mut request = server.get(&self.run.below(&text!(self.place(), "logText/progressiveText?start=", self.start)));
        request.set_header("Accept", "text/plain");
        request
    }

    fn parse(&self, response: &Response) -> Result<LogChunk> {
        if response.status != 200 {
            return Err(refusal(response, Subject::Run));
        }
        if response.media_type() == "text/html" {
            return Err(html(response));
        }
        let size = response.header("x-text-size").and_then(|s| s.trim().parse::<u64>().ok());
        let Some(end) = size else { return Err(not_json(response, &"X-Text-Size is missing")) };
        let start = if end < self.start { 0 } else { self.start };
        let more = response.header("x-more-data").is_some_and(|m| m.trim() == "true");
        Ok(LogChunk { text: text::replace(&response.text(), "\r\n", "\n"), start, end, more })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::error::Code;

    #[test]
    fn pieces() {
        let read = ProgressiveText { run: run(), node: None, start: 100 };
        assert_eq!(wire(&read.request(&server())).0, "GET /jenkins/job/Ops%20Team/job/deploy/42/logText/progressiveText?start=100");
        let step = ProgressiveText { run: run(), node: Some("7".to_owned()), start: 0 };
        assert_eq!(wire(&step.request(&server())).0, "GET /jenkins/job/Ops%20Team/job/deploy/42/execution/node/7/log/logText/progressiveText?start=0");
        let plain = ("Content-Type", "text/plain;charset=utf-8");
        let chunk = read.parse(&answer(200, &[plain, ("X-Text-Size", "250"), ("X-More-Data", "true")], "a\r\nb\r\n"));
        assert_eq!(chunk, Ok(LogChunk { text: "a\nb\n".to_owned(), start: 100, end: 250, more: true }));
        let rotated = read.parse(&answer(200, &[plain, ("X-Text-Size", "7")], "new\r\n")).expect("a piece");
        assert_eq!((rotated.start, rotated.end, rotated.more), (0, 7, false));
        assert_eq!(read.parse(&answer(200, &[plain], "x")).expect_err("no size").code(), Code::BadResponse);
        assert_eq!(read.parse(&answer(200, &[("Content-Type", "text/html")], "<b>")).expect_err("page").code(), Code::ProxyAnswer);
    }
}
