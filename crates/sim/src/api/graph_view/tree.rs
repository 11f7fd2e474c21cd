//! The tree of stages (`PipelineGraphApi`, `PipelineStage`).

use super::forest::{Forest, Kind, of_node, of_run};
use crate::api::show::job_path;
use crate::scenario::GraphView;
use crate::sim::Sim;
use crate::world::node::{Label, Node};
use serde_json::{Value, json};

pub(super) fn graph(sim: &Sim, view: GraphView, forest: &Forest<'_>) -> Value {
    let start = forest.run.node(2).filter(|_| !forest.has_entries() && view != GraphView::PipelineConsole);
    let stages: Vec<Value> = match start {
        Some(start) => vec![placeholder(sim, view, forest, start)],
        None => forest.children(None).into_iter().map(|(n, k)| stage(sim, view, forest, n, k)).collect(),
    };
    json!({"complete": !forest.run.building(), "stages": stages})
}

/// Of a run without any stage.
fn placeholder(sim: &Sim, view: GraphView, forest: &Forest<'_>, start: &Node) -> Value {
    let mut bean = base(sim, view, forest, start, "System Generated", of_run(forest.run), "PIPELINE_START");
    (bean["synthetic"], bean["placeholder"]) = (json!(true), json!(true));
    bean
}

fn stage(sim: &Sim, view: GraphView, forest: &Forest<'_>, node: &Node, kind: Kind) -> Value {
    let word = match kind {
        Kind::Stage => "STAGE",
        Kind::Branch => "PARALLEL",
        Kind::Block => "PARALLEL_BLOCK",
    };
    let name = node.label.as_ref().map_or("Parallel", Label::text);
    let mut bean = base(sim, view, forest, node, name, of_node(forest.run, node), word);
    bean["children"] = forest.children(Some(node.id)).into_iter().map(|(n, k)| stage(sim, view, forest, n, k)).collect();
    bean
}

fn base(sim: &Sim, view: GraphView, forest: &Forest<'_>, node: &Node, name: &str, state: &str, kind: &str) -> Value {
    let run = forest.run;
    let page = if view == GraphView::Stages { "stages/" } else { view.segment() };
    let mut bean = json!({
        "id": node.id.to_string(), "name": name, "title": name, "state": state, "type": kind, "children": [], "startTimeMillis": node.start,
        "pauseDurationMillis": 0, "isSequential": false, "synthetic": false,
        "url": format!("/{}{}/{page}?selected-node={}", job_path(&run.job), run.number, node.id),
    });
    let agent = node.around.iter().any(|id| run.node(*id).is_some_and(|n| n.step == "Allocate node")).then_some("built-in");
    if view == GraphView::PipelineConsole {
        // Before 600 nulls are printed, and the duration is that so far.
        bean["totalDurationMillis"] = json!(node.duration(sim.world.now));
        bean["agent"] = json!(agent);
        (bean["seqContainerName"], bean["nextSibling"]) = (Value::Null, Value::Null);
        return bean;
    }
    bean["placeholder"] = json!(false);
    if !matches!(state, "running" | "queued" | "paused") {
        bean["totalDurationMillis"] = json!(node.duration(sim.world.now));
    }
    if let Some(agent) = agent {
        bean["agent"] = json!(agent);
    }
    bean
}
