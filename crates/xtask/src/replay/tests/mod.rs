//! The replay itself can fail: altered recordings are noticed.

mod alike;
mod folders;
mod spoiled;
mod stories;

use super::exchange::{Exchange, Scenario};
use super::{check, exchange, home, recognise};
use crate::process::root;
use serde_json::{Value, json};

fn scenario(name: &str) -> Scenario {
    let mut all = exchange::load(&root().join("tests/recordings").join(name)).expect("recordings");
    all.remove(0)
}

/// An exchange as it would be recorded, of these parts.
fn made(method: &str, path: &str, request: &Value, response: &Value) -> Exchange {
    let mut recording = json!({"as": "releaser", "auth": "token", "request": {"method": method, "path": path}, "response": {"status": 200}});
    for (part, more) in [("request", request), ("response", response)] {
        for (name, value) in more.as_object().into_iter().flatten() {
            recording[part][name] = value.clone();
        }
    }
    let exchange: Exchange = serde_json::from_value(recording).expect("a recording");
    Exchange { file: path.rsplit('/').next().unwrap_or_default().to_owned(), ..exchange }
}

/// A read that was answered with this JSON.
fn read(path: &str, body: &Value) -> Exchange {
    made("GET", path, &json!({}), &json!({"headers": [["Content-Type", "application/json;charset=utf-8"]], "body": body.to_string()}))
}

fn form(path: &str, body: &str, response: &Value) -> Exchange {
    made("POST", path, &json!({"headers": {"Content-Type": "application/x-www-form-urlencoded"}, "body": body}), response)
}

/// Matched, mismatched, answer only, without an operation.
fn counts(name: &str, mut exchanges: Vec<Exchange>) -> (usize, usize, usize, usize) {
    home::settle(&mut [&mut exchanges]);
    let count = check(&Scenario { name: name.to_owned(), exchanges }).count;
    (count.matched, count.mismatched, count.answer_only, count.no_operation)
}

fn matches(exchange: Exchange) {
    let told = format!("{} {}", exchange.request.method, exchange.request.path);
    let report = check(&Scenario { name: "made".to_owned(), exchanges: vec![exchange] });
    assert_eq!((report.count.matched, report.mismatches), (1, vec![]), "{told}");
}

/// The one mismatch of an exchange has to say this.
fn mismatch(exchange: Exchange, says: &str) {
    let told = format!("{} {}", exchange.request.method, exchange.request.path);
    let report = check(&Scenario { name: "made".to_owned(), exchanges: vec![exchange] });
    assert!(report.mismatches.len() == 1 && report.mismatches[0].contains(says), "{told}: {:?}", report.mismatches);
}

/// A change of a text within a recording.
fn replaced(part: &'static str, field: &'static str, from: &'static str, to: &'static str) -> impl Fn(&mut Value) {
    move |e| {
        let text = e[part][field].as_str().expect("a text").replace(from, to);
        e[part][field] = json!(text);
    }
}

fn altered(name: &str, file: &str, alter: impl Fn(&mut Value)) -> usize {
    let dir = root().join("tests/recordings").join(name);
    let mut all = scenario(name);
    for exchange in &mut all.exchanges {
        if exchange.file == file {
            let text = std::fs::read_to_string(dir.join(format!("{file}.json"))).expect("a file");
            let mut value: Value = serde_json::from_str(&text).expect("JSON");
            alter(&mut value);
            let mut fresh: Exchange = serde_json::from_value(value).expect("an exchange");
            fresh.file = file.to_owned();
            *exchange = fresh;
        }
    }
    check(&all).count.mismatched
}

#[test]
fn recorded_flows_agree() {
    for name in ["plugins-2026/flow-a-parameters", "plugins-2021/flow-k-lost-race", "plugins-2026/flow-g-session"] {
        let report = check(&scenario(name));
        assert_eq!(report.mismatches, Vec::<String>::new(), "{name}");
        assert!(report.flow.is_some(), "{name}");
    }
}

#[test]
fn a_folder_of_another_host_is_moved_home() {
    let mut all = scenario("plugins-2026/trigger-coalesced");
    for (_, value) in all.exchanges.iter_mut().flat_map(|e| &mut e.response.headers).filter(|(name, _)| name == "Location") {
        *value = value.replace(exchange::ORIGIN, "https://ci.example.org:444");
    }
    home::settle(&mut [&mut all.exchanges]);
    assert!(all.exchanges.iter().all(|e| e.header("location").is_empty() || e.header("location").starts_with(exchange::ORIGIN)));
    assert_eq!(check(&all).count.mismatched, 0);
}

#[test]
fn another_status_is_noticed() {
    let to = |status: u16| move |e: &mut Value| e["response"]["status"] = json!(status);
    assert!(altered("plugins-2026/flow-a-parameters", "015-proceed", to(404)) > 0);
    assert!(altered("plugins-2026/queue", "009-cancel", to(200)) > 0);
}

#[test]
fn a_body_cut_short_is_noticed() {
    let cut = |e: &mut Value| {
        let body = e["response"]["body"].as_str().expect("a body").to_owned();
        e["response"]["body"] = json!(body[..body.len() / 2]);
    };
    assert!(altered("plugins-2026/flow-a-parameters", "013-read-tree", cut) > 0);
}

#[test]
fn a_flow_that_leads_elsewhere_is_noticed() {
    let replace = |from, to| replaced("response", "body", from, to);
    assert!(altered("plugins-2026/flow-a-parameters", "004-queue-02", replace("\"number\":5", "\"number\":6")) > 0, "another run");
    assert!(altered("plugins-2026/flow-c-abort", "009-run", replace("ABORTED", "SUCCESS")) > 0, "not aborted after all");
    assert!(altered("plugins-2026/flow-b2-inputSubmit", "007-describe-01", |e| e["response"]["status"] = json!(500)) > 0, "the run cannot be read");
    let lost = |e: &mut Value| e["request"]["path"] = json!("/jenkins/job/other/build");
    assert!(altered("plugins-2026/flow-b-no-parameters", "006-proceedEmpty", lost) > 0, "the approval is sent to nobody");
}

#[test]
fn a_request_that_differs_by_one_byte_is_noticed() {
    let to = |path: &'static str| move |e: &mut Value| e["request"]["path"] = json!(path);
    assert_eq!(altered("plugins-2026/flow-j-stop", "008-run", to("/jenkins/job/sleeper/8/api/json?tree=building,result")), 0);
    let twice = |e: &mut Value| e["request"]["body"] = json!("TAG=v2&DEPLOY=true&json=%7B%7D");
    assert!(altered("plugins-2026/flow-a-parameters", "002-trigger", twice) > 0);
}

#[test]
fn what_cannot_be_sent_is_not_recognised_as_an_operation() {
    for exchange in scenario("plugins-2026/methods").exchanges {
        let recognised = recognise::recognise(&exchange);
        if exchange.request.method != "GET" && exchange.request.method != "POST" {
            assert!(!matches!(recognised, recognise::Recognised::Operation(_)), "{}", exchange.file);
        }
    }
}
