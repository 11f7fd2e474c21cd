//! How failures and interruptions travel outwards, through blocks and branches.

use super::node::Broken;
use super::run::{Interruption, Outcome, Run};
use super::thread::Doing;

/// Why a line of execution ended before its end.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    outcome: Outcome,
    /// What a stage shows as its error; none of an interruption.
    message: Option<String>,
    /// What the run's log says in the end.
    line: Option<String>,
    interruption: Option<Interruption>,
}

impl Failure {
    /// By a rejected input, a timeout, or another branch.
    fn interrupted(line: Option<String>, interruption: Option<Interruption>) -> Self {
        Self { outcome: Outcome::Aborted, message: None, line, interruption }
    }
}

impl Run {
    /// A step has failed: what catches it goes on, or its branch or the run is over.
    pub(super) fn fail(&mut self, index: usize, at: u64, node: u32, broken: Broken) {
        let failure =
            Failure { outcome: Outcome::Failure, message: Some(broken.message().unwrap_or_default().to_owned()), line: broken.line(), interruption: None };
        if let Some(node) = self.node_mut(node) {
            node.broken = Some(broken);
        }
        self.collapse(index, at, failure);
    }

    fn collapse(&mut self, index: usize, at: u64, failure: Failure) {
        let catching = self.threads[index].frames.iter().rposition(|f| f.catches);
        if catching.is_none() {
            self.spoil_stages(index, &failure);
        }
        let before = self.last_node;
        while self.threads[index].frames.len() > catching.unwrap_or(0) {
            self.leave(index, at);
        }
        // What catches it ends well itself.
        let last = self.last_node - u32::from(catching.is_some());
        if failure.message.is_some() {
            self.nodes.iter_mut().filter(|n| n.id > before && n.id <= last).for_each(|n| n.spoiled = true);
        }
        if catching.is_some() {
            self.threads[index].doing = Doing::Ready(at);
            failure.line.iter().for_each(|line| self.log.line(line));
            self.worst = self.worst.max(Some(Outcome::Failure));
            if let Some(stage) = self.threads[index].stage().and_then(|s| self.stages.get_mut(s)) {
                stage.failed = true;
            }
            return;
        }
        if self.threads[index].parent.is_none() {
            (self.epitaph, self.interruption) = (failure.line, failure.interruption);
            self.finish(failure.outcome.max(self.worst.unwrap_or(Outcome::Success)), at);
            return;
        }
        let aborts_others = self.threads[index].fail_fast && failure.message.is_some();
        self.threads[index].failed = Some(failure);
        self.end_thread(index, at);
        if aborts_others {
            let (parent, fork) = (self.threads[index].parent, self.threads[index].fork);
            for other in 0..self.threads.len() {
                if self.threads[other].parent == parent && self.threads[other].fork == fork {
                    self.interrupt_thread(other, at, &Failure::interrupted(None, None));
                }
            }
        }
    }

    /// The innermost stage gets the error, the others are just not successful.
    fn spoil_stages(&mut self, index: usize, failure: &Failure) {
        let innermost = self.threads[index].stage();
        let own: Vec<usize> = self.threads[index].frames.iter().filter_map(|f| f.stage).chain(innermost).collect();
        for position in own {
            let message = failure.message.clone().filter(|_| Some(position) == innermost).unwrap_or_default();
            if let Some(stage) = self.stages.get_mut(position).filter(|s| s.error.is_none()) {
                stage.error = Some(message);
            }
        }
    }

    /// A line of execution has ended; the last of its branches lets the one that forked them go on.
    pub(super) fn end_thread(&mut self, index: usize, at: u64) {
        self.threads[index].doing = Doing::Done;
        let Some(parent) = self.threads[index].parent else {
            self.finish(self.worst.unwrap_or(Outcome::Success), at);
            return;
        };
        let fork = self.threads[index].fork;
        match self.threads[parent].doing {
            Doing::Branches(left) if left > 1 => self.threads[parent].doing = Doing::Branches(left - 1),
            Doing::Branches(_) => {
                let mut first: Option<(u64, Failure)> = None;
                let mut failed = Vec::new();
                for thread in self.threads.iter().filter(|t| t.parent == Some(parent) && t.fork == fork) {
                    let Some(failure) = &thread.failed else { continue };
                    failed.extend(thread.name.clone());
                    // A failure counts before what it interrupted.
                    if first.as_ref().is_none_or(|(turn, f)| (failure.message.is_none(), thread.turn) < (f.message.is_none(), *turn)) {
                        first = Some((thread.turn, failure.clone()));
                    }
                }
                failed.iter().for_each(|name| self.log.line(&format!("Failed in branch {name}")));
                self.threads[parent].doing = Doing::Ready(at);
                let end = self.close(parent, at, fork);
                self.mark(end, "// parallel");
                if let Some((_, failure)) = first {
                    self.collapse(parent, at, failure);
                }
            }
            _ => {}
        }
    }

    /// Ends what a line of execution is doing; what waits for branches ends with them.
    fn interrupt_thread(&mut self, index: usize, at: u64, failure: &Failure) {
        match self.threads[index].doing {
            Doing::Done => {}
            Doing::Branches(_) => {
                let fork = self.threads[index].head;
                for branch in 0..self.threads.len() {
                    if self.threads[branch].parent == Some(index) && self.threads[branch].fork == fork {
                        self.interrupt_thread(branch, at, failure);
                    }
                }
            }
            Doing::Ready(_) | Doing::Input => {
                self.executions.retain(|e| e.thread != index);
                let head = self.threads[index].head;
                if let Some(node) = self.node_mut(head).filter(|n| n.is_atom() && n.end.is_none()) {
                    node.broken = Some(Broken::Interrupted);
                }
                self.turns += 1;
                self.threads[index].turn = self.turns;
                self.threads[index].doing = Doing::Ready(at);
                self.collapse(index, at, failure.clone());
            }
        }
    }

    /// The time of a `timeout` is over (`TimeoutStepExecution#cancel`).
    pub(super) fn time_out(&mut self, index: usize, at: u64) {
        let frames = &mut self.threads[index].frames;
        frames.iter_mut().filter(|f| f.deadline.is_some_and(|d| d <= at)).for_each(|f| f.deadline = None);
        self.log.line("Cancelling nested steps due to timeout");
        self.interrupt_thread(index, at, &Failure::interrupted(Some("Timeout has been exceeded".to_owned()), None));
    }

    /// Somebody refused to go on: the step fails, and its branch or the run with it.
    pub(crate) fn reject(&mut self, position: usize, user: Option<(String, String)>, now: u64) {
        let Some(execution) = self.executions.get(position) else { return };
        let thread = execution.thread;
        let line = format!("Rejected by {}", user.as_ref().map_or("anonymous", |u| &u.1));
        let interruption = Interruption { rejection: true, user, at: now };
        self.interrupt_thread(thread, now, &Failure::interrupted(Some(line), Some(interruption)));
        self.advance(now);
    }
}
