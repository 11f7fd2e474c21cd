//! Runs a script on virtual time: threads that sleep, wait for input, or wait for their branches.

use super::input::{Execution, id_of};
use super::parameter::Given;
use super::run::{Outcome, Run, StageRecord};
use crate::scenario::Step;
use std::sync::Arc;

/// What a thread is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doing {
    Ready(u64),
    Input,
    Branches(usize),
    Done,
}

#[derive(Debug, Clone)]
struct Frame {
    steps: Arc<[Step]>,
    at: usize,
    stage: Option<usize>,
    deadline: Option<u64>,
}

/// One line of execution.
#[derive(Debug, Clone)]
pub(crate) struct Thread {
    frames: Vec<Frame>,
    pub(crate) doing: Doing,
    parent: Option<usize>,
    /// What the last input gave.
    pub(crate) input: Option<Vec<Given>>,
}

impl Thread {
    pub(crate) fn new(steps: &[Step], at: u64, parent: Option<usize>, input: Option<Vec<Given>>) -> Self {
        let frame = Frame { steps: steps.into(), at: 0, stage: None, deadline: None };
        Self { frames: vec![frame], doing: Doing::Ready(at), parent, input }
    }

    /// The innermost stage.
    pub(crate) fn stage(&self) -> Option<usize> {
        self.frames.iter().rev().find_map(|f| f.stage)
    }

    fn deadline(&self) -> Option<u64> {
        self.frames.iter().filter_map(|f| f.deadline).min()
    }

    /// When it has to be looked at again.
    pub(crate) fn wake(&self) -> Option<u64> {
        match self.doing {
            Doing::Ready(at) => Some(at),
            Doing::Input | Doing::Branches(_) => self.deadline(),
            Doing::Done => None,
        }
    }
}

impl Run {
    pub(crate) fn next_wake(&self) -> Option<u64> {
        self.threads.iter().filter_map(Thread::wake).min()
    }

