//! The client under test, with a wire beneath it: operations in, outcomes out.

use super::bridge::Bridge;
use super::halt::Halt;
use super::wire::Wire;
use bellpull::{Client, Code, Error, Feed, Machine, Output, Request};
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// No single operation of the suite takes longer on a server that works.
const TIME_LIMIT: Duration = Duration::from_secs(300);
/// A wait is cut in pieces, so that Ctrl-C is heard.
const LONGEST_NAP: Duration = Duration::from_millis(100);

/// Somebody who asks a server.
#[derive(Clone)]
pub struct Caller {
    way: Way,
    halt: Halt,
}

/// What runs the operations.
#[derive(Clone)]
enum Way {
    /// The core, here.
    Core(Client, Wire),
    /// A package in another language: a client of its own there.
    Bridge(Arc<Bridge>, u64, Value),
}

impl Caller {
    pub fn new(url: &str, credentials: &Value, wire: &Wire, bridge: Option<&Arc<Bridge>>, halt: &Halt) -> Result<Self, Error> {
        let config = serde_json::json!({"url": url, "credentials": credentials});
        // Configurations are the core's to refuse.
        let client = Client::new(&config)?;
        let way = match bridge {
            Some(bridge) => Way::Bridge(Arc::clone(bridge), bridge.number(), config),
            None => Way::Core(client, wire.clone()),
        };
        Ok(Self { way, halt: halt.clone() })
    }

    /// Runs an operation to its end.
    #[allow(clippy::needless_pass_by_value, reason = "operations are written in place")]
    pub fn run(&self, operation: Value) -> Result<Value, Error> {
        self.go(&operation, &mut |_| {}, &mut |_| {})
    }

    /// Runs an operation and lets somebody see its events.
    #[allow(clippy::needless_pass_by_value, reason = "operations are written in place")]
    pub fn watch(&self, operation: Value, on_event: &mut dyn FnMut(&Value)) -> Result<Value, Error> {
        self.go(&operation, &mut |_| {}, on_event)
    }

    /// Runs an operation and lets somebody see each request before it is sent; over a bridge without its body.
    #[allow(clippy::needless_pass_by_value, reason = "operations are written in place")]
    pub fn run_seen(&self, operation: Value, before_send: &mut dyn FnMut(&Request)) -> Result<Value, Error> {
        self.go(&operation, before_send, &mut |_| {})
    }

    fn go(&self, operation: &Value, before_send: &mut dyn FnMut(&Request), on_event: &mut dyn FnMut(&Value)) -> Result<Value, Error> {
        match &self.way {
            Way::Core(client, wire) => self.drive(client.start(operation)?, wire, before_send, on_event),
            Way::Bridge(bridge, client, config) => bridge.run((*client, config), operation, &self.halt, TIME_LIMIT, before_send, on_event),
        }
    }

    fn drive(&self, mut machine: Machine, wire: &Wire, before_send: &mut dyn FnMut(&Request), on_event: &mut dyn FnMut(&Value)) -> Result<Value, Error> {
        let begin = Instant::now();
        loop {
            if self.halt.called() {
                return Err(Error::new(Code::Cancelled, "The suite was interrupted."));
            }
            if begin.elapsed() > TIME_LIMIT {
                return Err(Error::new(Code::TimedOut, format!("The operation did not end within {} s.", TIME_LIMIT.as_secs())));
            }
            match machine.poll_output(now()) {
                Output::Send(request) => {
                    before_send(&request);
                    machine.handle_input(wire.send(&request).map_or_else(Feed::Lost, Feed::Response));
                }
                Output::Wait { until } => {
                    let left = Duration::from_millis(until.saturating_sub(now()));
                    std::thread::sleep(left.min(LONGEST_NAP));
                }
                Output::Event(event) => on_event(&event.into()),
                Output::Done(result) => return result.map(Value::from),
                Output::AwaitingResponse => machine.handle_input(Feed::Lost(bellpull::Lost::new("no answer was handed in"))),
            }
        }
    }
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| u64::try_from(d.as_millis()).unwrap_or(u64::MAX))
}
