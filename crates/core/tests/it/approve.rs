//! Approving and aborting: values, defaults, outcomes, races.

use crate::pair::{Pair, client, fault, token};
use bellpull_sim::{FaultKind, Scenario};
use serde_json::{Value, json};

#[test]
fn every_declared_parameter_arrives() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    let outcome =
        pair.run(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod", "parameters": {"IS_APPROVED": "Yes"}})).expect("approved");
    assert_eq!((&outcome["outcome"], &outcome["approvers"]), (&json!("approved"), &json!(["releaser"])));
    let log = pair.console("release", &run);
    assert!(log.contains("approved Yes region eu dry true notes none\nyet by releaser"), "{log}");
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

/// Two decisions that are both answered 200: the race that real servers lose in most tries.
fn race(first: &Value, second: Value) -> Value {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    let with_run = |mut op: Value| {
        op["run"] = run.clone();
        op
    };
    // The second one's POST is answered as if it had been in time.
    let mut slow = pair.start(with_run(second));
    while !pair.sent.iter().any(|s| s.starts_with("GET")) {
        assert!(pair.step(&mut slow).is_none());
    }
    pair.client = client(&token("admin"));
    let _ = pair.run(with_run(first.clone()));
    pair.sim.add_fault(fault("POST", "/input/", FaultKind::Status(200)));
    pair.drive(slow).map_or_else(|e| e.to_json(), |v| v)
}

#[test]
fn a_200_alone_does_not_make_it_approved() {
    let approve = json!({"op": "approve", "job": "release", "input": "Proceed-to-prod", "parameters": {"REGION": "us"}});
    let abort = json!({"op": "abort", "job": "release", "input": "Proceed-to-prod"});
    // A page in place of the empty answer is no success either.
    assert_eq!(race(&abort, approve.clone())["code"], "proxy_answer");
    assert_eq!(race(&approve, abort)["code"], "proxy_answer");
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
    let mut pair = Pair::with(scenario, &token("releaser"));
    let run = pair.triggered("Test Workflow");
    assert_eq!(pair.fails(json!({"op": "inputs", "job": "Test Workflow", "run": run})), "inputs_unreadable");
}
