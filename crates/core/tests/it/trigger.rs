//! Triggering: endpoints, waiting, merging, cancelling, losing.

use crate::pair::{Pair, client, fault, token};
use bellpull_sim::{FaultKind, Scenario};
use serde_json::json;

#[test]
fn a_plain_job_and_one_with_parameters() {
    let mut pair = Pair::new();
    assert_eq!(pair.triggered("quick"), json!(1));
    let outcome = pair.run(json!({"op": "trigger", "job": "declarative", "parameters": {"TAG": "v2", "DEPLOY": false}})).expect("triggered");
    assert_eq!((&outcome["state"], &outcome["run"], &outcome["merged"]), (&json!("started"), &json!(5), &json!(false)));
    assert!(pair.console("declarative", &json!(5)).contains("building v2"));
}

#[test]
fn branches_folders_and_urls_reach_their_job() {
    let mut pair = Pair::new();
    for (job, wanted) in [
        (json!({"op": "trigger", "job": "multi", "branch": "feature/ux-1"}), 3),
        (json!({"op": "trigger", "job": ["Ops Team", "café (1) ~ 'q'"]}), 1),
        (json!({"op": "trigger", "job": "http://127.0.0.1:8081/jenkins/job/Ops%20Team/job/eu%20+%20us/job/deploy%20+%20verify/"}), 1),
        (json!({"op": "trigger", "job": "multi", "branch": "bug/50%25-off"}), 1),
    ] {
        assert_eq!(pair.run(job.clone()).expect("triggered")["run"], wanted, "{job}");
    }
}

#[test]
fn equal_triggers_are_merged_and_say_with_whom() {
    let mut pair = Pair::new();
    let first = pair.run(json!({"op": "trigger", "job": "quiet params", "parameters": {"STR": "same"}, "until": "queued"})).expect("queued");
    let releaser = std::mem::replace(&mut pair.client, client(&token("admin")));
    let second = pair.run(json!({"op": "trigger", "job": "quiet params", "parameters": {"STR": "same"}})).expect("started");
    pair.client = releaser;
    assert_eq!((&first["queueId"], &second["merged"]), (&second["queueId"], &json!(true)));
    let users: Vec<_> = second["mergedWith"].as_array().expect("causes").iter().map(|c| c["userId"].clone()).collect();
    assert_eq!(users, [json!("releaser"), json!("admin")]);
    let mut scenario = Scenario::builtin();
    scenario.merged_status = 303;
    let mut pair = Pair::with(scenario, &token("releaser"));
    let trigger = json!({"op": "trigger", "job": "quiet params", "parameters": {"STR": "same"}, "until": "queued"});
    assert_eq!(pair.run(trigger.clone()).expect("queued")["merged"], false);
    assert_eq!(pair.run(trigger).expect("queued")["merged"], true);
}

#[test]
fn blocked_and_cancelled_in_the_queue() {
    let mut pair = Pair::new();
    let outcome = pair.run(json!({"op": "trigger", "job": "slow queue", "patienceMillis": 5000})).expect("blocked");
    assert_eq!(outcome["state"], "blocked");
    assert!(outcome["why"].as_str().expect("a reason").contains("nowhere"));
    assert!(pair.events.iter().any(|e| e["event"] == "waiting" && e["state"] == "buildable"));
    let id = outcome["queueId"].clone();
    let mut following = pair.start(&json!({"op": "trigger", "job": "slow queue"}));
    for _ in 0..12 {
        assert!(pair.step(&mut following).is_none());
    }
    pair.run(json!({"op": "cancel_queue_item", "id": id})).expect("cancelled");
    assert_eq!(pair.drive(following).expect("an end")["state"], "cancelled");
    assert_eq!(pair.fails(json!({"op": "cancel_queue_item", "id": id})), "queue_item_left");
    assert_eq!(pair.fails(json!({"op": "cancel_queue_item", "id": 9999})), "queue_item_gone");
}

