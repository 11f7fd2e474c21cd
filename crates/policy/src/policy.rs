//! The rules, as data.

use crate::window::Window;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a person does, through the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// See a job, its parameters, what waits, and whether one may.
    Describe,
    /// See how a run stands.
    Status,
    /// Be told whenever a run changes.
    Follow,
    /// Read a run's log, or a stage's.
    Log,
    /// See what a run has archived.
    Artifacts,
    /// See the commits that came with a run.
    Changes,
    /// Trigger a job.
    Trigger,
    /// Let a paused run go on.
    Approve,
    /// Reject a paused input.
    Abort,
    /// Stop a run.
    Stop,
}

impl Verb {
    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Describe => "describe",
            Self::Status => "status",
            Self::Follow => "follow",
            Self::Log => "log",
            Self::Artifacts => "artifacts",
            Self::Changes => "changes",
            Self::Trigger => "trigger",
            Self::Approve => "approve",
            Self::Abort => "abort",
            Self::Stop => "stop",
        }
    }
}

/// Which jobs a rule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum JobPattern {
    /// One job by its full name; of a branch, with the name of its job (`multi/feature%2Fx`).
    Exact(String),
    /// Everything in a folder, however deep; the branches of a multibranch project as well.
    Folder(String),
    /// `*` within a name, `**` across folders, `?` for a character.
    Glob(String),
}

/// Who a rule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Who {
    /// A person by id; case does not count, as Jenkins has it.
    Person(String),
    /// Whoever is in a group, as the host tells.
    Group(String),
    /// Everybody who is signed in at the host. Has to be `true`.
    Everybody(bool),
}

/// Whether a rule allows or refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// What fits is allowed if every condition holds.
    #[default]
    Allow,
    /// What fits is refused, whatever else allows it. Takes no conditions but windows.
    Deny,
}

/// Whether a comment has to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Comment {
    /// It may be left out.
    #[default]
    Optional,
    /// It has to be there.
    Required,
}

/// Whether somebody may approve the run that he started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum SelfApproval {
    /// He may.
    #[default]
    Allowed,
    /// He may not; nor may anybody approve a run of which it is not known who started it.
    Forbidden,
}

/// Which parameters may be given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ParameterRule {
    /// The names that may be given; any if this is left out, none if it is empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub allowed: Option<Vec<String>>,
    /// Values that are always sent, and that nobody may give.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional, type = "Record<string, string | boolean>"))]
    pub fixed: BTreeMap<String, serde_json::Value>,
    /// The only values that a parameter may have.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional, type = "Record<string, (string | boolean)[]>"))]
    pub values: BTreeMap<String, Vec<serde_json::Value>>,
}

/// Where the person's id is written in Jenkins, which sees the service account alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Stamp {
    /// A parameter that gets the id; nobody may give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub parameter: Option<String>,
    /// Whether the id is written into the run's description, after what stands there; for trigger, approve, abort and stop.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub description: bool,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// Its name, by which decisions and audit records refer to it.
    pub name: String,
    /// Whether it allows or refuses.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub effect: Effect,
    /// Which jobs it is about.
    pub jobs: Vec<JobPattern>,
    /// What it is about.
    pub verbs: Vec<Verb>,
    /// Who it is about.
    pub who: Vec<Who>,
    /// Which inputs it is about, by id, with stars; all unless told otherwise. For approve and abort alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub inputs: Vec<String>,
    /// Which parameters may be given, for trigger and approve.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub parameters: ParameterRule,
    /// Whether a comment has to be given, for trigger, approve, abort and stop.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub comment: Comment,
    /// Whether the page asks once more before an approval is sent. An abort is always asked about. It binds the page: what is sent is not told apart.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub confirm: bool,
    /// Whether somebody may approve his own run.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub self_approval: SelfApproval,
    /// How many persons have to approve; one unless told otherwise.
    #[serde(default = "one")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub quorum: u32,
    /// When it holds; always unless told otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub windows: Vec<Window>,
    /// Where the person's id is written.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub stamp: Stamp,
}

fn one() -> u32 {
    1
}

/// The rules. What none allows is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Policy {
    /// In order: the first that allows is the one that is named.
    pub rules: Vec<Rule>,
}

impl Policy {
    /// The zones whose offsets have to be among the facts.
    #[must_use]
    pub fn zones(&self) -> Vec<String> {
        let windows = self.rules.iter().flat_map(|rule| &rule.windows).filter(|w| w.fixed_offset().is_none());
        windows.map(|w| w.zone.clone()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The types for TypeScript, as one file.
    #[cfg(feature = "ts")]
    #[must_use]
    pub fn typescript() -> String {
        use ts_rs::{Config, TS};
        let mut out = String::from("// Generated from crates/policy by `cargo xtask codegen`. Do not edit.\n\n");
        let config = Config::default();
        macro_rules! declare {
            ($($name:ty),* $(,)?) => {$(
                out += <$name as TS>::docs().as_deref().unwrap_or_default().trim();
                out += &format!("\nexport {}\n\n", <$name as TS>::decl(&config));
            )*};
        }
        declare!(Verb, JobPattern, Who, Effect, Comment, SelfApproval, ParameterRule, Stamp, crate::Day, Window, Rule, Self);
        declare!(crate::Person, crate::Question, crate::Facts, crate::Vote, crate::DecisionCode, crate::Decision);
        out.trim_end().to_owned() + "\n"
    }
}
