//! What a script consists of.

use super::Parameter;
use crate::groovy::Scripted;
use serde::Deserialize;

/// One step of a script.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", untagged, deny_unknown_fields)]
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
    /// An agent for what is inside.
    Node {
        /// What is inside.
        node: Vec<Step>,
    },
    /// A failure inside marks the run, which goes on.
    CatchError {
        /// What is inside.
        #[serde(rename = "catchError")]
        catch_error: Vec<Step>,
    },
    /// A shell that knows `echo TEXT`, `sleep SECONDS`, `false` and `exit N`.
    Sh {
        /// Its commands, separated by semicolons.
        sh: String,
        /// How long they take.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
        millis: u64,
    },
    /// Keeps files with the run.
    Archive {
        /// The files.
        archive: Vec<ArtifactFile>,
    },
    /// Results of tests.
    Junit {
        /// The results.
        junit: Vec<TestCase>,
    },
    /// A step of a Jenkinsfile.
    #[serde(skip)]
    Compiled(Compiled),
}

/// A step of a Jenkinsfile that was read; not part of a scenario's JSON.
#[derive(Debug, Clone)]
pub struct Compiled(pub(crate) Box<Scripted>);

impl Step {
    /// Whether this can be read as a step.
    pub(super) fn is(value: &serde_json::Value) -> bool {
        Self::deserialize(value).is_ok()
    }

    pub(crate) fn scripted(step: Scripted) -> Self {
        Self::Compiled(Compiled(Box::new(step)))
    }
}

/// A result of a test.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TestCase {
    /// Its class.
    pub class: String,
    /// Its name.
    pub name: String,
    /// How it ended.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub status: TestStatus,
    /// How long it took.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub seconds: f32,
    /// What was wrong.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub details: Option<String>,
    /// Where.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub trace: Option<String>,
}

/// How a test ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum TestStatus {
    /// As it should.
    #[default]
    Passed,
    /// Marks the run as unstable.
    Failed,
    /// Not at all.
    Skipped,
}

/// A file that a run keeps.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ArtifactFile {
    /// Its path in the workspace.
    pub path: String,
    /// What is in it.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub text: String,
    /// Fills it up with zero bytes to this size.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub size: usize,
}

impl ArtifactFile {
    /// Its bytes.
    pub(crate) fn content(&self) -> Vec<u8> {
        let mut bytes = self.text.as_bytes().to_vec();
        bytes.resize(bytes.len().max(self.size.min(LARGEST)), 0);
        bytes
    }

    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// A scenario's typing error does not take all memory.
const LARGEST: usize = 16 << 20;

/// One of several branches.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Its name.
    pub name: String,
    /// What it does.
    pub steps: Vec<Step>,
}

/// An `input` step.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InputStep {
    /// As written in the Jenkinsfile; without one it follows from the message.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub id: Option<String>,
    /// What is asked.
    pub message: String,
    /// The caption for going on.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub ok: Option<String>,
    /// The caption for aborting.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub cancel: Option<String>,
    /// Users and groups, comma-separated.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub submitter: Option<String>,
    /// Gets the answering user.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub submitter_parameter: Option<String>,
    /// What is asked for.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub parameters: Vec<Parameter>,
}
