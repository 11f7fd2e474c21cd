//! Jobs and folders come, change and go.

use super::{Folder, Job, World};
use crate::config::{self, Configured};
use crate::scenario::JobKind;

impl World {
    /// Adds a job or folder by its configuration.
    pub(crate) fn add(&mut self, name: &str, configured: Configured, xml: String) {
        match configured {
            Configured::Folder(texts) => {
                self.folders.insert(name.to_owned(), Folder { texts, config: Some(xml) });
            }
            Configured::Job(definition) => {
                let mut job = Job::new(*definition);
                job.config = Some(xml);
                self.jobs.insert(name.to_owned(), job);
            }
        }
    }

    /// Replaces a configuration; false if it is one of another kind. Runs stay, and those that go on do so by the old one.
    pub(crate) fn change(&mut self, name: &str, configured: Configured, xml: String) -> bool {
        match configured {
            Configured::Folder(texts) if !self.jobs.contains_key(name) => {
                self.folders.insert(name.to_owned(), Folder { texts, config: Some(xml) });
                true
            }
            Configured::Job(definition) => match self.jobs.get_mut(name).filter(|j| j.definition.kind == definition.kind) {
                Some(job) => {
                    let new = Job::new(*definition);
                    (job.definition, job.refused, job.config) = (new.definition, new.refused, Some(xml));
                    true
                }
                None => false,
            },
            Configured::Folder(_) => false,
        }
    }

    /// Deletes a job or folder with all that is in it: runs end with it, items leave the queue.
    pub(crate) fn delete(&mut self, name: &str) {
        let below = format!("{name}/");
        let gone = |n: &str| n == name || n.starts_with(&below);
        self.jobs.retain(|n, _| !gone(n));
        self.folders.retain(|n, _| !gone(n));
        self.queue.retain(|i| !gone(&i.job));
        self.favorites.values_mut().for_each(|names| names.retain(|n| !gone(n)));
    }

    /// Lets a job be triggered or not; what waits is cancelled (`ParameterizedJobMixIn#makeDisabled`).
    pub(crate) fn enable(&mut self, name: &str, enabled: bool) {
        let Some(job) = self.jobs.get_mut(name).filter(|j| j.definition.disabled == enabled) else { return };
        job.definition.disabled = !enabled;
        // It is written anew from what is known.
        job.config = None;
        if !enabled {
            let waiting: Vec<u64> = self.queue.iter().filter(|i| i.job == name).map(|i| i.id).collect();
            waiting.into_iter().for_each(|id| {
                self.cancel(id);
            });
        }
    }

    /// The `config.xml` of a job or folder; a multibranch project's is not simulated.
    pub(crate) fn config(&self, name: &str) -> Option<String> {
        match self.jobs.get(name) {
            Some(job) if job.definition.kind == JobKind::Multibranch => None,
            Some(job) => Some(job.config.clone().unwrap_or_else(|| config::job(&job.definition))),
            None => {
                let folder = self.folders.get(name);
                Some(folder.and_then(|f| f.config.clone()).unwrap_or_else(|| config::folder(&folder.map(|f| f.texts.clone()).unwrap_or_default())))
            }
        }
    }

    /// All full names, of jobs and of folders that are more than a part of a job's name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.jobs.keys().chain(self.folders.keys()).map(String::as_str)
    }

    /// The name that people gave it, and what they wrote about it.
    pub(crate) fn texts(&self, name: &str) -> (Option<&str>, Option<&str>) {
        match (self.jobs.get(name), self.folders.get(name)) {
            (Some(job), _) => (job.definition.display_name.as_deref(), job.definition.description.as_deref()),
            (None, Some(folder)) => (folder.texts.display_name.as_deref(), folder.texts.description.as_deref()),
            (None, None) => (None, None),
        }
    }
}
