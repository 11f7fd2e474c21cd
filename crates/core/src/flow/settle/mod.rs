//! Approve or abort a pending input, and say what became of it.
//!
//! ```text
//! look (unless the input is known) ──gone──► input_not_found, input_already_settled (if it was seen), run_finished
//!   │      └─ two of this id ──► input_ambiguous     └─ another question ──► input_changed
//! check the values ──► parameter_… (nothing sent)
//!   │
//! POST once ──refused──► input_not_allowed, …      ──404──► look ──► input_already_settled
//!   │    └──answer lost──► look: still pending ──► network (not decided)
//!   │ 200                      gone ──► settled (not provably by us)
//!   ▼
//! look, until the input is gone ──never──► approval_unconfirmed
//!   ├─ the run shows our decision ──► approved | aborted
//!   ├─ the run shows the other one ──► superseded
//!   └─ others were accepted as well ──► settled
//! ```
//!
//! Going on is `proceed` with every declared parameter, or `proceedEmpty` where there is nothing to hand
//! over; rejecting is `abort`. A 200 means "accepted", not "this decision won": Jenkins does not lock
//! (`InputStepExecution#preSubmissionCheck`), so the run is read afterwards.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "approve", "job": "release", "run": 5, "input": "Ship", "parameters": {"SIZE": "m"}}))?;
//! let waiting = r#"{"building":true,"actions":[{"_class":"x.InputAction","executions":[{"id":"Ship","settled":false,"input":{"id":"Ship",
//!     "message":"Ship it?","ok":"Go","parameters":[{"name":"SIZE","type":"ChoiceParameterDefinition","choices":["s","m"]},
//!     {"name":"TO","type":"StringParameterDefinition","defaultParameterValue":{"value":"prod"}}]}}]}]}"#;
//! let gone = r#"{"building":true,"actions":[{"_class":"x.InputAction","executions":[]},{"_class":"x.ApproverAction","userId":"u"}]}"#;
//! let mut answers = [waiting, "", gone].into_iter();
//! let mut sent = Vec::new();
//! let outcome = loop {
//!     match machine.poll_output(0) {
//!         Output::Send(request) => {
//!             sent.push(String::from_utf8(request.body).expect("a form"));
//!             let body = answers.next().expect("three requests").into();
//!             machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body }));
//!         }
//!         Output::Wait { .. } => machine.handle_input(Feed::Woke),
//!         Output::Event(_) => {}
//!         Output::Done(result) => break result?,
//!         Output::AwaitingResponse => unreachable!(),
//!     }
//! };
//! assert!(sent[1].contains("SIZE") && sent[1].contains("prod"), "the default goes along");
//! assert_eq!(outcome["outcome"], "approved");
//! # Ok::<(), bellpull::Error>(())
//! ```

mod judge;

use crate::api::input::{InputAbort, InputProceed, InputProceedEmpty};
use crate::api::wfapi::InputSubmit;
use crate::api::{Accepted, SomeEndpoint};
use crate::error::{Code, Error, Result, Sent};
use crate::flow::call::{LONG_PATIENCE, SHORT_PATIENCE};
use crate::flow::inputs::{Look, Want, look};
use crate::ids::RunId;
use crate::json::Map;
use crate::machine::Io;
use crate::pending::PendingInput;
use crate::text::{self, text};
use crate::value::{Filled, Filling, fill};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use judge::Marks;

pub use judge::{Settlement, SettlementOutcome, SettlementView};

/// What to do with an input.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Let the run go on with these values.
    Approve {
        /// The values, by name.
        parameters: Map,
        /// By which of Jenkins' ways.
        route: Route,
    },
    /// Reject, which aborts the run there.
    Abort,
}

/// Jenkins' ways to let a run go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Route {
    /// `proceed`, or `proceedEmpty` where there is nothing to hand over.
    #[default]
    Auto,
    /// `proceed` with the json form.
    Proceed,
    /// wfapi's own, where a proxy lets only that through.
    Wfapi,
}

/// Which input, and what was seen of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Settle {
    /// Which run.
    pub run: RunId,
    /// The id, as listed or as written in the Jenkinsfile.
    pub input: String,
    /// The fingerprint of what was seen.
    pub fingerprint: Option<String>,
    /// The input as it was read before; saves the first look.
    pub known: Option<PendingInput>,
    /// What to do.
    pub decision: Decision,
}

/// The effect of two decisions sent together shows a moment later.
const SETTLING_PAUSE: u64 = 200;
const LOOKS: u32 = 12;

/// Decides on an input.
pub(crate) async fn settle(io: Io, wanted: Settle) -> Result<Settlement> {
    let (seen, before) = see(&io, &wanted).await?;
    if seen.ambiguous {
        return Err(Error::new(Code::InputAmbiguous, text!("Several pending inputs of ", wanted.run, " have the id ", seen.id, ".")));
    }
    if wanted.fingerprint.as_ref().is_some_and(|f| *f != seen.fingerprint) {
        return Err(Error::new(Code::InputChanged, text!("The input ", seen.id, " of ", wanted.run, " is not the one that was seen.")));
    }
    let values = match &wanted.decision {
        Decision::Approve { parameters, .. } => fill(&seen.parameters, parameters, Filling::All)?,
        Decision::Abort => Vec::new(),
    };
    let accepted = io.ask(&*decision(&wanted, &seen, &values)).await;
    let work = Work { io: &io, wanted: &wanted, seen: &seen, values: &values, before };
    match accepted {
        Ok(Accepted { .. }) => work.confirm().await,
        Err(error) => work.refused(error).await,
    }
}

