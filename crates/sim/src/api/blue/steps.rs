//! Steps of a run or of one of its nodes (`PipelineStepImpl`).

use super::answer::{link, list, missing, resource};
use super::{inputs, logs, pipelines, verb};
use crate::api::show::definition;
use crate::page::Answer;
use crate::route::Call;
use crate::sim::Sim;
use crate::world::node::{Broken, Node};
use crate::world::run::Run;
use crate::world::time;
use serde_json::{Value, json};

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, node: Option<u32>, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return missing(call) };
    // Of a single step the node is not checked.
    let step = |id: &str| run.node(id.parse().ok()?).filter(|n| n.is_atom());
    match (verb(call), rest) {
        ("GET", []) => {
            let inside = |n: &&Node| n.is_atom() && node.is_none_or(|id| n.around.contains(&id));
            let all = run.nodes.iter().filter(inside).map(|n| bean(sim, run, node, n)).collect();
            list(sim, call, all)
        }
        ("GET", [id]) => match step(id).map(|n| bean(sim, run, node, n)) {
            Some(bean) => resource(sim, call, &bean),
            None => missing(call),
        },
        ("POST", [id]) if step(id).is_some() => inputs::submit(sim, call, name, number),
        ("GET", [id, "log"]) => match step(id).and_then(|n| Some((n.log.as_ref()?, n.end.is_none()))) {
            Some((log, growing)) => logs::answer(log, growing, call).unwrap_or_else(|| call.oops(sim)),
            None => missing(call),
        },
        _ => missing(call),
    }
}

fn bean(sim: &Sim, run: &Run, node: Option<u32>, step: &Node) -> Value {
    let below = node.map_or_else(String::new, |id| format!("nodes/{id}/"));
    let own = format!("{}runs/{}/{below}steps/{}/", pipelines::href(&sim.world, &run.job), run.number, step.id);
    let (state, result) = state(step);
    let log = json!({
        "_class": "org.jenkinsci.plugins.workflow.support.actions.LogStorageAction", "_links": {"self": link(&format!("{own}log/"))}, "urlName": "log",
    });
    json!({
        "_class": "io.jenkins.blueocean.rest.impl.pipeline.PipelineStepImpl", "_links": {"self": link(&own), "actions": link(&format!("{own}actions/"))},
        "actions": [log], "displayDescription": step.argument, "displayName": step.name(), "durationInMillis": step.duration(sim.world.now),
        "id": step.id.to_string(), "input": input(sim, run, &own, step), "result": result, "startTime": time::blue(step.start), "state": state, "type": "STEP",
    })
}

fn state(step: &Node) -> (&'static str, &'static str) {
    match (&step.broken, step.end, step.paused_since) {
        (Some(Broken::Interrupted), ..) => ("FINISHED", "ABORTED"),
        (Some(Broken::Failed(_) | Broken::Thrown(..)), ..) => ("FINISHED", "FAILURE"),
        (None, None, Some(_)) => ("PAUSED", "UNKNOWN"),
        (None, None, None) => ("RUNNING", "UNKNOWN"),
        (None, Some(_), _) if step.warning => ("FINISHED", "UNSTABLE"),
        (None, Some(_), _) => ("FINISHED", "SUCCESS"),
    }
}

/// What a waiting input asks; neither its cancel caption nor its submitter parameter.
fn input(sim: &Sim, run: &Run, own: &str, step: &Node) -> Value {
    let Some(execution) = run.executions.iter().find(|e| e.node == step.id) else { return Value::Null };
    json!({
        "_class": "io.jenkins.blueocean.rest.impl.pipeline.InputStepImpl", "_links": {"self": link(&format!("{own}input/"))}, "id": execution.id,
        "message": execution.message, "ok": execution.step.ok.as_deref().unwrap_or("Proceed"),
        "parameters": execution.step.parameters.iter().map(|p| definition(&sim.world, p)).collect::<Vec<_>>(), "submitter": execution.step.submitter,
    })
}
