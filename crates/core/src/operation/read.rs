//! Reading an operation's fields.

use crate::error::Result;
use crate::fields::Fields;
use crate::ids::{InputId, JobPath, QueueId, RunId, RunNumber};
use crate::json::{Map, Value};
use crate::server::Server;
use crate::text;
use alloc::vec::Vec;

/// An operation's fields, and the server that they are about.
pub(crate) struct Reader<'a> {
    pub(crate) fields: Fields<'a>,
    pub(crate) server: &'a Server,
}

impl Reader<'_> {
    pub(super) fn only(&self, names: &[&str]) -> Result<()> {
        self.fields.only(&[&["op"], names].concat())
    }

    pub(super) fn job(&self, names: &[&str]) -> Result<JobPath> {
        self.only(&[&["job", "branch"], names].concat())?;
        self.job_path()
    }

    /// The job without its branch.
    pub(crate) fn project(&self) -> Result<JobPath> {
        match self.fields.get("job") {
            Some(Value::String(url)) if text::contains(url, "://") => JobPath::from_url(self.server, url),
            Some(Value::String(name)) => JobPath::from_full_name(name),
            Some(Value::Array(names)) => {
                let names: Option<Vec<&str>> = names.iter().map(Value::as_str).collect();
                JobPath::from_segments(names.ok_or_else(|| self.fields.wrong("job", "a text or a list of texts"))?)
            }
            _ => Err(self.fields.wrong("job", "given, as a text or a list of texts")),
        }
    }

    pub(crate) fn job_path(&self) -> Result<JobPath> {
        let job = self.project()?;
        match self.fields.optional_text("branch")? {
            Some(branch) => job.branch(branch),
            None => Ok(job),
        }
    }

    pub(super) fn run(&self, names: &[&str]) -> Result<RunId> {
        self.only(&[&["job", "branch", "run"], names].concat())?;
        self.run_id()
    }

    pub(crate) fn run_id(&self) -> Result<RunId> {
        Ok(RunId { job: self.job_path()?, run: self.run_number()? })
    }

    pub(crate) fn run_number(&self) -> Result<RunNumber> {
        let number = self.fields.int("run").map_err(|_| self.fields.wrong("run", "given, as a run's number; a permalink such as lastBuild moves"))?;
        match u32::try_from(number) {
            Ok(number) if number > 0 => Ok(RunNumber(number)),
            _ => Err(self.fields.wrong("run", "a run's number, from 1")),
        }
    }

    pub(super) fn input(&self, names: &[&str]) -> Result<(RunId, InputId)> {
        let run = self.run(&[&["input"], names].concat())?;
        Ok((run, InputId::new(self.fields.text("input")?)?))
    }

    pub(super) fn queue_id(&self) -> Result<QueueId> {
        self.fields.int("id").map(QueueId)
    }

    pub(super) fn given(&self) -> Result<Map> {
        Ok(self.fields.object("parameters")?.cloned().unwrap_or_default())
    }
}