/// The input as it stands now, or as it was known; with it what earlier decisions have left.
async fn see(io: &Io, wanted: &Settle) -> Result<(PendingInput, Option<Marks>)> {
    if let Some(known) = &wanted.known {
        if !known.id.is_written(&wanted.input) {
            return Err(Error::new(Code::InputChanged, "The known input has another id."));
        }
        return Ok((known.clone(), None));
    }
    let now = look(io, &wanted.run, Want::List, SHORT_PATIENCE).await?;
    let mut found: Vec<&PendingInput> = now.inputs.iter().filter(|i| i.id.as_str() == wanted.input).collect();
    if found.is_empty() {
        found = now.inputs.iter().filter(|i| i.id.is_written(&wanted.input)).collect();
    }
    match found.first() {
        Some(input) => Ok(((*input).clone(), Some(Marks::of(&now)))),
        None if now.building == Some(false) => {
            let result = now.result.as_deref().unwrap_or("no result");
            Err(Error::new(Code::RunFinished, text!(wanted.run, " is over (", result, "); its input ", wanted.input, " no longer waits.")))
        }
        None => {
            // One that nobody has seen may be still to come.
            let code = if wanted.fingerprint.is_some() { Code::InputAlreadySettled } else { Code::InputNotFound };
            Err(Error::new(code, text!("No input ", wanted.input, " waits in ", wanted.run, ".", approved_so_far(&now))))
        }
    }
}

/// A sentence, if anybody has approved.
fn approved_so_far(look: &Look) -> String {
    let names = look.approvers.as_deref().unwrap_or_default();
    if names.is_empty() { String::new() } else { text!(" Approved so far by ", text::join(names, ", "), ".") }
}

/// The one request that tells the decision.
fn decision(wanted: &Settle, seen: &PendingInput, values: &[Filled]) -> Box<dyn SomeEndpoint<Accepted>> {
    let (run, input, parameters) = (wanted.run.clone(), seen.id.clone(), values.to_vec());
    match &wanted.decision {
        Decision::Abort => Box::new(InputAbort { run, input }),
        Decision::Approve { route: Route::Wfapi, .. } => Box::new(InputSubmit { run, input, parameters }),
        // Before version 532 proceedEmpty lost the submitter's name.
        Decision::Approve { route: Route::Auto, .. } if values.is_empty() && seen.submitter_parameter.is_none() => Box::new(InputProceedEmpty { run, input }),
        Decision::Approve { .. } => Box::new(InputProceed { run, input, parameters }),
    }
}

struct Work<'a> {
    io: &'a Io,
    wanted: &'a Settle,
    seen: &'a PendingInput,
    values: &'a [Filled],
    before: Option<Marks>,
}

impl Work<'_> {
    fn still_waits(&self, now: &Look) -> bool {
        now.inputs.iter().any(|i| i.id == self.seen.id && i.fingerprint == self.seen.fingerprint)
    }

    async fn look(&self, patience: u64) -> Result<Look> {
        look(self.io, &self.wanted.run, Want::Status, patience).await
    }

    /// After a 200: wait until the input is gone, then compare.
    async fn confirm(&self) -> Result<Settlement> {
        let unconfirmed = |e: Error| {
            let message = text!("Jenkins accepted the decision, but the run could not be read afterwards: ", e.message());
            e.recoded(Code::ApprovalUnconfirmed, message).with_sent(Sent::Yes)
        };
        for _ in 0..LOOKS {
            self.io.wait(SETTLING_PAUSE).await;
            let now = self.look(LONG_PATIENCE).await.map_err(unconfirmed)?;
            if !self.still_waits(&now) {
                return Ok(self.settlement(self.judge(&now), &now));
            }
        }
        let message = text!("Jenkins accepted the decision, but the input ", self.seen.id, " still waits.");
        Err(Error::new(Code::ApprovalUnconfirmed, message).with_sent(Sent::Yes))
    }

    /// After a refusal or a lost answer: say what is known, and never send again.
    async fn refused(&self, error: Error) -> Result<Settlement> {
        let lost = error.sent() == Sent::Maybe;
        let settled_or_unknown = matches!(error.code(), Code::InputNotFound | Code::InputAlreadySettled)
            || (error.code() == Code::ServerError && matches!(self.wanted.decision, Decision::Approve { .. }));
        if !lost && !settled_or_unknown {
            return Err(error);
        }
        let now = match self.look(SHORT_PATIENCE).await {
            Ok(now) => now,
            Err(_) if !lost => return Err(error),
            Err(later) => {
                let message = text!("The answer was lost, and the run could not be read afterwards: ", later.message());
                return Err(error.recoded(Code::ApprovalUnconfirmed, message));
            }
        };
        let waits = self.still_waits(&now);
        match (lost, waits) {
            (true, false) => Ok(self.settlement(SettlementOutcome::Settled, &now)),
            (true, true) => {
                let message = "The answer was lost. The input still waits, so the decision was not taken.";
                Err(error.recoded(Code::Network, message))
            }
            (false, true) if error.code() == Code::ServerError => {
                Err(error.recoded(Code::ServerError, "Jenkins failed on the values or, through wfapi, refused without a reason. The input still waits."))
            }
            (false, true) => Err(error),
            (false, false) => Err(error.recoded(Code::InputAlreadySettled, text!("The input ", self.seen.id, " was settled before.", approved_so_far(&now)))),
        }
    }
}