#[test]
fn a_vanished_item_is_found_by_its_queue_id() {
    let mut pair = Pair::new();
    let mut following = pair.start(&json!({"op": "trigger", "job": "quick", "delaySeconds": 1}));
    while !pair.events.iter().any(|e| e["event"] == "waiting") {
        assert!(pair.step(&mut following).is_none());
    }
    pair.triggered("quick");
    pair.now += 600_000;
    assert_eq!(pair.drive(following).expect("found")["run"], 1);
}

#[test]
fn what_is_wrong_is_found_before_anything_is_sent() {
    let mut pair = Pair::new();
    for (parameters, code) in [
        (json!({"CHOICE": "zzz"}), "parameter_invalid"),
        (json!({"str": "x"}), "parameter_unknown"),
        (json!({"BOOL": "perhaps"}), "parameter_invalid"),
        (json!({"RUN": "no number"}), "parameter_invalid"),
    ] {
        assert_eq!(pair.fails(json!({"op": "trigger", "job": "kinds", "parameters": parameters})), code);
    }
    assert_eq!(pair.fails(json!({"op": "trigger", "job": "disabled"})), "job_disabled");
    assert_eq!(pair.posts(), 0);
}

#[test]
fn refusals_of_a_trigger() {
    let mut pair = Pair::with(Scenario::builtin(), &token("viewer"));
    assert_eq!(pair.fails(json!({"op": "trigger", "job": "quick"})), "forbidden");
    assert_eq!(pair.fails(json!({"op": "trigger", "job": "nope"})), "not_found");
    assert_eq!(pair.fails(json!({"op": "build", "job": "disabled"})), "job_disabled");
}

#[test]
fn a_lost_answer_is_looked_up_and_never_sent_again() {
    let mut pair = Pair::new();
    pair.sim.add_fault(fault("POST", "/build", FaultKind::LostAnswer));
    let outcome = pair.run(json!({"op": "trigger", "job": "declarative", "parameters": {"TAG": "v9"}})).expect("found");
    assert_eq!((&outcome["run"], pair.posts()), (&json!(5), 1));
    pair.sim.clear_requests();
    pair.sim.add_fault(fault("POST", "/build", FaultKind::LostRequest));
    let error = pair.run(json!({"op": "trigger", "job": "declarative"})).expect_err("not found");
    assert_eq!((error.code().as_str(), pair.posts()), ("trigger_unconfirmed", 1));
}

#[test]
fn a_lost_trigger_is_not_taken_for_that_of_somebody_else() {
    let mut pair = Pair::new();
    pair.sim.add_fault(fault("POST", "/build", FaultKind::LostRequest));
    let mut lost = pair.start(&json!({"op": "trigger", "job": "declarative", "parameters": {"TAG": "v9"}}));
    while pair.posts() == 0 {
        assert!(pair.step(&mut lost).is_none());
    }
    // Equal to the last letter, at the same moment, by another user.
    let releaser = std::mem::replace(&mut pair.client, client(&token("admin")));
    pair.run(json!({"op": "trigger", "job": "declarative", "parameters": {"TAG": "v9"}})).expect("triggered");
    pair.client = releaser;
    assert_eq!(pair.drive(lost).expect_err("not ours").code().as_str(), "trigger_unconfirmed");
}

#[test]
fn plugin_kinds_go_by_the_structured_form_and_keep_all_defaults() {
    let mut pair = Pair::new();
    let outcome = pair.run(json!({"op": "trigger", "job": "kinds", "parameters": {"STR": {"raw": {"value": "raw"}}, "RUN": "quick#1"}})).expect("triggered");
    let log = pair.console("kinds", &outcome["run"]);
    assert!(log.contains("STR=raw TRIM=t TEXT=l1\nl2 BOOL=true CHOICE=a"), "{log}");
}

#[test]
fn files_are_uploaded() {
    let mut pair = Pair::new();
    let outcome = pair.run(json!({"op": "trigger", "job": "freestyle params", "parameters": {"STR": "é", "FILE": {"file": {"name": "a.txt", "type": "text/plain", "base64": "aGVsbG8="}}}}));
    let log = pair.console("freestyle params", &outcome.expect("triggered")["run"]);
    assert!(log.contains("STR=é FILE=FILE"), "{log}");
}
