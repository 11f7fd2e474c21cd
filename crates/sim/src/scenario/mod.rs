//! A scenario: what the simulated server is and has, as JSON.
//!
//! ```json
//! {
//!   "context": "/jenkins", "version": "2.277.3", "csrf": true,
//!   "plugins": {"wfapi": true, "blueOcean": true, "graphView": null, "inputExport": true, "jwt": true},
//!   "users": [{"id": "releaser", "fullName": "Releaser User", "password": "…", "token": "…",
//!              "permissions": ["Overall/Read", "Job/Read", "Job/Build", "Job/Cancel"]}],
//!   "jobs": [{"name": "Folder/deploy", "parameters": [{"type": "string", "name": "VERSION", "default": "1"}],
//!             "script": [{"stage": "Build", "steps": [{"echo": "building ${VERSION}"}, {"sleep": 500}]},
//!                        {"input": {"id": "ship", "message": "Ship it?", "parameters": []}}]}]
//! }
//! ```
//!
//! Steps are `stage`, `parallel`, `node`, `timeout` and `catchError` with steps inside, `echo`, `sleep`, `sh`, `input`,
//! `fail`, `unstable`, `archive` and `junit`. A job may have a `triggerToken`, `changes` that came with certain runs, and (a
//! multibranch project) a `source`; the server may have `views`, and an `artifactHost` that keeps its artifacts. In place of a `script` there may be a `jenkinsfile`.
//!
//! A text may hold `${NAME}` for a parameter, `${input.NAME}` for a value that the last input got,
//! `${input}` for its whole result as a Pipeline would print it, and `${user}` for who started the run.

mod plugins;
mod source;
mod step;
mod wrong;

use serde::Deserialize;

pub use plugins::{GraphView, Plugins};
pub use source::{Changes, Commit, Source};
pub use step::{ArtifactFile, Branch, Compiled, InputStep, Step, TestCase, TestStatus};
pub use wrong::Wrong;

/// The whole server.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scenario {
    /// Context path, `""` or `/jenkins`.
    #[serde(default = "default_context")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub context: String,
    /// What `X-Jenkins` says.
    #[serde(default = "default_version")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub version: String,
    /// Whether POSTs need a crumb.
    #[serde(default = "yes")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub csrf: bool,
    /// 201 as core 2.277.3 answers a merged trigger, or 303 as newer ones do.
    #[serde(default = "created")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub merged_status: u16,
    /// How long the last lines of a log, and who ended the run, come after its result: a real server calls its listeners between
    /// both (`WorkflowRun#finish`). At once by default.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub log_lag_millis: u64,
    /// Which plugins there are.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub plugins: Plugins,
    /// The host name (without a port) under which an external store keeps all artifacts; requests with this `Host` are
    /// answered by the store, those of Jenkins lead there.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub artifact_host: Option<String>,
    /// Who may sign in.
    pub users: Vec<User>,
    /// What anonymous visitors may do.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub anonymous: Vec<String>,
    /// The jobs; folders follow from their names.
    pub jobs: Vec<JobDefinition>,
    /// Views besides `all`.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub views: Vec<View>,
}

/// A view of the dashboard, besides `all`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its name.
    pub name: String,
    /// The names of top-level jobs and folders in it.
    pub jobs: Vec<String>,
}

/// Somebody who may sign in.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    /// The id.
    pub id: String,
    /// The name that people see.
    pub full_name: String,
    /// For the login form and Basic.
    pub password: String,
    /// The API token, for Basic.
    pub token: String,
    /// Such as `Job/Build`; `Overall/Administer` implies all.
    pub permissions: Vec<String>,
    /// Besides `authenticated`.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub groups: Vec<String>,
}

/// What a job is.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JobDefinition {
    /// The full name; branches of a multibranch project once encoded (`multi/feature%2Fx`).
    pub name: String,
    /// Pipeline or freestyle.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub kind: JobKind,
    /// Cannot be triggered.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub disabled: bool,
    /// How long an item waits in its quiet period, in milliseconds.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub quiet_millis: u64,
    /// Never gets an executor, for this reason.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub no_executor: Option<String>,
    /// At most one run at a time; others wait blocked.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub single: bool,
    /// Only from this number of runs on: the number of the next run.
    #[serde(default = "one")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub next_number: u32,
    /// What is asked for.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub parameters: Vec<Parameter>,
    /// What a run does.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub script: Vec<Step>,
    /// What a run does, as a Jenkinsfile; takes the place of `script`.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub jenkinsfile: Option<String>,
    /// What people call it.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub display_name: Option<String>,
    /// What people read about it.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub description: Option<String>,
    /// Whoever knows it may trigger (`BuildAuthorizationToken`).
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub trigger_token: Option<String>,
    /// Made by Declarative: its stages can be restarted.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub declarative: bool,
    /// The commits that came with certain runs.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub changes: Vec<Changes>,
    /// What a branch's runs check out.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub revision: Option<String>,
    /// Of a multibranch project.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub source: Option<Source>,
}

/// Kinds of jobs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum JobKind {
    /// A `WorkflowJob`.
    #[default]
    Pipeline,
    /// A `FreeStyleProject`: no wfapi, no inputs.
    Freestyle,
    /// A `WorkflowMultiBranchProject`: its branches are jobs of their own below it.
    Multibranch,
}

/// A parameter definition.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Parameter {
    /// `string`, `text`, `boolean`, `choice`, `password`, `run`, `file`, `credentials` or a plugin's class name.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name.
    pub name: String,
    /// The description.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub description: String,
    /// The default: a text, or true/false.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, type = "string | boolean"))]
    pub default: Option<serde_json::Value>,
    /// What a choice allows.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub choices: Vec<String>,
    /// Whether a string is trimmed.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub trim: bool,
}

impl Scenario {
    /// The built-in one: jobs like those of the recordings, and a showy one for the demo.
    ///
    /// # Panics
    /// Never: a test reads the built-in text.
    #[must_use]
    pub fn builtin() -> Self {
        serde_json::from_str(include_str!("../../scenarios/builtin.json")).unwrap_or_else(|e| unreachable!("the built-in scenario is read by a test: {e}"))
    }

    /// Reads a scenario.
    ///
    /// # Errors
    /// Tells which field is wrong, and how.
    pub fn from_json(text: &str) -> Result<Self, Wrong> {
        wrong::read(text)
    }
}

fn default_context() -> String {
    "/jenkins".to_owned()
}

fn default_version() -> String {
    "2.277.3".to_owned()
}

fn yes() -> bool {
    true
}

fn created() -> u16 {
    201
}

fn one() -> u32 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_scenario_can_be_read() {
        assert!(Scenario::builtin().jobs.len() > 10);
    }

    #[test]
    fn typing_errors_are_refused() {
        let error = Scenario::from_json(r#"{"users": [], "jobs": [], "crsf": true}"#).expect_err("refused");
        assert!(error.to_string().contains("crsf"));
    }
}
