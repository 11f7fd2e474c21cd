//! Which nodes of a flow graph are entries of the tree, and below which (`PipelineNodeTreeScanner`).

use crate::world::node::{Broken, Label, Node, Shape};
use crate::world::run::{Outcome, Run};

/// The kinds of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Stage,
    Branch,
    Block,
}

fn kind(node: &Node) -> Option<Kind> {
    match (&node.label, node.shape) {
        (Some(Label::Stage(_)), _) => Some(Kind::Stage),
        (Some(Label::Branch(_)), _) => Some(Kind::Branch),
        (None, Shape::Start { body: false }) if node.step == "Execute in parallel" => Some(Kind::Block),
        _ => None,
    }
}

/// A run with its entries.
pub(super) struct Forest<'a> {
    pub(super) run: &'a Run,
    entries: Vec<(&'a Node, Kind)>,
}

impl<'a> Forest<'a> {
    pub(super) fn of(run: &'a Run) -> Self {
        let all: Vec<(&Node, Kind)> = run.nodes.iter().filter_map(|n| Some((n, kind(n)?))).collect();
        let whole = Self { run, entries: all };
        let hidden: Vec<u32> = whole.entries.iter().filter(|(n, k)| whole.hidden(n, *k)).map(|(n, _)| n.id).collect();
        Self { run, entries: whole.entries.into_iter().filter(|(n, _)| !hidden.contains(&n.id)).collect() }
    }

    /// A parallel step that is all that a stage has; a stage that is all that a branch of its name has.
    fn hidden(&self, node: &Node, kind: Kind) -> bool {
        let Some((parent, of)) = self.parent(node) else { return false };
        let alone = self.children(Some(parent.id)).len() == 1;
        match (kind, of) {
            (Kind::Block, Kind::Stage) => alone,
            (Kind::Stage, Kind::Branch) => alone && node.label.as_ref().map(Label::text) == parent.label.as_ref().map(Label::text),
            _ => false,
        }
    }

    /// The nearest entry around a node.
    pub(super) fn parent(&self, node: &Node) -> Option<(&'a Node, Kind)> {
        node.around.iter().rev().find_map(|id| self.entries.iter().find(|(n, _)| n.id == *id)).copied()
    }

    pub(super) fn children(&self, parent: Option<u32>) -> Vec<(&'a Node, Kind)> {
        self.entries.iter().filter(|(n, _)| self.parent(n).map(|(p, _)| p.id) == parent).copied().collect()
    }

    pub(super) fn has_entries(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Steps with the entry that they belong to. Without any entry it is the start of the Pipeline; with entries, those
    /// outside are left out.
    pub(super) fn steps(&self) -> Vec<(u32, &'a Node)> {
        let owner = |n: &'a Node| match self.parent(n) {
            Some((parent, _)) => Some((parent.id, n)),
            None => (!self.has_entries()).then_some((2, n)),
        };
        let mut steps: Vec<(u32, &Node)> = self.run.nodes.iter().filter(|n| n.is_atom()).filter_map(owner).collect();
        steps.sort_by_key(|(owner, n)| (*owner, n.id));
        steps
    }
}

/// A state word (`PipelineState`).
pub(super) fn of_run(run: &Run) -> &'static str {
    match run.outcome {
        Some(Outcome::Success) => "success",
        Some(Outcome::Unstable) => "unstable",
        Some(Outcome::Failure) => "failure",
        Some(Outcome::Aborted) => "aborted",
        None if run.executions.is_empty() => "running",
        None => "paused",
    }
}

pub(super) fn of_node(run: &Run, node: &Node) -> &'static str {
    let inside = || run.nodes.iter().filter(|n| n.id == node.id || n.around.contains(&node.id));
    let worst = inside().filter_map(|n| n.broken.as_ref()).next_back();
    match (node.end, worst) {
        (None, _) if inside().any(|n| n.paused_since.is_some()) => "paused",
        (None, _) => "running",
        (Some(_), Some(Broken::Interrupted)) => "aborted",
        (Some(_), Some(Broken::Failed(_) | Broken::Thrown(..))) => "failure",
        (Some(_), None) if inside().any(|n| n.warning) => "unstable",
        (Some(_), None) => "success",
    }
}
