//! A machine: a flow of requests that somebody else sends.
//!
//! ```text
//!              ┌────────────── poll_output(now) ──────────────┐
//!  Send(request)      Wait{until}      Event(value)      Done(result)
//!       │                 │                 │
//!  handle_input(      nothing, or       poll again
//!  Response | Lost,   handle_input(Woke)
//!  or Head, Piece…, End | Lost)
//!       └─────────────────┴──► poll_output(now) …
//! ```
//!
//! The host calls [`Machine::poll_output`] until it is told to do something, does it, reports with
//! [`Machine::handle_input`], and polls again. Time is the number of milliseconds since 1970 that the
//! host passes in; the machine reads no clock.
//!
//! Inside, a flow is an `async fn` over [`Io`], run by hand: there is no executor and no I/O. Dropping
//! the machine gives up.

#[cfg(feature = "full")]
use crate::api::Kept;
use crate::client::Shared;
use crate::error::{Code, Error, Result, Sent};
use crate::http::{Request, Response};
pub(crate) use crate::io::Io;
use crate::json::Value;
#[cfg(feature = "full")]
use crate::json::completed;
#[cfg(feature = "full")]
use crate::operation::Single;
#[cfg(feature = "full")]
use crate::output::DONE;
use crate::text::text;
#[cfg(feature = "full")]
use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// What the host has to do next.
#[derive(Debug)]
pub enum Output {
    /// Send this once, without following redirects; then hand in the response or its loss.
    Send(Request),
    /// Nothing to do before this time (milliseconds since 1970). Poll again then; polling earlier says the same.
    Wait {
        /// When to poll again.
        until: u64,
    },
    /// Something to show; poll again at once.
    Event(Value),
    /// The flow is over. Polling again says `cancelled`.
    Done(Result<Value>),
    /// A response is still owed for the last `Send`.
    AwaitingResponse,
}

/// What the host has to report.
#[derive(Debug)]
pub enum Feed {
    /// The answer to the last `Send`.
    Response(Response),
    /// The head of an answer whose bytes follow; for a request that allows `pieces`.
    Head(Response),
    /// The next bytes.
    Piece(Vec<u8>),
    /// All bytes were handed in.
    End,
    /// No answer came, or its rest did not.
    Lost(Lost),
    /// The wait is over. Optional: polling with a later time does the same.
    Woke,
}

/// Why no answer came.
#[derive(Debug, Clone)]
pub struct Lost {
    /// What the host's HTTP client said; must hold no credential.
    pub message: String,
    /// Whether the request may have reached the server.
    pub sent: Sent,
    /// It was the host's time limit that ended it.
    pub timed_out: bool,
}

impl Lost {
    /// A loss of unknown extent.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), sent: Sent::Maybe, timed_out: false }
    }

    pub(crate) fn into_error(self) -> Error {
        let code = if self.timed_out { Code::TimedOut } else { Code::Network };
        Error::new(code, text!("No answer came: ", self.message.trim_end_matches(['.']), ".")).with_sent(self.sent)
    }
}

/// What a flow ends with.
pub(crate) enum Outcome {
    /// Plain data.
    Value(Value),
    /// A successful answer that the outcome is, with times completed; it is read when it is known in which form.
    #[cfg(feature = "full")]
    Kept(Response, Box<dyn Single>),
}

enum Step {
    Said(Output),
    Over(Outcome),
}

impl Outcome {
    /// As a `done` in JSON, where its value need not be built.
    #[cfg(feature = "full")]
    fn text(&self) -> Option<String> {
        let Self::Kept(response, endpoint) = self else { return None };
        let mut out = DONE.to_owned();
        completed(&response.body, endpoint.kept() == Kept::List, &mut out).then(|| out + "}")
    }

    fn value(self) -> Result<Value> {
        match self {
            Self::Value(value) => Ok(value),
            #[cfg(feature = "full")]
            Self::Kept(response, endpoint) => endpoint.outcome(&response),
        }
    }
}

type Flow = Pin<Box<dyn Future<Output = Result<Outcome>> + Send>>;

/// A running operation. See the module's page for how to drive it.
pub struct Machine {
    flow: Option<Flow>,
    /// The end of a flow whose last events are still to be told.
    result: Option<Result<Outcome>>,
    io: Io,
}

impl Machine {
    pub(crate) fn new<F, T>(client: &Arc<Shared>, flow: F) -> Self
    where
        F: FnOnce(Io) -> T,
        T: Future<Output = Result<Outcome>> + Send + 'static,
    {
        let io = Io::new(client);
        Self { flow: Some(Box::pin(flow(io.clone()))), result: None, io }
    }

    /// Says what to do next. Call it at the start, after each [`Self::handle_input`], after each `Event`,
    /// and when the time of a `Wait` has come.
    pub fn poll_output(&mut self, now: u64) -> Output {
        match self.step(now) {
            Step::Said(output) => output,
            Step::Over(outcome) => Output::Done(outcome.value()),
        }
    }

    /// The same as JSON (see [`Output::to_text`]), and the body of the request if it is a `Send`. An outcome that is
    /// an answer's body is not built for it.
    pub fn poll_text(&mut self, now: u64) -> (String, Vec<u8>) {
        let output = match self.step(now) {
            Step::Said(output) => output,
            Step::Over(outcome) => {
                #[cfg(feature = "full")]
                if let Some(text) = outcome.text() {
                    return (text, Vec::new());
                }
                Output::Done(outcome.value())
            }
        };
        let text = output.to_text();
        (text, if let Output::Send(request) = output { request.body } else { Vec::new() })
    }

