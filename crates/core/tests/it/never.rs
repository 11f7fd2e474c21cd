//! What must never happen. Each test fails when its rule is broken.

use crate::pair::{FAULTS, Pair, client, fault, token};
use bellpull_sim::{Fault, FaultKind, Scenario};
use serde_json::{Value, json};

const STEPS: [&str; 4] = ["api/json", "/proceed", "wfapi", "crumbIssuer"];

#[test]
fn no_operation_ever_posts_the_steps_own_form() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    for op in ["approve", "abort", "input_proceed", "input_proceed_empty", "input_abort", "wfapi_input_submit"] {
        let _ = pair.run(json!({"op": op, "job": "release", "run": run, "input": "Proceed-to-prod"}));
    }
    assert!(pair.sent.iter().any(|s| s.starts_with("POST")));
    assert!(!pair.sent.iter().any(|s| s.contains("/submit")), "{:?}", pair.sent);
}

#[test]
fn no_second_post_after_a_lost_answer() {
    for (kind, outcome) in [(FaultKind::LostAnswer, "settled"), (FaultKind::LostRequest, "network")] {
        let mut pair = Pair::new();
        let run = pair.paused("release");
        pair.sim.add_fault(fault("POST", "/proceed", kind.clone()));
        let result = pair.run(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod"}));
        let word = result.as_ref().map_or_else(|e| json!(e.code().as_str()), |v| v["outcome"].clone());
        assert_eq!((word, pair.posts()), (json!(outcome), 1), "{kind:?}");
        let last = pair.sent.last().expect("requests");
        assert!(last.starts_with("GET"), "it reads after the loss: {last}");
    }
}

#[test]
fn no_approval_of_another_question_than_the_one_seen() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    let approve = |fingerprint: &str| json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod", "fingerprint": fingerprint});
    assert_eq!(pair.fails(approve("0123")), "input_changed");
    assert_eq!(pair.posts(), 0);
    let seen = pair.run(json!({"op": "inputs", "job": "release", "run": run})).expect("inputs")["inputs"][0]["fingerprint"].clone();
    assert!(pair.run(approve(seen.as_str().expect("text"))).is_ok());
}

#[test]
fn no_approval_of_another_input_than_the_one_known() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    let known = pair.run(json!({"op": "inputs", "job": "release", "run": run})).expect("inputs")["inputs"][0].clone();
    let approve = |input: &str| json!({"op": "approve", "job": "release", "run": run, "input": input, "known": known});
    assert_eq!(pair.fails(approve("Another")), "input_changed");
    assert_eq!(pair.posts(), 0);
    assert_eq!(pair.run(approve("Proceed-to-prod")).expect("approved")["outcome"], "approved");
}

