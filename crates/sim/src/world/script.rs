//! Runs a script on virtual time: blocks, branches, failures.

use super::atom::span;
use super::graph::New;
use super::node::{Broken, Label};
use super::parameter::Given;
use super::run::{Run, StageRecord};
use super::thread::{Doing, Frame, Thread};
use super::variables::answer;
use crate::scenario::Step;
use std::sync::Arc;

/// A script that goes on without taking time must not take all of it.
const MOST_TURNS: u64 = 200_000;

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
            self.time_out(index, at);
            return;
        }
        if self.turns > MOST_TURNS {
            let message = format!("the simulation takes no more than {MOST_TURNS} steps in a run");
            self.fail(index, at, 0, Broken::Thrown("java.lang.UnsupportedOperationException", message));
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
            None if self.next_round(index) => {}
            None => self.leave(index, at),
        }
    }

    /// Ends the innermost block.
    pub(super) fn leave(&mut self, index: usize, at: u64) {
        let Some(frame) = self.threads[index].frames.pop() else { return };
        let ends: Vec<u32> = frame.blocks.iter().rev().map(|block| self.close(index, at, *block)).collect();
        if let Some(stage) = frame.stage.and_then(|s| self.stages.get_mut(s)) {
            stage.end = Some(at);
        }
        // The body's end first, then that of the step itself.
        if let Some(end) = ends.first() {
            self.mark(*end, "}");
        }
        if let (Some(function), Some(end)) = (frame.function, ends.last()) {
            self.mark(*end, &format!("// {function}"));
        }
    }

    /// Opens a block with its body, after what the step says.
    pub(super) fn enter(
        &mut self,
        index: usize,
        at: u64,
        steps: Arc<[Step]>,
        (function, step): (&'static str, &'static str),
        said: Option<&str>,
        label: Option<Label>,
    ) -> &mut Frame {
        let argument = label.as_ref().map(|l| l.text().to_owned());
        let opening = label.as_ref().map_or_else(|| "{".to_owned(), |l| format!("{{ ({})", l.text()));
        let start = self.grow(index, at, New::start(step, argument));
        self.mark(start, function);
        said.iter().for_each(|line| self.log.said(line, start));
        let body = self.grow(index, at, New::body(step, label));
        self.mark(body, &opening);
        let mut frame = Frame::new(steps, vec![start, body]);
        frame.function = Some(function);
        let around = self.scope_of(index);
        frame.scope = self.open_scope(around);
        let frames = &mut self.threads[index].frames;
        frames.push(frame);
        let last = frames.len() - 1;
        &mut frames[last]
    }

    fn execute(&mut self, index: usize, at: u64, step: Step) {
        match step {
            Step::Stage { stage, steps } => self.enter_stage(index, at, stage, steps.into()),
            Step::Timeout { timeout, steps } => self.enter_timeout(index, at, timeout, steps.into()),
            Step::Node { node } => {
                let said = self.pipeline.then(|| format!("Running on Jenkins in /srv/data/jenkins/workspace/{}", self.job));
                self.enter(index, at, node.into(), ("node", "Allocate node"), said.as_deref(), None);
            }
            Step::CatchError { catch_error } => {
                let names = ("catchError", "Catch error and set build result to failure");
                self.enter(index, at, catch_error.into(), names, None, None).catches = true;
            }
            Step::Parallel { parallel } => self.fork(index, at, parallel.into_iter().map(|b| (b.name, b.steps.into())).collect(), false),
            Step::Compiled(step) => self.execute_scripted(index, at, *step.0),
            atom => self.execute_atom(index, at, atom),
        }
    }

    pub(super) fn enter_timeout(&mut self, index: usize, at: u64, millis: u64, steps: Arc<[Step]>) {
        let said = format!("Timeout set to expire in {}", span(millis));
        self.enter(index, at, steps, ("timeout", "Enforce time limit"), Some(&said), None).deadline = Some(at.saturating_add(millis));
    }

    pub(super) fn enter_stage(&mut self, index: usize, at: u64, name: String, steps: Arc<[Step]>) {
        let top = self.threads[index].parent.is_none() && self.threads[index].stage().is_none();
        self.enter(index, at, steps, ("stage", "Stage"), None, Some(Label::Stage(name.clone())));
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
    pub(super) fn fork(&mut self, index: usize, at: u64, branches: Vec<(String, Arc<[Step]>)>, fail_fast: bool) {
        let scope = self.scope_of(index);
        let start = self.grow(index, at, New::start("Execute in parallel", None));
        self.mark(start, "parallel");
        self.threads[index].doing = if branches.is_empty() { Doing::Ready(at) } else { Doing::Branches(branches.len()) };
        self.last_node += u32::try_from(branches.len()).unwrap_or(1).saturating_sub(1);
        let mut outer = (self.threads[index].stage(), self.threads[index].around());
        outer.1.extend((!outer.1.contains(&start)).then_some(start));
        for (name, steps) in branches {
            let mut thread = Thread::new(steps, at);
            thread.frames[0].scope = self.open_scope(scope);
            (thread.name, thread.fail_fast) = (Some(name.clone()), fail_fast);
            (thread.parent, thread.fork, thread.head, thread.outer) = (Some(index), start, start, outer.clone());
            thread.input.clone_from(&self.threads[index].input);
            thread.turn = self.turns;
            self.threads.push(thread);
            let own = self.threads.len() - 1;
            let body = self.grow(own, at, New::body("Execute in parallel", Some(Label::Branch(name.clone()))));
            self.mark(body, &format!("{{ (Branch: {name})"));
            self.threads[own].frames[0].blocks.push(body);
        }
    }

    /// Ends a paused input: its thread goes on with what it got.
    pub(crate) fn proceed(&mut self, position: usize, values: Vec<Given>, user: Option<(&str, &str)>, now: u64) {
        let execution = self.executions.remove(position);
        let (id, name) = user.unwrap_or(("anonymous", "anonymous"));
        self.say(execution.node, &format!("Approved by {name}"));
        if let Some((scope, declares, name)) = &execution.target {
            let value = answer(&values);
            if *declares { self.declare(*scope, name, value) } else { self.assign(*scope, name, value) }
        }
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
