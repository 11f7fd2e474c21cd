//! A run's log as it grows, or that of one step, resumable at the offset of the last piece.
//!
//! ```text
//! GET from start ──text──► event {text, start, end} ──more──► wait, GET from end …
//!                     └──no more──► done {size, complete: true}
//! ```
//!
//! The end is the missing `X-More-Data`, not an empty piece: the last bytes may arrive before the run
//! is marked complete. A piece that starts at 0 again says that the log was rotated.
//!
//! Jenkins answers with all there is from an offset on. A host that hands the answer in piece by piece has it told
//! line by line, so that a log of any size takes little memory; such events have an `end` that equals their `start`,
//! until the last one says where to go on. After a loss the answer is asked for again, and what was told is not told twice.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "log", "job": "quick", "run": 1}))?;
//! let Output::Send(_) = machine.poll_output(0) else { unreachable!() };
//! let headers = vec![("X-Text-Size".to_string(), "40".to_string())];
//! machine.handle_input(Feed::Response(Response { status: 200, headers, body: b"hello\r\n".to_vec() }));
//! let Output::Event(piece) = machine.poll_output(0) else { unreachable!() };
//! assert_eq!(piece, json!({"event": "log", "text": "hello\n", "start": 0, "end": 40}));
//! let Output::Done(Ok(outcome)) = machine.poll_output(0) else { unreachable!() };
//! assert_eq!(outcome, json!({"size": 40, "complete": true}));
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::Endpoint as _;
use crate::api::remote::{LogChunk, ProgressiveText};
use crate::error::{Error, Result};
use crate::flow::call::LONG_PATIENCE;
use crate::http::Response;
use crate::ids::RunId;
use crate::json::{json, shape};
use crate::machine::Io;
use crate::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// The end of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LogOutcome {
    /// Where to go on, in raw bytes.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub size: u64,
    /// Whether the run or step is over and all of it was read.
    pub complete: bool,
}

shape!(LogOutcome { size, complete });

const FIRST_PAUSE: u64 = 500;
const LONGEST_PAUSE: u64 = 3_000;
/// A line that is longer is told in parts.
const LONGEST_LINE: usize = 1 << 16;
/// A page that came in place of the log is read so far, to see what it is.
const LONGEST_PAGE: usize = 1 << 16;

/// Reads a log from an offset; follows it while it grows if asked to.
pub(crate) async fn log(io: Io, run: RunId, node: Option<String>, mut start: u64, follow: bool) -> Result<LogOutcome> {
    let mut pause = FIRST_PAUSE;
    loop {
        let chunk = Reading { io: &io, start, told: 0 }.read(&run, node.as_deref()).await?;
        let moved = chunk.end != start;
        start = chunk.end;
        if !chunk.more || (!follow && !moved) {
            return Ok(LogOutcome { size: chunk.end, complete: !chunk.more });
        }
        if follow {
            pause = if moved { FIRST_PAUSE } else { (pause * 3 / 2).min(LONGEST_PAUSE) };
            io.wait(pause).await;
        }
    }
}

/// One answer, told while it comes.
struct Reading<'a> {
    io: &'a Io,
    start: u64,
    /// How many bytes of the answer's body were told; after a loss they come again and are passed over.
    told: usize,
}

impl Reading<'_> {
    async fn read(mut self, run: &RunId, node: Option<&str>) -> Result<LogChunk> {
        let endpoint = ProgressiveText { run: run.clone(), node: node.map(str::to_owned), start: self.start };
        let mut waited = 0;
        loop {
            let mut request = endpoint.request(&self.io.client.server);
            request.pieces = true;
            let head = self.io.fetch(request, LONG_PATIENCE).await?;
            let lost = match self.body(&endpoint, head).await {
                Err(lost) if lost.is_transient() && waited < LONG_PATIENCE => lost,
                other => return other,
            };
            self.io.emit(json!({"event": "retrying", "code": lost.code(), "message": lost.message(), "inMillis": FIRST_PAUSE}));
            self.io.wait(FIRST_PAUSE).await;
            waited += FIRST_PAUSE;
        }
    }

    async fn body(&mut self, endpoint: &ProgressiveText, mut head: Response) -> Result<LogChunk> {
        let mut first = core::mem::take(&mut head.body);
        let chunk = match endpoint.parse(&head) {
            Ok(chunk) => chunk,
            Err(_) => return Err(self.refusal(endpoint, head, first).await),
        };
        // The log was rotated: what was told of the old one does not come again.
        let mut passed = if chunk.start == self.start { self.told } else { 0 };
        let mut carry = Vec::new();
        loop {
            let skip = passed.min(first.len());
            passed -= skip;
            carry.extend_from_slice(first.get(skip..).unwrap_or_default());
            let whole = lines(&carry);
            if whole > 0 && self.io.more_follows() {
                let rest = carry.split_off(whole);
                self.tell(&chunk, &core::mem::replace(&mut carry, rest), chunk.start);
            }
            first = match self.io.piece().await? {
                Some(piece) => piece,
                None => break,
            };
        }
        if !carry.is_empty() {
            self.tell(&chunk, &carry, chunk.end);
        } else if self.told > 0 {
            // All was told line by line; this says where to go on.
            self.io.emit(json!({"event": "log", "text": "", "start": chunk.start, "end": chunk.end}));
        }
        Ok(chunk)
    }

    fn tell(&mut self, chunk: &LogChunk, bytes: &[u8], end: u64) {
        self.told += bytes.len();
        let text = text::replace(&String::from_utf8_lossy(bytes), "\r\n", "\n");
        self.io.emit(json!({"event": "log", "text": text, "start": chunk.start, "end": end}));
    }

    /// What came in place of a log.
    async fn refusal(&self, endpoint: &ProgressiveText, mut head: Response, first: Vec<u8>) -> Error {
        head.body = first;
        while let Ok(Some(piece)) = self.io.piece().await {
            if head.body.len() < LONGEST_PAGE {
                head.body.extend_from_slice(&piece);
            }
        }
        match endpoint.parse(&head) {
            Err(error) => error,
            Ok(_) => crate::classify::not_json(&head, &"it was taken for no log at first"),
        }
    }
}