    /// Moves the run to this time, one step after the other in the order of their times.
    pub(crate) fn advance(&mut self, now: u64) {
        while self.building() {
            let next = (0..self.threads.len()).filter_map(|i| Some((self.threads[i].wake()?, i))).min();
            match next {
                Some((at, index)) if at <= now => self.step(index, at),
                _ => break,
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
        let Some(step) = frame.steps.get(frame.at).cloned() else {
            let ended = self.threads[index].frames.pop();
            if let Some(stage) = ended.and_then(|f| f.stage) {
                self.stages[stage].end = Some(at);
                self.log.noted("[Pipeline] // stage");
            }
            return;
        };
        frame.at += 1;
        self.node += 1;
        self.execute(index, at, step);
    }

    fn execute(&mut self, index: usize, at: u64, step: Step) {
        match step {
            Step::Stage { stage, steps } => {
                self.log.noted("[Pipeline] stage");
                self.log.noted(&format!("[Pipeline] {{ ({stage})"));
                self.node += 1;
                self.stages.push(StageRecord::new(self.node, stage, at));
                let stage = Some(self.stages.len() - 1);
                self.threads[index].frames.push(Frame { steps: steps.into(), at: 0, stage, deadline: None });
            }
            Step::Timeout { timeout, steps } => {
                let deadline = Some(at + timeout);
                self.threads[index].frames.push(Frame { steps: steps.into(), at: 0, stage: None, deadline });
            }
            Step::Parallel { parallel } => {
                self.log.noted("[Pipeline] parallel");
                self.threads[index].doing = Doing::Branches(parallel.len());
                for branch in parallel {
                    self.log.noted(&format!("[Pipeline] {{ (Branch: {})", branch.name));
                    let mut thread = Thread::new(&branch.steps, at, Some(index), self.threads[index].input.clone());
                    thread.frames[0].stage = self.threads[index].stage();
                    self.branches_of_stage.push(self.threads.len());
                    self.threads.push(thread);
                }
            }
            Step::Echo { echo } => {
                self.log.noted("[Pipeline] echo");
                let text = self.fill_in(index, &echo);
                text.lines().for_each(|line| self.log.line(line));
            }
            Step::Sleep { sleep } => {
                self.log.noted("[Pipeline] sleep");
                self.threads[index].doing = Doing::Ready(at + sleep);
            }
            Step::Input { input } => {
                self.log.noted("[Pipeline] input");
                let message = self.fill_in(index, &input.message);
                self.log.line(if input.parameters.is_empty() { &message } else { "Input requested" });
                self.had_input = true;
                self.executions.push(Execution { id: id_of(&input, &message), step: input, thread: index, since: at, message });
                self.threads[index].doing = Doing::Input;
            }
            Step::Fail { fail } => {
                self.log.line(&format!("ERROR: {fail}"));
                if let Some(stage) = self.threads[index].stage() {
                    self.stages[stage].error = Some(fail);
                }
                self.finish(Outcome::Failure, at);
            }
            Step::Unstable { unstable } => {
                self.log.line(&format!("WARNING: {unstable}"));
                self.unstable = true;
                if let Some(stage) = self.threads[index].stage() {
                    self.stages[stage].unstable = true;
                }
            }
        }
    }

    fn end_thread(&mut self, index: usize, at: u64) {
        self.threads[index].doing = Doing::Done;
        let Some(parent) = self.threads[index].parent else {
            let outcome = if self.unstable { Outcome::Unstable } else { Outcome::Success };
            self.finish(outcome, at);
            return;
        };
        if let Doing::Branches(left) = self.threads[parent].doing {
            self.threads[parent].doing = if left <= 1 { Doing::Ready(at) } else { Doing::Branches(left - 1) };
        }
    }

    /// Ends a paused input: its thread goes on with what it got.
    pub(crate) fn proceed(&mut self, position: usize, values: Vec<Given>, user: Option<(&str, &str)>, now: u64) {
        let execution = self.executions.remove(position);
        let thread = &mut self.threads[execution.thread];
        thread.input = Some(values);
        thread.doing = Doing::Ready(now);
        if let Some(stage) = thread.stage() {
            self.stages[stage].paused += now.saturating_sub(execution.since);
        }
        let (id, name) = user.unwrap_or(("anonymous", "anonymous"));
        self.log.line(&format!("Approved by {name}"));
        if user.is_some() {
            self.approvers.push(id.to_owned());
        }
        self.advance(now);
    }

    /// Puts parameters and the last input's values into a text.
    fn fill_in(&self, thread: usize, text: &str) -> String {
        let mut text = text.to_owned();
        let input = self.threads[thread].input.as_deref();
        for value in input.unwrap_or_default() {
            // With a single value the script has the bare value and no names.
            let shown = if input.is_some_and(|i| i.len() > 1) { shown(value) } else { "null".to_owned() };
            text = text.replace(&format!("${{input.{}}}", value.name), &shown);
        }
        text = text.replace("${input}", &whole(input));
        for value in &self.parameters {
            text = text.replace(&format!("${{{}}}", value.name), &shown(value));
        }
        let user = self.causes.first().and_then(|c| c.user.as_ref()).map_or("nobody", |u| &u.0);
        unfilled(&text.replace("${user}", user))
    }
}

/// Secrets are masked in a log.
fn shown(value: &Given) -> String {
    if value.is_secret() { "****".to_owned() } else { value.text() }
}

fn whole(input: Option<&[Given]>) -> String {
    match input {
        None | Some([]) => "null".to_owned(),
        Some([one]) => shown(one),
        Some(many) => {
            let pairs: Vec<String> = many.iter().map(|v| format!("{}:{}", v.name, shown(v))).collect();
            format!("[{}]", pairs.join(", "))
        }
    }
}

/// What has no value is null, as a missing key of a map is.
fn unfilled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        let Some(end) = rest[at..].find('}') else { break };
        out.push_str(&rest[..at]);
        out.push_str("null");
        rest = &rest[at + end + 1..];
    }
    out + rest
}
