//! Core's own view of a Pipeline's execution, in the run's `api/json`: every flow node with its parents
//! (`FlowGraphAction`, of the plugin workflow-job). It needs no other plugin, has no times, and is big on long runs: the
//! last resort for stages.
//!
//! What a block is follows from the graph alone: a stage is the start node below `Stage : Start`, a branch is
//! `Branch: NAME` below `Execute in parallel : Start`. An error is marked on the node that ends a block.

use crate::api::remote::Run;
use crate::api::{Endpoint, Projection};
use crate::classify::{Subject, json};
use crate::error::Result;
use crate::fields::Read as _;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::json::Value;
use crate::server::Server;
use crate::stage::Stage;
use crate::status::{Status, StatusWord};
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// Reads the flow graph of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFlowGraph {
    /// Which run.
    pub run: RunId,
}

impl Endpoint for ReadFlowGraph {
    type Output = Run;
    const NAME: &'static str = "flow_graph";

    fn request(&self, server: &Server) -> Request {
        let tree = "number,building,result,actions[_class,nodes[_class,id,displayName,parents,running,iconColor]]";
        server.get(&Projection::tree(tree).api_json(&self.run.job.below(&text!(self.run.run))))
    }

    fn parse(&self, response: &Response) -> Result<Run> {
        json(response, Subject::Run).map(Run)
    }
}

impl Run {
    /// The stages and branches of its flow graph, in the order of their start; none if it has no graph or none was asked for.
    #[must_use]
    pub fn flow_stages(&self) -> Option<Vec<Stage>> {
        let action = self.actions().iter().find(|a| a.is_class("FlowGraphAction"))?;
        action.get("nodes")?;
        Some(Graph::of(action.list("nodes")).stages())
    }

    /// The steps that a stage or branch has itself, as id and name.
    #[must_use]
    pub fn flow_steps(&self, stage: &str) -> Option<Vec<(String, String)>> {
        let action = self.actions().iter().find(|a| a.is_class("FlowGraphAction"))?;
        let graph = Graph::of(action.list("nodes"));
        let stage = stage.parse().ok().filter(|id| graph.get(*id).is_some_and(|n| graph.label(n).is_some()))?;
        let own = graph.nodes.iter().filter(|n| n.kind == Kind::Atom && graph.stage_around(n) == Some(stage));
        Some(own.map(|n| (text!(n.id), n.name.to_owned())).collect())
    }
}

impl Run {
    /// Whether its flow graph shows an `input` step that waits, in a stage or outside of all.
    #[must_use]
    pub fn flow_waits(&self) -> bool {
        let nodes = self.actions().iter().filter(|a| a.is_class("FlowGraphAction")).flat_map(|a| a.list("nodes"));
        nodes.into_iter().any(|n| n.truth("running") == Some(true) && n.text("displayName") == Some(INPUT))
    }
}

/// Nodes by their number, and for each the block that it is in.
struct Graph<'a> {
    nodes: Vec<Node<'a>>,
}

struct Node<'a> {
    id: u64,
    name: &'a str,
    kind: Kind,
    running: bool,
    failed: bool,
    parents: Vec<u64>,
    /// The start node of the block around it.
    block: Option<u64>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Start,
    End,
    Atom,
}

impl<'a> Node<'a> {
    fn read(value: &'a Value) -> Option<Self> {
        let class = value.text("_class").unwrap_or_default();
        let kind = match class {
            _ if class.ends_with("StartNode") => Kind::Start,
            _ if class.ends_with("EndNode") => Kind::End,
            _ => Kind::Atom,
        };
        Some(Self {
            id: value.text("id")?.parse().ok()?,
            name: value.text("displayName").unwrap_or_default(),
            kind,
            running: value.truth("running") == Some(true),
            failed: value.text("iconColor").is_some_and(|c| c.starts_with("red")),
            parents: value.list("parents").iter().filter_map(|p| p.as_str()?.parse().ok()).collect(),
            block: None,
        })
    }
}

impl<'a> Graph<'a> {
    fn of(nodes: &'a [Value]) -> Self {
        let mut graph = Self { nodes: Vec::with_capacity(nodes.len()) };
        for node in nodes.iter().filter_map(Node::read) {
            let place = graph.nodes.partition_point(|n| n.id < node.id);
            graph.nodes.insert(place, node);
        }
        // Parents have smaller numbers, so their blocks are known when they are needed.
        for place in 0..graph.nodes.len() {
            let block = graph.nodes.get(place).and_then(|node| graph.block_of(node));
            if let Some(node) = graph.nodes.get_mut(place) {
                node.block = block;
            }
        }
        graph
    }

