//! The flows on the answers of the `flow-*` recordings, changed on the way: an outcome, a typed error or
//! patience, and never a second POST.

use super::recorded::{Recorded, recognised, recordings};
use super::{client, picker};
use crate::mutate::mutate;
use crate::watch::{BASE, Watch};
use bellpull::{Code, Error, Feed, Lost, Method, Output, Response};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A folder of recordings and a flow that it answers.
struct Flow {
    operation: Value,
    answers: Vec<&'static Recorded>,
}

/// The flows that the folders show, with the inputs that were decided on there.
fn flows() -> Vec<Flow> {
    let mut folders: Vec<&str> = recordings().iter().map(|r| r.folder.as_str()).filter(|f| f.contains("/flow-")).collect();
    folders.dedup();
    let mut flows = Vec::new();
    for folder in folders {
        let answers: Vec<&Recorded> = recordings().iter().filter(|r| r.folder == folder && !r.op.is_empty()).collect();
        let input = answers.iter().find_map(|r| r.path.split_once("/input/")?.1.split('/').next().filter(|i| !i.is_empty()));
        let of_run = |op: &str| json!({"op": op, "job": "x", "run": 5});
        // A known input is decided on at once: most folders show it to wfapi only, and then its end.
        let settle = |op: &str, known: bool| {
            let id = input.unwrap_or("Ship");
            let known = known.then(|| json!({"id": id, "message": "Go?", "parameters": []}));
            json!({"op": op, "job": "x", "run": 5, "input": id, "known": known})
        };
        let operations = [
            json!({"op": "describe", "job": "x"}),
            json!({"op": "trigger", "job": "x"}),
            of_run("inputs"),
            of_run("follow"),
            settle("approve", false),
            settle("abort", false),
            settle("approve", true),
            settle("abort", true),
        ];
        flows.extend(operations.map(|operation| Flow { operation, answers: answers.clone() }));
    }
    flows
}

/// How a flow ended, and how many writes it took.
struct End {
    result: Option<Result<Value, Error>>,
    writes: usize,
}

/// Plays a flow: each request is given the next answer to such a request, or the last one, changed by `change`.
/// If its writes are lost, nothing changes by them.
fn play(flow: &Flow, lost: bool, change: &mut dyn FnMut(&mut Value)) -> End {
    let mut machine = client().start(&flow.operation).expect("an operation");
    let (mut watch, mut now, mut cursor) = (Watch::new(false), 1_700_000_000_000, 0);
    // A run that never ends is followed without end.
    for _ in 0..300 {
        let output = machine.poll_output(now);
        watch.output(now, &output);
        match output {
            Output::Send(request) => {
                let op = recognised(request.method.as_str(), request.url.strip_prefix(BASE).unwrap_or_default());
                let is = |i: &usize| flow.answers[*i].op == op;
                let (next, last) = ((cursor..flow.answers.len()).find(is), (0..cursor).rev().find(is));
                let found = if lost && watch.writes() > 0 { last.or(next) } else { next.or(last) };
                cursor = found.map_or(cursor, |i| cursor.max(i + 1));
                let mut response = found.map_or(Response { status: 404, headers: Vec::new(), body: Vec::new() }, |i| flow.answers[i].response.clone());
                if let Some(body) = found.and_then(|i| flow.answers[i].body.as_ref()) {
                    let mut body = body.clone();
                    change(&mut body);
                    response.body = body.to_string().into_bytes();
                }
                let feed = if lost && request.method != Method::Get { Feed::Lost(Lost::new("reset")) } else { Feed::Response(response) };
                watch.feed(&feed);
                machine.handle_input(feed);
            }
            Output::Wait { until } => now = until,
            Output::Event(_) => {}
            Output::Done(result) => return End { result: Some(result.map(Value::from)), writes: watch.writes() },
            Output::AwaitingResponse => panic!("nothing is awaited"),
        }
    }
    End { result: None, writes: watch.writes() }
}

/// Else the property below would hold of flows that end at once.
#[test]
fn unchanged_answers_lead_to_outcomes() {
    let mut outcomes = std::collections::BTreeMap::<String, usize>::new();
    for flow in flows() {
        if let Some(Ok(_)) = play(&flow, false, &mut |_| {}).result {
            *outcomes.entry(flow.operation["op"].to_string()).or_default() += 1;
        }
    }
    assert_eq!(outcomes.len(), 6, "each of the flows: {outcomes:?}");
    assert!(outcomes.values().all(|n| *n > 1), "{outcomes:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_answers_lead_to_an_outcome_an_error_or_patience(place in any::<u16>(), lost in any::<bool>(), often in 1_usize..6, choices in proptest::collection::vec(any::<u16>(), 0..80)) {
        let flows = flows();
        let flow = &flows[usize::from(place) % flows.len()];
        let mut pick = picker(&choices);
        let end = play(flow, lost, &mut |body| {
            if pick(often) == 0 {
                (0..=pick(3)).for_each(|_| mutate(body, &mut pick));
            }
        });
        let reads = matches!(flow.operation["op"].as_str(), Some("describe" | "inputs" | "follow"));
        prop_assert!(end.writes <= usize::from(!reads), "{}: {} writes", flow.operation, end.writes);
        if let Some(Err(error)) = end.result {
            // Objects and lists came throughout, so nothing was malformed.
            prop_assert!(error.code() != Code::BadResponse, "{}: {error:?}", flow.operation);
            prop_assert!(!error.code().remedy().is_empty());
        }
    }
}
