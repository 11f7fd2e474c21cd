//! Flows of which one step is not what it was.

use super::{altered, check, made, read, replaced, scenario};
use crate::replay::exchange::Scenario;
use serde_json::{Value, json};

/// What is wrong with a flow without the files of these names.
fn without(name: &str, files: &[&str]) -> Vec<String> {
    let mut all = scenario(name);
    all.exchanges.retain(|e| !files.contains(&e.file.as_str()));
    check(&all).mismatches
}

fn says(mismatches: &[String], what: &str) {
    assert!(mismatches.iter().any(|m| m.contains(what)), "{what}: {mismatches:?}");
}

#[test]
fn a_missing_step_is_noticed() {
    says(&without("plugins-2026/flow-b-no-parameters", &["001-trigger"]), "002-queue-01: expected a queue item that something before has named");
    says(&without("plugins-2026/flow-b-no-parameters", &["006-proceedEmpty"]), "nothing between answers it");
    says(&without("plugins-2026/flow-i-two-inputs", &["006-proceed-us"]), "the input \"Us\" waits");
    says(&without("plugins-2026/flow-c-abort", &["006-abort"]), "tells of a rejection");
    says(&without("plugins-2026/flow-j-stop", &["005-stop"]), "tells of a stop");
    says(&without("plugins-2026/flow-d-cancelled", &["004-cancel"]), "nothing cancels it");
    says(&without("plugins-2026/flow-f-blueocean", &["006-input"]), "nothing between answers it");
}

#[test]
fn polls_may_be_fewer() {
    let none: &[String] = &[];
    assert_eq!(without("plugins-2026/flow-a-parameters", &["005-describe-01", "008-describe-04", "017-describe-01"]), none);
    assert_eq!(without("plugins-2026/flow-g-session", &["006-queue-01", "012-describe-01"]), none, "what comes after the logout is another story");
}

#[test]
fn a_decision_that_is_not_the_one_that_was_made() {
    let path = |from, to| replaced("request", "path", from, to);
    assert!(altered("plugins-2026/flow-b2-inputSubmit", "006-inputSubmit", path("Proceed-to-prod", "Proceed-to-prod2")) > 0);
    assert!(altered("plugins-2026/flow-i-two-inputs", "006-proceed-us", path("/Us/proceed", "/Us/abort")) > 0);
    assert!(altered("plugins-2026/flow-d-cancelled", "004-cancel", path("id=327", "id=328")) > 0);
    let body = |from, to| replaced("response", "body", from, to);
    assert!(altered("plugins-2026/flow-i-two-inputs", "004-pending-01", body("\"id\":\"Us\"", "\"id\":\"Them\"")) > 0);
    assert!(altered("plugins-2026/flow-a-parameters", "003-queue-01", body("\"value\":\"v2\"", "\"value\":\"v3\"")) > 0);
    assert!(altered("plugins-2026/flow-d-cancelled", "005-queue-3", body("\"cancelled\":true", "\"cancelled\":false")) > 0);
    assert!(altered("plugins-2026/flow-a-parameters", "022-log-01", body("Finished: SUCCESS", "Finished: FAILURE")) > 0);
    assert!(altered("plugins-2026/flow-b-no-parameters", "010-log-01", body("\nFinished: SUCCESS", "")) > 0);
}

#[test]
fn a_crumb_that_nobody_issued() {
    let crumb = |value: Option<&'static str>| {
        move |e: &mut Value| {
            let headers = e["request"]["headers"].as_object_mut().expect("headers");
            let _ = headers.remove("Jenkins-Crumb");
            if let Some(value) = value {
                headers.insert("Jenkins-Crumb".to_owned(), json!(value));
            }
        }
    };
    for wrong in [None, Some("c0de")] {
        assert!(altered("plugins-2026/flow-g-session", "011-proceed", crumb(wrong)) > 0);
    }
}

#[test]
fn what_is_refused_or_has_no_flow_is_sent_as_it_is() {
    let none = json!({});
    let answer = |status: u16| json!({"status": status});
    let made_item = |status: u16| json!({"status": status, "headers": [["Location", "/queue/item/7/"]]});
    let structured = json!({"headers": {"Content-Type": "application/x-www-form-urlencoded"}, "body": "json=%7B%22parameter%22%3A%5B%7B%22name%22%3A%22A%22%2C%22value%22%3A%221%22%7D%5D%7D"});
    let blue = "/blue/rest/organizations/jenkins/pipelines/x";
    let start = json!({"headers": {"Content-Type": "application/json"}, "body": "{}"});
    let exchanges = vec![
        made("POST", "/job/off/build", &none, &answer(409)),
        made("POST", "/job/x/build", &none, &answer(400)),
        made("POST", "/job/x/build", &structured, &made_item(201)),
        made("POST", &format!("{blue}/runs/"), &start, &json!({"body": "{\"id\":\"8\",\"queueId\":\"9\"}"})),
        read("/queue/item/9/api/json", &json!({"id": 9, "cancelled": false})),
        made("DELETE", &format!("{blue}/queue/9/"), &none, &none),
        read("/queue/item/9/api/json", &json!({"id": 9, "cancelled": true})),
    ];
    let report = check(&Scenario { name: "flow-x".to_owned(), exchanges });
    assert_eq!(report.mismatches, Vec::<String>::new());
    let ended = ["trigger: job_disabled", "build: bad_request", "build_json: accepted", "blue_start: accepted", "blue_delete_queue_item: accepted"];
    assert_eq!(report.flow, Some(ended.map(str::to_owned).to_vec()));
}

#[test]
fn who_is_late_by_wfapi_gets_a_failure_of_the_server() {
    let late = |e: &mut Value| {
        e["request"]["path"] = json!("/jenkins/job/release/25/wfapi/inputSubmit?inputId=Proceed-to-prod");
        e["response"]["status"] = json!(500);
        e["response"]["reason"] = json!("Server Error");
        e["response"]["body"] = json!("<h1>Oops!</h1>");
    };
    assert_eq!(altered("plugins-2021/flow-k-lost-race", "007-releaser-late", late), 0);
}

#[test]
fn a_run_that_nobody_triggers_is_followed_by_whatever_reads_it() {
    let paused = json!({"id": "5", "status": "PAUSED_PENDING_INPUT", "stages": [], "_links": {"pendingInputActions": {"href": "/x"}}});
    let waits = json!([{"id": "Ship", "message": "Ship it?", "proceedText": "Go", "inputs": [],
        "proceedUrl": "/job/build%20tools/5/wfapi/inputSubmit?inputId=Ship", "abortUrl": "/job/build%20tools/5/input/Ship/abort"}]);
    let at = |place: &str| format!("/job/build%20tools/5/{place}");
    let exchanges = vec![
        read(&at("wfapi/describe"), &paused),
        read(&at("wfapi/pendingInputActions"), &waits),
        made("POST", &at("input/Ship/proceedEmpty"), &json!({}), &json!({})),
        read(&at("wfapi/pendingInputActions"), &json!([])),
        read(&at("wfapi/describe"), &json!({"id": "5", "status": "SUCCESS", "stages": [], "_links": {}})),
    ];
    let report = check(&Scenario { name: "flow-x".to_owned(), exchanges });
    assert_eq!(report.mismatches, Vec::<String>::new());
    assert!(report.flow.is_some_and(|results| results.contains(&"run #5: success".to_owned())));
}