    fn get(&self, id: u64) -> Option<&Node<'a>> {
        self.nodes.get(self.nodes.partition_point(|n| n.id < id)).filter(|n| n.id == id)
    }

    /// The start of the block that a node is in. What follows an end is where that end's block was.
    fn block_of(&self, node: &Node<'_>) -> Option<u64> {
        let parent = self.get(*node.parents.first()?).filter(|p| p.id < node.id)?;
        // An end counts as within the block that it ends; its start is outside.
        match parent.kind {
            Kind::Start => Some(parent.id),
            Kind::End => self.get(parent.block?)?.block,
            Kind::Atom => parent.block,
        }
    }

    fn name_of_parent(&self, node: &Node<'_>) -> &'a str {
        node.parents.first().and_then(|id| self.get(*id)).map_or("", |p| p.name)
    }

    fn label(&self, node: &Node<'a>) -> Option<&'a str> {
        if node.kind != Kind::Start {
            return None;
        }
        match self.name_of_parent(node) {
            STAGE => Some(node.name),
            "Execute in parallel : Start" => node.name.strip_prefix("Branch: "),
            _ => None,
        }
    }

    fn stages(&self) -> Vec<Stage> {
        let labelled = self.nodes.iter().filter_map(|node| Some((node, self.label(node)?)));
        let stages = labelled.map(|(node, name)| Stage {
            id: text!(node.id),
            name: name.to_owned(),
            parent: self.stage_around(node).map(|id| text!(id)),
            branch: self.name_of_parent(node) != STAGE,
            status: self.status(node),
            start_time_millis: 0,
            duration_millis: 0,
            pause_duration_millis: 0,
            error: None,
        });
        stages.collect()
    }

    fn stage_around(&self, node: &Node<'_>) -> Option<u64> {
        let mut block = node.block;
        while let Some(around) = block.and_then(|id| self.get(id)) {
            if self.label(around).is_some() {
                return Some(around.id);
            }
            block = around.block;
        }
        None
    }

    fn within(&self, node: &Node<'_>, block: u64) -> bool {
        let mut around = node.block;
        while let Some(id) = around.filter(|id| *id >= block) {
            if id == block {
                return true;
            }
            around = self.get(id).and_then(|n| n.block);
        }
        false
    }

    fn status(&self, start: &Node<'_>) -> Status {
        let end = self.nodes.iter().find(|n| n.kind == Kind::End && n.block == Some(start.id));
        let waits = || self.nodes.iter().any(|n| n.kind == Kind::Atom && n.running && n.name == INPUT && self.within(n, start.id));
        let word = match end {
            None if !start.running => StatusWord::Unknown,
            None if waits() => StatusWord::Paused,
            None => StatusWord::Running,
            Some(end) if end.failed => StatusWord::Failure,
            Some(_) => StatusWord::Success,
        };
        Status { word, raw: None }
    }
}

/// What is before the start of a stage's body.
const STAGE: &str = "Stage : Start";
/// How the graph shows a waiting `input` step.
const INPUT: &str = "Wait for interactive input";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{run, server, wire};
    use crate::json::testing::json;

    fn node(id: &str, class: &str, name: &str, parents: &[&str], running: bool, color: &str) -> serde_json::Value {
        serde_json::json!({"_class": format!("org.jenkinsci.plugins.workflow.cps.nodes.{class}"), "id": id, "displayName": name, "parents": parents, "running": running, "iconColor": color})
    }

    #[test]
    fn request() {
        let line = wire(&ReadFlowGraph { run: run() }.request(&server())).0;
        assert!(line.starts_with("GET /jenkins/job/Ops%20Team/job/deploy/42/api/json?tree=number,building,result,actions%5B_class,nodes%5B"), "{line}");
    }

    #[test]
    fn stages_branches_and_what_became_of_them() {
        let nodes = vec![
            node("2", "FlowStartNode", "Start of Pipeline", &[], true, "blue_anime"),
            node("3", "StepStartNode", "Stage : Start", &["2"], false, "blue"),
            node("4", "StepStartNode", "Build", &["3"], false, "blue"),
            node("5", "StepAtomNode", "Print Message", &["4"], false, "blue"),
            node("6", "StepEndNode", "Stage : Body : End", &["5"], false, "red"),
            node("7", "StepEndNode", "Stage : End", &["6"], false, "red"),
            node("8", "StepStartNode", "Stage : Start", &["7"], true, "blue_anime"),
            node("9", "StepStartNode", "Deploy", &["8"], true, "blue_anime"),
            node("10", "StepStartNode", "Execute in parallel : Start", &["9"], true, "blue_anime"),
            node("12", "StepStartNode", "Branch: eu", &["10"], true, "blue_anime"),
            node("13", "StepStartNode", "Branch: us", &["10"], false, "blue"),
            node("14", "StepAtomNode", "Wait for interactive input", &["12"], true, "blue_anime"),
            node("15", "StepEndNode", "Execute in parallel : Body : End", &["13"], false, "blue"),
        ];
        let run = Run(json!({"actions": [{}, {"_class": "org.jenkinsci.plugins.workflow.job.views.FlowGraphAction", "nodes": nodes}]}));
        let stages = run.flow_stages().expect("a graph");
        let seen: Vec<_> = stages.iter().map(|s| (s.id.as_str(), s.name.as_str(), s.parent.as_deref(), s.status.word)).collect();
        assert_eq!(
            seen,
            [
                ("4", "Build", None, StatusWord::Failure),
                ("9", "Deploy", None, StatusWord::Paused),
                ("12", "eu", Some("9"), StatusWord::Paused),
                ("13", "us", Some("9"), StatusWord::Success),
            ]
        );
        assert_eq!(stages.iter().map(|s| s.branch).collect::<Vec<_>>(), [false, false, true, true]);
        let steps = |stage| run.flow_steps(stage).map(|s| s.into_iter().map(|(id, _)| id).collect::<Vec<_>>());
        assert_eq!((steps("4"), steps("12"), steps("9")), (Some(vec!["5".into()]), Some(vec!["14".into()]), Some(vec![])));
        assert_eq!((steps("5"), steps("x")), (None, None));
        assert_eq!(Run(json!({"actions": [{}]})).flow_stages(), None);
    }

    #[test]
    fn a_graph_with_loops_and_gaps_ends() {
        let nodes = vec![
            node("4", "StepStartNode", "a", &["9"], true, ""),
            node("9", "StepStartNode", "Stage : Start", &["4", "77"], true, ""),
            node("x", "StepEndNode", "b", &[], false, ""),
            node("10", "StepEndNode", "c", &["10"], false, ""),
        ];
        let run = Run(json!({"actions": [{"_class": "FlowGraphAction", "nodes": nodes}]}));
        assert!(run.flow_stages().is_some());
    }
}
