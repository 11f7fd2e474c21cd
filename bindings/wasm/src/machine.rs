//! A running operation as a handle: text and bytes go in and out, and the script does the sending.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;
use bellpull::{Error, Feed, Lost, Output, Response, Sent};
use wasm_bindgen::prelude::wasm_bindgen;

/// A running operation: `poll`, do what it says, report, and poll again. Free it to give up.
#[wasm_bindgen]
pub struct Machine {
    inner: Result<bellpull::Machine, Error>,
    body: Vec<u8>,
}

impl Machine {
    pub(crate) fn new(inner: Result<bellpull::Machine, Error>) -> Self {
        Self { inner, body: Vec::new() }
    }

    fn feed(&mut self, feed: Feed) {
        if let Ok(machine) = &mut self.inner {
            machine.handle_input(feed);
        }
    }
}

#[wasm_bindgen]
impl Machine {
    /// What to do next, as JSON; `now` is in milliseconds since 1970. Call it at the start, after each
    /// answer, after each `event`, and when the time of a `wait` has come.
    pub fn poll(&mut self, now: f64) -> String {
        let machine = match &mut self.inner {
            Ok(machine) => machine,
            Err(error) => return Output::Done(Err(error.clone())).to_text(),
        };
        let text;
        (text, self.body) = machine.poll_text(now as u64);
        text
    }

    /// The body of the request that `poll` has just given.
    pub fn body(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.body)
    }

    /// Hands in the answer, and polls. Headers are lines of `name: value`.
    pub fn respond(&mut self, status: u16, headers: &str, body: Vec<u8>, now: f64) -> String {
        self.feed(Feed::Response(Response { status, headers: pairs(headers), body }));
        self.poll(now)
    }

    /// Hands in the head of an answer whose bytes follow; for a request that allows `pieces`.
    #[cfg(feature = "full")]
    pub fn head(&mut self, status: u16, headers: &str) {
        self.feed(Feed::Head(Response { status, headers: pairs(headers), body: Vec::new() }));
    }

    /// Hands in the next bytes.
    #[cfg(feature = "full")]
    pub fn piece(&mut self, bytes: Vec<u8>) {
        self.feed(Feed::Piece(bytes));
    }

    /// Says that all bytes were handed in.
    #[cfg(feature = "full")]
    pub fn end(&mut self) {
        self.feed(Feed::End);
    }

    /// Reports that no answer came, or its rest did not; `unsent` if the request has certainly not left.
    pub fn lost(&mut self, message: &str, timed_out: bool, unsent: bool) {
        let sent = if unsent { Sent::No } else { Sent::Maybe };
        self.feed(Feed::Lost(Lost { timed_out, sent, ..Lost::new(message) }));
    }
}

fn pairs(headers: &str) -> Vec<(String, String)> {
    let pairs = headers.split(['\n']).filter_map(|line| line.split_once([':']));
    pairs.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
}
