//! A run until it is over: stages, pauses, inputs, result.
//!
//! ```text
//!            ┌─────────────── running: wfapi describe ◄──────────┐
//!  core tree ┤                     │ an input waits              │ none waits
//!            │                     ▼                             │
//!            │               paused: core tree (or wfapi's list) ┘
//!            └─ no wfapi: core tree alone
//!  over (wfapi) ──► core tree: still building? ──yes──► go on
//!                        └──no──► done
//! ```
//!
//! One request a round, as a rule: while it runs wfapi tells stages and whether something waits, while it
//! is paused core tells the inputs. Only core's `building` ends a run (wfapi may say `NOT_EXECUTED` at the
//! start of a healthy one). An event is given when something has changed, the growing duration aside.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "follow", "job": "quick", "run": 1}))?;
//! let mut answers = [
//!     r#"{"number":1,"building":false,"result":"SUCCESS","duration":900}"#,
//!     r#"{"id":"1","status":"SUCCESS","stages":[{"id":"6","name":"Build","status":"SUCCESS"}]}"#,
//! ].into_iter();
//! let view = loop {
//!     match machine.poll_output(0) {
//!         Output::Send(_) => {
//!             let body = answers.next().expect("two requests").into();
//!             machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body }));
//!         }
//!         Output::Wait { .. } => machine.handle_input(Feed::Woke),
//!         Output::Event(_) => {}
//!         Output::Done(result) => break result?,
//!         Output::AwaitingResponse => unreachable!(),
//!     }
//! };
//! assert_eq!(view["status"]["word"], "success");
//! assert_eq!(view["stages"][0]["name"], "Build");
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::Projection;
use crate::api::remote::{Cause, ReadRun, Run};
use crate::api::wfapi::{Describe, Described, PendingInputActions, Stage};
use crate::error::{Code, Result};
use crate::flow::call::LONG_PATIENCE;
use crate::ids::{QueueId, RunId, RunNumber};
use crate::json::{json, shape, words};
use crate::machine::Io;
use crate::pending::{InputsSource, PendingInput};
use crate::status::{Status, StatusWord};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// Where stages were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "lowercase"))]
pub enum StagesSource {
    /// The Pipeline REST API.
    Wfapi,
}

words!(StagesSource { Wfapi: "wfapi" });

/// A run as it stands. Times are milliseconds since 1970, durations milliseconds.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct RunView {
    /// The job's full name.
    pub job: String,
    /// The run's number.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub run: RunNumber,
    /// Its page, on the configured base.
    pub url: String,
    /// The page where Jenkins itself asks, while something waits.
    pub inputs_url: String,
    /// Its status.
    pub status: Status,
    /// Whether it is under way.
    pub building: bool,
    /// Core's result, once it is over.
    pub result: Option<String>,
    /// `#N` or what somebody set.
    pub display_name: Option<String>,
    /// A description, as text.
    pub description: Option<String>,
    /// The queue item that it came from.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub queue_id: Option<QueueId>,
    /// When it started.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub start_time_millis: Option<u64>,
    /// How long it took so far.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub duration_millis: Option<u64>,
    /// How long it will probably take; null if unknown.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub estimated_duration_millis: Option<u64>,
    /// The stages, in the order of their start.
    pub stages: Vec<Stage>,
    /// Who told the stages; null if nobody could.
    pub stages_source: Option<StagesSource>,
    /// What waits for a person.
    pub inputs: Vec<PendingInput>,
    /// Who told the inputs; null if nobody could.
    pub inputs_source: Option<InputsSource>,
    /// Who or what started it.
    pub causes: Vec<Cause>,
    /// Who approved inputs so far.
    pub approvers: Vec<String>,
}

shape!(RunView {
    job,
    run,
    url,
    inputs_url,
    status,
    building,
    result,
    display_name,
    description,
    queue_id,
    start_time_millis,
    duration_millis,
    estimated_duration_millis,
    stages,
    stages_source,
    inputs,
    inputs_source,
    causes,
    approvers
});

const FIRST_PAUSE: u64 = 500;
const LONGEST_PAUSE: u64 = 3_000;

/// Follows a run until it is over, or until it pauses.
pub(crate) async fn follow(io: Io, run: RunId, until_paused: bool) -> Result<RunView> {
    let mut follower = Follower { io, run, core: None, described: None, listed: Vec::new(), has_core: true, has_wfapi: true };
    let mut told: Option<RunView> = None;
    let mut pause = FIRST_PAUSE;
    follower.first().await?;
    loop {
        let view = follower.view();
        let changed = told.as_ref().is_none_or(|t| !t.same(&view));
        if changed {
            follower.io.emit(json!({"event": "run", "view": view}));
            told = Some(view.clone());
        }
        if !view.building || (until_paused && !view.inputs.is_empty()) {
            return Ok(view);
        }
        pause = if changed { FIRST_PAUSE } else { (pause * 5 / 4).min(LONGEST_PAUSE) };
        follower.io.wait(pause).await;
        follower.next().await?;
    }
}

struct Follower {
    io: Io,
    run: RunId,
    core: Option<Run>,
    described: Option<Described>,
    /// wfapi's list, where core exports no inputs.
    listed: Vec<PendingInput>,
    has_core: bool,
    has_wfapi: bool,
}

impl Follower {
    async fn first(&mut self) -> Result<()> {
        let missing = self.read_core().await?;
        self.describe().await?;
        if let Some(missing) = missing
            && self.described.is_none()
        {
            return Err(missing);
        }
        self.list_if_needed().await
    }

