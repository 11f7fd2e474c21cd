//! A list to its end, page by page.
//!
//! ```text
//! GET start=0 ──full page──► event {items} ──► GET start=100 …
//!           └──short page, or nothing new──► event {items} ──► done {count}
//! ```
//!
//! No answer says how long a list is, and Blue Ocean's `Link` to the next page never ends: a page with fewer than
//! were asked for is the last. Items that move while pages are read come twice; each is told once, by its own
//! address, or by id or name. The next page is asked for when the host polls again.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "list", "of": {"op": "blue_runs", "job": "release"}, "pageSize": 2}))?;
//! let mut pages = [r#"[{"id":"5"},{"id":"4"}]"#, r#"[{"id":"4"}]"#].into_iter();
//! let (mut urls, mut items) = (Vec::new(), Vec::new());
//! let end = loop {
//!     match machine.poll_output(0) {
//!         Output::Send(request) => {
//!             urls.push(request.url);
//!             machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body: pages.next().expect("two pages").into() }));
//!         }
//!         Output::Event(event) => items.push(serde_json::Value::from(event)["items"].clone()),
//!         Output::Done(result) => break result?,
//!         _ => unreachable!(),
//!     }
//! };
//! assert!(urls[1].ends_with("/runs/?start=2&limit=2"), "{}", urls[1]);
//! assert_eq!(items, [json!([{"id": "5"}, {"id": "4"}])]);
//! assert_eq!(end, json!({"count": 2}));
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::error::{Code, Error, Result};
use crate::fields::Read as _;
use crate::flow::call::SHORT_PATIENCE;
use crate::json::{Map, ToJson as _, Value, json, shape};
use crate::machine::Io;
use crate::operation::endpoint;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// The end of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ListOutcome {
    /// How many different items there were.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub count: u64,
}

shape!(ListOutcome { count });

/// An operation that gives a list in pages.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Listed {
    operation: Map,
    size: u64,
    /// Which page comes next: how many items to leave out, or its number from 1.
    next: u64,
    by_number: bool,
}

impl Listed {
    pub(crate) fn new(operation: &Map, size: u64) -> Result<Self> {
        let by_number = operation.get("op").and_then(Value::as_str) == Some("blue_scm_repositories");
        let own = if by_number { ["pageNumber", "pageSize"] } else { ["start", "limit"] };
        if own.iter().any(|name| operation.get(name).is_some()) || size == 0 {
            return Err(Error::new(Code::InvalidOperation, "A list has a page size of its own, from 1: the operation in it may not ask for a page."));
        }
        Ok(Self { operation: operation.clone(), size, next: u64::from(by_number), by_number })
    }

    /// The operation for the next page.
    pub(crate) fn page(&self) -> Value {
        let mut operation = self.operation.clone();
        let (place, size) = if self.by_number { ("pageNumber", "pageSize") } else { ("start", "limit") };
        operation.insert(place, self.next.to_json());
        operation.insert(size, self.size.to_json());
        Value::Object(operation)
    }

    fn turn(&mut self) {
        self.next += if self.by_number { 1 } else { self.size };
    }
}

/// Reads a list to its end.
pub(crate) async fn list(io: Io, mut listed: Listed) -> Result<ListOutcome> {
    let mut known: Vec<String> = Vec::new();
    loop {
        let endpoint = endpoint(&io.client, &listed.page())?;
        let response = io.fetch(endpoint.request(&io.client.server), SHORT_PATIENCE).await?;
        let items = items(endpoint.outcome(&response)?);
        let full = u64::try_from(items.len()).is_ok_and(|n| n >= listed.size);
        let fresh: Vec<Value> = items.into_iter().filter(|item| is_new(&mut known, item)).collect();
        let some = !fresh.is_empty();
        if some {
            io.emit(json!({"event": "page", "items": fresh}));
        }
        if !full || !some {
            return Ok(ListOutcome { count: known.len() as u64 });
        }
        listed.turn();
    }
}

fn items(outcome: Value) -> Vec<Value> {
    match outcome {
        Value::Array(items) => items,
        // Of a source control's repositories.
        other => other.get("repositories").map(|r| r.list("items").to_vec()).unwrap_or_default(),
    }
}

fn is_new(known: &mut Vec<String>, item: &Value) -> bool {
    let link = item.get("_links").and_then(|links| links.get("self")).and_then(|link| link.text("href"));
    let name = link.or_else(|| item.text("id")).or_else(|| item.text("fullName")).or_else(|| item.text("name"));
    let name = name.map_or_else(|| item.to_text(), str::to_owned);
    let fresh = !known.contains(&name);
    if fresh {
        known.push(name);
    }
    fresh
}