#[test]
fn no_permalink_stands_for_a_run() {
    let mut pair = Pair::new();
    pair.paused("release");
    for run in [json!("lastBuild"), json!(-1), json!(0), json!(1.5), Value::Null] {
        assert_eq!(pair.fails(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod"})), "invalid_operation");
    }
}

#[test]
fn no_choice_between_two_inputs_of_one_id() {
    let mut pair = Pair::new();
    let run = pair.paused("same message");
    let inputs = pair.run(json!({"op": "inputs", "job": "same message", "run": run})).expect("inputs");
    let (id, known) = (inputs["inputs"][0]["id"].clone(), inputs["inputs"][0].clone());
    assert_eq!(known["ambiguous"], true);
    for op in ["approve", "abort"] {
        assert_eq!(pair.fails(json!({"op": op, "job": "same message", "run": run, "input": id})), "input_ambiguous");
        assert_eq!(pair.fails(json!({"op": op, "job": "same message", "run": run, "input": id, "known": known})), "input_ambiguous");
    }
    assert_eq!(pair.posts(), 0);
}

#[test]
fn no_approved_where_the_run_says_otherwise() {
    // A proxy swallows the POST and answers 200 with nothing: the input still waits.
    let mut pair = Pair::new();
    let run = pair.paused("release");
    pair.swallow_posts = true;
    for op in ["approve", "abort"] {
        assert_eq!(pair.fails(json!({"op": op, "job": "release", "run": run, "input": "Proceed-to-prod"})), "approval_unconfirmed");
    }
}

#[test]
fn no_token_in_an_error_an_url_an_event_or_an_outcome() {
    let secrets = ["11releaser00000000000000000000token", "cmVsZWFzZXI6", "password-2-", "cGFzc3dvcmQ"];
    for credentials in [token("releaser"), json!({"kind": "password", "user": "releaser", "password": "password-2-"})] {
        for kind in FAULTS {
            for path in STEPS {
                let mut pair = Pair::with(Scenario::builtin(), &credentials);
                let run = pair.paused("release");
                pair.sim.add_fault(Fault { method: None, path_contains: path.to_owned(), times: 2, after: 0, kind: kind.clone() });
                let result = pair.run(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod"}));
                let shown = format!("{result:?} {:?} {:?} {:?}", pair.events, pair.sent, pair.client);
                let urls_and_bodies = shown.replace("j_password=password-2-", "");
                assert!(!secrets.iter().any(|s| urls_and_bodies.contains(s)), "{kind:?} {path}: {urls_and_bodies}");
            }
        }
    }
}

#[test]
fn whatever_fails_at_whatever_step_nothing_is_half_done_or_done_twice() {
    for kind in FAULTS {
        for after in 0..4 {
            let mut pair = Pair::new();
            let run = pair.paused("release");
            pair.sim.add_fault(Fault { method: None, path_contains: String::new(), times: 1, after, kind: kind.clone() });
            let result = pair.run(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod", "parameters": {"REGION": "us"}}));
            assert!(pair.posts() <= 1, "{kind:?} at {after}: {:?}", pair.sent);
            let log = pair.console("release", &run);
            let arrived = log.contains("region us dry false");
            match result {
                Ok(outcome) if outcome["outcome"] == "approved" => assert!(arrived, "{kind:?} at {after}"),
                Ok(outcome) => assert_eq!(outcome["outcome"], "settled", "{kind:?} at {after}"),
                Err(error) => assert!(!error.code().remedy().is_empty() && (!arrived || error.sent() != bellpull::Sent::No), "{kind:?} at {after}: {error}"),
            }
        }
    }
}

#[test]
fn the_crumb_is_renewed_once_and_only_when_it_was_refused() {
    let password = json!({"kind": "password", "user": "releaser", "password": "password-2-"});
    let mut pair = Pair::with(Scenario::builtin(), &password);
    let run = pair.paused("release");
    pair.sim.add_fault(fault("POST", "/proceed", FaultKind::CrumbRefused));
    let outcome = pair.run(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod"})).expect("approved");
    assert_eq!((&outcome["outcome"], pair.posts()), (&json!("approved"), 2));
    // A restart drops sessions: the password client signs in again by itself.
    let run = pair.paused("declarative");
    pair.sim.drop_sessions();
    assert_eq!(pair.run(json!({"op": "abort", "job": "declarative", "run": run, "input": "ShipIt"})).expect("aborted")["outcome"], "aborted");
    // A token client never repeats.
    let mut pair = Pair::new();
    let run = pair.paused("release");
    pair.sim.add_fault(Fault { method: Some("POST".to_owned()), path_contains: String::new(), times: 9, after: 0, kind: FaultKind::CrumbRefused });
    assert_eq!(pair.fails(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod"})), "crumb_rejected");
    assert_eq!(pair.posts(), 1);
}

#[test]
fn wrong_users_are_told() {
    let mut pair = Pair::new();
    pair.client = client(&json!({"kind": "token", "user": "releaser", "token": "wrong"}));
    assert_eq!(pair.fails(json!({"op": "who_am_i"})), "credentials_rejected");
    pair.client = client(&json!({"kind": "password", "user": "releaser", "password": "wrong"}));
    assert_eq!(pair.fails(json!({"op": "login"})), "credentials_rejected");
    pair.client = client(&json!({"kind": "anonymous"}));
    assert_eq!(pair.fails(json!({"op": "job", "job": "quick"})), "login_required");
    assert_eq!(pair.run(json!({"op": "who_am_i"})).expect("anonymous")["anonymous"], true);
}