    /// One round.
    async fn next(&mut self) -> Result<()> {
        let before = self.pending();
        if !before.is_empty() && self.has_core {
            self.read_inputs().await?;
            let works = self.described.as_ref().is_some_and(|d| d.stages().iter().any(|s| s.status.word == StatusWord::Running));
            if self.pending() == before && !works {
                return Ok(());
            }
        }
        if self.has_wfapi {
            self.describe().await?;
            if !self.has_wfapi {
                self.still_there().await?;
            }
            let described = self.described.as_ref();
            let waits = described.is_some_and(Described::waits_for_input);
            let over = described.is_some_and(|d| d.status().is_over() || d.status().word == StatusWord::NotExecuted);
            if (waits || !before.is_empty() || over) && self.has_core {
                self.read_core().await?;
            }
        } else {
            self.still_there().await?;
        }
        self.list_if_needed().await
    }

    /// Core alone: a run that it no longer shows may still be shown by wfapi, or is gone.
    async fn still_there(&mut self) -> Result<()> {
        let Some(gone) = self.read_core().await? else { return Ok(()) };
        self.has_wfapi = true;
        self.describe().await?;
        if self.has_wfapi { Ok(()) } else { Err(gone) }
    }

    async fn read_inputs(&mut self) -> Result<()> {
        self.read_core().await?;
        self.list_if_needed().await
    }

    /// Reads core; gives back the error if the run is not there for core.
    async fn read_core(&mut self) -> Result<Option<crate::Error>> {
        match self.io.read(&ReadRun { run: self.run.clone(), projection: Projection::tree(ReadRun::TREE) }, LONG_PATIENCE).await {
            Ok(core) => self.core = Some(core),
            Err(error) if error.code() == Code::NotFound => {
                self.has_core = false;
                self.core = None;
                return Ok(Some(error));
            }
            Err(error) => return Err(error),
        }
        Ok(None)
    }

    async fn describe(&mut self) -> Result<()> {
        match self.io.read(&Describe { run: self.run.clone(), full_stages: false }, LONG_PATIENCE).await {
            Ok(described) => self.described = Some(described),
            // wfapi is missing, or this is no Pipeline.
            Err(error) if error.code() == Code::NotFound => self.has_wfapi = false,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Asks wfapi for the list where core exports none.
    async fn list_if_needed(&mut self) -> Result<()> {
        let exported = self.core.as_ref().is_some_and(|c| c.inputs().is_some());
        let waits = self.described.as_ref().is_some_and(Described::waits_for_input);
        self.listed.clear();
        if exported || !waits {
            return Ok(());
        }
        match self.io.read(&PendingInputActions { run: self.run.clone() }, LONG_PATIENCE).await {
            Ok(list) => self.listed = list.inputs(),
            Err(error) if error.code() == Code::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn pending(&self) -> Vec<PendingInput> {
        self.core.as_ref().and_then(Run::inputs).unwrap_or_else(|| self.listed.clone())
    }

    /// Core decides; without core wfapi's word counts.
    fn building(&self, status: &Status) -> bool {
        match self.core.as_ref().filter(|_| self.has_core).and_then(Run::building) {
            Some(building) => building,
            None => !status.is_over(),
        }
    }

    fn view(&self) -> RunView {
        let (core, described) = (self.core.as_ref(), self.described.as_ref());
        let by_wfapi = described.map(Described::status);
        let mut status = core.map(Run::status).or_else(|| by_wfapi.clone()).unwrap_or(Status { word: StatusWord::Unknown, raw: None });
        let building = self.building(&status);
        let inputs = if building { self.pending() } else { Vec::new() };
        if building {
            // Read at different moments: while core says building, wfapi's word is only finer.
            let paused = !inputs.is_empty() || (core.is_none() && by_wfapi.as_ref().is_some_and(|s| s.word == StatusWord::Paused));
            status.word = if paused { StatusWord::Paused } else { StatusWord::Running };
        }
        let exported = core.is_some_and(|c| c.inputs().is_some());
        let source = if exported { Some(InputsSource::Core) } else { self.has_wfapi.then_some(InputsSource::Wfapi) };
        RunView {
            job: self.run.job.full_name(),
            run: self.run.run,
            url: self.io.client.server.url(&self.run.below("")),
            inputs_url: self.io.client.server.url(&self.run.below("input/")),
            building,
            result: core.and_then(Run::result).filter(|_| !building).map(str::to_owned),
            display_name: core.and_then(Run::display_name).or_else(|| described.and_then(Described::name)).map(str::to_owned),
            description: core.and_then(Run::description).filter(|d| !d.is_empty()).map(str::to_owned),
            queue_id: core.and_then(Run::queue_id).map(QueueId),
            start_time_millis: core.and_then(Run::timestamp).or_else(|| described.and_then(Described::start_time_millis)),
            duration_millis: core.and_then(Run::duration).filter(|d| *d > 0).or_else(|| described.and_then(Described::duration_millis)),
            estimated_duration_millis: core.and_then(Run::estimated_duration).and_then(|d| u64::try_from(d).ok()),
            stages: described.map(Described::stages).unwrap_or_default(),
            stages_source: described.map(|_| StagesSource::Wfapi),
            inputs,
            inputs_source: source,
            causes: core.map(Run::causes).unwrap_or_default(),
            approvers: core.map(Run::approvers).unwrap_or_default(),
            status,
        }
    }
}

impl RunView {
    /// Whether two views tell the same, growing durations aside.
    fn same(&self, other: &Self) -> bool {
        let still = |view: &Self| {
            let mut view = view.clone();
            view.duration_millis = None;
            for stage in view.stages.iter_mut().filter(|s| !s.status.is_over()) {
                stage.duration_millis = 0;
                stage.pause_duration_millis = 0;
            }
            view
        };
        still(self) == still(other)
    }
}
