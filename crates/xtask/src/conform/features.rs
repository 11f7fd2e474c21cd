//! What the server has, found out by asking.

use super::bench::Bench;
use super::caller::Caller;
use super::verdict::Unmet;
use anyhow::{Context as _, Result, anyhow, bail};
use bellpull::{Code, Error};
use serde_json::{Value, json};
use std::fmt;
use std::time::{Duration, Instant};

/// What is there and what is not.
#[derive(Default)]
pub struct Features {
    /// Unknown if no header tells it.
    pub version: Option<String>,
    /// The user's id, as the server spells it.
    pub user: String,
    /// Crumbs are wanted.
    pub crumbs: bool,
    pub wfapi: bool,
    /// It answers, and knows Pipelines.
    pub blue: bool,
    /// Blue Ocean answers, whatever it knows.
    pub blue_answers: bool,
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
        let root = once_started(caller)?;
        if root["quietingDown"] == json!(true) {
            bail!("Jenkins is about to shut down, and starts nothing until that is cancelled");
        }
        let who = caller.run(json!({"op": "who_am_i"}))?;
        if who["anonymous"] != json!(false) {
            bail!("the server takes this user for anonymous: a proxy may keep the Authorization header from it");
        }
        let organizations = there("Blue Ocean", caller.run(json!({"op": "blue_organizations"})))?;
        Ok(Self {
            version: root["version"].as_str().map(str::to_owned),
            user: who["name"].as_str().context("the server does not say who asks")?.to_owned(),
            crumbs: root["useCrumbs"] != json!(false),
            blue: organizations.is_some(),
            blue_answers: organizations.is_some(),
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
        bench.features.wfapi = there("the Pipeline REST API", bench.run(json!({"op": "wfapi_job", "job": job})))?.is_some();
        bench.features.graph_view = there("the Pipeline Graph View", bench.run(json!({"op": "graph_tree", "job": job, "run": run})))?.is_some();
        if bench.features.blue {
            let steps = there("Blue Ocean for Pipelines", bench.run(bench.blue(json!({"op": "blue_steps", "job": job, "run": run}))))?;
            bench.features.blue = steps.is_some();
        }
        let console = bench.site.get("script")?;
        bench.features.administrator = match console.status {
            200 => Some(true),
            // Without Jenkins' own header a proxy has refused it.
            403 if console.header("x-jenkins").is_some() => Some(false),
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

/// How long a server may take to start, or its proxy to find it.
const START: Duration = Duration::from_secs(300);

/// The server's own page, once it is there.
fn once_started(caller: &Caller) -> Result<Value> {
    let begin = Instant::now();
    loop {
        match caller.run(json!({"op": "root"})) {
            Err(error) if matches!(error.status(), Some(502..=504)) && begin.elapsed() < START => {
                eprintln!("conform: {}; waiting for it", brief(&error));
                std::thread::sleep(Duration::from_secs(5));
            }
            other => return Ok(other?),
        }
    }
}

/// Without what the server said, which may be anything.
fn brief(error: &Error) -> String {
    let status = error.status().map(|status| format!(", HTTP {status}")).unwrap_or_default();
    format!("{}{status}", error.code())
}

/// What an endpoint says; none if it is not there, or is kept from this user.
fn there(what: &str, answer: Result<Value, Error>) -> Result<Option<Value>> {
    match answer {
        Ok(outcome) => Ok(Some(outcome)),
        Err(error) if matches!(error.code(), Code::NotFound | Code::Unsupported) => Ok(None),
        Err(error) if matches!(error.code(), Code::Network | Code::TimedOut | Code::Cancelled | Code::ServerStarting) => Err(error.into()),
        Err(error) => {
            eprintln!("conform: {what} cannot be read ({}), and counts as not there", brief(&error));
            Ok(None)
        }
    }
}

impl fmt::Display for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |there: bool| if there { "yes" } else { "no" };
        write!(
            f,
            "Jenkins {}; Pipeline REST API: {}; Blue Ocean: {}; inputs exported by the step: {}; Pipeline Graph View: {}",
            self.version.as_deref().unwrap_or("of a version that no header tells"),
            word(self.wfapi),
            word(self.blue),
            word(self.input_export),
            word(self.graph_view)
        )
    }
}
