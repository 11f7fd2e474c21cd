//! Every model survives what another version of Jenkins or a plugin may send, and loses none of it: answers
//! of the recordings, changed somewhere, to the operations that asked for them.

mod accessors;
mod flows;
mod recorded;
mod texts;

use crate::mutate::mutate;
use crate::operations::operation;
use crate::watch::{BASE, SECRET, Watch};
use bellpull::{Client, Error, Feed, Output, Response};
use proptest::prelude::*;
use recorded::{Recorded, recordings};
use serde_json::{Value, json};

/// What chooses the changes: numbers that proptest shrinks, and 0 once they are used up.
fn picker(choices: &[u16]) -> impl FnMut(usize) -> usize {
    let mut choices = choices.iter().copied();
    move |below| usize::from(choices.next().unwrap_or_default()) % below.max(1)
}

fn choices() -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::vec(any::<u16>(), 0..24)
}

/// A recorded answer to a single operation, with a few changes.
fn changed() -> impl Strategy<Value = (&'static str, Value)> {
    let bodies: Vec<&Recorded> = recordings().iter().filter(|r| r.body.is_some() && !r.op.is_empty()).collect();
    let ops: std::collections::BTreeSet<&str> = bodies.iter().map(|r| r.op).collect();
    assert!(ops.len() > 50, "of the recordings no more than these are recognised: {ops:?}");
    // Each operation as often as another, however many answers it has.
    let ops: Vec<(&'static str, Vec<&Recorded>)> = ops.into_iter().map(|op| (op, bodies.iter().copied().filter(|r| r.op == op).collect())).collect();
    (any::<u16>(), any::<u16>(), choices()).prop_map(move |(op, answer, choices)| {
        let (op, answers) = &ops[usize::from(op) % ops.len()];
        let mut body = answers[usize::from(answer) % answers.len()].body.clone().expect("JSON");
        let mut pick = picker(&choices);
        for _ in 0..=pick(4) {
            mutate(&mut body, &mut pick);
        }
        (*op, body)
    })
}

fn client() -> Client {
    Client::new(json!({"url": BASE, "credentials": {"kind": "token", "user": "releaser", "token": SECRET}})).expect("a client")
}

/// What a single operation makes of an answer.
fn outcome(op: &str, body: &Value) -> Result<Value, Error> {
    let mut machine = client().start(operation(op, &|_| false)).unwrap_or_else(|e| panic!("{op}: {e}"));
    let mut watch = Watch::new(false);
    for _ in 0..4 {
        let output = machine.poll_output(0);
        watch.output(0, &output);
        match output {
            Output::Send(_) => {
                let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
                let feed = Feed::Response(Response { status: 200, headers, body: body.to_string().into_bytes() });
                watch.feed(&feed);
                machine.handle_input(feed);
            }
            Output::Done(result) => return result.map(Value::from),
            other => panic!("{op}: {other:?}"),
        }
    }
    panic!("{op} asks on and on")
}

/// What an outcome leaves out of an answer, or nothing for one that is told in the core's own words.
fn expected(op: &str, mut body: Value) -> Option<Value> {
    match op {
        // Text with stretches; a list in which each item is once.
        "wfapi_node_log" | "blue_queue" => return None,
        "crumb" => drop(body.as_object_mut()?.remove("crumb")),
        "pending_input_actions" => body.as_array_mut()?.iter_mut().for_each(without_secrets),
        "next_pending_input_action" => without_secrets(&mut body),
        _ => {}
    }
    Some(body)
}

/// The defaults of passwords, and of what does not say that it is none.
fn without_secrets(action: &mut Value) {
    for input in action.get_mut("inputs").and_then(Value::as_array_mut).into_iter().flatten() {
        if input["type"].as_str().is_none_or(|t| t.contains("Password"))
            && let Some(definition) = input.get_mut("definition").and_then(Value::as_object_mut)
        {
            definition.remove("defaultVal");
        }
    }
}

fn same(got: &Value, sent: &Value) -> bool {
    let mut got = got.clone();
    without_added(&mut got, sent);
    got == *sent
}

/// Beside a time that is a text stands the same time as a number; everything else has to be as it was sent.
fn without_added(got: &mut Value, sent: &Value) {
    match (got, sent) {
        (Value::Array(got), Value::Array(sent)) => got.iter_mut().zip(sent).for_each(|(g, s)| without_added(g, s)),
        (Value::Object(got), Value::Object(sent)) => {
            got.retain(|name, _| sent.contains_key(name) || !name.strip_suffix("Millis").is_some_and(|time| sent.get(time).is_some_and(Value::is_string)));
            got.iter_mut().for_each(|(name, value)| without_added(value, sent.get(name).unwrap_or(&Value::Null)));
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_field_and_no_word_is_lost_or_in_the_way((op, body) in changed()) {
        let got = outcome(op, &body);
        let got = match got {
            Ok(got) => got,
            Err(error) => return Err(TestCaseError::fail(format!("{op}: {error:?}\n{body}"))),
        };
        if op == "blue_queue" {
            let (got, sent) = (got.as_array().expect("a list"), body.as_array().expect("a list"));
            prop_assert!(got.iter().all(|item| sent.iter().any(|s| same(item, s))) && sent.iter().all(|item| item["id"].is_null() || got.iter().any(|g| g["id"] == item["id"])));
        } else if let Some(expected) = expected(op, body) {
            let mut got = got;
            without_added(&mut got, &expected);
            prop_assert_eq!(&got, &expected, "{}", op);
        }
    }
}
