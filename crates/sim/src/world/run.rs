//! A run: its state, stages, pending inputs and log.

use super::Job;
use super::input::Execution;
use super::log::{Log, Shown};
use super::node::Node;
use super::parameter::Given;
use super::queue::{Cause, Item};
use super::thread::{Doing, Thread};
use super::variables::Scope;
use crate::scenario::{ArtifactFile, Commit, JobKind, TestCase};

/// How a run ended, in core's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Success,
    Unstable,
    Failure,
    Aborted,
}

impl Outcome {
    pub(crate) fn core(self) -> &'static str {
        match self {
            Self::Success => "SUCCESS",
            Self::Unstable => "UNSTABLE",
            Self::Failure => "FAILURE",
            Self::Aborted => "ABORTED",
        }
    }

    /// Core's word read back; none if it is no result.
    pub(crate) fn named(word: &str) -> Option<Self> {
        [Self::Success, Self::Unstable, Self::Failure, Self::Aborted].into_iter().find(|o| o.core() == word)
    }

    pub(crate) fn wfapi(self) -> &'static str {
        match self {
            Self::Failure => "FAILED",
            other => other.core(),
        }
    }
}

/// Why a run was interrupted.
#[derive(Debug, Clone)]
pub(crate) struct Interruption {
    /// By a rejected input, or by stopping.
    pub(crate) rejection: bool,
    pub(crate) user: Option<(String, String)>,
    pub(crate) at: u64,
}

/// A stage.
#[derive(Debug)]
pub(crate) struct StageRecord {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) start: u64,
    pub(crate) end: Option<u64>,
    pub(crate) paused: u64,
    pub(crate) error: Option<String>,
    pub(crate) unstable: bool,
    /// Something inside failed and was caught.
    pub(crate) failed: bool,
    /// Not within a branch or another stage.
    pub(crate) top: bool,
}

/// How a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Running,
    Paused,
    Ended(Outcome),
}

impl StageRecord {
    pub(crate) fn new(id: u32, name: String, start: u64, top: bool) -> Self {
        Self { id, name, start, end: None, paused: 0, error: None, unstable: false, failed: false, top }
    }

    fn outcome(&self, run: Option<Outcome>) -> Outcome {
        match (&self.error, self.failed, self.unstable) {
            (Some(_), ..) => run.unwrap_or(Outcome::Failure),
            (None, true, _) => Outcome::Failure,
            (None, false, true) => Outcome::Unstable,
            (None, false, false) => Outcome::Success,
        }
    }
}

/// A run.
#[derive(Debug)]
pub(crate) struct Run {
    /// The job's full name.
    pub(crate) job: String,
    pub(crate) number: u32,
    pub(crate) queue_id: u64,
    pub(crate) start: u64,
    pub(crate) queued: u64,
    pub(crate) end: Option<u64>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) killed: bool,
    pub(crate) causes: Vec<Cause>,
    /// What somebody wrote about it.
    pub(crate) description: Option<String>,
    pub(crate) parameters: Vec<Given>,
    pub(crate) threads: Vec<Thread>,
    pub(crate) stages: Vec<StageRecord>,
    pub(crate) executions: Vec<Execution>,
    pub(crate) had_input: bool,
    pub(crate) approvers: Vec<String>,
    pub(crate) interruption: Option<Interruption>,
    /// The worst so far, of what did not end the run.
    pub(crate) worst: Option<Outcome>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) last_node: u32,
    /// Since when the program is suspended.
    pub(crate) suspended: Option<u64>,
    /// How many steps were taken, by which branches take turns.
    pub(crate) turns: u64,
    pub(crate) log: Log,
    pub(crate) artifacts: Vec<ArtifactFile>,
    pub(crate) tests: Vec<TestCase>,
    /// Whether the input step refuses ids that are not safe in a URL, and files (466 or newer).
    pub(super) strict: bool,
    /// How long after the result the log is closed.
    log_lag: u64,
    /// Its lines from then on.
    unwritten: Vec<String>,
    /// Whether it is a Pipeline's.
    pub(super) pipeline: bool,
    /// The variables of its script's blocks.
    pub(super) scopes: Vec<Scope>,
    /// The defaults of the job's parameters.
    pub(super) defaults: Vec<Given>,
    /// Files that the script wrote.
    pub(super) workspace: Vec<ArtifactFile>,
    /// The last word of its log, on why it failed.
    pub(super) epitaph: Option<String>,
    pub(crate) commits: Vec<Commit>,
    /// The run that this one repeats.
    pub(crate) replay_of: Option<u32>,
}

