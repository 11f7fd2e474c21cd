//! Steps, their logs and errors (`PipelineStepApi`, `PipelineStep`).

use super::forest::{Forest, of_node};
use crate::scenario::GraphView;
use crate::sim::Sim;
use crate::world::node::{Broken, Node};
use crate::world::run::Run;
use serde_json::{Value, json};

/// All steps, or those of one stage.
pub(super) fn list(sim: &Sim, view: GraphView, forest: &Forest<'_>, stage: Option<&str>) -> Value {
    let steps = forest.steps().into_iter().filter(|(owner, _)| stage.is_none_or(|s| s == owner.to_string()));
    let mut bean = json!({"steps": steps.map(|(owner, n)| step(sim, view, forest.run, owner, n)).collect::<Vec<_>>()});
    if view != GraphView::PipelineConsole {
        bean["runIsComplete"] = json!(!forest.run.building());
    }
    bean
}

fn step(sim: &Sim, view: GraphView, run: &Run, stage: u32, node: &Node) -> Value {
    let display = node.name();
    let title = match &node.argument {
        Some(_) if matches!(display.as_str(), "Shell Script" | "Print Message") => "",
        Some(_) => display.as_str(),
        None => "",
    };
    let state = of_node(run, node);
    let mut bean = json!({
        "id": node.id.to_string(), "name": node.argument.as_ref().unwrap_or(&display), "title": title, "state": state, "type": "STEP",
        "stageId": stage.to_string(), "startTimeMillis": node.start, "pauseDurationMillis": node.pause_millis(sim.world.now),
    });
    let older = view == GraphView::PipelineConsole;
    if older || !matches!(state, "running" | "queued" | "paused") {
        bean["totalDurationMillis"] = json!(node.duration(sim.world.now));
    }
    if view == GraphView::Stages {
        bean["flags"] = json!({});
    }
    if let Some(execution) = run.executions.iter().find(|e| e.node == node.id && !older) {
        let step = &execution.step;
        bean["inputStep"] = json!({
            "message": execution.message, "id": execution.id, "ok": step.ok.as_deref().unwrap_or("Proceed"),
            "cancel": step.cancel.as_deref().unwrap_or("Abort"), "parameters": !step.parameters.is_empty(),
        });
    }
    bean
}

/// Of a step, or of a stage's own steps one after the other. What is wrong is said in a text as well.
pub(super) fn log(forest: &Forest<'_>, id: Option<&str>) -> String {
    let Some(id) = id else { return "Error getting console text".to_owned() };
    let wanted = |(owner, n): &(u32, &Node)| owner.to_string() == id || n.id.to_string() == id;
    let text: String = forest.steps().into_iter().filter(wanted).filter_map(|(_, n)| Some(n.log.as_ref()?.from(0) + &broken(n))).collect();
    if text.is_empty() { "No logs found".to_owned() } else { text }
}

fn broken(node: &Node) -> String {
    match &node.broken {
        Some(Broken::Failed(message) | Broken::Thrown(_, message)) => format!("{message}\n"),
        _ => String::new(),
    }
}

pub(super) fn exception(forest: &Forest<'_>, id: &str) -> String {
    let node = id.parse().ok().and_then(|id| forest.run.node(id));
    node.and_then(|n| n.broken.as_ref()).and_then(Broken::message).unwrap_or_default().to_owned()
}
