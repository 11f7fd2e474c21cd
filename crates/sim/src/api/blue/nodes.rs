//! Nodes: stages and parallel branches (`PipelineNodeImpl`, `PipelineNodeGraphVisitor`).

use super::answer::{body, error, link, list, missing, resource};
use super::{pipelines, start, steps, verb};
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::node::{Broken, Label, Node};
use crate::world::queue::Cause;
use crate::world::run::{Outcome, Run, StageRecord, Standing};
use crate::world::time;
use serde_json::{Value, json};

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return missing(call) };
    let all = all(sim, name, run);
    let (id, tail) = match rest {
        [] if verb(call) == "GET" => return list(sim, call, all),
        [] => return missing(call),
        [id, tail @ ..] => (*id, tail),
    };
    let Some(node) = all.into_iter().find(|n| n["id"] == json!(id)) else {
        return error(404, &format!("Stage {id} not found in pipeline {}.", name.rsplit('/').next().unwrap_or(name)));
    };
    match (verb(call), tail) {
        ("GET", []) => resource(sim, call, &node),
        // The override returns null: inputs are settled on steps only.
        ("POST", []) => page::empty(200, None),
        // `NodeLogResource` fails in 1.24.4.
        ("GET", ["log"]) => call.oops(sim),
        ("POST", ["restart"]) => restart(sim, call, name, number, &node),
        (_, ["steps", tail @ ..]) => steps::answer(sim, call, name, number, id.parse().ok(), tail),
        _ => missing(call),
    }
}

/// Only Declarative stages of finished runs start again; others are answered with nothing.
fn restart(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, node: &Value) -> Answer {
    let wanted = body(call).and_then(|b| b.get("restart").and_then(Value::as_bool)) == Some(true);
    let declarative = sim.world.jobs.get(name).is_some_and(|j| j.definition.declarative);
    let Some(run) = sim.world.run(name, number).filter(|_| wanted && declarative && sim.world.may(call.user(), "Job/Build")) else {
        return page::empty(200, None);
    };
    let (values, stage) = (run.parameters.clone(), node["displayName"].as_str().unwrap_or_default().to_owned());
    let causes = vec![sim.world.user_cause(call.user()), Cause::Restart { number, stage }];
    let bean = start::enqueue(sim, name, causes, values);
    // JSON, but without a content type.
    let mut answer = page::empty(200, None);
    *answer.body_mut() = bean.to_string().into_bytes();
    answer
}

/// Where an entry stands among the others.
struct Place<'a> {
    edges: Vec<(String, &'static str)>,
    parent: Option<String>,
    base: &'a str,
}

fn all(sim: &Sim, name: &str, run: &Run) -> Vec<Value> {
    let base = format!("{}runs/{}/nodes/", pipelines::href(&sim.world, name), run.number);
    let own: Vec<(usize, &StageRecord)> = run.stages.iter().enumerate().filter(|(_, s)| s.top).collect();
    let future = future(sim, name, run, own.len());
    let ids: Vec<String> = own.iter().map(|(_, s)| s.id.to_string()).chain(future.iter().map(|(id, _)| id.clone())).collect();
    let mut nodes = Vec::new();
    for (at, (index, stage)) in own.iter().enumerate() {
        let next = ids.get(at + 1);
        let branches: Vec<&Node> = run.nodes.iter().filter(|n| matches!(n.label, Some(Label::Branch(_))) && n.around.contains(&stage.id)).collect();
        let onward = || next.iter().map(|id| ((*id).clone(), "STAGE")).collect::<Vec<_>>();
        let edges = if branches.is_empty() { onward() } else { branches.iter().map(|b| (b.id.to_string(), "PARALLEL")).collect() };
        let parent = at.checked_sub(1).and_then(|before| ids.get(before)).cloned();
        nodes.push(stage_bean(sim, run, *index, stage, &Place { edges, parent, base: &base }));
        for branch in branches {
            nodes.push(branch_bean(sim, run, branch, &Place { edges: onward(), parent: Some(stage.id.to_string()), base: &base }));
        }
    }
    for (at, (id, label)) in future.iter().enumerate().map(|(i, f)| (own.len() + i, f)) {
        let edges = ids.get(at + 1).map(|id| (id.clone(), "STAGE")).into_iter().collect();
        let parent = at.checked_sub(1).and_then(|before| ids.get(before)).cloned();
        nodes.push(bean(id, label, "STAGE", (None, None), None, 0, &Place { edges, parent, base: &base }, false));
    }
    nodes
}

