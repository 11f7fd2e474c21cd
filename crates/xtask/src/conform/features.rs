//! What the server has, found out by asking.

use super::bench::Bench;
use super::caller::Caller;
use super::verdict::Unmet;
use anyhow::{Context as _, Result, anyhow, bail};
use bellpull::{Code, Error};
use serde_json::{Value, json};
use std::fmt;

/// What is there and what is not.
#[derive(Default)]
pub struct Features {
    pub version: String,
    /// The user's id, as the server spells it.
    pub user: String,
    /// Crumbs are wanted.
    pub crumbs: bool,
    pub wfapi: bool,
    pub blue: bool,
    /// Blue Ocean's name for the server, `jenkins` unless it was told otherwise.
    pub organization: String,
    /// Pending inputs can be read at all.
    pub inputs: bool,
    /// The input step exports them.
    pub input_export: bool,
    pub graph_view: bool,
    /// Overall/Administer; unknown if the server does not tell.
    pub administrator: Option<bool>,
}

impl Features {
    /// What can be told without a job.
    pub fn of_server(caller: &Caller) -> Result<Self> {
        let root = caller.run(json!({"op": "root"}))?;
        let who = caller.run(json!({"op": "who_am_i"}))?;
        if who["anonymous"] != json!(false) {
            bail!("the server takes this user for anonymous");
        }
        let organizations = there(caller.run(json!({"op": "blue_organizations"})))?;
        Ok(Self {
            version: root["version"].as_str().context("the server does not tell its version: no X-Jenkins header")?.to_owned(),
            user: who["name"].as_str().context("the server does not say who asks")?.to_owned(),
            crumbs: root["useCrumbs"] != json!(false),
            blue: organizations.is_some(),
            organization: organizations.as_ref().and_then(|o| o[0]["name"].as_str()).unwrap_or("jenkins").to_owned(),
            ..Self::default()
        })
    }

    /// What only a paused run can tell.
    pub fn complete(bench: &mut Bench) -> Result<()> {
        let plain = |unmet: Unmet| match unmet {
            Unmet::Failed(why) | Unmet::Skipped(why) => anyhow!("the server could not be explored: {why}"),
        };
        let (job, run) = bench.started("input message: 'What is this server?'").map_err(plain)?;
        bench.features.wfapi = there(bench.run(json!({"op": "wfapi_job", "job": job})))?.is_some();
        bench.features.graph_view = there(bench.run(json!({"op": "graph_tree", "job": job, "run": run})))?.is_some();
        bench.features.administrator = match bench.site.status("script")? {
            200 => Some(true),
            403 => Some(false),
            _ => None,
        };
        let read = || match bench.run(json!({"op": "inputs", "job": job, "run": run})) {
            Err(error) if error.code() == Code::InputsUnreadable => Ok(Value::Null),
            other => other,
        };
        let inputs = bench.until("a pending input", read, |v| v.is_null() || v["inputs"].as_array().is_some_and(|i| !i.is_empty())).map_err(plain)?;
        bench.features.inputs = !inputs.is_null();
        bench.features.input_export = inputs["source"] == "core";
        bench.stop(&job, run).map_err(plain)
    }
}

/// What an endpoint says; none if it is not there.
fn there(answer: Result<Value, Error>) -> Result<Option<Value>> {
    match answer {
        Ok(outcome) => Ok(Some(outcome)),
        Err(error) if error.code() == Code::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl fmt::Display for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |there: bool| if there { "yes" } else { "no" };
        write!(
            f,
            "Jenkins {}; Pipeline REST API: {}; Blue Ocean: {}; inputs exported by the step: {}; Pipeline Graph View: {}",
            self.version,
            word(self.wfapi),
            word(self.blue),
            word(self.input_export),
            word(self.graph_view)
        )
    }
}
