//! Approving and aborting: values, defaults, outcomes, races.

use crate::pair::{Pair, client, fault, token};
use bellpull_sim::{FaultKind, Scenario};
use serde_json::{Value, json};

#[test]
fn every_declared_parameter_arrives() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    let outcome =
        pair.run(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod", "parameters": {"REGION": "us"}})).expect("approved");
    assert_eq!((&outcome["outcome"], &outcome["approvers"]), (&json!("approved"), &json!(["releaser"])));
    let log = pair.console("release", &run);
    assert!(log.contains("approved Yes region us dry false notes  by releaser"), "{log}");
}

#[test]
fn without_parameters_and_as_written_in_the_jenkinsfile() {
    let mut pair = Pair::new();
    let run = pair.paused("multi/feature%2Fux-1");
    let outcome = pair.run(json!({"op": "approve", "job": "multi", "branch": "feature/ux-1", "run": run, "input": "merge-ok"})).expect("approved");
    assert_eq!(outcome["outcome"], "approved");
    assert!(pair.sent.iter().any(|s| s.contains("/input/Merge-ok/proceedEmpty")), "{:?}", pair.sent);
}

#[test]
fn the_submitter_is_told_even_without_parameters() {
    let mut pair = Pair::with(Scenario::builtin(), &token("releaser"));
    let run = pair.paused("viewer gate");
    assert_eq!(pair.fails(json!({"op": "approve", "job": "viewer gate", "run": run, "input": "V-gate"})), "input_not_allowed");
    pair.client = client(&token("viewer"));
    let outcome = pair.run(json!({"op": "approve", "job": "viewer gate", "run": run, "input": "V-gate"})).expect("approved");
    assert_eq!(outcome["outcome"], "approved");
    assert!(pair.console("viewer gate", &run).contains("by viewer"));
}

#[test]
fn a_secret_left_alone_keeps_its_default_and_is_never_shown() {
    let mut pair = Pair::new();
    let run = pair.paused("all kinds");
    let missing = pair.run(json!({"op": "approve", "job": "all kinds", "run": run, "input": "All-kinds"})).expect_err("no credential");
    assert_eq!((missing.code().as_str(), pair.posts()), ("parameter_missing", 0));
    let parameters = json!({"CRED": "id-1", "RUN": "quick#1", "PASS2": "geheim"});
    let outcome = pair.run(json!({"op": "approve", "job": "all kinds", "run": run, "input": "All-kinds", "parameters": parameters})).expect("approved");
    assert!(!outcome.to_string().contains("geheim"), "{outcome}");
    let form = pair.sent.iter().find(|s| s.contains("/proceed")).expect("a POST");
    assert!(form.contains("%3CDEFAULT%3E"), "{form}");
}

#[test]
fn aborting_ends_the_run() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    let outcome = pair.run(json!({"op": "abort", "job": "release", "run": run, "input": "Proceed-to-prod"})).expect("aborted");
    assert_eq!((&outcome["outcome"], &outcome["view"]["result"]), (&json!("aborted"), &json!("ABORTED")));
    assert_eq!(pair.fails(json!({"op": "abort", "job": "release", "run": run, "input": "Proceed-to-prod"})), "run_finished");
}

#[test]
fn two_inputs_one_after_the_other() {
    let mut pair = Pair::new();
    let run = pair.paused("parallel inputs");
    let inputs = pair.run(json!({"op": "inputs", "job": "parallel inputs", "run": run})).expect("inputs");
    assert_eq!(inputs["inputs"].as_array().map(Vec::len), Some(2));
    let us = pair.run(json!({"op": "approve", "job": "parallel inputs", "run": run, "input": "Us", "parameters": {"WINDOW": "later"}})).expect("approved");
    assert_eq!((&us["outcome"], &us["view"]["status"]["word"]), (&json!("approved"), &json!("paused")));
    let eu = pair.run(json!({"op": "approve", "job": "parallel inputs", "run": run, "input": "Eu"})).expect("approved");
    assert_eq!(eu["outcome"], "approved");
    assert!(pair.console("parallel inputs", &run).contains("us done later"));
}

