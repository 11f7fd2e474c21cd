//! Runs a script on virtual time: blocks, branches, failures.

use super::graph::New;
use super::node::{Broken, Label};
use super::parameter::Given;
use super::run::{Outcome, Run, StageRecord};
use super::thread::{Doing, Frame, Thread};
use crate::scenario::{Branch, Step};

impl Run {
    pub(crate) fn next_wake(&self) -> Option<u64> {
        if self.suspended.is_some() {
            return None;
        }
        self.threads.iter().filter_map(Thread::wake).min()
    }

    /// Moves the run to this time, one step after the other in the order of their times; branches take turns.
    pub(crate) fn advance(&mut self, now: u64) {
        while self.building() && self.suspended.is_none() {
            let next = self.threads.iter().enumerate().filter_map(|(i, t)| Some((t.wake()?, t.turn, i))).min();
            match next {
                Some((at, _, index)) if at <= now => {
                    self.turns += 1;
                    self.threads[index].turn = self.turns;
                    self.step(index, at);
                }
                _ => break,
            }
        }
    }

    /// Suspends the whole program, or lets it go on: what it waited for takes that much longer (`CpsFlowExecution#pause`).
    pub(crate) fn suspend(&mut self, suspend: bool, now: u64) {
        match (suspend, self.suspended.take()) {
            (true, since) => self.suspended = since.or(Some(now)),
            (false, None) => {}
            (false, Some(since)) => {
                let late = now.saturating_sub(since);
                for thread in &mut self.threads {
                    if let Doing::Ready(at) = &mut thread.doing {
                        *at = at.saturating_add(late);
                    }
                    thread.frames.iter_mut().filter_map(|f| f.deadline.as_mut()).for_each(|d| *d = d.saturating_add(late));
                }
                self.advance(now);
            }
        }
    }

    fn step(&mut self, index: usize, at: u64) {
        if self.threads[index].deadline().is_some_and(|d| d <= at) {
            self.log.line(&format!("Timeout has been exceeded (after {at})"));
            self.finish(Outcome::Aborted, at);
            return;
        }
        let Some(frame) = self.threads[index].frames.last_mut() else {
            self.end_thread(index, at);
            return;
        };
        match frame.steps.get(frame.at).cloned() {
            Some(step) => {
                frame.at += 1;
                self.execute(index, at, step);
            }
            None => self.leave(index, at),
        }
    }

    /// Ends the innermost block.
    fn leave(&mut self, index: usize, at: u64) {
        let Some(frame) = self.threads[index].frames.pop() else { return };
        frame.blocks.iter().rev().for_each(|block| {
            self.close(index, at, *block);
        });
        if let Some(stage) = frame.stage.and_then(|s| self.stages.get_mut(s)) {
            stage.end = Some(at);
        }
        if !frame.blocks.is_empty() {
            self.log.noted("[Pipeline] }");
        }
        if let Some(function) = frame.function {
            self.log.noted(&format!("[Pipeline] // {function}"));
        }
    }

    /// Opens a block with its body.
    fn enter(&mut self, index: usize, at: u64, steps: &[Step], (function, step): (&'static str, &'static str), label: Option<Label>) -> &mut Frame {
        self.log.noted(&format!("[Pipeline] {function}"));
        if function == "node" {
            self.log.line("Running on Jenkins in /srv/data/jenkins/workspace");
        }
        self.log.noted(&label.as_ref().map_or_else(|| "[Pipeline] {".to_owned(), |l| format!("[Pipeline] {{ ({})", l.text())));
        let argument = label.as_ref().map(|l| l.text().to_owned());
        let start = self.grow(index, at, New::start(step, argument));
        let body = self.grow(index, at, New::body(step, label));
        let frames = &mut self.threads[index].frames;
        frames.push(Frame::new(steps, vec![start, body]));
        let last = frames.len() - 1;
        frames[last].function = Some(function);
        &mut frames[last]
    }

    fn execute(&mut self, index: usize, at: u64, step: Step) {
        match step {
            Step::Stage { stage, steps } => self.enter_stage(index, at, stage, &steps),
            Step::Timeout { timeout, steps } => {
                self.enter(index, at, &steps, ("timeout", "Enforce time limit"), None).deadline = Some(at.saturating_add(timeout));
            }
            Step::Node { node } => {
                self.enter(index, at, &node, ("node", "Allocate node"), None);
            }
            Step::CatchError { catch_error } => {
                let names = ("catchError", "Catch error and set build result to failure");
                self.enter(index, at, &catch_error, names, None).catches = true;
            }
            Step::Parallel { parallel } => self.fork(index, at, parallel),
            atom => self.execute_atom(index, at, atom),
        }
    }

