//! A log as Blue Ocean gives it (`LogResource#writeLogs`).

use crate::api::declare::Answer;
use crate::classify::{Subject, html, refusal};
use crate::error::Result;
use crate::http::Response;
use crate::json::shape;
use crate::text;
use alloc::string::String;

/// A piece of a log. The headers that tell its end are written after the body and lost on big answers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BlueLog {
    /// The text, with LF line ends.
    pub text: String,
    /// Where the next piece starts, in raw bytes; null where the answer does not tell: then read core's log.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub end: Option<u64>,
    /// Whether more will come.
    pub more: bool,
}

shape!(BlueLog { text, end, more });

impl Answer for BlueLog {
    fn read(response: &Response, subject: Subject) -> Result<Self> {
        if response.status != 200 {
            return Err(refusal(response, subject));
        }
        if response.media_type() == "text/html" {
            return Err(html(response));
        }
        let end = response.header("x-text-size").and_then(|size| size.trim().parse().ok());
        let more = response.header("x-more-data") == Some("true");
        Ok(Self { text: text::replace(&response.text(), "\r\n", "\n"), end, more })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::answer;

    #[test]
    fn an_end_that_is_not_told_is_not_made_up() {
        let told = answer(200, &[("Content-Type", "text/plain"), ("X-Text-Size", "40"), ("X-More-Data", "true")], "a\r\n");
        assert_eq!(BlueLog::read(&told, Subject::Run), Ok(BlueLog { text: "a\n".to_owned(), end: Some(40), more: true }));
        let lost = answer(200, &[("Content-Type", "text/plain")], "a");
        assert_eq!(BlueLog::read(&lost, Subject::Run), Ok(BlueLog { text: "a".to_owned(), end: None, more: false }));
    }
}
