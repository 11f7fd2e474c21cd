//! Rule 4: what a flow's folder tells has to be one story, before it is played.

mod ends;
mod inputs;
mod queue;

use super::exchange::{Exchange, Scenario};
use super::expect;
use super::place::Run;
use super::recognise::Recognised;
use super::shown::pending;
use serde_json::Value;

/// An exchange with its operation.
struct Step<'a> {
    exchange: &'a Exchange,
    operation: &'a Value,
    run: Option<Run>,
    /// The ids of the inputs that it lists.
    listed: Vec<Value>,
    /// The word for a run that is over, where it shows one.
    end: Option<&'static str>,
}

impl<'a> Step<'a> {
    fn new(exchange: &'a Exchange, operation: &'a Value) -> Self {
        let listed = pending(operation, exchange).into_iter().map(|mut input| input["id"].take()).collect();
        let end = ends::shown_by(operation["op"].as_str().unwrap_or_default(), operation, exchange);
        Self { exchange, operation, run: Run::of_operation(operation), listed, end }
    }

    fn op(&self) -> &str {
        self.operation["op"].as_str().unwrap_or_default()
    }

    fn succeeds(&self) -> bool {
        expect::succeeds(self.op(), self.exchange)
    }

    /// An answer to an input that was accepted.
    fn settles(&self) -> bool {
        self.op().contains("input_") && self.exchange.is_post() && self.succeeds()
    }
}

/// The first thing that does not fit what was told before.
pub fn holds_together(scenario: &Scenario, recognised: &[Recognised]) -> Result<(), String> {
    let steps: Vec<Step<'_>> = scenario
        .exchanges
        .iter()
        .zip(recognised)
        .filter_map(|(exchange, recognised)| recognised.operation().map(|operation| Step::new(exchange, operation)))
        .collect();
    queue::made_first(scenario)?;
    queue::cancelled_by_somebody(scenario, &steps)?;
    queue::as_sent(&steps)?;
    inputs::listed_before(&steps)?;
    inputs::answered(&steps)?;
    ends::started_is_read(&steps)?;
    ends::one(&steps)?;
    ends::by_whom(&steps)
}
