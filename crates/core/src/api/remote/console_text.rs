//! A run's whole log as text: `GET …/consoleText` (`WorkflowRun#doConsoleText`), with LF and without notes.

use crate::api::Endpoint;
use crate::classify::{Subject, html, refusal};
use crate::error::Result;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::json::shape;
use crate::server::Server;
use alloc::string::String;

/// A text as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Text {
    /// The text.
    pub text: String,
}

shape!(Text { text });

/// Reads a whole log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleText {
    /// Whose log.
    pub run: RunId,
}

impl Endpoint for ConsoleText {
    type Output = Text;
    const NAME: &'static str = "console_text";

    fn request(&self, server: &Server) -> Request {
        let mut request = server.get(&self.run.below("consoleText"));
        request.set_header("Accept", "text/plain");
        request
    }

    fn parse(&self, response: &Response) -> Result<Text> {
        read_text(response, Subject::Run)
    }
}

fn read_text(response: &Response, subject: Subject) -> Result<Text> {
    match response.status {
        200 if response.media_type() == "text/html" => Err(html(response)),
        200 => Ok(Text { text: response.text().into_owned() }),
        _ => Err(refusal(response, subject)),
    }
}

#[cfg(feature = "full")]
impl crate::api::declare::Answer for Text {
    fn read(response: &Response, subject: Subject) -> Result<Self> {
        read_text(response, subject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};

    #[test]
    fn request_and_answer() {
        let read = ConsoleText { run: run() };
        assert_eq!(wire(&read.request(&server())).0, "GET /jenkins/job/Ops%20Team/job/deploy/42/consoleText");
        assert_eq!(read.parse(&answer(200, &[("Content-Type", "text/plain")], "a\n")), Ok(Text { text: "a\n".to_owned() }));
    }
}
