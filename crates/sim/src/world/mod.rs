//! The world behind the URLs: jobs, runs and the queue on virtual time.

mod atom;
mod failure;
mod glob;
mod graph;
pub(crate) mod input;
mod items;
mod jenkinsfile;
pub(crate) mod log;
pub(crate) mod node;
pub(crate) mod parameter;
pub(crate) mod queue;
pub(crate) mod run;
pub(crate) mod script;
mod thread;
pub(crate) mod time;
mod variables;

use crate::config::FolderTexts;
use crate::groovy::{Problem, compile};
use crate::scenario::{JobDefinition, Plugins, Scenario, User, View};
use queue::{Item, Place};
use run::Run;
use std::collections::BTreeMap;

/// Everything that changes, and what it changes by.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) now: u64,
    pub(crate) context: String,
    pub(crate) version: String,
    pub(crate) csrf: bool,
    pub(crate) merged_status: u16,
    pub(crate) log_lag: u64,
    pub(crate) plugins: Plugins,
    pub(crate) artifact_host: Option<String>,
    pub(crate) users: Vec<User>,
    pub(crate) anonymous: Vec<String>,
    pub(crate) jobs: BTreeMap<String, Job>,
    /// Those that were made; others follow from the names of jobs.
    pub(crate) folders: BTreeMap<String, Folder>,
    pub(crate) queue: Vec<Item>,
    pub(crate) next_item: u64,
    pub(crate) views: Vec<View>,
    /// Full names of each user's favourites, oldest first.
    pub(crate) favorites: BTreeMap<String, Vec<String>>,
    /// Nothing starts any more (`Jenkins#doQuietDown`).
    pub(crate) quiet_down: bool,
}

/// A folder that was made.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) texts: FolderTexts,
    /// Its configuration as it came.
    pub(crate) config: Option<String>,
}

/// A job with its runs, oldest first.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) definition: JobDefinition,
    pub(crate) runs: Vec<Run>,
    pub(crate) next_number: u32,
    /// Why its Jenkinsfile does not compile.
    pub(crate) refused: Option<Problem>,
    /// Its configuration as it came.
    pub(crate) config: Option<String>,
}

/// The permalinks of a job, as its bean shows them.
pub(crate) const PERMALINKS: &[&str] =
    &["lastBuild", "lastCompletedBuild", "lastSuccessfulBuild", "lastStableBuild", "lastUnstableBuild", "lastFailedBuild", "lastUnsuccessfulBuild"];

impl Job {
    /// A job without runs; its Jenkinsfile is read.
    pub(crate) fn new(mut definition: JobDefinition) -> Self {
        let next_number = definition.next_number;
        let refused = match definition.jenkinsfile.as_deref().map(compile) {
            Some(Ok(program)) => {
                (definition.script, definition.declarative) = (program.steps, program.declarative);
                None
            }
            Some(Err(problem)) => Some(problem),
            None => None,
        };
        Self { definition, runs: Vec::new(), next_number, refused, config: None }
    }

    /// The run that a permalink stands for (`PermalinkProjectAction`).
    pub(crate) fn permalink(&self, word: &str) -> Option<&Run> {
        use run::Outcome::{Aborted, Failure, Success, Unstable};
        let wanted: &[run::Outcome] = match word {
            "lastBuild" => return self.runs.last(),
            "lastCompletedBuild" => &[Success, Unstable, Failure, Aborted],
            "lastSuccessfulBuild" => &[Success, Unstable],
            "lastStableBuild" => &[Success],
            "lastUnstableBuild" => &[Unstable],
            "lastFailedBuild" => &[Failure],
            "lastUnsuccessfulBuild" => &[Unstable, Failure, Aborted],
            _ => return None,
        };
        self.runs.iter().rev().find(|r| r.outcome.is_some_and(|o| wanted.contains(&o)))
    }

    /// How many of the last five ended runs failed, and of how many.
    pub(crate) fn stability(&self) -> Option<(usize, usize)> {
        let ended: Vec<bool> = self.runs.iter().rev().filter_map(|r| r.outcome).take(5).map(|o| o == run::Outcome::Failure).collect();
        (!ended.is_empty()).then(|| (ended.iter().filter(|failed| **failed).count(), ended.len()))
    }

    /// Takes the next number that no run has.
    fn free_number(&mut self) -> u32 {
        while self.runs.iter().any(|r| r.number == self.next_number) {
            self.next_number += 1;
        }
        self.next_number += 1;
        self.next_number - 1
    }
}

