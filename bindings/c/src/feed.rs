//! A running operation: what it is told.

use crate::boundary::{copied, enter, nul_ended, utf8};
use crate::machine::{JENKINS_ALLOWS_KEEPING, JENKINS_ALLOWS_PIECES, Owed, State, jenkins_machine, lent};
use crate::result::jenkins_result;
use bellpull::classify::BODY_KEPT;
use bellpull::{Feed, Lost, Response, Sent};
use std::ffi::c_char;

/// The host's own limit of time ended it.
pub const JENKINS_LOST_TIMED_OUT: u32 = 1;
/// The request has certainly not left: nobody listened, or no connection was made.
pub const JENKINS_LOST_UNSENT: u32 = 2;
/// What an answer may have in bytes unless the client's `maxBodyBytes` says otherwise. A host need not read on.
pub const JENKINS_BODY_LIMIT: usize = 16 << 20;

/// Hands in an answer as it came, whatever its status: redirects are answers here.
///
/// `headers` are lines of `name: value`, ended by LF or CR LF, as on the wire (ISO-8859-1). A line that begins with
/// `HTTP/` starts anew, so that what curl's header callback collects can be handed in as it is. The body is without
/// transfer and content encoding. Both are copied. `body` may be null if `body_len` is 0.
///
/// Gives `JENKINS_RESULT_OK`; `JENKINS_RESULT_WRONG_ORDER` if no answer is owed; `JENKINS_RESULT_INVALID_VALUE` for a
/// status that is none; or another result of misuse.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_machine_respond(
    machine: *mut jenkins_machine,
    status: u32,
    headers: *const c_char,
    body: *const u8,
    body_len: usize,
) -> jenkins_result {
    enter(|| {
        // SAFETY: the caller says so.
        let head = unsafe { head_of(status, headers) }?;
        // SAFETY: the caller says so.
        let body = unsafe { copied(body, body_len) }?;
        fed(machine, Owed::Answer, Owed::Nothing, 0, Feed::Response(Response { body, ..head }))
    })
}

/// Hands in a 2xx whose body the host keeps, for a request with `JENKINS_ALLOWS_KEEPING`: the outcome then tells about
/// the file, and the bytes are the host's. `elsewhere` is 1 if the host followed a redirect to another host for
/// it (which it may do only without credentials), and 0 otherwise. Any other answer goes by `jenkins_machine_respond`.
///
/// Gives `JENKINS_RESULT_WRONG_ORDER` also for a request that does not allow it, `JENKINS_RESULT_INVALID_VALUE` also for
/// a status that is no 2xx.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_machine_respond_kept(machine: *mut jenkins_machine, status: u32, headers: *const c_char, elsewhere: u32) -> jenkins_result {
    enter(|| {
        // SAFETY: the caller says so.
        let mut head = unsafe { good_head_of(status, headers) }?;
        let place = match elsewhere {
            0 => "here",
            1 => "elsewhere",
            _ => return Err(jenkins_result::InvalidValue),
        };
        head.headers.push((BODY_KEPT.to_owned(), place.to_owned()));
        fed(machine, Owed::Answer, Owed::Nothing, JENKINS_ALLOWS_KEEPING, Feed::Response(head))
    })
}

/// Hands in the head of a 2xx whose bytes follow by `jenkins_machine_piece`, for a request with `JENKINS_ALLOWS_PIECES`.
/// Poll after each piece: a log is told line by line as it comes.
///
/// Gives results as `jenkins_machine_respond_kept`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_machine_head(machine: *mut jenkins_machine, status: u32, headers: *const c_char) -> jenkins_result {
    enter(|| {
        // SAFETY: the caller says so.
        let head = unsafe { good_head_of(status, headers) }?;
        fed(machine, Owed::Answer, Owed::Pieces, JENKINS_ALLOWS_PIECES, Feed::Head(head))
    })
}

/// Hands in the next bytes, which are copied. `JENKINS_RESULT_WRONG_ORDER` without a head before it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_machine_piece(machine: *mut jenkins_machine, bytes: *const u8, len: usize) -> jenkins_result {
    enter(|| {
        // SAFETY: the caller says so.
        let bytes = unsafe { copied(bytes, len) }?;
        fed(machine, Owed::Pieces, Owed::Pieces, 0, Feed::Piece(bytes))
    })
}

/// Says that all bytes were handed in. `JENKINS_RESULT_WRONG_ORDER` without a head before it.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_end(machine: *mut jenkins_machine) -> jenkins_result {
    enter(|| fed(machine, Owed::Pieces, Owed::Nothing, 0, Feed::End))
}