#[test]
fn somebody_else_was_first() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    let known = pair.run(json!({"op": "inputs", "job": "release", "run": run})).expect("inputs")["inputs"][0].clone();
    pair.client = client(&token("admin"));
    pair.run(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod"})).expect("approved");
    pair.client = client(&token("releaser"));
    let late = pair.run(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod", "known": known})).expect_err("late");
    assert_eq!(late.code().as_str(), "input_already_settled");
    assert!(late.message().contains("admin"), "{late}");
}

/// Two decisions that are both answered 200, as a real server does in most tries: the first one counts.
fn race(first: &str, second: &str) -> Value {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    let decide = |op: &str| json!({"op": op, "job": "release", "run": run, "input": "Proceed-to-prod"});
    let mut slow = pair.start(&decide(second));
    while pair.sent.is_empty() {
        assert!(pair.step(&mut slow).is_none());
    }
    pair.client = client(&token("admin"));
    pair.run(decide(first)).expect("the first one");
    pair.swallow_posts = true;
    pair.drive(slow).expect("answered 200")["outcome"].clone()
}

#[test]
fn of_two_decisions_that_are_both_accepted_only_one_is_told_as_taken() {
    assert_eq!(race("abort", "approve"), "superseded");
    assert_eq!(race("approve", "abort"), "superseded");
    assert_eq!(race("approve", "approve"), "settled", "the other one's values may have counted");
    assert_eq!(race("abort", "abort"), "aborted");
}

#[test]
fn a_page_in_place_of_the_empty_answer_is_no_approval() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    pair.sim.add_fault(fault("POST", "/input/", FaultKind::Html));
    assert_eq!(pair.fails(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod"})), "proxy_answer");
}

#[test]
fn old_plugins_and_wfapi() {
    let mut scenario = Scenario::builtin();
    scenario.plugins.input_export = false;
    let mut pair = Pair::with(scenario, &token("releaser"));
    let run = pair.paused("release");
    let inputs = pair.run(json!({"op": "inputs", "job": "release", "run": run})).expect("inputs");
    assert_eq!((&inputs["source"], &inputs["inputs"][0]["submittersKnown"]), (&json!("wfapi"), &json!(false)));
    let fingerprint = inputs["inputs"][0]["fingerprint"].clone();
    let outcome = pair
        .run(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod", "fingerprint": fingerprint, "route": "wfapi"}))
        .expect("approved");
    assert_eq!(outcome["outcome"], "approved");
    let again = pair.run(json!({"op": "inputs", "job": "release", "run": run})).expect("inputs");
    assert_eq!(again["inputs"], json!([]));
}

#[test]
fn a_plain_server_of_today_has_no_wfapi() {
    let mut scenario = Scenario::builtin();
    scenario.plugins.wfapi = false;
    let mut pair = Pair::with(scenario, &token("releaser"));
    let run = pair.paused("declarative");
    let inputs = pair.run(json!({"op": "inputs", "job": "declarative", "run": run})).expect("inputs");
    assert_eq!(inputs["source"], "core");
    let sleeper = pair.triggered("sleeper");
    assert_eq!(pair.run(json!({"op": "inputs", "job": "sleeper", "run": sleeper})).expect("none yet")["inputs"], json!([]));
    assert_eq!(pair.run(json!({"op": "approve", "job": "declarative", "run": run, "input": "ShipIt"})).expect("approved")["outcome"], "approved");
}

#[test]
fn nothing_at_all_to_read_inputs_with() {
    let mut scenario = Scenario::builtin();
    scenario.plugins.wfapi = false;
    scenario.plugins.input_export = false;
    scenario.plugins.blue_ocean = false;
    let mut pair = Pair::with(scenario, &token("releaser"));
    let run = pair.triggered("Test Workflow");
    assert_eq!(pair.fails(json!({"op": "inputs", "job": "Test Workflow", "run": run})), "inputs_unreadable");
}
