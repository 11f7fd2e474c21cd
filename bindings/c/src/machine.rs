//! A running operation: what it says.

use crate::boundary::{enter, look, put, wanted};
use crate::handles::{Handle, Kind, Work, shared, take};
use crate::result::{jenkins_result, of};
use bellpull::{Cookies, Machine, Output, Request};
use std::cell::UnsafeCell;
use std::ffi::c_char;
use std::ptr::null;
use std::sync::atomic::{AtomicBool, Ordering};

/// A running operation: poll it, do what it says, report, and poll again. One call at a time, from any thread;
/// a call while another one runs is refused with `JENKINS_RESULT_BUSY`.
pub struct jenkins_machine {
    busy: AtomicBool,
    state: UnsafeCell<State>,
}

/// What a machine wants next. Numbers are never given out twice.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum jenkins_output {
    /// Send the request once, without following redirects; then hand in the answer by `jenkins_machine_respond` (or
    /// its loss by `jenkins_machine_lost`), and poll again.
    Send = 1,
    /// Nothing to do before `jenkins_machine_wait_until`. Poll again then; polling earlier says the same.
    Wait = 2,
    /// `jenkins_machine_event` tells how it goes. Poll again at once.
    Event = 3,
    /// It is over: `jenkins_machine_outcome` is what came of it.
    Done = 4,
    /// It is over: `jenkins_machine_error` and `jenkins_machine_error_result` say why.
    Failed = 5,
    /// The answer to the last request, or its next bytes, are still to be handed in.
    AwaitingResponse = 6,
}

/// What the host owes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owed {
    Nothing,
    Answer,
    Pieces,
}

pub(crate) struct State {
    /// None after a panic.
    pub(crate) machine: Option<Machine>,
    pub(crate) owed: Owed,
    said: Option<jenkins_output>,
    pub(crate) request: Option<Shown>,
    until: u64,
    /// The event, outcome or error, with its NUL.
    json: String,
    error: jenkins_result,
}

/// A request as C reads it.
pub(crate) struct Shown {
    method: *const c_char,
    url: String,
    headers: Vec<String>,
    body: Vec<u8>,
    pub(crate) allows: u32,
}

// SAFETY: the state is followed only by whoever holds `busy`, and all in it may go from thread to thread; the one
// pointer in it, a method, is to a literal.
unsafe impl Sync for jenkins_machine {}

impl Handle for jenkins_machine {
    const KIND: Kind = Kind::Machine;
}

impl jenkins_machine {
    pub(crate) fn new(machine: Machine) -> Self {
        let state = State { machine: Some(machine), owed: Owed::Nothing, said: None, request: None, until: 0, json: String::new(), error: jenkins_result::Ok };
        Self { busy: AtomicBool::new(false), state: UnsafeCell::new(state) }
    }
}

/// Lends a machine's state to one call.
pub(crate) fn lent<R>(machine: *const jenkins_machine, action: impl FnOnce(&mut State) -> Result<R, jenkins_result>) -> Result<R, jenkins_result> {
    // Once it is marked as at work nobody frees it, so that the table is free for others.
    let (busy, state) = shared(machine, |m| {
        let work = Work::begin(&m.busy)?;
        std::mem::forget(work);
        Ok((&raw const m.busy, m.state.get()))
    })??;
    // SAFETY: alive as long as it is marked.
    let _work = Work::held(unsafe { &*busy });
    // SAFETY: alive as long as it is marked, and marked by this call alone.
    action(unsafe { &mut *state })
}