/// Reports that no answer came, or that its rest did not. What the machine does then depends on whether the
/// request may have been carried out: `JENKINS_LOST_UNSENT` is to be given only if it certainly was not.
///
/// `message` is what the HTTP client said, in UTF-8; it must hold no credential. `flags` are `JENKINS_LOST_…`, added up.
///
/// Gives `JENKINS_RESULT_OK`; `JENKINS_RESULT_WRONG_ORDER` if nothing is owed; `JENKINS_RESULT_INVALID_VALUE` for a flag
/// that is none; or another result of misuse.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_machine_lost(machine: *mut jenkins_machine, message: *const c_char, flags: u32) -> jenkins_result {
    enter(|| {
        if flags & !(JENKINS_LOST_TIMED_OUT | JENKINS_LOST_UNSENT) != 0 {
            return Err(jenkins_result::InvalidValue);
        }
        // SAFETY: the caller says that it ends with a NUL.
        let message = unsafe { utf8(message) }?;
        let sent = if flags & JENKINS_LOST_UNSENT == 0 { Sent::Maybe } else { Sent::No };
        let lost = Lost { timed_out: flags & JENKINS_LOST_TIMED_OUT != 0, sent, ..Lost::new(message) };
        lent(machine, |state| {
            if state.owed == Owed::Nothing {
                return Err(jenkins_result::WrongOrder);
            }
            state.feed(Owed::Nothing, Feed::Lost(lost))
        })
    })
}

/// Says that a wait is over before its time, or at it. Polling at or after the time does the same.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_woke(machine: *mut jenkins_machine) -> jenkins_result {
    enter(|| lent(machine, |state| state.feed(state.owed, Feed::Woke)))
}

/// Feeds a machine that is owed this, for a request that allows it.
fn fed(machine: *mut jenkins_machine, owed: Owed, then: Owed, allows: u32, feed: Feed) -> Result<(), jenkins_result> {
    lent(machine, |state| {
        let allowed = state.request.as_ref().is_some_and(|request| request.allows & allows == allows);
        if state.owed != owed || (owed == Owed::Answer && !allowed) {
            return Err(jenkins_result::WrongOrder);
        }
        state.feed(then, feed)
    })
}

impl State {
    fn feed(&mut self, then: Owed, feed: Feed) -> Result<(), jenkins_result> {
        // A machine that panics is not put back.
        let mut machine = self.machine.take().ok_or(jenkins_result::Panicked)?;
        machine.handle_input(feed);
        self.machine = Some(machine);
        self.owed = then;
        Ok(())
    }
}

/// # Safety
/// `headers` is null or ends with a NUL.
unsafe fn good_head_of(status: u32, headers: *const c_char) -> Result<Response, jenkins_result> {
    // SAFETY: the caller says so.
    let head = unsafe { head_of(status, headers) }?;
    if (200..300).contains(&head.status) { Ok(head) } else { Err(jenkins_result::InvalidValue) }
}

/// # Safety
/// `headers` is null or ends with a NUL.
unsafe fn head_of(status: u32, headers: *const c_char) -> Result<Response, jenkins_result> {
    let status = u16::try_from(status).ok().filter(|s| (100..1000).contains(s)).ok_or(jenkins_result::InvalidValue)?;
    // SAFETY: the caller says so.
    let lines = unsafe { nul_ended(headers) }?;
    Ok(Response { status, headers: pairs(lines), body: Vec::new() })
}

fn pairs(lines: &[u8]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for line in lines.split(|b| *b == b'\n') {
        if line.starts_with(b"HTTP/") {
            pairs.clear();
        } else if let Some(at) = line.iter().position(|b| *b == b':') {
            let (name, value) = line.split_at(at);
            let latin1 = |bytes: &[u8]| bytes.iter().map(|b| char::from(*b)).collect::<String>();
            pairs.push((latin1(name), latin1(value.get(1..).unwrap_or_default().trim_ascii())));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_those_of_the_last_answer_as_on_the_wire() {
        let lines = b"HTTP/1.1 100 Continue\r\nA: old\r\n\r\nHTTP/1.1 200 OK\r\nX-Text-Size: 4\r\nName:\xe4 : b\r\nno colon\r\nEmpty:\r\n\r\n";
        let expected = [("X-Text-Size", "4"), ("Name", "ä : b"), ("Empty", "")];
        assert_eq!(pairs(lines), expected.map(|(n, v)| (n.to_owned(), v.to_owned())));
    }

    #[test]
    fn the_limit_is_the_cores() {
        assert_eq!(JENKINS_BODY_LIMIT, bellpull::BODY_LIMIT);
    }
}
