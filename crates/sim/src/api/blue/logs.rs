//! Logs of runs and steps (`LogResource`).

use crate::page::{self, Answer};
use crate::route::Call;
use crate::world::log::Log;

/// What is shown of a log's end unless told, in KB.
const THRESHOLD: u64 = 150;
/// The headers are added after the body was written: one larger than the container's buffer has gone out without them.
const BUFFER: usize = 32 << 10;

/// None if a number is none.
pub(super) fn answer(log: &Log, growing: bool, call: &Call<'_>) -> Option<Answer> {
    let number = |name: &str| call.query(name).map(|t| t.parse::<u64>()).transpose().ok();
    let (start, threshold) = (number("start")?, number("thresholdInKB")?.unwrap_or(THRESHOLD));
    let start = start.unwrap_or_else(|| log.size().saturating_sub(threshold.saturating_mul(1024)));
    // Beyond the end there is nothing, and the answer repeats the offset that was sent.
    let text = if start > log.size() { String::new() } else { log.from(start).replace('\n', "\r\n") };
    let (next, delivered) = (log.size().max(start).to_string(), log.size().saturating_sub(start).to_string());
    let mut headers: Vec<(&str, &str)> = Vec::new();
    if call.query("download").as_deref() == Some("true") {
        headers.push(("Content-Disposition", "attachment; filename=log.txt"));
    }
    if text.len() <= BUFFER {
        headers.extend([("X-Text-Size", next.as_str()), ("X-Text-Delivered", delivered.as_str())]);
        headers.extend(growing.then_some(("X-More-Data", "true")));
    }
    Some(page::text(text, &headers))
}