/// What is still to come, as the last successful run had it: with the ids of that run.
fn future(sim: &Sim, name: &str, run: &Run, count: usize) -> Vec<(String, String)> {
    if run.outcome == Some(Outcome::Success) {
        return Vec::new();
    }
    let before = sim.world.jobs.get(name).and_then(|j| j.runs.iter().rev().find(|r| r.number < run.number && r.outcome == Some(Outcome::Success)));
    let stages = before.into_iter().flat_map(|r| r.stages.iter().filter(|s| s.top));
    stages.skip(count).map(|s| (s.id.to_string(), s.name.clone())).collect()
}

type State = (Option<&'static str>, Option<&'static str>);

fn stage_bean(sim: &Sim, run: &Run, index: usize, stage: &StageRecord, place: &Place<'_>) -> Value {
    let state = match run.standing(index) {
        Some(Standing::Ended(outcome)) => (Some("FINISHED"), Some(outcome.core())),
        Some(Standing::Paused) => (Some("PAUSED"), Some("UNKNOWN")),
        _ => (Some("RUNNING"), Some("UNKNOWN")),
    };
    let restartable = !run.building() && sim.world.jobs.get(&run.job).is_some_and(|j| j.definition.declarative);
    let duration = stage.end.unwrap_or(sim.world.now).saturating_sub(stage.start);
    bean(&stage.id.to_string(), &stage.name, "STAGE", state, Some(stage.start), duration, place, restartable)
}

fn branch_bean(sim: &Sim, run: &Run, branch: &Node, place: &Place<'_>) -> Value {
    let inside = || run.nodes.iter().filter(|n| n.around.contains(&branch.id));
    let worst = inside().filter_map(|n| n.broken.as_ref()).next_back();
    let state = match (branch.end, worst) {
        (None, _) if inside().any(|n| n.paused_since.is_some()) => (Some("PAUSED"), Some("UNKNOWN")),
        (None, _) => (Some("RUNNING"), Some("UNKNOWN")),
        (Some(_), Some(Broken::Interrupted)) => (Some("FINISHED"), Some("ABORTED")),
        (Some(_), Some(Broken::Failed(_) | Broken::Thrown(..))) => (Some("FINISHED"), Some("FAILURE")),
        (Some(_), None) if inside().any(|n| n.warning) => (Some("FINISHED"), Some("UNSTABLE")),
        (Some(_), None) => (Some("FINISHED"), Some("SUCCESS")),
    };
    let label = branch.label.as_ref().map_or("", Label::text);
    bean(&branch.id.to_string(), label, "PARALLEL", state, Some(branch.start), branch.duration(sim.world.now), place, false)
}

#[expect(clippy::too_many_arguments, reason = "one for each field that differs")]
fn bean(id: &str, label: &str, kind: &str, state: State, start: Option<u64>, duration: u64, place: &Place<'_>, restartable: bool) -> Value {
    let own = format!("{}{id}/", place.base);
    let edge = |(id, kind): &(String, &str)| json!({"_class": "io.jenkins.blueocean.rest.impl.pipeline.PipelineNodeImpl$EdgeImpl", "id": id, "type": kind});
    json!({
        "_class": "io.jenkins.blueocean.rest.impl.pipeline.PipelineNodeImpl",
        "_links": {"self": link(&own), "actions": link(&format!("{own}actions/")), "steps": link(&format!("{own}steps/"))},
        "actions": [], "displayDescription": null, "displayName": label, "durationInMillis": duration, "id": id, "input": null, "result": state.1,
        "startTime": start.map(time::blue), "state": state.0, "type": kind, "causeOfBlockage": null,
        "edges": place.edges.iter().map(edge).collect::<Vec<_>>(), "firstParent": place.parent, "restartable": restartable,
    })
}