/// Says what to do next; `now_ms` is the time in milliseconds since 1970, and never runs back. Call it at the start,
/// after each answer or loss, after each `JENKINS_OUTPUT_EVENT`, and when the time of a `JENKINS_OUTPUT_WAIT` has come.
///
/// What the accessors gave before is gone after it, but for the request, which stays until its answer is read.
/// After `JENKINS_OUTPUT_DONE` or `JENKINS_OUTPUT_FAILED` there is nothing to poll: `JENKINS_RESULT_WRONG_ORDER`, and the
/// outcome stays.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_machine_poll(machine: *mut jenkins_machine, now_ms: u64, output_out: *mut jenkins_output) -> jenkins_result {
    enter(|| {
        let out = wanted(output_out)?;
        let said = lent(machine, |state| state.poll(now_ms))?;
        // SAFETY: not null, and the caller says that it may be written.
        unsafe { put(out, said) };
        Ok(())
    })
}

impl State {
    fn poll(&mut self, now: u64) -> Result<jenkins_output, jenkins_result> {
        if matches!(self.said, Some(jenkins_output::Done | jenkins_output::Failed)) {
            return Err(jenkins_result::WrongOrder);
        }
        // A machine that panics is not put back.
        let mut machine = self.machine.take().ok_or(jenkins_result::Panicked)?;
        let output = machine.poll_output(now);
        self.machine = Some(machine);
        let said = self.keep(output);
        self.said = Some(said);
        Ok(said)
    }

    fn keep(&mut self, output: Output) -> jenkins_output {
        if !matches!(output, Output::AwaitingResponse) {
            self.request = None;
            self.json.clear();
        }
        match output {
            Output::Send(request) => {
                self.owed = Owed::Answer;
                self.request = Some(Shown::of(request));
                jenkins_output::Send
            }
            Output::Wait { until } => {
                self.until = until;
                jenkins_output::Wait
            }
            Output::Event(event) => self.show(event.to_text(), jenkins_output::Event),
            Output::Done(Ok(outcome)) => self.show(outcome.to_text(), jenkins_output::Done),
            Output::Done(Err(error)) => {
                self.error = of(error.code());
                self.show(error.to_json().to_text(), jenkins_output::Failed)
            }
            Output::AwaitingResponse => jenkins_output::AwaitingResponse,
        }
    }

    fn show(&mut self, mut json: String, said: jenkins_output) -> jenkins_output {
        json.push('\0');
        self.json = json;
        said
    }
}

impl Shown {
    fn of(request: Request) -> Self {
        let headers = request.headers.into_iter().map(|(name, value)| format!("{name}: {value}\0")).collect();
        let flag = |set, flag| if set { flag } else { 0 };
        let allows = flag(request.stream, JENKINS_ALLOWS_KEEPING)
            | flag(request.pieces, JENKINS_ALLOWS_PIECES)
            | flag(request.cookies == Cookies::Browser, JENKINS_ALLOWS_COOKIES);
        let mut url = request.url;
        url.push('\0');
        let method = match request.method {
            bellpull::Method::Get => c"GET",
            bellpull::Method::Post => c"POST",
            bellpull::Method::Put => c"PUT",
            bellpull::Method::Delete => c"DELETE",
        };
        Self { method: method.as_ptr(), url, headers, body: request.body, allows }
    }
}

/// The body of a 2xx may be kept by the host, for a file that is not to be held in memory:
/// `jenkins_machine_respond_kept`.
pub const JENKINS_ALLOWS_KEEPING: u32 = 1;
/// The body of a 2xx may be handed in piece by piece: `jenkins_machine_head`.
pub const JENKINS_ALLOWS_PIECES: u32 = 2;
/// The host's own cookies go with it (credentials of the kind `browser`). Without this flag none do.
pub const JENKINS_ALLOWS_COOKIES: u32 = 4;

/// The verb of the request: "GET", "POST", "PUT", "DELETE". Null without a request.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_method(machine: *const jenkins_machine) -> *const c_char {
    requested(machine, null(), |request| request.method)
}

/// The absolute URL of the request, encoded; send it as it is (`%252F` has to arrive as such). Null without a request.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_url(machine: *const jenkins_machine) -> *const c_char {
    requested(machine, null(), |request| request.url.as_ptr().cast())
}

