//! The log of a step or stage from its beginning: `GET …/N/stages/log?nodeId=ID` (since version 209). Without offsets; for
//! a step `progressive_text` with its `node` is the better way. Before 502 the text of a step was HTML.

use super::{Generation, GraphEndpoint};
use crate::api::Query;
use crate::api::declare::Answer as _;
use crate::api::remote::Text;
use crate::classify::Subject;
use crate::error::{Code, Error, Result};
use crate::http::Response;
use crate::json::{ToJson as _, Value};
use crate::text::text;
use alloc::string::String;

/// Reads the log of a step or stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadGraphLog {
    /// Which step or stage.
    pub node: String,
}

/// What the plugin writes in place of a log, with status 200.
const NONE: [&str; 2] = ["No logs found", "Error getting console text"];

impl GraphEndpoint for ReadGraphLog {
    fn place(&self, _: Generation) -> Option<String> {
        Some(text!("log", Query::new().with("nodeId", Some(self.node.as_str()))))
    }

    fn read(&self, response: &Response) -> Result<Value> {
        let read = Text::read(response, Subject::Run)?;
        if NONE.contains(&read.text.trim()) {
            return Err(Error::answered(Code::NotFound, response.status, "There is no such step, or it has no log.").with_said(read.text.trim()));
        }
        Ok(read.to_json())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::answer;

    #[test]
    fn place_and_answers() {
        let read = ReadGraphLog { node: "7".to_owned() };
        assert_eq!(read.place(Generation::Stages).as_deref(), Some("log?nodeId=7"));
        let plain = [("Content-Type", "text/plain")];
        assert_eq!(read.read(&answer(200, &plain, "hello\n")).expect("a log").get("text").and_then(Value::as_str), Some("hello\n"));
        assert_eq!(read.read(&answer(200, &plain, "No logs found")).expect_err("none").code(), Code::NotFound);
    }
}
