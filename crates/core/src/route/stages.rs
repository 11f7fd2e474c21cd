//! Which source tells a run's stages: the best that this server has.
//!
//! ```text
//! Pipeline Graph View ──no──► wfapi ──no──► Blue Ocean ──no──► core's flow graph ──no──► none
//! ```
//!
//! What a server does not have is remembered by its client, once another source has shown that the run exists.
//! A button's file knows wfapi alone; where that is missing it says `unsupported`, and the host takes the whole file.

use crate::api::wfapi::{Describe, Described};
use crate::error::{Code, Error, Result};
use crate::flow::call::LONG_PATIENCE;
use crate::ids::RunId;
use crate::machine::Io;
use crate::stage::{Stage, StagesSource};
use crate::status::{Status, StatusWord};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// What a source tells of a run.
pub(crate) struct Told {
    pub(crate) source: StagesSource,
    pub(crate) stages: Vec<Stage>,
    /// Whether an input may wait; where core does not tell, its list is worth asking for.
    pub(crate) waits: bool,
    /// Whether an input certainly waits, whoever can say which.
    pub(crate) paused: bool,
    /// What wfapi alone tells.
    pub(crate) run: Option<OfRun>,
}

/// What wfapi tells of the run itself.
pub(crate) struct OfRun {
    pub(crate) status: Status,
    pub(crate) name: Option<String>,
    pub(crate) start_time_millis: Option<u64>,
    pub(crate) duration_millis: Option<u64>,
}

impl Told {
    fn of_wfapi(described: &Described) -> Self {
        let run = OfRun {
            status: described.status(),
            name: described.name().map(str::to_owned),
            start_time_millis: described.start_time_millis(),
            duration_millis: described.duration_millis(),
        };
        Self { source: StagesSource::Wfapi, stages: described.stages(), waits: described.waits_for_input(), paused: false, run: Some(run) }
    }

    /// Whether a stage is at work.
    pub(crate) fn works(&self) -> bool {
        self.stages.iter().any(|s| s.status.word == StatusWord::Running)
    }

    pub(crate) fn status(&self) -> Option<&Status> {
        self.run.as_ref().map(|run| &run.status)
    }
}

/// Asks one source.
pub(crate) async fn tell(io: &Io, run: &RunId, source: StagesSource) -> Result<Told> {
    match source {
        StagesSource::Wfapi => Ok(Told::of_wfapi(&io.read(&Describe { run: run.clone(), full_stages: false }, LONG_PATIENCE).await?)),
        #[cfg(feature = "full")]
        other => full::tell(io, run, other).await,
        #[cfg(not(feature = "full"))]
        _ => Err(Error::new(Code::Unsupported, "Not in this file.")),
    }
}

#[cfg(feature = "full")]
pub(crate) use full::{SOURCES, choose, passes};

/// There is no other source to go on with.
#[cfg(not(feature = "full"))]
pub(crate) fn passes(_: &Error) -> bool {
    false
}

/// `pipeline`: core knows the run as a Pipeline.
#[cfg(not(feature = "full"))]
pub(crate) async fn choose(io: &Io, run: &RunId, pipeline: bool) -> Result<Option<Told>> {
    match tell(io, run, StagesSource::Wfapi).await {
        Err(error) if error.code() == Code::NotFound && pipeline => Err(Error::new(Code::Unsupported, "This server has no Pipeline REST API.")),
        Err(error) if error.code() == Code::NotFound => Ok(None),
        told => told.map(Some),
    }
}

#[cfg(feature = "full")]
mod full {
    use super::{Code, Error, Io, Result, RunId, StagesSource, Status, StatusWord, Told, Vec};
    use crate::api::remote::ReadFlowGraph;
    use crate::flow::call::SHORT_PATIENCE;
    use crate::flow::graph;
    use crate::route::blue;

    pub(crate) const SOURCES: [StagesSource; 4] = [StagesSource::GraphView, StagesSource::Wfapi, StagesSource::BlueOcean, StagesSource::FlowGraph];

    /// Asks the sources in their order until one tells. `_pipeline` is not needed here.
    pub(crate) async fn choose(io: &Io, run: &RunId, _pipeline: bool) -> Result<Option<Told>> {
        let mut missing = Vec::new();
        for source in SOURCES {
            if io.client.session().absent.contains(&source) {
                continue;
            }
            match super::tell(io, run, source).await {
                Ok(told) => {
                    io.client.session().absent.append(&mut missing);
                    return Ok(Some(told));
                }
                Err(error) if error.code() == Code::NotFound => missing.push(source),
                Err(error) if source == StagesSource::BlueOcean && blue::absent(&error) => {}
                // A source that is there and refuses or fails is passed by for this run alone.
                Err(error) if passes(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    pub(crate) fn passes(error: &Error) -> bool {
        matches!(error.code(), Code::Forbidden | Code::BadRequest | Code::ServerError | Code::BadResponse | Code::Unsupported | Code::BodyTooLarge)
    }

    pub(super) async fn tell(io: &Io, run: &RunId, source: StagesSource) -> Result<Told> {
        let paused = |status: &Status| status.word == StatusWord::Paused;
        let (stages, waits, waits_unseen) = match source {
            StagesSource::FlowGraph => {
                let core = io.read(&ReadFlowGraph { run: run.clone() }, SHORT_PATIENCE).await?;
                let stages = core.flow_stages().ok_or_else(|| Error::new(Code::NotFound, "The run has no flow graph."))?;
                (stages, core.flow_waits(), core.flow_waits())
            }
            StagesSource::BlueOcean => {
                let stages = blue::stages(io, run, SHORT_PATIENCE).await?;
                let waits = stages.is_empty() || stages.iter().any(|s| paused(&s.status));
                (stages, waits, false)
            }
            _ => {
                let stages = graph::tree(io, run, SHORT_PATIENCE).await?.flat();
                let waits = stages.iter().any(|s| paused(&s.status));
                (stages, waits, false)
            }
        };
        let paused = waits_unseen || stages.iter().any(|s| paused(&s.status));
        Ok(Told { source, stages, waits, paused, run: None })
    }
}
