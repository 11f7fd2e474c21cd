//! A run until it is over: stages, pauses, inputs, result.
//!
//! ```text
//!            ┌─────────────── running: wfapi describe ◄──────────┐
//!  core tree ┤                     │ an input waits              │ none waits
//!      │     │                     ▼                             │
//!      │     │               paused: core tree (or wfapi's list) ┘
//!      │     └─ stages from elsewhere: core tree, then Pipeline Graph View, Blue Ocean or core's flow graph
//!      └ 404 ─► wfapi alone
//!  over (wfapi) ──► core tree: still building? ──yes──► go on
//!                        └──no──► done
//! ```
//!
//! Who tells the stages is chosen once (`stages`). With wfapi it is one request a round: while the run works wfapi
//! tells stages and whether something waits, while it is paused core tells the inputs; with another source it is
//! core and that source. Only core's `building` ends a run (wfapi may say `NOT_EXECUTED` at the start of a healthy
//! one, the Pipeline Graph View `complete` before the end). An event is given when something has changed, the growing duration
//! aside, and after a server that was away.
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
//!         // This server has no Pipeline Graph View.
//!         Output::Send(request) if request.url.ends_with("/tree") => {
//!             machine.handle_input(Feed::Response(Response { status: 404, headers: vec![], body: vec![] }));
//!         }
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
//! assert_eq!(view["stagesSource"], "wfapi");
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::Projection;
use crate::api::remote::{Cause, ReadRun, Run};
use crate::api::wfapi::PendingInputActions;
use crate::error::{Code, Result};
use crate::fields::Read as _;
use crate::flow::call::LONG_PATIENCE;
use crate::ids::{QueueId, RunId, RunNumber};
use crate::json::{json, shape};
use crate::machine::Io;
use crate::pending::{InputsSource, PendingInput};
use crate::route::stages::{self, Told};
use crate::stage::{Stage, StagesSource};
use crate::status::{Status, StatusWord};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

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
    let mut follower = Follower { io, run, core: None, told: None, listed: Vec::new(), listed_by: None, has_core: true };
    let mut shown: Option<RunView> = None;
    let mut pause = FIRST_PAUSE;
    follower.first().await?;
    loop {
        let view = follower.view();
        // Who was told that the server is away is told that it is back.
        let back = follower.io.take_retried();
        let changed = shown.as_ref().is_none_or(|t| !t.same(&view));
        if changed || back {
            follower.io.emit(json!({"event": "run", "view": view}));
            shown = Some(view.clone());
        }
        if !view.building || (until_paused && view.status.word == StatusWord::Paused) {
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
    told: Option<Told>,
    /// The inputs from elsewhere, where core exports none, and from where.
    listed: Vec<PendingInput>,
    listed_by: Option<InputsSource>,
    has_core: bool,
}

impl Follower {
    async fn first(&mut self) -> Result<()> {
        let missing = self.read_core().await?;
        self.choose().await?;
        if let Some(missing) = missing
            && self.told.is_none()
        {
            return Err(missing);
        }
        self.list_if_needed().await
    }

    /// One round.
    async fn next(&mut self) -> Result<()> {
        let before = self.pending();
        if !before.is_empty() && self.has_core {
            self.read_core().await?;
            self.list_if_needed().await?;
            if self.pending() == before && !self.told.as_ref().is_some_and(Told::works) {
                return Ok(());
            }
        }
        if self.told.as_ref().is_some_and(|t| t.source == StagesSource::Wfapi) {
            self.tell().await?;
            let told = self.told.as_ref();
            let over = told.and_then(Told::status).is_some_and(|s| s.is_over() || s.word == StatusWord::NotExecuted);
            if (told.is_some_and(|t| t.waits) || !before.is_empty() || over) && self.has_core {
                self.read_core().await?;
            }
        } else {
            // Others say less of the run than core does, so that core is asked each time, and before them.
            self.still_there().await?;
            self.tell().await?;
        }
        // What was told before the end is no news after it.
        if self.core_says_over() && self.told.as_ref().is_some_and(|t| t.stages.iter().any(|s| !s.status.is_over())) {
            self.tell().await?;
        }
        self.list_if_needed().await
    }

    /// Core alone: a run that it no longer shows may still be shown by another source, or is gone.
    async fn still_there(&mut self) -> Result<()> {
        let Some(gone) = self.read_core().await? else { return Ok(()) };
        self.choose().await?;
        if self.told.is_some() { Ok(()) } else { Err(gone) }
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

    fn core_says_over(&self) -> bool {
        self.core.as_ref().and_then(Run::building) == Some(false)
    }

    async fn choose(&mut self) -> Result<()> {
        let class = self.core.as_ref().and_then(|c| c.0.text("_class"));
        let pipeline = class.is_some_and(|c| c.ends_with("WorkflowRun"));
        if class.is_none() || pipeline {
            self.told = stages::choose(&self.io, &self.run, pipeline).await?;
        }
        Ok(())
    }

    /// Asks the source again; if it is gone or fails, another.
    async fn tell(&mut self) -> Result<()> {
        let Some(source) = self.told.as_ref().map(|t| t.source) else { return Ok(()) };
        match stages::tell(&self.io, &self.run, source).await {
            Ok(told) => self.told = Some(told),
            Err(error) if error.code() == Code::NotFound || stages::passes(&error) => {
                self.told = None;
                self.still_there().await?;
                if self.told.is_none() {
                    self.choose().await?;
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Asks others for the list where core exports none.
    async fn list_if_needed(&mut self) -> Result<()> {
        let exported = self.core.as_ref().is_some_and(|c| c.inputs().is_some());
        self.listed.clear();
        if exported || !self.told.as_ref().is_some_and(|t| t.waits) {
            return Ok(());
        }
        match self.io.read(&PendingInputActions { run: self.run.clone() }, LONG_PATIENCE).await {
            Ok(list) => (self.listed, self.listed_by) = (list.inputs(), Some(InputsSource::Wfapi)),
            Err(error) if error.code() == Code::NotFound => return self.list_by_blue_ocean().await,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    #[cfg(feature = "full")]
    async fn list_by_blue_ocean(&mut self) -> Result<()> {
        match crate::route::blue::inputs(&self.io, &self.run, LONG_PATIENCE).await {
            Ok(inputs) => (self.listed, self.listed_by) = (inputs, Some(InputsSource::BlueOcean)),
            // Nobody can tell; the view says so by `inputsSource: null`.
            Err(error) if crate::route::blue::absent(&error) => self.listed_by = None,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    #[cfg(not(feature = "full"))]
    #[allow(clippy::unused_async, reason = "stands in for the one that asks")]
    async fn list_by_blue_ocean(&mut self) -> Result<()> {
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

    fn inputs_source(&self) -> Option<InputsSource> {
        let exported = self.core.as_ref().is_some_and(|c| c.inputs().is_some());
        let by_wfapi = self.told.as_ref().filter(|t| t.source == StagesSource::Wfapi).map(|_| InputsSource::Wfapi);
        if exported { Some(InputsSource::Core) } else { self.listed_by.or(by_wfapi) }
    }

    /// The stages; after the run's end none is at work, whatever its source has kept.
    fn stages(&self, building: bool) -> Vec<Stage> {
        let mut stages = self.told.as_ref().map(|t| t.stages.clone()).unwrap_or_default();
        for stage in stages.iter_mut().filter(|s| !building && matches!(s.status.word, StatusWord::Running | StatusWord::Paused | StatusWord::Queued)) {
            stage.status.word = StatusWord::Unknown;
        }
        stages
    }

    fn view(&self) -> RunView {
        let (core, told) = (self.core.as_ref(), self.told.as_ref());
        let of_run = told.and_then(|t| t.run.as_ref());
        let by_wfapi = told.and_then(Told::status);
        let mut status = core.map(Run::status).or_else(|| by_wfapi.cloned()).unwrap_or(Status { word: StatusWord::Unknown, raw: None });
        let building = self.building(&status);
        let inputs = if building { self.pending() } else { Vec::new() };
        if building {
            // Read at different moments: while core says building, wfapi's word is only finer.
            let by_wfapi = core.is_none() && by_wfapi.is_some_and(|s| s.word == StatusWord::Paused);
            // Something waits, but no source tells what.
            let unseen = self.inputs_source().is_none() && told.is_some_and(|t| t.paused);
            let paused = !inputs.is_empty() || by_wfapi || unseen;
            status.word = if paused { StatusWord::Paused } else { StatusWord::Running };
        }
        RunView {
            job: self.run.job.full_name(),
            run: self.run.run,
            url: self.io.client.server.url(&self.run.below("")),
            inputs_url: self.io.client.server.url(&self.run.below("input/")),
            building,
            result: core.and_then(Run::result).filter(|_| !building).map(str::to_owned),
            display_name: core.and_then(Run::display_name).map(str::to_owned).or_else(|| of_run?.name.clone()),
            description: core.and_then(Run::description).filter(|d| !d.is_empty()).map(str::to_owned),
            queue_id: core.and_then(Run::queue_id).map(QueueId),
            start_time_millis: core.and_then(Run::timestamp).or_else(|| of_run?.start_time_millis),
            duration_millis: core.and_then(Run::duration).filter(|d| *d > 0).or_else(|| of_run?.duration_millis),
            estimated_duration_millis: core.and_then(Run::estimated_duration).and_then(|d| u64::try_from(d).ok()),
            stages: self.stages(building),
            stages_source: told.map(|t| t.source),
            inputs,
            inputs_source: self.inputs_source(),
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
