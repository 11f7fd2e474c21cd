//! Reading a run in Blue Ocean, whose address depends on what the job is.

use crate::api::Endpoint;
use crate::api::blueocean::{ALL, BlueRunPath, BlueStep, ReadBlueNodeSteps, ReadBlueNodes, ReadBlueSteps};
use crate::error::{Code, Error, Result};
use crate::ids::RunId;
use crate::machine::Io;
use crate::pending::PendingInput;
use crate::stage::Stage;
use alloc::borrow::ToOwned as _;
use alloc::vec::Vec;

/// Reads at the address of a pipeline and, if there is none, at that of a branch.
async fn read<E: Endpoint>(io: &Io, run: &RunId, patience: u64, make: impl Fn(BlueRunPath) -> E) -> Result<E::Output> {
    let mut last = None;
    for path in BlueRunPath::candidates(run) {
        match io.read(&make(path), patience).await {
            Err(error) if error.code() == Code::NotFound => last = Some(error),
            other => return other,
        }
    }
    Err(last.unwrap_or_else(|| Error::new(Code::NotFound, "There is no such run.")))
}

/// Whether it tells nothing to this user: not installed, or behind tokens of its own
/// (`BLUEOCEAN_FEATURE_JWT_AUTHENTICATION`), which leave core's API as it is.
pub(crate) fn absent(error: &Error) -> bool {
    matches!(error.code(), Code::NotFound | Code::CredentialsRejected)
}

/// The pending inputs, from the run's steps.
pub(crate) async fn inputs(io: &Io, run: &RunId, patience: u64) -> Result<Vec<PendingInput>> {
    let steps = read(io, run, patience, |run| ReadBlueSteps { run, page: ALL }).await?;
    let inputs = steps.0.iter().filter_map(BlueStep::input).filter_map(PendingInput::from_blue_ocean);
    Ok(PendingInput::mark_ambiguous(inputs.collect()))
}

/// The stages that have begun.
pub(crate) async fn stages(io: &Io, run: &RunId, patience: u64) -> Result<Vec<Stage>> {
    let nodes = read(io, run, patience, |run| ReadBlueNodes { run, page: ALL }).await?;
    Ok(nodes.0.iter().filter_map(crate::api::blueocean::BlueNode::stage).collect())
}

/// The steps of a stage.
pub(crate) async fn steps(io: &Io, run: &RunId, stage: &str, patience: u64) -> Result<Vec<BlueStep>> {
    Ok(read(io, run, patience, |run| ReadBlueNodeSteps { run, node: stage.to_owned(), page: ALL }).await?.0)
}
