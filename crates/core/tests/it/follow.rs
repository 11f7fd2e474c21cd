//! Following runs and logs.

use crate::pair::{Pair, fault, token};
use bellpull_sim::{Fault, FaultKind, Scenario};
use serde_json::json;

#[test]
fn stages_pause_and_result() {
    let mut pair = Pair::new();
    let run = pair.triggered("Ops Team/deploy");
    let mut following = pair.start(&json!({"op": "follow", "job": "Ops Team/deploy", "run": run}));
    while !pair.events.iter().any(|e| e["view"]["status"]["word"] == "paused") {
        assert!(pair.step(&mut following).is_none());
    }
    let view = pair.events.last().expect("an event")["view"].clone();
    assert_eq!(
        (&view["inputs"][0]["message"], &view["inputsSource"], &view["stagesSource"]),
        (&json!("Ship 2.4.1 to staging?"), &json!("core"), &json!("wfapi"))
    );
    let stages: Vec<_> = view["stages"].as_array().expect("stages").iter().map(|s| s["name"].clone()).collect();
    assert_eq!(stages, ["Build", "Test", "Approve"]);
    pair.run(json!({"op": "approve", "job": "Ops Team/deploy", "run": run, "input": "Ship"})).expect("approved");
    let last = pair.drive(following).expect("an end");
    assert_eq!((&last["status"]["word"], &last["result"], &last["inputs"]), (&json!("success"), &json!("SUCCESS"), &json!([])));
    assert_eq!(last["stages"].as_array().map(Vec::len), Some(4));
}

#[test]
fn one_request_a_round_while_nothing_happens() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    let mut following = pair.start(&json!({"op": "follow", "job": "release", "run": run}));
    let until = pair.now + 60_000;
    while pair.now < until {
        assert!(pair.step(&mut following).is_none());
    }
    let requests = pair.sim.requests().len();
    assert!((15..40).contains(&requests), "{requests} requests in a minute of waiting");
    assert_eq!(pair.events.iter().filter(|e| e["event"] == "run").count(), 2, "one for each follow, none without change");
}

#[test]
fn failed_unstable_stopped_and_killed() {
    let mut pair = Pair::new();
    for (job, word) in [("failing", "failure"), ("unstable only", "unstable")] {
        let run = pair.triggered(job);
        assert_eq!(pair.run(json!({"op": "follow", "job": job, "run": run})).expect("an end")["status"]["word"], word);
    }
    for verb in ["stop", "term", "kill"] {
        let run = pair.triggered("sleeper");
        assert_eq!(pair.run(json!({"op": verb, "job": "sleeper", "run": run})).expect("accepted")["accepted"], true);
        assert_eq!(pair.run(json!({"op": "follow", "job": "sleeper", "run": run})).expect("an end")["status"]["word"], "aborted");
    }
}

#[test]
fn a_description_is_replaced_as_a_whole() {
    let mut pair = Pair::with(Scenario::builtin(), &token("admin"));
    let run = pair.triggered("quick");
    for text in ["Started by ann & ben", "two\nlines, ü", ""] {
        pair.run(json!({"op": "submit_description", "job": "quick", "run": run, "description": text})).expect("accepted");
        let view = pair.run(json!({"op": "follow", "job": "quick", "run": run})).expect("an end");
        assert_eq!(view["description"], if text.is_empty() { json!(null) } else { json!(text) });
    }
    assert_eq!(pair.fails(json!({"op": "submit_description", "job": "quick", "run": 99, "description": ""})), "not_found");
    let mut pair = Pair::new();
    let run = pair.triggered("quick");
    assert_eq!(pair.fails(json!({"op": "submit_description", "job": "quick", "run": run, "description": "x"})), "forbidden");
}

#[test]
fn a_run_that_does_not_exist_and_a_server_that_starts() {
    let mut pair = Pair::new();
    assert_eq!(pair.fails(json!({"op": "follow", "job": "quick", "run": 99})), "not_found");
    let run = pair.triggered("quick");
    pair.sim.add_fault(Fault { method: None, path_contains: String::new(), times: 5, after: 0, kind: FaultKind::Starting });
    pair.events.clear();
    assert_eq!(pair.run(json!({"op": "follow", "job": "quick", "run": run})).expect("an end")["status"]["word"], "success");
    assert_eq!(pair.events.iter().filter(|e| e["event"] == "retrying" && e["code"] == "server_starting").count(), 5);
}

#[test]
fn a_server_that_is_back_is_told_by_a_view_although_nothing_has_changed() {
    let mut pair = Pair::new();
    let run = pair.paused("release");
    pair.events.clear();
    let mut following = pair.start(&json!({"op": "follow", "job": "release", "run": run}));
    let mut step_until = |pair: &mut Pair, count: usize| {
        for _ in 0..200 {
            assert!(pair.step(&mut following).is_none());
            if pair.events.len() == count {
                return;
            }
        }
        panic!("{:?}", pair.events);
    };
    step_until(&mut pair, 1);
    pair.sim.add_fault(Fault { method: None, path_contains: String::new(), times: 2, after: 1, kind: FaultKind::Starting });
    step_until(&mut pair, 4);
    let names: Vec<_> = pair.events.iter().map(|e| e["event"].as_str().unwrap_or_default()).collect();
    assert_eq!(names, ["run", "retrying", "retrying", "run"]);
    for _ in 0..100 {
        assert!(pair.step(&mut following).is_none());
    }
    assert_eq!(pair.events.len(), 4, "once");
}

#[test]
fn without_wfapi_and_on_freestyle_jobs() {
    let mut scenario = Scenario::builtin();
    scenario.plugins.wfapi = false;
    let mut pair = Pair::with(scenario, &token("releaser"));
    let run = pair.paused("release");
    pair.run(json!({"op": "abort", "job": "release", "run": run, "input": "Proceed-to-prod"})).expect("aborted");
    let view = pair.run(json!({"op": "follow", "job": "release", "run": run})).expect("an end");
    assert_eq!((&view["status"]["word"], &view["stagesSource"]), (&json!("aborted"), &json!("blue_ocean")));
    let run = pair.triggered("freestyle params");
    assert_eq!(pair.run(json!({"op": "follow", "job": "freestyle params", "run": run})).expect("an end")["status"]["word"], "success");
}

#[test]
fn logs_grow_end_and_can_be_resumed() {
    let mut pair = Pair::new();
    let run = pair.triggered("long log");
    pair.sim.add_fault(fault("GET", "progressiveText", FaultKind::LostAnswer));
    let outcome = pair.run(json!({"op": "log", "job": "long log", "run": run})).expect("a log");
    let pieces: Vec<_> = pair.events.iter().filter(|e| e["event"] == "log").cloned().collect();
    let text: String = pieces.iter().filter_map(|p| p["text"].as_str()).collect();
    assert_eq!(text, pair.console("long log", &run));
    assert!(pieces.len() > 2 && text.contains("line 29") && text.contains("äöü €"));
    assert!(pieces.windows(2).all(|w| w[0]["end"] == w[1]["start"]));
    assert_eq!((&outcome["complete"], &outcome["size"]), (&json!(true), &pieces[pieces.len() - 1]["end"]));
    pair.events.clear();
    pair.run(json!({"op": "log", "job": "long log", "run": run, "start": pieces[1]["end"]})).expect("the rest");
    let rest: String = pair.events.iter().filter_map(|p| p["text"].as_str()).collect();
    assert!(text.ends_with(&rest) && rest.len() < text.len());
}
