//! A run's log as it grows, resumable at the offset of the last piece.
//!
//! ```text
//! GET from start ──text──► event {text, start, end} ──more──► wait, GET from end …
//!                     └──no more──► done {size, complete: true}
//! ```
//!
//! The end is the missing `X-More-Data`, not an empty piece: the last bytes may arrive before the run
//! is marked complete. A piece that starts at 0 again says that the log was rotated.
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

use crate::api::remote::ProgressiveText;
use crate::error::Result;
use crate::flow::call::LONG_PATIENCE;
use crate::ids::RunId;
use crate::json::{json, shape};
use crate::machine::Io;

/// The end of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LogOutcome {
    /// Where to go on, in raw bytes.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub size: u64,
    /// Whether the run is over and all of it was read.
    pub complete: bool,
}

shape!(LogOutcome { size, complete });

const FIRST_PAUSE: u64 = 500;
const LONGEST_PAUSE: u64 = 3_000;

/// Reads a log from an offset; follows it while it grows if asked to.
pub(crate) async fn log(io: Io, run: RunId, mut start: u64, follow: bool) -> Result<LogOutcome> {
    let mut pause = FIRST_PAUSE;
    loop {
        let chunk = io.read(&ProgressiveText { run: run.clone(), node: None, start }, LONG_PATIENCE).await?;
        let moved = chunk.end != start;
        if !chunk.text.is_empty() {
            io.emit(json!({"event": "log", "text": chunk.text, "start": chunk.start, "end": chunk.end}));
        }
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
