//! What passes between a machine and its flow: the flow sends, waits and tells through [`Io`], and the machine gives
//! that to its host.

use crate::client::Shared;
use crate::error::{Code, Error, Result, Sent};
use crate::http::{Method, Request, Response};
use crate::json::Value;
use crate::machine::Lost;
use crate::text::text;
#[cfg(feature = "full")]
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::task::Poll;
use spin::{Mutex, MutexGuard};

#[derive(Default)]
pub(crate) struct Mailbox {
    pub(crate) now: u64,
    pub(crate) events: Vec<Value>,
    pub(crate) outgoing: Option<Request>,
    pub(crate) awaiting: bool,
    pub(crate) wait_until: Option<u64>,
    pub(crate) answer: Option<Result<Response, Lost>>,
    /// Bytes follow the answer that was handed in.
    #[cfg(feature = "full")]
    pub(crate) streaming: bool,
    /// Those that came, and how they ended.
    #[cfg(feature = "full")]
    pub(crate) pieces: VecDeque<Result<Vec<u8>, Option<Lost>>>,
}

#[cfg(feature = "full")]
impl Mailbox {
    pub(crate) fn end(&mut self, lost: Option<Lost>) {
        self.streaming = false;
        self.pieces.push_back(Err(lost));
    }
}

/// What a flow sees of the world: sending, waiting, telling.
#[derive(Clone)]
pub(crate) struct Io {
    mailbox: Arc<Mutex<Mailbox>>,
    pub(crate) client: Arc<Shared>,
}

impl Io {
    pub(crate) fn new(client: &Arc<Shared>) -> Self {
        Self { mailbox: Arc::default(), client: Arc::clone(client) }
    }

    pub(crate) fn mailbox(&self) -> MutexGuard<'_, Mailbox> {
        self.mailbox.lock()
    }

    /// The time, as of the last poll.
    pub(crate) fn now(&self) -> u64 {
        self.mailbox().now
    }

    /// Shows something to the host.
    pub(crate) fn emit(&self, event: Value) {
        self.mailbox().events.push(event);
    }

    /// Waits for a number of milliseconds.
    pub(crate) async fn wait(&self, millis: u64) {
        let until = self.now().saturating_add(millis);
        self.mailbox().wait_until = Some(until);
        core::future::poll_fn(|_| {
            let mut mailbox = self.mailbox();
            match mailbox.wait_until {
                Some(until) if mailbox.now < until => Poll::Pending,
                _ => {
                    mailbox.wait_until = None;
                    Poll::Ready(())
                }
            }
        })
        .await;
    }

    /// Whether bytes of an answer are still to come, or its end.
    #[cfg(feature = "full")]
    pub(crate) fn more_follows(&self) -> bool {
        let mailbox = self.mailbox();
        mailbox.streaming || !mailbox.pieces.is_empty()
    }

    /// The next bytes of an answer whose head was read; none at its end.
    #[cfg(feature = "full")]
    pub(crate) async fn piece(&self) -> Result<Option<Vec<u8>>> {
        let next = core::future::poll_fn(|_| {
            let mut mailbox = self.mailbox();
            match mailbox.pieces.pop_front() {
                Some(next) => Poll::Ready(Some(next)),
                None if mailbox.streaming => Poll::Pending,
                None => Poll::Ready(None),
            }
        });
        match next.await {
            None | Some(Err(None)) => Ok(None),
            Some(Ok(bytes)) => Ok(Some(bytes)),
            Some(Err(Some(lost))) => Err(Lost { sent: Sent::No, ..lost }.into_error()),
        }
    }

    /// Sends a request exactly as it is, once.
    pub(crate) async fn exchange(&self, request: Request) -> Result<Response> {
        let read = request.method == Method::Get;
        self.mailbox().outgoing = Some(request);
        let answer = core::future::poll_fn(|_| match self.mailbox().answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => Poll::Pending,
        })
        .await;
        match answer {
            Ok(mut response) => {
                self.client.server.localise(&mut response);
                let limit = self.client.body_limit;
                if response.body.len() > limit {
                    let message = text!("The answer has more than ", limit, " bytes.");
                    return Err(Error::answered(Code::BodyTooLarge, response.status, message));
                }
                Ok(response)
            }
            Err(mut lost) => {
                // A read changes nothing, so it counts as not sent.
                if read {
                    lost.sent = Sent::No;
                }
                Err(lost.into_error())
            }
        }
    }
}
