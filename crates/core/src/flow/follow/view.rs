//! A run as it stands, made of what core and the source of its stages tell.

use super::Follower;
use crate::api::remote::{Cause, Run};
use crate::ids::{QueueId, RunNumber};
use crate::json::shape;
use crate::pending::{InputsSource, PendingInput};
use crate::route::stages::Told;
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

impl Follower {
    pub(super) fn pending(&self) -> Vec<PendingInput> {
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

    pub(super) fn view(&self) -> RunView {
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
    pub(super) fn same(&self, other: &Self) -> bool {
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
