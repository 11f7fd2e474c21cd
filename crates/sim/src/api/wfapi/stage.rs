//! Stages and the steps in them (`StageNodeExt`, `AtomFlowNodeExt`).

use crate::sim::Sim;
use crate::world::node::{Broken, Node};
use crate::world::run::{Outcome, Run, Standing};
use serde_json::{Value, json};

/// `StageNodeExt.maxChildNodes`.
const MOST_ATOMS: usize = 100;

fn word(run: &Run, index: usize) -> &'static str {
    let others = waiting_beside(run, index);
    match run.standing(index) {
        Some(Standing::Ended(Outcome::Success)) if !others.is_empty() => "IN_PROGRESS",
        Some(Standing::Ended(outcome)) => outcome.wfapi(),
        Some(Standing::Paused) if in_branch(run, index).is_some() && others.iter().all(|o| *o < index) => "SUCCESS",
        Some(Standing::Paused) => "PAUSED_PENDING_INPUT",
        _ => "IN_PROGRESS",
    }
}

/// The parallel step in whose branch a stage is.
fn in_branch(run: &Run, index: usize) -> Option<u32> {
    let around = &run.node(run.stages.get(index)?.id)?.around;
    around.iter().rev().copied().find(|id| run.node(*id).is_some_and(|n| n.step == "Execute in parallel" && n.label.is_none()))
}

/// Stages in other branches of the same parallel step that wait for input. By these pipeline-graph-analysis 1.10 takes
/// the last of them for ended, and one that has ended for running.
fn waiting_beside(run: &Run, index: usize) -> Vec<usize> {
    let own = in_branch(run, index);
    let waits = |other: &usize| *other != index && own.is_some() && in_branch(run, *other) == own && run.standing(*other) == Some(Standing::Paused);
    (0..run.stages.len()).filter(waits).collect()
}

pub(super) fn bean(sim: &Sim, base: &str, run: &Run, index: usize, full: bool) -> Option<Value> {
    let stage = run.stages.get(index)?;
    let word = word(run, index);
    let own = || run.nodes.iter().filter(move |n| n.is_atom() && n.stage == Some(index));
    let waiting = own().filter_map(|n| n.paused_since).map(|since| sim.world.now.saturating_sub(since)).max();
    let mut bean = json!({
        "_links": {"self": {"href": format!("{base}/execution/node/{}/wfapi/describe", stage.id)}}, "id": stage.id.to_string(), "name": stage.name, "execNode": "",
        "status": word, "startTimeMillis": stage.start, "durationMillis": stage.end.unwrap_or(sim.world.now).saturating_sub(stage.start),
        "pauseDurationMillis": stage.paused + waiting.unwrap_or_default(),
    });
    if let Some(error) = stage.error.as_ref().filter(|_| word != "SUCCESS") {
        let broken = if word == "ABORTED" { Broken::Interrupted } else { Broken::Failed(error.clone()) };
        let message = broken.message().filter(|m| !m.is_empty());
        bean["error"] = json!({"message": message, "type": broken.class()});
    }
    if full {
        bean["stageFlowNodes"] = own().take(MOST_ATOMS).map(|n| atom(sim, base, n)).collect();
    }
    Some(bean)
}

/// The fields that every node has.
pub(super) fn node(sim: &Sim, base: &str, node: &Node, status: &str) -> Value {
    let own = format!("{base}/execution/node/{}", node.id);
    let mut bean = json!({
        "_links": {"self": {"href": format!("{own}/wfapi/describe")}}, "id": node.id.to_string(), "name": node.name(), "execNode": "", "status": status,
        "startTimeMillis": node.start, "durationMillis": node.duration(sim.world.now), "pauseDurationMillis": node.pause_millis(sim.world.now),
    });
    if let Some(argument) = &node.argument {
        bean["parameterDescription"] = json!(argument);
    }
    if let Some(broken) = &node.broken {
        bean["error"] = json!({"message": broken.message(), "type": broken.class()});
    }
    if node.is_atom() {
        bean["_links"]["log"] = json!({"href": format!("{own}/wfapi/log")});
        bean["parentNodes"] = node.parents.iter().map(|p| json!(p.to_string())).collect();
    }
    bean
}

/// A step in its stage: here alone its status is right while it runs.
fn atom(sim: &Sim, base: &str, atom: &Node) -> Value {
    let status = match (&atom.broken, atom.end, atom.paused_since) {
        (Some(_), ..) => ended(atom),
        (None, None, Some(_)) => "PAUSED_PENDING_INPUT",
        (None, None, None) => "IN_PROGRESS",
        (None, Some(_), _) => "SUCCESS",
    };
    let mut bean = node(sim, base, atom, status);
    bean["_links"]["console"] = json!({"href": format!("{base}/execution/node/{}/log", atom.id)});
    bean
}

/// The status of a node taken by itself: a step that still runs reads SUCCESS (`FlowNodeExt#addBasicNodeData`).
pub(super) fn ended(node: &Node) -> &'static str {
    match &node.broken {
        Some(Broken::Failed(_) | Broken::Thrown(..)) => "FAILED",
        Some(Broken::Interrupted) => "ABORTED",
        None => "SUCCESS",
    }
}
