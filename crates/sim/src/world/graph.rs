//! How a run's flow graph grows.

use super::log::Log;
use super::node::{Broken, Label, Node, Shape};
use super::run::{Outcome, Run};
use super::thread::Doing;

/// What a new node is.
pub(super) struct New {
    pub(super) shape: Shape,
    pub(super) step: &'static str,
    pub(super) label: Option<Label>,
    pub(super) argument: Option<String>,
}

impl New {
    pub(super) fn atom(step: &'static str, argument: Option<String>) -> Self {
        Self { shape: Shape::Atom, step, label: None, argument }
    }

    pub(super) fn start(step: &'static str, argument: Option<String>) -> Self {
        Self { shape: Shape::Start { body: false }, step, label: None, argument }
    }

    pub(super) fn body(step: &'static str, label: Option<Label>) -> Self {
        Self { shape: Shape::Start { body: true }, step, label, argument: None }
    }
}

impl Run {
    pub(crate) fn node(&self, id: u32) -> Option<&Node> {
        self.nodes.binary_search_by_key(&id, |n| n.id).ok().and_then(|at| self.nodes.get(at))
    }

    pub(super) fn node_mut(&mut self, id: u32) -> Option<&mut Node> {
        self.nodes.binary_search_by_key(&id, |n| n.id).ok().and_then(|at| self.nodes.get_mut(at))
    }

    /// The node at which the graph begins.
    pub(super) fn begin_graph(&mut self, at: u64) {
        let new = New { shape: Shape::FlowStart, step: "Start of Pipeline", label: None, argument: None };
        self.push(new, Vec::new(), Vec::new(), None, at);
    }

    fn push(&mut self, new: New, parents: Vec<u32>, around: Vec<u32>, stage: Option<usize>, at: u64) -> u32 {
        self.last_node += 1;
        let log = new.shape == Shape::Atom;
        self.nodes.push(Node {
            id: self.last_node,
            shape: new.shape,
            step: new.step,
            label: new.label,
            argument: new.argument,
            parents,
            around,
            stage,
            start: at,
            end: matches!(new.shape, Shape::End(_) | Shape::FlowEnd).then_some(at),
            log: log.then(Log::default),
            broken: None,
            warning: false,
            spoiled: false,
            paused: 0,
            paused_since: None,
        });
        self.last_node
    }

    /// The next node of a thread. What it did before has ended.
    pub(super) fn grow(&mut self, thread: usize, at: u64, new: New) -> u32 {
        let (head, around, stage) = self.threads.get(thread).map_or((2, Vec::new(), None), |t| (t.head, t.around(), t.stage()));
        self.end_atom(head, at);
        let id = self.push(new, vec![head], around, stage, at);
        if let Some(thread) = self.threads.get_mut(thread) {
            thread.head = id;
        }
        id
    }

    fn end_atom(&mut self, id: u32, at: u64) {
        if let Some(node) = self.node_mut(id).filter(|n| n.is_atom() && n.end.is_none()) {
            node.end = Some(at);
            node.paused = node.pause_millis(at);
            node.paused_since = None;
        }
    }

    /// The end of a block; joins the branches of a parallel step.
    pub(super) fn close(&mut self, thread: usize, at: u64, start: u32) -> u32 {
        let step = self.node(start).map_or("", |n| n.step);
        let ends: Vec<u32> = self.threads.iter().filter(|t| t.parent == Some(thread) && t.fork == start).map(|t| t.head).collect();
        let id = self.grow(thread, at, New { shape: Shape::End(start), step, label: None, argument: None });
        if let Some(node) = self.node_mut(start) {
            node.end = Some(at);
        }
        if let Some(node) = self.node_mut(id).filter(|_| !ends.is_empty()) {
            node.parents = ends;
        }
        id
    }

    /// Ends what is open: blocks from the inside out, then the graph itself. A hard kill leaves the graph as it is.
    pub(super) fn end_graph(&mut self, outcome: Outcome, at: u64) {
        for thread in (0..self.threads.len()).rev() {
            let Some((head, forked)) = self.threads.get(thread).map(|t| (t.head, matches!(t.doing, Doing::Branches(_)))) else { continue };
            let interrupted = outcome == Outcome::Aborted && self.node(head).is_some_and(|n| n.is_atom() && n.end.is_none());
            self.end_atom(head, at);
            if let Some(node) = self.node_mut(head).filter(|_| interrupted) {
                node.broken = Some(Broken::Interrupted);
            }
            if self.killed {
                continue;
            }
            if forked {
                let end = self.close(thread, at, head);
                self.mark(end, "// parallel");
            }
            while self.threads.get(thread).is_some_and(|t| !t.frames.is_empty()) {
                self.leave(thread, at);
            }
        }
        self.nodes.iter_mut().filter(|n| n.end.is_none()).for_each(|n| n.end = Some(at));
        let head = self.threads.first().map_or(2, |t| t.head);
        if !self.killed {
            self.push(New { shape: Shape::FlowEnd, step: "End of Pipeline", label: None, argument: None }, vec![head], Vec::new(), None, at);
        }
    }

    /// A line in the run's log and in that of a node.
    pub(super) fn say(&mut self, node: u32, line: &str) {
        if self.pipeline {
            self.log.said(line, node);
        } else {
            self.log.line(line);
        }
        if let Some(log) = self.node_mut(node).and_then(|n| n.log.as_mut()) {
            log.line(line);
        }
    }
}