    fn enter_stage(&mut self, index: usize, at: u64, name: String, steps: &[Step]) {
        let top = self.threads[index].parent.is_none() && self.threads[index].stage().is_none();
        self.enter(index, at, steps, ("stage", "Stage"), Some(Label::Stage(name.clone())));
        let body = self.last_node;
        self.stages.push(StageRecord::new(body, name, at, top));
        let stage = Some(self.stages.len() - 1);
        if let Some(frame) = self.threads[index].frames.last_mut() {
            frame.stage = stage;
        }
        if let Some(node) = self.node_mut(body) {
            node.stage = stage;
        }
    }

    /// Starts the branches of a parallel step. All heads but the first are new, and count among the ids.
    fn fork(&mut self, index: usize, at: u64, branches: Vec<Branch>) {
        self.log.noted("[Pipeline] parallel");
        let start = self.grow(index, at, New::start("Execute in parallel", None));
        self.threads[index].doing = if branches.is_empty() { Doing::Ready(at) } else { Doing::Branches(branches.len()) };
        self.last_node += u32::try_from(branches.len()).unwrap_or(1).saturating_sub(1);
        let mut outer = (self.threads[index].stage(), self.threads[index].around());
        outer.1.extend((!outer.1.contains(&start)).then_some(start));
        for branch in branches {
            self.log.noted(&format!("[Pipeline] {{ (Branch: {})", branch.name));
            let mut thread = Thread::new(&branch.steps, at);
            (thread.parent, thread.fork, thread.head, thread.outer) = (Some(index), start, start, outer.clone());
            thread.input.clone_from(&self.threads[index].input);
            thread.turn = self.turns;
            self.threads.push(thread);
            let own = self.threads.len() - 1;
            let body = self.grow(own, at, New::body("Execute in parallel", Some(Label::Branch(branch.name))));
            self.threads[own].frames[0].blocks.push(body);
        }
    }

    fn end_thread(&mut self, index: usize, at: u64) {
        self.threads[index].doing = Doing::Done;
        let Some(parent) = self.threads[index].parent else {
            self.finish(self.worst.unwrap_or(Outcome::Success), at);
            return;
        };
        match self.threads[parent].doing {
            Doing::Branches(left) if left > 1 => self.threads[parent].doing = Doing::Branches(left - 1),
            Doing::Branches(_) => {
                self.threads[parent].doing = Doing::Ready(at);
                let fork = self.threads[index].fork;
                self.close(parent, at, fork);
                self.log.noted("[Pipeline] // parallel");
            }
            _ => {}
        }
    }

    /// A step has failed: what catches it goes on, or the run is over.
    pub(super) fn fail(&mut self, index: usize, at: u64, node: u32, message: String) {
        if let Some(node) = self.node_mut(node) {
            node.broken = Some(Broken::Failed(message.clone()));
        }
        let stage = self.threads[index].stage();
        let catching = self.threads[index].frames.iter().rposition(|f| f.catches);
        let Some(catching) = catching else {
            if let Some(stage) = stage.and_then(|s| self.stages.get_mut(s)) {
                stage.error = Some(message);
            }
            self.finish(Outcome::Failure, at);
            return;
        };
        while self.threads[index].frames.len() > catching {
            self.leave(index, at);
        }
        self.log.line(&format!("ERROR: {message}"));
        self.worst = self.worst.max(Some(Outcome::Failure));
        if let Some(stage) = self.threads[index].stage().and_then(|s| self.stages.get_mut(s)) {
            stage.failed = true;
        }
    }

    /// Ends a paused input: its thread goes on with what it got.
    pub(crate) fn proceed(&mut self, position: usize, values: Vec<Given>, user: Option<(&str, &str)>, now: u64) {
        let execution = self.executions.remove(position);
        let (id, name) = user.unwrap_or(("anonymous", "anonymous"));
        self.say(execution.node, &format!("Approved by {name}"));
        let thread = &mut self.threads[execution.thread];
        thread.input = Some(values);
        thread.doing = Doing::Ready(now);
        if let Some(stage) = thread.stage().and_then(|s| self.stages.get_mut(s)) {
            stage.paused += now.saturating_sub(execution.since);
        }
        if let Some(node) = self.node_mut(execution.node) {
            node.paused = node.pause_millis(now);
            (node.paused_since, node.end) = (None, Some(now));
        }
        if user.is_some() {
            self.approvers.push(id.to_owned());
        }
        self.advance(now);
    }
}