    fn step(&mut self, now: u64) -> Step {
        {
            let mut mailbox = self.io.mailbox();
            mailbox.now = mailbox.now.max(now);
        }
        if let Some(output) = self.ready() {
            return Step::Said(output);
        }
        if let Some(flow) = &mut self.flow
            && let Poll::Ready(result) = flow.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        {
            self.flow = None;
            self.result = Some(result);
        }
        // Events first.
        if let Some(output) = self.ready() {
            return Step::Said(output);
        }
        Step::Said(match self.result.take() {
            Some(Ok(outcome)) => return Step::Over(outcome),
            Some(Err(error)) => Output::Done(Err(error)),
            None if self.flow.is_some() => Output::AwaitingResponse,
            None => Output::Done(Err(Error::new(Code::Cancelled, "The operation is over."))),
        })
    }

    /// What can be said without running the flow.
    fn ready(&mut self) -> Option<Output> {
        let mut mailbox = self.io.mailbox();
        let mut events = core::mem::take(&mut mailbox.events).into_iter();
        if let Some(event) = events.next() {
            mailbox.events = events.collect();
            return Some(Output::Event(event));
        }
        if let Some(request) = mailbox.outgoing.take() {
            mailbox.awaiting = true;
            return Some(Output::Send(request));
        }
        match mailbox.wait_until {
            Some(until) if mailbox.now < until => Some(Output::Wait { until }),
            _ if mailbox.awaiting => Some(Output::AwaitingResponse),
            _ => None,
        }
    }

    /// Hands in what happened. A response that nobody waits for is dropped.
    pub fn handle_input(&mut self, feed: Feed) {
        let mut mailbox = self.io.mailbox();
        let answer = match feed {
            Feed::Woke => {
                mailbox.wait_until = None;
                return;
            }
            Feed::Response(response) => Ok(response),
            #[cfg(feature = "full")]
            Feed::Head(head) => {
                mailbox.streaming = mailbox.awaiting;
                Ok(head)
            }
            #[cfg(not(feature = "full"))]
            Feed::Head(head) => Ok(head),
            #[cfg(feature = "full")]
            Feed::Piece(bytes) if mailbox.streaming => return mailbox.pieces.push_back(Ok(bytes)),
            #[cfg(feature = "full")]
            Feed::End if mailbox.streaming => return mailbox.end(None),
            #[cfg(feature = "full")]
            Feed::Lost(lost) if mailbox.streaming => return mailbox.end(Some(lost)),
            Feed::Piece(_) | Feed::End => return,
            Feed::Lost(lost) => Err(lost),
        };
        if core::mem::take(&mut mailbox.awaiting) {
            mailbox.answer = Some(answer);
        }
    }
}

impl core::fmt::Debug for Machine {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Machine").field("over", &self.flow.is_none()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Client;
    use crate::json::testing::json;

    fn client() -> Client {
        Client::new(json!({"url": "http://h/j", "credentials": {"kind": "anonymous"}})).expect("valid")
    }

    fn machine<F, T>(flow: F) -> Machine
    where
        F: FnOnce(Io) -> T,
        T: Future<Output = Result<Value>> + Send + 'static,
    {
        Machine::new(client().shared(), |io| {
            let running = flow(io);
            async move { running.await.map(Outcome::Value) }
        })
    }

    #[test]
    fn a_request_is_given_out_once() {
        let mut machine = machine(|io| async move {
            let answer = io.exchange(Request::get("http://h/j/x".to_owned())).await?;
            Ok(json!(answer.status))
        });
        assert!(matches!(machine.poll_output(0), Output::Send(_)));
        assert!(matches!(machine.poll_output(1), Output::AwaitingResponse));
        machine.handle_input(Feed::Woke);
        assert!(matches!(machine.poll_output(2), Output::AwaitingResponse));
        machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body: vec![] }));
        machine.handle_input(Feed::Response(Response { status: 500, headers: vec![], body: vec![] }));
        assert!(matches!(machine.poll_output(3), Output::Done(Ok(v)) if v == 200));
        assert!(matches!(machine.poll_output(4), Output::Done(Err(e)) if e.code() == Code::Cancelled));
    }

    #[test]
    fn waits_end_by_time_or_by_word_and_events_come_before_the_end() {
        let mut machine = machine(|io| async move {
            io.wait(100).await;
            io.wait(100).await;
            io.emit(json!("almost"));
            Ok(json!(io.now()))
        });
        assert!(matches!(machine.poll_output(1000), Output::Wait { until: 1100 }));
        assert!(matches!(machine.poll_output(1050), Output::Wait { until: 1100 }));
        assert!(matches!(machine.poll_output(1100), Output::Wait { until: 1200 }));
        machine.handle_input(Feed::Woke);
        assert!(matches!(machine.poll_output(1150), Output::Event(v) if v == "almost"));
        assert!(matches!(machine.poll_output(1150), Output::Done(Ok(v)) if v == 1150));
    }

    #[test]
    fn a_lost_read_counts_as_not_sent_and_a_lost_write_as_maybe() {
        for (request, sent) in [(Request::get("http://h".to_owned()), Sent::No), (Request::post("http://h".to_owned()), Sent::Maybe)] {
            let mut machine = machine(|io| async move { io.exchange(request).await.map(|_| Value::Null) });
            assert!(matches!(machine.poll_output(0), Output::Send(_)));
            machine.handle_input(Feed::Lost(Lost::new("reset")));
            assert!(matches!(machine.poll_output(0), Output::Done(Err(e)) if e.code() == Code::Network && e.sent() == sent));
        }
    }
}
