//! Reading an operation's fields.

use crate::error::Result;
use crate::fields::Fields;
use crate::ids::{InputId, JobPath, QueueId, RunId, RunNumber};
use crate::json::{Map, Value};
use crate::server::Server;
use crate::text;
use alloc::vec::Vec;

/// An operation's fields, and the server that they are about.
pub(super) struct Reader<'a> {
    pub(super) fields: Fields<'a>,
    pub(super) server: &'a Server,
}

impl Reader<'_> {
    pub(super) fn only(&self, names: &[&str]) -> Result<()> {
        self.fields.only(&[&["op"], names].concat())
    }

    pub(super) fn job(&self, names: &[&str]) -> Result<JobPath> {
        self.only(&[&["job", "branch"], names].concat())?;
        let job = match self.fields.get("job") {
            Some(Value::String(url)) if text::contains(url, "://") => JobPath::from_url(self.server, url)?,
            Some(Value::String(name)) => JobPath::from_full_name(name)?,
            Some(Value::Array(names)) => {
                let names: Option<Vec<&str>> = names.iter().map(Value::as_str).collect();
                JobPath::from_segments(names.ok_or_else(|| self.fields.wrong("job", "a text or a list of texts"))?)?
            }
            _ => return Err(self.fields.wrong("job", "given, as a text or a list of texts")),
        };
        match self.fields.optional_text("branch")? {
            Some(branch) => job.branch(branch),
            None => Ok(job),
        }
    }

    pub(super) fn run(&self, names: &[&str]) -> Result<RunId> {
        let job = self.job(&[&["run"], names].concat())?;
        let number = self.fields.int("run").map_err(|_| self.fields.wrong("run", "given, as a run's number; a permalink such as lastBuild moves"))?;
        match u32::try_from(number) {
            Ok(number) if number > 0 => Ok(RunId { job, run: RunNumber(number) }),
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
