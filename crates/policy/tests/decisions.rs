//! Decisions: default deny, and each condition with what makes it fail.

#![allow(clippy::needless_pass_by_value, reason = "values are written in place")]

use bellpull_policy::{Decision, Facts, Policy, Question};
use proptest::prelude::*;
use serde_json::{Value, json};

const NOON: u64 = 1_795_608_000_000;

fn policy(rules: Value) -> Policy {
    Policy::parse(&json!({"rules": rules}).to_string()).expect("a policy")
}

fn base(change: Value) -> Value {
    let mut rule = json!({"name": "r", "jobs": [{"folder": "Ops"}], "verbs": ["describe", "trigger", "approve", "abort"], "who": [{"person": "ann"}, {"group": "release"}]});
    for (name, value) in change.as_object().expect("an object") {
        rule[name] = value.clone();
    }
    rule
}

fn question(change: Value) -> Question {
    let mut question = json!({"person": {"id": "ann"}, "verb": "approve", "job": "Ops/deploy", "input": "Ship"});
    for (name, value) in change.as_object().expect("an object") {
        question[name] = value.clone();
    }
    serde_json::from_value(question).expect("a question")
}

fn decide(rule: Value, asked: Value, facts: Value) -> Decision {
    let mut known = json!({"now": NOON});
    for (name, value) in facts.as_object().expect("an object") {
        known[name] = value.clone();
    }
    policy(json!([rule])).decide(&question(asked), &serde_json::from_value(known).expect("facts"))
}

#[test]
fn each_condition_has_its_code() {
    for (rule, asked, facts, code) in [
        (json!({}), json!({}), json!({}), "allowed"),
        (json!({}), json!({"person": {"id": "ANN"}}), json!({}), "allowed"),
        (json!({}), json!({"person": {"id": "ben", "groups": ["release"]}}), json!({}), "allowed"),
        (json!({}), json!({"person": {"id": "ben"}}), json!({}), "no_rule"),
        (json!({}), json!({"verb": "stop"}), json!({}), "no_rule"),
        (json!({}), json!({"job": "Ops"}), json!({}), "no_rule"),
        (json!({}), json!({"job": "Opsdeploy"}), json!({}), "no_rule"),
        (json!({}), json!({"job": "Ops/eu/deploy"}), json!({}), "allowed"),
        (json!({"jobs": [{"glob": "*/deploy"}]}), json!({"job": "Ops/eu/deploy"}), json!({}), "no_rule"),
        (json!({"effect": "deny"}), json!({}), json!({}), "denied"),
        (json!({"verbs": ["approve"], "inputs": ["Sh*"]}), json!({}), json!({}), "allowed"),
        (json!({"verbs": ["approve"], "inputs": ["Drop"]}), json!({}), json!({}), "no_rule"),
        (json!({"windows": [{"from": "11:00", "to": "13:00"}]}), json!({}), json!({}), "allowed"),
        (json!({"windows": [{"from": "13:00", "to": "15:00"}]}), json!({}), json!({}), "outside_window"),
        (json!({"windows": [{"from": "11:00", "to": "13:00", "zone": "Mars/Olympus"}]}), json!({}), json!({}), "outside_window"),
        (json!({}), json!({}), json!({"submitters": ["ben", "ops"]}), "not_submitter"),
        (json!({}), json!({"verb": "abort"}), json!({"submitters": ["ben"]}), "not_submitter"),
        (json!({}), json!({"person": {"id": "ann", "groups": ["ops"]}}), json!({"submitters": ["ben", "ops"]}), "allowed"),
        (json!({}), json!({}), json!({"submittersUnknown": true}), "submitter_unknown"),
        (json!({}), json!({"verb": "abort"}), json!({"submittersUnknown": true}), "submitter_unknown"),
        (json!({}), json!({"verb": "trigger"}), json!({"submittersUnknown": true}), "allowed"),
        (json!({"selfApproval": "forbidden"}), json!({}), json!({"startedBy": ["Ann"]}), "self_approval"),
        (json!({"selfApproval": "forbidden"}), json!({}), json!({}), "self_approval"),
        (json!({"selfApproval": "forbidden"}), json!({}), json!({"startedBy": ["ben"]}), "allowed"),
        (json!({"selfApproval": "forbidden"}), json!({}), json!({"startedBy": ["eve", "Ann"]}), "self_approval"),
        (json!({"selfApproval": "forbidden"}), json!({}), json!({"startedBy": []}), "self_approval"),
        (json!({"selfApproval": "forbidden"}), json!({"verb": "abort"}), json!({"startedBy": ["ann"]}), "allowed"),
        (json!({"parameters": {"allowed": []}}), json!({"parameters": {"A": "1"}}), json!({}), "parameter_not_allowed"),
        (json!({"parameters": {"allowed": ["A"], "values": {"A": ["1", true]}}}), json!({"parameters": {"A": "1"}}), json!({}), "allowed"),
        (json!({"parameters": {"values": {"A": ["1"]}}}), json!({"parameters": {"A": "2"}}), json!({}), "parameter_not_allowed"),
        (json!({"parameters": {"fixed": {"A": "1"}}}), json!({"parameters": {"A": "1"}}), json!({}), "parameter_not_allowed"),
        (json!({"stamp": {"parameter": "WHO"}}), json!({"parameters": {"WHO": "ben"}}), json!({}), "parameter_not_allowed"),
        (json!({}), json!({"verb": "abort", "parameters": {"A": "1"}}), json!({}), "parameter_not_allowed"),
        (json!({"comment": "required"}), json!({"comment": "  "}), json!({}), "comment_required"),
        (json!({"comment": "required"}), json!({"comment": "ticket 5"}), json!({}), "allowed"),
        (json!({"comment": "required"}), json!({"verb": "describe"}), json!({}), "allowed"),
        (json!({"quorum": 2}), json!({}), json!({}), "votes_needed"),
        (json!({"quorum": 2}), json!({}), json!({"votes": [{"person": "ANN", "rule": "r"}]}), "votes_needed"),
        (json!({"quorum": 2}), json!({}), json!({"votes": [{"person": "ben", "rule": "r"}]}), "allowed"),
        (json!({"quorum": 2}), json!({}), json!({"votes": [{"person": "ben", "rule": "another"}]}), "votes_needed"),
        (json!({"quorum": 2}), json!({"verb": "abort"}), json!({}), "allowed"),
    ] {
        let decision = decide(base(rule.clone()), asked.clone(), facts.clone());
        assert_eq!(decision.code.as_str(), code, "{rule} {asked} {facts}: {decision:?}");
        assert_eq!(decision.allowed, code == "allowed");
        assert_eq!(decision.rule.is_some(), code != "no_rule");
        assert!(decision.reason.ends_with('.'));
    }
}

