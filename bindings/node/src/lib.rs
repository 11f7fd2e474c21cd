//! Bellpull as a native addon for Node. It converts values and holds handles; all knowledge of Jenkins is in the
//! core, and the script does the sending. The classes are those of the wasm files, so that one loop drives both.

mod policy;

use bellpull::{Code, Error, Feed, Lost, Output, Response, Sent, Value};
use napi::bindgen_prelude::{Buffer, Either, Latin1String};
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
        let machine = self.inner.clone().and_then(|client| client.start(read(&operation)?));
        Machine { inner: Some(machine), body: Vec::new() }
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

    /// Hands in the answer. Headers are lines of `name: value`.
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "arguments from JavaScript")]
    pub fn respond(&mut self, status: u16, headers: String, body: Buffer) {
        self.feed(Feed::Response(Response { status, headers: pairs(&headers), body: body.into() }));
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
    pub fn piece(&mut self, bytes: Buffer) {
        self.feed(Feed::Piece(bytes.into()));
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

/// Node makes strings of Latin-1 several times as fast as those of UTF-8, so that the few other characters of a
/// mostly plain text are written as JSON's escapes.
fn for_engine(text: String) -> Either<Latin1String, String> {
    if text.is_ascii() {
        return Either::A(text.into());
    }
    // An escape is three times as long as most of what it stands for.
    let most = text.len() + text.len() / 4;
    let mut out = String::with_capacity(most + 12);
    let mut rest = text.as_str();
    loop {
        let (plain, after) = rest.split_at(ascii(rest.as_bytes()));
        out.push_str(plain);
        let Some(other) = after.chars().next() else { return Either::A(out.into()) };
        if out.len() > most {
            return Either::B(text);
        }
        rest = &after[other.len_utf8()..];
        for unit in other.encode_utf16(&mut [0; 2]) {
            out.push_str("\\u");
            for shift in [12, 8, 4, 0] {
                out.push(char::from(b"0123456789abcdef"[usize::from(*unit >> shift & 15)]));
            }
        }
    }
}

/// How many bytes come before one that is not of ASCII; eight at a time.
fn ascii(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk::<8>() {
        let others = u64::from_le_bytes(*eight) & ((u64::MAX / 255) << 7);
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii()).count()
}

fn read(text: &str) -> Result<Value, Error> {
    bellpull::json::parse(text.as_bytes()).map_err(|_| Error::new(Code::InvalidOperation, "The value is no plain data."))
}
