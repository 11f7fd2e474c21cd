//! Bellpull as a native addon for Node. It converts values and holds handles; all knowledge of Jenkins is in the
//! core, and the script does the sending. The classes are those of the wasm files, so that one loop drives both.

mod policy;

use bellpull::{Code, Error, Feed, Lost, Output, Response, Sent, Value};
use napi::bindgen_prelude::{Buffer, BufferSlice, Either, Latin1String};
use napi_derive::napi;

/// A client for one server. Its session is shared by all its operations.
#[napi]
pub struct Client {
    inner: Result<bellpull::Client, Error>,
}

#[napi]
impl Client {
    /// From a configuration, as JSON. What is wrong with it is said by each machine.
    #[napi(constructor)]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "an argument from JavaScript")]
    pub fn new(config: String) -> Self {
        Self { inner: read(&config).and_then(bellpull::Client::new) }
    }

    /// Starts an operation, given as JSON.
    #[napi]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "an argument from JavaScript")]
    pub fn start(&self, operation: String) -> Machine {
        Machine { inner: Some(self.begin(&operation)), body: Vec::new() }
    }

    /// Starts an operation in a handle whose own is over, and polls it: a new one would be the garbage collector's to look after.
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "an argument from JavaScript")]
    pub fn restart(&self, machine: &mut Machine, operation: String, now: f64) -> Either<Latin1String, String> {
        machine.inner = Some(self.begin(&operation));
        machine.poll(now)
    }

    fn begin(&self, operation: &str) -> Result<bellpull::Machine, Error> {
        self.inner.as_ref().map_err(Clone::clone)?.start(read(operation)?)
    }
}

/// A running operation: `poll`, do what it says, report, and poll again. Free it to give up.
#[napi]
pub struct Machine {
    inner: Option<Result<bellpull::Machine, Error>>,
    body: Vec<u8>,
}

impl Machine {
    fn feed(&mut self, feed: Feed) {
        if let Some(Ok(machine)) = &mut self.inner {
            machine.handle_input(feed);
        }
    }
}

#[napi]
impl Machine {
    /// What to do next, as JSON; `now` is in milliseconds since 1970. Call it at the start, after each
    /// answer, after each `event`, and when the time of a `wait` has come.
    #[napi]
    pub fn poll(&mut self, now: f64) -> Either<Latin1String, String> {
        let error = match &mut self.inner {
            Some(Ok(machine)) => {
                let (text, body) = machine.poll_text(now as u64);
                self.body = body;
                return for_engine(text);
            }
            Some(Err(error)) => error.clone(),
            None => Error::new(Code::Cancelled, "The operation was given up."),
        };
        for_engine(Output::Done(Err(error)).to_text())
    }

    /// The body of the request that `poll` has just given.
    #[napi]
    pub fn body(&mut self) -> Buffer {
        std::mem::take(&mut self.body).into()
    }

    /// Hands in the answer, and polls. Headers are lines of `name: value`.
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "arguments from JavaScript")]
    pub fn respond(&mut self, status: u16, headers: String, body: BufferSlice<'_>, now: f64) -> Either<Latin1String, String> {
        self.feed(Feed::Response(Response { status, headers: pairs(&headers), body: body.to_vec() }));
        self.poll(now)
    }

    /// Hands in the head of an answer whose bytes follow; for a request that allows `pieces`.
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "arguments from JavaScript")]
    pub fn head(&mut self, status: u16, headers: String) {
        self.feed(Feed::Head(Response { status, headers: pairs(&headers), body: Vec::new() }));
    }

    /// Hands in the next bytes.
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "an argument from JavaScript")]
    pub fn piece(&mut self, bytes: BufferSlice<'_>) {
        self.feed(Feed::Piece(bytes.to_vec()));
    }

    /// Says that all bytes were handed in.
    #[napi]
    pub fn end(&mut self) {
        self.feed(Feed::End);
    }

    /// Reports that no answer came, or its rest did not; `unsent` if the request has certainly not left.
    #[napi]
    pub fn lost(&mut self, message: String, timed_out: bool, unsent: bool) {
        let sent = if unsent { Sent::No } else { Sent::Maybe };
        self.feed(Feed::Lost(Lost { timed_out, sent, ..Lost::new(message) }));
    }

    /// Gives up. What is left is collected with the handle.
    #[napi]
    pub fn free(&mut self) {
        self.inner = None;
        self.body = Vec::new();
    }
}

/// A job's full name, with its branch as Jenkins names the branch's job; as JSON, `{"name"}` or `{"error"}`.
#[napi]
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "arguments from JavaScript")]
pub fn job_name(job: String, branch: Option<String>) -> String {
    bellpull::JobPath::named(&job, branch.as_deref()).to_text()
}

fn pairs(headers: &str) -> Vec<(String, String)> {
    let pairs = headers.split('\n').filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
}

/// Node makes strings of Latin-1 several times as fast as those of UTF-8, and most of what is said is plain.
fn for_engine(text: String) -> Either<Latin1String, String> {
    if text.is_ascii() { Either::A(text.into()) } else { Either::B(text) }
}

fn read(text: &str) -> Result<Value, Error> {
    bellpull::json::parse(text.as_bytes()).map_err(|_| Error::new(Code::InvalidOperation, "The value is no plain data."))
}