#[test]
fn fixed_values_and_the_stamp_go_along() {
    let rule = base(json!({"parameters": {"fixed": {"TARGET": "prod"}}, "stamp": {"parameter": "WHO"}}));
    let decision = decide(rule, json!({"parameters": {"A": "1"}}), json!({}));
    assert_eq!(Value::Object(decision.parameters), json!({"A": "1", "TARGET": "prod", "WHO": "ann"}));
    assert!(!decision.stamp_description);
    for (asked, stamped) in [(json!({}), true), (json!({"person": {"id": "eve"}}), false)] {
        assert_eq!(decide(base(json!({"stamp": {"description": true}})), asked, json!({})).stamp_description, stamped);
    }
}

#[test]
fn the_first_that_allows_is_named_a_denial_wins_and_the_nearest_miss_is_told() {
    let closed = base(json!({"name": "closed", "windows": [{"from": "01:00", "to": "02:00"}]}));
    let comment = base(json!({"name": "comment", "comment": "required"}));
    let (open, later) = (base(json!({"name": "open"})), base(json!({"name": "later"})));
    let deny = base(json!({"name": "frozen", "effect": "deny"}));
    let by = |rules: Value| policy(rules).decide(&question(json!({})), &Facts::at(NOON));
    assert_eq!(by(json!([closed, open, later])).rule.as_deref(), Some("open"));
    assert_eq!(by(json!([open, deny])).code.as_str(), "denied");
    assert_eq!(by(json!([closed, comment])).rule.as_deref(), Some("comment"));
    assert_eq!(by(json!([comment, closed])).code.as_str(), "comment_required");
    assert_eq!(by(json!([])).code.as_str(), "no_rule");
}

#[test]
fn a_denial_in_a_zone_that_nobody_knows_holds() {
    let deny = base(json!({"effect": "deny", "windows": [{"from": "13:00", "to": "14:00", "zone": "Mars/Olympus"}]}));
    assert_eq!(decide(deny, json!({}), json!({})).code.as_str(), "denied");
}

proptest! {
    #[test]
    fn nothing_is_allowed_that_no_rule_names(person in "[a-z]{1,6}", group in "[a-z]{1,6}", job in "[A-Za-z/%+ ]{0,20}", input in "[a-z]{0,5}") {
        let rules = json!([base(json!({}))]);
        let asked = question(json!({"person": {"id": person, "groups": [group]}, "job": job, "input": input}));
        let decision = policy(rules).decide(&asked, &Facts::at(NOON));
        let named = (person == "ann" || group == "release") && job.starts_with("Ops/");
        prop_assert_eq!(decision.allowed, named, "{:?}", decision);
    }

    #[test]
    fn any_text_is_a_policy_or_an_error(text in "\\PC{0,200}") {
        let _ = Policy::parse(&text);
    }
}
