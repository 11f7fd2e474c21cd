//! The rules, and what is wrong with them.

use crate::window::Window;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

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

/// Why a policy cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(pub String);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The policy cannot be used: {}.", self.0)
    }
}

impl std::error::Error for Invalid {}

impl Policy {
    /// Reads and checks a policy.
    ///
    /// # Errors
    /// With the rule and the field at fault. A rule that could never hold is an error too.
    pub fn parse(json: &str) -> Result<Self, Invalid> {
        let policy: Self = serde_json::from_str(json).map_err(|e| Invalid(e.to_string()))?;
        policy.check()?;
        Ok(policy)
    }

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

    fn check(&self) -> Result<(), Invalid> {
        let mut names = BTreeSet::new();
        for rule in &self.rules {
            if rule.name.trim().is_empty() {
                return Err(Invalid("a rule has no name".to_owned()));
            }
            if !names.insert(&rule.name) {
                return Err(Invalid(format!("two rules are named {:?}", rule.name)));
            }
            if let Some(wrong) = rule.wrong() {
                return Err(Invalid(format!("in the rule {:?}: {wrong}", rule.name)));
            }
        }
        Ok(())
    }
}

impl Rule {
    fn wrong(&self) -> Option<String> {
        let empty = [("jobs", self.jobs.is_empty()), ("verbs", self.verbs.is_empty()), ("who", self.who.is_empty())];
        let missing = empty.iter().find(|(_, empty)| *empty).map(|(name, _)| format!("{name} is empty, so that it is about nothing"));
        missing.or_else(|| self.wrong_jobs()).or_else(|| self.wrong_conditions()).or_else(|| self.wrong_parameters())
    }

    fn wrong_jobs(&self) -> Option<String> {
        let bad = |name: &str| name.is_empty() || name.split('/').any(|part| matches!(part, "" | "." | ".."));
        for pattern in &self.jobs {
            let (JobPattern::Exact(name) | JobPattern::Folder(name) | JobPattern::Glob(name)) = pattern;
            if bad(name) {
                return Some(format!("{name:?} is no job's full name: it is empty or has an empty or dot segment"));
            }
        }
        let named = self.who.iter().find_map(|who| match who {
            Who::Person(name) | Who::Group(name) if name.trim().is_empty() => Some("a person or group has no name"),
            Who::Everybody(false) => Some("everybody can only be true"),
            _ => None,
        });
        named.map(str::to_owned)
    }

    fn wrong_conditions(&self) -> Option<String> {
        let has = |verbs: &[Verb]| verbs.iter().any(|verb| self.verbs.contains(verb));
        if let Some(wrong) = self.windows.iter().find_map(Window::wrong) {
            return Some(format!("windows: {wrong}"));
        }
        if self.quorum == 0 || (self.quorum > 1 && !has(&[Verb::Approve])) {
            return Some("quorum is a number from 1, and more than 1 only for approve".to_owned());
        }
        if !self.inputs.is_empty() && !self.verbs.iter().all(|v| matches!(v, Verb::Approve | Verb::Abort)) {
            return Some("inputs are for approve and abort alone".to_owned());
        }
        if self.self_approval == SelfApproval::Forbidden && !has(&[Verb::Approve]) {
            return Some("selfApproval is for approve alone".to_owned());
        }
        if self.confirm && !has(&[Verb::Approve]) {
            return Some("confirm is for approve alone".to_owned());
        }
        if self.stamp.description && !has(&[Verb::Trigger, Verb::Approve, Verb::Abort, Verb::Stop]) {
            return Some("stamp.description is for trigger, approve, abort and stop".to_owned());
        }
        let bare = self.parameters == ParameterRule::default() && self.comment == Comment::Optional && self.stamp == Stamp::default();
        if self.effect == Effect::Deny && !(bare && !self.confirm && self.quorum == 1 && self.self_approval == SelfApproval::Allowed) {
            return Some("a rule that denies takes no conditions but windows and inputs".to_owned());
        }
        None
    }

    fn wrong_parameters(&self) -> Option<String> {
        let scalar = |value: &serde_json::Value| value.is_string() || value.is_boolean();
        let odd = self.parameters.fixed.values().chain(self.parameters.values.values().flatten()).find(|v| !scalar(v));
        if let Some(odd) = odd {
            return Some(format!("parameters: {odd} is neither text nor true or false"));
        }
        if let Some(name) = self.parameters.values.iter().find(|(_, values)| values.is_empty()).map(|(name, _)| name) {
            return Some(format!("parameters: {name} may have no value at all"));
        }
        let stamped = self.stamp.parameter.as_ref();
        let twice = stamped.filter(|name| self.parameters.fixed.contains_key(*name) || self.parameters.values.contains_key(*name));
        twice.map(|name| format!("stamp: {name} has a value of its own already"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[allow(clippy::needless_pass_by_value, reason = "values are written in place")]
    fn rule(change: serde_json::Value) -> String {
        let mut rule = json!({"name": "r", "jobs": [{"exact": "a/b"}], "verbs": ["approve"], "who": [{"person": "ann"}]});
        for (name, value) in change.as_object().expect("an object") {
            rule[name] = value.clone();
        }
        json!({"rules": [rule]}).to_string()
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(Policy::parse(&rule(json!({}))).is_ok());
        for (change, part) in [
            (json!({"name": " "}), "no name"),
            (json!({"jobs": []}), "jobs is empty"),
            (json!({"jobs": [{"exact": "a//b"}]}), "no job's full name"),
            (json!({"jobs": [{"folder": "../x"}]}), "no job's full name"),
            (json!({"verbs": []}), "verbs is empty"),
            (json!({"verbs": ["delete"]}), "unknown variant"),
            (json!({"who": [{"everybody": false}]}), "everybody can only be true"),
            (json!({"quorum": 0}), "quorum"),
            (json!({"verbs": ["trigger"], "quorum": 2}), "quorum"),
            (json!({"verbs": ["trigger"], "inputs": ["Ship"]}), "inputs"),
            (json!({"verbs": ["abort"], "selfApproval": "forbidden"}), "selfApproval"),
            (json!({"effect": "deny", "comment": "required"}), "denies"),
            (json!({"effect": "deny", "confirm": true}), "denies"),
            (json!({"verbs": ["trigger"], "confirm": true}), "confirm"),
            (json!({"windows": [{"from": "9:00", "to": "17:00"}]}), "windows"),
            (json!({"parameters": {"fixed": {"A": 5}}}), "neither text"),
            (json!({"parameters": {"values": {"A": []}}}), "no value at all"),
            (json!({"parameters": {"fixed": {"WHO": "x"}}, "stamp": {"parameter": "WHO"}}), "already"),
            (json!({"verbs": ["status"], "stamp": {"description": true}}), "stamp.description"),
            (json!({"effect": "deny", "stamp": {"description": true}}), "denies"),
            (json!({"alow": true}), "unknown field"),
        ] {
            let wrong = Policy::parse(&rule(change.clone())).expect_err(&change.to_string());
            assert!(wrong.to_string().contains(part), "{change}: {wrong}");
        }
        let twice = r#"{"rules": [RULE, RULE]}"#.replace("RULE", r#"{"name":"r","jobs":[{"exact":"a"}],"verbs":["stop"],"who":[{"everybody":true}]}"#);
        assert!(Policy::parse(&twice).expect_err("twice").to_string().contains("two rules"));
    }
}
