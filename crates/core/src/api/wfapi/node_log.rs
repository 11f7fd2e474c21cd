//! The end of a node's log: `GET …/execution/node/ID/wfapi/log` (`FlowNodeLogExt`).
//!
//! At most the last 10 KB, cut in the middle of a line; `hasMore` says that the *beginning* is missing. The
//! text comes as HTML: escaped, with links. It is given as text and as segments that may be shown, never
//! as HTML. `length` counts raw bytes, not the text.

use crate::api::declare::{Answer, endpoint};
use crate::classify::{Subject, json};
use crate::encode::path_segment;
use crate::error::Result;
use crate::fields::Read;
use crate::http::Response;
use crate::json::{Value, shape};
use crate::text::{self, text};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

endpoint! {
    /// The last 10 KB of a node's log, as text and as segments.
    ReadWfapiNodeLog "wfapi_node_log": get "job/JOB/N/execution/node/NODE/wfapi/log", Wfapi, "FlowNodeAPI#doLog", Run -> NodeLog as "NodeLog"
    {
        /// Which run.
        run: run,
        /// Which node.
        node: need("node"),
    }
}

impl ReadWfapiNodeLog {
    fn path(&self) -> String {
        self.run.below(&text!("execution/node/", path_segment(&self.node), "/wfapi/log"))
    }
}

/// A stretch of a log, with the address of a link if it was one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LogSegment {
    /// The text.
    pub text: String,
    /// An http(s) address; links of any other kind have none.
    pub href: Option<String>,
}

shape!(LogSegment { text, href });

/// The end of a node's log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct NodeLog {
    /// The node's id.
    pub node_id: Option<String>,
    /// wfapi's word; SUCCESS while it runs.
    pub node_status: Option<String>,
    /// How many raw bytes were read.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub length: u64,
    /// Whether the beginning is missing.
    pub has_more: bool,
    /// The text.
    pub text: String,
    /// The text in stretches, with the addresses of its links.
    pub segments: Vec<LogSegment>,
    /// The node's page, as Jenkins wrote it; not to be followed as it is.
    pub console_url: Option<String>,
}

shape!(NodeLog { node_id, node_status, length, has_more, text, segments, console_url });

impl Answer for NodeLog {
    fn read(response: &Response, subject: Subject) -> Result<Self> {
        let value = json(response, subject)?;
        let segments = segments(value.text("text").unwrap_or_default());
        Ok(Self {
            node_id: value.string("nodeId"),
            node_status: value.string("nodeStatus"),
            length: value.number("length").unwrap_or_default(),
            has_more: value.truth("hasMore").unwrap_or_default(),
            text: segments.iter().map(|s| s.text.as_str()).collect(),
            segments,
            console_url: value.get("consoleUrl").and_then(Value::as_str).map(str::to_owned),
        })
    }
}

/// The stretches between tags. Jenkins escapes every `<` of the log itself, so what is left of them are tags.
fn segments(html: &str) -> Vec<LogSegment> {
    let mut out: Vec<LogSegment> = Vec::new();
    let (mut rest, mut href) = (html, None);
    loop {
        let at = rest.find(['<']).unwrap_or(rest.len());
        let (shown, tag) = (rest.get(..at).unwrap_or_default(), rest.get(at..).unwrap_or_default());
        if !shown.is_empty() {
            let text = text::unescape(shown);
            match out.last_mut().filter(|last| last.href == href) {
                Some(last) => last.text.push_str(&text),
                None => out.push(LogSegment { text, href: href.clone() }),
            }
        }
        if tag.is_empty() {
            return out;
        }
        let end = end_of_tag(tag);
        let inside = tag.get(1..end).unwrap_or_default();
        if inside.starts_with("a ") {
            href = address(inside);
        } else if inside == "/a" {
            href = None;
        }
        rest = tag.get(end + 1..).unwrap_or_default();
    }
}

/// Where a tag's `>` is, quoted ones aside; its end if there is none.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (place, char) in tag.char_indices() {
        match (quote, char) {
            (None, '>') => return place,
            (None, '"' | '\'') => quote = Some(char),
            (Some(open), char) if open == char => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The address of a link, if it is one that a page may have. Jenkins leaves a bare `&` in it.
fn address(inside: &str) -> Option<String> {
    let (_, value) = text::split_once(inside, "href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let address = text::unescape(value.get(1..)?.split([quote]).next()?);
    (address.starts_with("http://") || address.starts_with("https://")).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, sends};
    use crate::json::testing::json as operation;
    use proptest::prelude::*;

    fn read(html: &str) -> NodeLog {
        let body = operation!({"nodeId": "8", "length": 9, "hasMore": true, "text": html}).to_text();
        NodeLog::read(&answer(200, &[], &body), Subject::Run).expect("a log")
    }

    #[test]
    fn requests() {
        let log = operation!({"op": "wfapi_node_log", "job": "failing", "run": 3, "node": "7"});
        assert_eq!(sends(&log), "GET /jenkins/job/failing/3/execution/node/7/wfapi/log");
    }

    #[test]
    fn text_and_links_of_recorded_logs() {
        let log = read("a &lt;b&gt; &amp; <a href='https://example.com/?a=1&b=2'>https://example.com/?a=1&amp;b=2</a>\n");
        assert_eq!(log.text, "a <b> & https://example.com/?a=1&b=2\n");
        let links: Vec<_> = log.segments.iter().map(|s| s.href.as_deref()).collect();
        assert_eq!(links, [None, Some("https://example.com/?a=1&b=2"), None]);
        let input = read("<a href='#' onclick=\"new Ajax.Request('http://h/proceed > x')\">Proceed</a> or no");
        assert_eq!((input.text.as_str(), input.segments.len(), input.has_more), ("Proceed or no", 1, true));
    }

    #[test]
    fn addresses_that_run_something_are_no_links() {
        for html in ["<a href='javascript:alert(1)'>x</a>", "<a href=\"data:text/html,x\">x</a>", "<a href='/jenkins/x'>x</a>"] {
            assert_eq!(read(html).segments, [LogSegment { text: "x".to_owned(), href: None }]);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "[<>a='\"&;h /é]{0,24}") {
            let log = read(&html);
            prop_assert_eq!(log.segments.iter().map(|s| s.text.as_str()).collect::<String>(), log.text);
        }
    }
}