/// A header of the request as a line, "Name: value", without a line break; null when there are no more. Headers may
/// hold credentials: they belong into no log.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_header(machine: *const jenkins_machine, index: usize) -> *const c_char {
    requested(machine, null(), |request| request.headers.get(index).map_or(null(), |line| line.as_ptr().cast()))
}

/// The body of the request; `len_out` gets its length in bytes. Null and 0 without a body; a POST or PUT without one is
/// sent with `Content-Length: 0`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_machine_body(machine: *const jenkins_machine, len_out: *mut usize) -> *const u8 {
    let (bytes, len) =
        requested(machine, (null(), 0), |request| if request.body.is_empty() { (null(), 0) } else { (request.body.as_ptr(), request.body.len()) });
    // SAFETY: the caller says so.
    unsafe { put(len_out, len) };
    bytes
}

/// What the request allows: `JENKINS_ALLOWS_…`, added up. 0 without a request. None of it has to be used.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_allows(machine: *const jenkins_machine) -> u32 {
    requested(machine, 0, |request| request.allows)
}

fn requested<T>(machine: *const jenkins_machine, otherwise: T, read: impl FnOnce(&Shown) -> T) -> T {
    look(None, || lent(machine, |state| Ok(state.request.as_ref().map(read)))).unwrap_or(otherwise)
}

/// When to poll again, in milliseconds since 1970; 0 unless the machine said `JENKINS_OUTPUT_WAIT`.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_wait_until(machine: *const jenkins_machine) -> u64 {
    look(0, || lent(machine, |state| Ok(if state.said == Some(jenkins_output::Wait) { state.until } else { 0 })))
}

/// The event as JSON, an object with `event`; null unless the machine said `JENKINS_OUTPUT_EVENT`.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_event(machine: *const jenkins_machine) -> *const c_char {
    said(machine, jenkins_output::Event)
}

/// The outcome as JSON; null unless the machine said `JENKINS_OUTPUT_DONE`.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_outcome(machine: *const jenkins_machine) -> *const c_char {
    said(machine, jenkins_output::Done)
}

/// The error as JSON: `code`, `message`, `status`, `jenkins` (what it said), `remedy`, `parameter`, `sent` (`no`, `maybe`,
/// `yes`), `fields`. No credential is in it. Null unless the machine said `JENKINS_OUTPUT_FAILED`.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_error(machine: *const jenkins_machine) -> *const c_char {
    said(machine, jenkins_output::Failed)
}

fn said(machine: *const jenkins_machine, output: jenkins_output) -> *const c_char {
    look(null(), || lent(machine, |state| Ok(if state.said == Some(output) { state.json.as_ptr().cast() } else { null() })))
}

/// The code of the error as a number; `JENKINS_RESULT_OK` unless the machine said `JENKINS_OUTPUT_FAILED`.
#[unsafe(no_mangle)]
pub extern "C" fn jenkins_machine_error_result(machine: *const jenkins_machine) -> jenkins_result {
    look(jenkins_result::Ok, || lent(machine, |state| Ok(if state.said == Some(jenkins_output::Failed) { state.error } else { jenkins_result::Ok })))
}

/// Frees a machine; one that is not over is given up. A request that is on its way may still be carried out. Null is
/// nothing to free.
///
/// Gives `JENKINS_RESULT_OK`; `JENKINS_RESULT_NOT_A_HANDLE` for what is no machine or was freed before;
/// `JENKINS_RESULT_BUSY`, and frees nothing, while another thread is in a call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jenkins_machine_free(machine: *mut jenkins_machine) -> jenkins_result {
    enter(|| {
        if take(machine, |m| !m.busy.load(Ordering::Acquire))? {
            // SAFETY: made by a box, and just now taken out of the table of those alive, while nobody was at work.
            drop(unsafe { Box::from_raw(machine) });
        }
        Ok(())
    })
}
