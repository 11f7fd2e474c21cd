//! A scenario: what the simulated server is and has, as JSON.
//!
//! ```json
//! {
//!   "context": "/jenkins", "version": "2.277.3", "csrf": true,
//!   "plugins": {"wfapi": true, "inputExport": true},
//!   "users": [{"id": "releaser", "fullName": "Releaser User", "password": "…", "token": "…",
//!              "permissions": ["Overall/Read", "Job/Read", "Job/Build", "Job/Cancel"]}],
//!   "jobs": [{"name": "Folder/deploy", "parameters": [{"type": "string", "name": "VERSION", "default": "1"}],
//!             "script": [{"stage": "Build", "steps": [{"echo": "building ${VERSION}"}, {"sleep": 500}]},
//!                        {"input": {"id": "ship", "message": "Ship it?", "parameters": []}}]}]
//! }
//! ```
//!
//! A text may hold `${NAME}` for a parameter, `${input.NAME}` for a value that the last input got,
//! `${input}` for its whole result as a Pipeline would print it, and `${user}` for who started the run.

use serde::Deserialize;

/// The whole server.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scenario {
    /// Context path, `""` or `/jenkins`.
    #[serde(default = "default_context")]
    pub context: String,
    /// What `X-Jenkins` says.
    #[serde(default = "default_version")]
    pub version: String,
    /// Whether POSTs need a crumb.
    #[serde(default = "yes")]
    pub csrf: bool,
    /// 201 as core 2.277.3 answers a merged trigger, or 303 as newer ones do.
    #[serde(default = "created")]
    pub merged_status: u16,
    /// Which plugins there are.
    #[serde(default)]
    pub plugins: Plugins,
    /// Who may sign in.
    pub users: Vec<User>,
    /// What anonymous visitors may do.
    #[serde(default)]
    pub anonymous: Vec<String>,
    /// The jobs; folders follow from their names.
    pub jobs: Vec<JobDefinition>,
}

/// Which plugins there are.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Plugins {
    /// The Pipeline REST API.
    pub wfapi: bool,
    /// The input step exports its action (466 or newer); an older one exports `{}`.
    pub input_export: bool,
}

impl Default for Plugins {
    fn default() -> Self {
        Self { wfapi: true, input_export: true }
    }
}

/// Somebody who may sign in.
#[derive(Debug, Clone, Deserialize)]
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
    pub groups: Vec<String>,
}

/// What a job is.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JobDefinition {
    /// The full name; branches of a multibranch project once encoded (`multi/feature%2Fx`).
    pub name: String,
    /// Pipeline or freestyle.
    #[serde(default)]
    pub kind: JobKind,
    /// Cannot be triggered.
    #[serde(default)]
    pub disabled: bool,
    /// How long an item waits in its quiet period, in milliseconds.
    #[serde(default)]
    pub quiet_millis: u64,
    /// Never gets an executor, for this reason.
    #[serde(default)]
    pub no_executor: Option<String>,
    /// At most one run at a time; others wait blocked.
    #[serde(default)]
    pub single: bool,
    /// Only from this number of runs on: the number of the next run.
    #[serde(default = "one")]
    pub next_number: u32,
    /// What is asked for.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// What a run does.
    #[serde(default)]
    pub script: Vec<Step>,
}

/// Kinds of jobs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
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
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Parameter {
    /// `string`, `text`, `boolean`, `choice`, `password`, `run`, `file`, `credentials` or a plugin's class name.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name.
    pub name: String,
    /// The description.
    #[serde(default)]
    pub description: String,
    /// The default: a text, or true/false.
    #[serde(default)]
    pub default: Option<serde_json::Value>,
    /// What a choice allows.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Whether a string is trimmed.
    #[serde(default)]
    pub trim: bool,
}

/// One step of a script.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum Step {
    /// A stage.
    Stage {
        /// Its label.
        stage: String,
        /// What it does.
        steps: Vec<Step>,
    },
    /// Branches at the same time.
    Parallel {
        /// The branches.
        parallel: Vec<Branch>,
    },
    /// A line in the log.
    Echo {
        /// The line.
        echo: String,
    },
    /// Takes time.
    Sleep {
        /// Milliseconds.
        sleep: u64,
    },
    /// Waits for a person.
    Input {
        /// What is asked.
        input: InputStep,
    },
    /// Fails the run.
    Fail {
        /// The message.
        fail: String,
    },
    /// Marks the run as unstable.
    Unstable {
        /// The message.
        unstable: String,
    },
    /// Ends what is inside after some time.
    Timeout {
        /// Milliseconds.
        timeout: u64,
        /// What is inside.
        steps: Vec<Step>,
    },
}

/// One of several branches.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// What it does.
    pub steps: Vec<Step>,
}

/// An `input` step.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InputStep {
    /// As written in the Jenkinsfile; without one it follows from the message.
    #[serde(default)]
    pub id: Option<String>,
    /// What is asked.
    pub message: String,
    /// The caption for going on.
    #[serde(default)]
    pub ok: Option<String>,
    /// The caption for aborting.
    #[serde(default)]
    pub cancel: Option<String>,
    /// Users and groups, comma-separated.
    #[serde(default)]
    pub submitter: Option<String>,
    /// Gets the answering user.
    #[serde(default)]
    pub submitter_parameter: Option<String>,
    /// What is asked for.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
}

impl Scenario {
    /// The built-in one: jobs like those of the recordings, and a showy one for the demo.
    ///
    /// # Panics
    /// Never: a test reads the built-in text.
    #[must_use]
    pub fn builtin() -> Self {
        serde_json::from_str(include_str!("../scenarios/builtin.json")).unwrap_or_else(|e| unreachable!("the built-in scenario is read by a test: {e}"))
    }

    /// Reads a scenario.
    ///
    /// # Errors
    /// Tells line, column and what is wrong.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
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
