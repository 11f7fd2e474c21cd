//! What waits for a person in a run, from whichever source tells it.
//!
//! ```text
//! core tree ──exports inputs, or the run is over──► list (source core)
//!     │ an empty action (old plugin), or no input action
//!     ▼
//! wfapi list ──200──► list (source wfapi)
//!     │ 404: not installed
//!     ▼
//! Blue Ocean's steps ──200──► list (source blue_ocean)
//!     │ 404: not installed
//!     ▼
//! the run's input page ──404──► empty list      ──else──► inputs_unreadable
//! ```
//!
//! Core's tree is asked first: it tells submitters and captions and needs no further plugin.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "inputs", "job": "release", "run": 5}))?;
//! let Output::Send(_) = machine.poll_output(0) else { unreachable!() };
//! let body = br#"{"building":true,"actions":[{"_class":"x.InputAction","executions":[
//!     {"id":"Ship","settled":false,"input":{"id":"Ship","message":"Ship it?","ok":"Go","submitter":"ops","parameters":[]}}]}]}"#;
//! machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body: body.to_vec() }));
//! let Output::Done(Ok(outcome)) = machine.poll_output(0) else { unreachable!() };
//! assert_eq!(outcome["source"], "core");
//! assert_eq!(outcome["inputs"][0]["submitters"], json!(["ops"]));
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::Projection;
use crate::api::input::InputPage;
use crate::api::remote::{ReadRun, Run};
use crate::api::wfapi::{Describe, PendingInputActions};
use crate::error::{Code, Error, Result};
use crate::ids::{RunId, RunNumber};
use crate::json::shape;
use crate::machine::Io;
use crate::pending::{InputsSource, PendingInput};
use crate::status::{Status, StatusWord};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// The pending inputs of a run.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Inputs {
    /// Which run.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub run: RunNumber,
    /// Who told.
    pub source: InputsSource,
    /// What waits, in the order of starting.
    pub inputs: Vec<PendingInput>,
    /// Whether the run is under way; null if only wfapi was asked.
    pub building: Option<bool>,
    /// The run's status.
    pub status: Status,
}

shape!(Inputs { run, source, inputs, building, status });

/// A look at a run: what waits, how it stands, who has decided.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Look {
    pub(crate) inputs: Vec<PendingInput>,
    pub(crate) source: InputsSource,
    pub(crate) building: Option<bool>,
    pub(crate) status: Status,
    pub(crate) result: Option<String>,
    /// Who approved so far; none if core was not asked or could not tell.
    pub(crate) approvers: Option<Vec<String>>,
    /// How many rejected inputs have interrupted the run: one that a Pipeline catches stays, and the run goes on.
    pub(crate) rejections: usize,
}

/// Reads the pending inputs.
pub(crate) async fn inputs(io: Io, run: RunId) -> Result<Inputs> {
    let look = look(&io, &run, Want::List, crate::flow::call::SHORT_PATIENCE).await?;
    Ok(Inputs { run: run.run, source: look.source, inputs: look.inputs, building: look.building, status: look.status })
}

/// What is asked of wfapi when core does not tell the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// The list, at once.
    List,
    /// The status first; the list only if something waits.
    Status,
}

/// Reads how a run stands, by core and, where that does not tell, by wfapi.
pub(crate) async fn look(io: &Io, run: &RunId, want: Want, patience: u64) -> Result<Look> {
    let core = match io.read(&ReadRun { run: run.clone(), projection: Projection::tree(ReadRun::TREE) }, patience).await {
        Ok(core) => Some(core),
        Err(error) if error.code() == Code::NotFound => None,
        Err(error) => return Err(error),
    };
    if let Some(core) = &core
        && let Some(inputs) = core.inputs()
    {
        return Ok(Look::of_core(core, inputs, InputsSource::Core));
    }
    match by_wfapi(io, run, want, core.as_ref(), patience).await {
        Err(error) if error.code() == Code::NotFound => match &core {
            Some(core) => by_others(io, run, core, patience).await,
            None => Err(error),
        },
        other => other,
    }
}

#[cfg(feature = "full")]
async fn by_others(io: &Io, run: &RunId, core: &Run, patience: u64) -> Result<Look> {
    match crate::route::blue::inputs(io, run, patience).await {
        Err(error) if crate::route::blue::absent(&error) => by_page(io, run, core).await,
        Err(error) => Err(error),
        Ok(inputs) => Ok(Look::of_core(core, inputs, InputsSource::BlueOcean)),
    }
}

/// Blue Ocean is beyond what a button's file can do; the error says so, and the host takes the whole one.
#[cfg(not(feature = "full"))]
async fn by_others(io: &Io, run: &RunId, core: &Run, _: u64) -> Result<Look> {
    by_page(io, run, core).await
}

async fn by_wfapi(io: &Io, run: &RunId, want: Want, core: Option<&Run>, patience: u64) -> Result<Look> {
    let mut status = core.map(Run::status);
    let mut waits = true;
    if want == Want::Status {
        let described = io.read(&Describe { run: run.clone(), full_stages: false }, patience).await?;
        waits = described.waits_for_input();
        status = Some(described.status());
    }
    let inputs = if waits { io.read(&PendingInputActions { run: run.clone() }, patience).await?.inputs() } else { Vec::new() };
    if let Some(core) = core {
        return Ok(Look::of_core(core, inputs, InputsSource::Wfapi));
    }
    let unknown = Status { word: if inputs.is_empty() { StatusWord::Unknown } else { StatusWord::Paused }, raw: None };
    let status = status.unwrap_or(unknown);
    let rejections = usize::from(status.word == StatusWord::Aborted);
    let result = status.is_over().then(|| status.raw.clone()).flatten();
    Ok(Look { inputs, source: InputsSource::Wfapi, building: None, status, result, approvers: None, rejections })
}

/// Without wfapi and without an exported action: has this run ever had an input? Its page is 404 before
/// the first one (`Run.RedirectUp`).
async fn by_page(io: &Io, run: &RunId, core: &Run) -> Result<Look> {
    match io.ask(&InputPage { run: run.clone() }).await {
        Err(error) if error.code() == Code::NotFound => Ok(Look::of_core(core, Vec::new(), InputsSource::Core)),
        Err(error) => Err(error),
        Ok(_) => Err(Error::new(
            Code::InputsUnreadable,
            "The run has an input, but this server exports none by core and has neither Pipeline REST API nor Blue Ocean.",
        )),
    }
}

impl Look {
    fn of_core(core: &Run, inputs: Vec<PendingInput>, source: InputsSource) -> Self {
        let mut status = core.status();
        if core.building() == Some(true) && !inputs.is_empty() {
            status.word = StatusWord::Paused;
        }
        let rejections = core.interruptions().iter().filter(|c| c.type_name == "Rejection").count();
        Self { inputs, source, building: core.building(), status, result: core.result().map(str::to_owned), approvers: Some(core.approvers()), rejections }
    }
}