impl Run {
    /// Takes an item out of the queue.
    pub(crate) fn start(job: &Job, number: u32, item: &Item, now: u64, strict: bool, log_lag: u64) -> Self {
        let definition = &job.definition;
        let pipeline = definition.kind != JobKind::Freestyle;
        let mut log = Log::default();
        for cause in &item.causes {
            let text = cause.text();
            match cause.user() {
                Some((id, name)) => {
                    let before = text.strip_suffix(name.as_str()).unwrap_or_default().to_owned();
                    log.noted(&text, Shown::Link { before, path: format!("user/{id}"), text: name.clone() });
                }
                None => log.line(&text),
            }
        }
        if pipeline {
            log.line("Running in Durability level: MAX_SURVIVABILITY");
        } else {
            log.line("Running as SYSTEM");
            log.line(&format!("Building in workspace /srv/data/jenkins/workspace/{}", definition.name));
        }
        let mut run = Self {
            job: definition.name.clone(),
            number,
            queue_id: item.id,
            start: now,
            queued: item.since,
            end: None,
            outcome: None,
            killed: false,
            causes: item.causes.clone(),
            description: None,
            parameters: item.parameters.clone(),
            threads: vec![Thread::new(definition.script.as_slice().into(), now)],
            stages: Vec::new(),
            executions: Vec::new(),
            had_input: false,
            approvers: Vec::new(),
            interruption: None,
            worst: None,
            nodes: Vec::new(),
            last_node: 1,
            suspended: None,
            turns: 0,
            log,
            artifacts: Vec::new(),
            tests: Vec::new(),
            strict,
            log_lag,
            unwritten: Vec::new(),
            pipeline,
            scopes: vec![Scope::default()],
            defaults: Self::defaults(&definition.parameters),
            workspace: Vec::new(),
            epitaph: None,
            commits: definition.changes.iter().filter(|c| c.run == number).flat_map(|c| c.commits.clone()).collect(),
            replay_of: item.causes.iter().find_map(Cause::replayed),
        };
        if let Some(problem) = &job.refused {
            // Nothing of the graph is there yet (`CpsFlowExecution#start`).
            problem.lines().iter().for_each(|line| run.log.line(line));
            run.log.line("Finished: FAILURE");
            run.threads.clear();
            (run.outcome, run.end) = (Some(Outcome::Failure), Some(now));
            return run;
        }
        run.begin_graph(now);
        run.mark(run.last_node, "Start of Pipeline");
        run.advance(now);
        run
    }

    pub(crate) fn building(&self) -> bool {
        self.outcome.is_none()
    }

    pub(crate) fn finish(&mut self, outcome: Outcome, at: u64) {
        if self.outcome.is_some() {
            return;
        }
        for stage in self.stages.iter_mut().filter(|s| s.end.is_none()) {
            stage.end = Some(at);
            if outcome != Outcome::Success && stage.error.is_none() {
                stage.error = Some(String::new());
            }
        }
        self.end_graph(outcome, at);
        self.threads.iter_mut().for_each(|t| t.doing = Doing::Done);
        self.executions.clear();
        if !self.killed {
            self.mark(self.last_node, "End of Pipeline");
        }
        self.unwritten.extend(self.epitaph.take());
        self.unwritten.push(format!("Finished: {}", outcome.core()));
        self.outcome = Some(outcome);
        self.end = Some(at);
        self.close_log(at);
    }

    /// Writes what is still to come once it is time.
    pub(crate) fn close_log(&mut self, now: u64) {
        if self.end.is_some_and(|end| now >= end.saturating_add(self.log_lag)) {
            std::mem::take(&mut self.unwritten).iter().for_each(|line| self.log.line(line));
        }
    }

    /// Whether more comes to the log: also for a moment after the result (`WorkflowRun#isLogUpdated`).
    pub(crate) fn log_open(&self) -> bool {
        self.building() || !self.unwritten.is_empty()
    }

    /// A line of Pipeline itself; other jobs have none.
    pub(super) fn mark(&mut self, node: u32, text: &str) {
        if self.pipeline {
            let shown = Shown::Node(self.node(node).map(Node::console_attributes).unwrap_or_default());
            self.log.noted(&format!("[Pipeline] {text}"), shown);
        }
    }

    /// Stops it.
    pub(crate) fn interrupt(&mut self, user: Option<(String, String)>, now: u64) {
        let name = user.as_ref().map_or("anonymous", |u| &u.1).to_owned();
        self.log.line(&format!("Aborted by {name}"));
        self.interruption = Some(Interruption { rejection: false, user, at: now });
        self.finish(Outcome::Aborted, now);
    }

    /// How a stage stands: paused if an input of its own waits.
    pub(crate) fn standing(&self, stage: usize) -> Option<Standing> {
        let record = self.stages.get(stage)?;
        let waits = || self.executions.iter().any(|e| self.node(e.node).is_some_and(|n| n.stage == Some(stage)));
        // Of a stage with stages inside only what comes before them counts (`ForkScanner`'s chunks).
        let inner = || self.stages.iter().skip(stage + 1).any(|s| self.node(s.id).is_some_and(|n| n.around.contains(&record.id)));
        let unsettled = record.end.is_none() || record.error.as_deref() == Some("");
        Some(match record.end {
            _ if unsettled && inner() => Standing::Ended(Outcome::Success),
            Some(_) => Standing::Ended(record.outcome(self.outcome)),
            None if waits() => Standing::Paused,
            None => Standing::Running,
        })
    }
}