impl World {
    pub(crate) fn new(scenario: Scenario) -> Self {
        let jobs = scenario.jobs.into_iter().map(|definition| (definition.name.clone(), Job::new(definition)));
        Self {
            now: 0,
            context: scenario.context,
            version: scenario.version,
            csrf: scenario.csrf,
            merged_status: scenario.merged_status,
            log_lag: scenario.log_lag_millis,
            plugins: scenario.plugins,
            artifact_host: scenario.artifact_host,
            users: scenario.users,
            anonymous: scenario.anonymous,
            jobs: jobs.collect(),
            folders: BTreeMap::new(),
            queue: Vec::new(),
            next_item: 1,
            views: scenario.views,
            favorites: BTreeMap::new(),
            quiet_down: false,
        }
    }

    /// Moves everything to this time. Time never goes back.
    pub(crate) fn advance(&mut self, now: u64) {
        let mut at = self.now;
        self.now = self.now.max(now);
        // Items may become runs, and runs that end may unblock items, so both move in turns.
        while let Some(next) = self.next_change(at) {
            if next > self.now {
                break;
            }
            at = next.max(at);
            self.run_until(at);
            if !self.move_queue(at) && self.next_change(at) == Some(next) {
                break;
            }
        }
        self.run_until(self.now);
        self.move_queue(self.now);
        self.queue.retain(|item| item.left_at().is_none_or(|left| self.now.saturating_sub(left) < queue::KEPT_MILLIS));
    }

    fn run_until(&mut self, now: u64) {
        for job in self.jobs.values_mut() {
            for run in &mut job.runs {
                if run.building() {
                    run.advance(now);
                }
                run.close_log(now);
            }
        }
    }

    fn next_change(&self, after: u64) -> Option<u64> {
        let items = self.queue.iter().filter_map(|i| match i.place {
            Place::Waiting { due } => Some(due.max(after)),
            _ => None,
        });
        let runs = self.jobs.values().flat_map(|j| &j.runs).filter(|r| r.building()).filter_map(Run::next_wake);
        items.chain(runs).filter(|t| *t >= after).min()
    }

    /// Lets due items go on; true if anything moved.
    fn move_queue(&mut self, now: u64) -> bool {
        let mut moved = false;
        for index in 0..self.queue.len() {
            let item = &self.queue[index];
            let waits = matches!(item.place, Place::Waiting { due } if due <= now) || matches!(item.place, Place::Blocked { .. });
            let Some(job) = self.jobs.get_mut(&item.job).filter(|_| waits) else { continue };
            let place = if self.quiet_down {
                Place::Blocked { since: now, why: "Jenkins is about to shut down".to_owned() }
            } else if let Some(why) = &job.definition.no_executor {
                Place::Buildable { since: now, why: why.clone() }
            } else if let Some(busy) = job.runs.iter().find(|r| job.definition.single && r.building()) {
                Place::Blocked { since: now, why: format!("Build #{} is already in progress (ETA: N/A)", busy.number) }
            } else {
                let number = job.free_number();
                job.runs.push(Run::start(job, number, &self.queue[index], now, self.plugins.input_export, self.log_lag));
                // A test may have asked for a later number before.
                job.runs.sort_by_key(|r| r.number);
                Place::Left { at: now, number: Some(number) }
            };
            let same = matches!((&place, &self.queue[index].place), (Place::Blocked { .. }, Place::Blocked { .. }));
            moved |= !same;
            if !same {
                self.queue[index].place = place;
            }
        }
        moved
    }

    pub(crate) fn run_mut(&mut self, job: &str, number: u32) -> Option<&mut Run> {
        self.jobs.get_mut(job)?.runs.iter_mut().find(|r| r.number == number)
    }

    pub(crate) fn run(&self, job: &str, number: u32) -> Option<&Run> {
        self.jobs.get(job)?.runs.iter().find(|r| r.number == number)
    }

    /// The full names of what is directly below a folder, or the root; sorted without regard to case as Jenkins does.
    pub(crate) fn children(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let below = self.names().filter_map(|k| k.strip_prefix(&prefix));
        let names: std::collections::BTreeSet<(String, &str)> = below.map(|r| r.split('/').next().unwrap_or(r)).map(|n| (n.to_lowercase(), n)).collect();
        names.into_iter().map(|(_, n)| format!("{prefix}{n}")).collect()
    }

    pub(crate) fn user(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|u| u.id.eq_ignore_ascii_case(id))
    }

    /// Whether a user (none: anonymous) has a permission.
    pub(crate) fn may(&self, user: Option<&str>, permission: &str) -> bool {
        let held = match user {
            Some(id) => self.user(id).map_or(&[][..], |u| &u.permissions),
            None => &self.anonymous,
        };
        held.iter().any(|p| p == permission || p == "Overall/Administer")
    }
}