/// How many of these bytes can be told: up to the last line's end, or nearly all of a line that is too long.
fn lines(bytes: &[u8]) -> usize {
    match bytes.iter().rposition(|b| *b == b'\n') {
        Some(at) => at + 1,
        // Not within a character, and not between CR and LF.
        None if bytes.len() > LONGEST_LINE => bytes.iter().rposition(|b| b.is_ascii() && *b != b'\r').map_or(bytes.len(), |at| at + 1),
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::testing::json;
    use crate::{Client, Feed, Lost, Machine, Output};
    use proptest::prelude::*;

    const SIZE: u64 = 9_000;

    fn machine() -> Machine {
        let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}})).expect("a client");
        client.start(json!({"op": "log", "job": "quick", "run": 1})).expect("an operation")
    }

    fn head() -> Response {
        let headers = [("Content-Type", "text/plain;charset=utf-8"), ("X-Text-Size", "9000")];
        Response { status: 200, headers: headers.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec(), body: vec![] }
    }

    /// Hands in pieces; `None` is a loss, after which all comes again.
    fn play(rounds: &[Vec<Option<&[u8]>>]) -> (String, Vec<(u64, u64)>, Value) {
        let (mut machine, mut rounds, mut now) = (machine(), rounds.iter(), 0);
        let (mut text, mut places) = (String::new(), Vec::new());
        let mut pieces: &[Option<&[u8]>] = &[];
        loop {
            match machine.poll_output(now) {
                Output::Send(request) => {
                    assert!(request.pieces);
                    pieces = rounds.next().expect("another round");
                    machine.handle_input(Feed::Head(head()));
                }
                Output::Wait { until } => now = until,
                Output::Event(event) if event.get("event").and_then(Value::as_str) == Some("log") => {
                    text.push_str(event.get("text").and_then(Value::as_str).expect("a text"));
                    places.push((event.get("start").and_then(Value::as_u64).expect("a start"), event.get("end").and_then(Value::as_u64).expect("an end")));
                }
                Output::Event(_) => {}
                Output::Done(result) => return (text, places, result.expect("an end")),
                Output::AwaitingResponse => match pieces.split_first() {
                    Some((Some(piece), rest)) => {
                        machine.handle_input(Feed::Piece(piece.to_vec()));
                        pieces = rest;
                    }
                    Some((None, _)) => machine.handle_input(Feed::Lost(Lost::new("reset"))),
                    None => machine.handle_input(Feed::End),
                },
            }
        }
    }

    use crate::json::Value;

    #[test]
    fn lines_are_told_as_they_come_and_the_last_says_where_to_go_on() {
        let (text, places, end) = play(&[vec![Some(b"one\r\ntw"), Some(b"o\r"), Some(b"\nthree")]]);
        assert_eq!((text.as_str(), places), ("one\ntwo\nthree", vec![(0, 0), (0, 0), (0, SIZE)]));
        assert_eq!(end.to_text(), format!(r#"{{"size":{SIZE},"complete":true}}"#));
        let (_, places, _) = play(&[vec![Some(b"one\r\n")]]);
        assert_eq!(places, [(0, 0), (0, SIZE)], "an empty text says where to go on");
    }

    #[test]
    fn a_page_in_place_of_the_log_is_told_as_such() {
        let mut machine = machine();
        assert!(matches!(machine.poll_output(0), Output::Send(_)));
        let headers = vec![("Content-Type".to_owned(), "text/html".to_owned())];
        machine.handle_input(Feed::Head(Response { status: 200, headers, body: vec![] }));
        assert!(matches!(machine.poll_output(0), Output::AwaitingResponse));
        machine.handle_input(Feed::Piece(b"<form action=j_spring_security_check>".to_vec()));
        machine.handle_input(Feed::End);
        assert!(matches!(machine.poll_output(0), Output::Done(Err(e)) if e.code() == crate::Code::LoginRequired));
    }

    proptest! {
        #[test]
        fn any_cut_and_any_loss_give_the_same_text(log in "([a-zé€\u{1F680}]{0,12}\r\n){0,8}[a-zé]{0,5}", cuts in proptest::collection::vec(0usize..150, 0..9), lost in proptest::option::of(0usize..9)) {
            let mut at: Vec<usize> = cuts.into_iter().filter(|c| *c < log.len()).collect();
            at.extend([0, log.len()]);
            at.sort_unstable();
            let pieces: Vec<Option<&[u8]>> = at.windows(2).map(|w| Some(&log.as_bytes()[w[0]..w[1]])).collect();
            let mut rounds = vec![pieces.clone()];
            if let Some(lost) = lost {
                let cut = lost.min(pieces.len());
                rounds.insert(0, pieces[..cut].iter().copied().chain([None]).collect());
            }
            let (text, places, _) = play(&rounds);
            prop_assert_eq!(text, log.replace("\r\n", "\n"));
            prop_assert!(log.is_empty() || places.last() == Some(&(0, SIZE)));
        }
    }
}
