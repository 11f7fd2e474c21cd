//! What is wrong with rules: told when they are read, not when somebody is refused.

use crate::policy::{Comment, Effect, JobPattern, ParameterRule, Policy, Rule, SelfApproval, Stamp, Verb, Who};
use crate::window::Window;
use std::collections::BTreeSet;
use std::fmt;

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
