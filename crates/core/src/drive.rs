//! Driving a machine with an asynchronous HTTP client.

use crate::error::Result;
use crate::http::{Request, Response};
use crate::json::Value;
use crate::machine::{Feed, Lost, Machine, Output};
use core::future::Future;

/// What a host lends to a machine.
pub trait Transport {
    /// Sends a request once, without following redirects.
    ///
    /// # Errors
    /// [`Lost`] when no answer came; its message must hold no credential.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, Lost>>;

    /// Waits.
    fn sleep(&self, millis: u64) -> impl Future<Output = ()>;

    /// Milliseconds since 1970.
    fn now(&self) -> u64;
}

/// Runs a machine to its end. Dropping the future gives up.
///
/// # Errors
/// Those of the operation.
pub async fn drive<T: Transport>(mut machine: Machine, transport: &T, mut on_event: impl FnMut(Value)) -> Result<Value> {
    loop {
        match machine.poll_output(transport.now()) {
            Output::Send(request) => match transport.send(request).await {
                Ok(response) => machine.handle_input(Feed::Response(response)),
                Err(lost) => machine.handle_input(Feed::Lost(lost)),
            },
            Output::Wait { until } => {
                transport.sleep(until.saturating_sub(transport.now())).await;
                machine.handle_input(Feed::Woke);
            }
            Output::Event(event) => on_event(event),
            Output::Done(result) => return result,
            // Cannot happen here: each Send is answered before the next poll.
            Output::AwaitingResponse => machine.handle_input(Feed::Lost(Lost::new("the host gave no answer"))),
        }
    }
}
