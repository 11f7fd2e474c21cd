//! Any operation of the table, with fields such that it starts.

use crate::Head;
use crate::watch::{BASE, SECRET};
use bellpull::operation::{names, specs};
use bellpull::{Client, Machine};
use serde_json::{Value, json};

/// A client for one of the ways to sign in; whether it has a session that it renews.
pub fn client(head: Head) -> (Client, bool) {
    let user = "releaser";
    let credentials = match head.credentials % 5 {
        0 => json!({"kind": "token", "user": user, "token": SECRET}),
        1 => json!({"kind": "password", "user": user, "password": SECRET}),
        2 => json!({"kind": "bearer", "token": SECRET}),
        3 => json!({"kind": "browser"}),
        _ => json!({"kind": "anonymous"}),
    };
    let config = json!({"url": BASE, "credentials": credentials, "headers": {"X-Proxy-Auth": SECRET}, "maxBodyBytes": 60_000});
    (Client::new(config).expect("a client"), head.credentials % 5 == 1)
}

/// Starts the chosen operation; `replaced` has fields that are given in place of the usual ones.
pub fn start(client: &Client, head: Head, replaced: &Value) -> Option<Machine> {
    let mut operation = operation(head);
    for (name, value) in replaced.as_object().into_iter().flatten() {
        operation[name] = value.clone();
    }
    client.start(operation).ok()
}

fn operation(head: Head) -> Value {
    let names = names();
    let op = names[usize::from(head.operation) % names.len()];
    let mut operation = json!({"op": op});
    let given = |place: usize| head.fields >> (place % 16) & 1 == 1;
    match specs().into_iter().find(|spec| spec.op == op) {
        Some(spec) => {
            let fields = spec.fields.iter().flat_map(|group| group.iter());
            for (_, field) in fields.enumerate().filter(|(place, field)| field.required || given(*place)) {
                operation[field.name] = sample(field.name, field.ts);
            }
        }
        None => {
            for name in required(op) {
                operation[*name] = sample(name, "");
            }
            for (_, name) in optional(op).iter().enumerate().filter(|(place, _)| given(*place)) {
                operation[*name] = sample(name, "");
            }
        }
    }
    operation
}

/// The fields of the operations that are read one by one.
fn required(op: &str) -> &'static [&'static str] {
    match op {
        "root" | "who_am_i" | "crumb" | "login" | "logout" => &[],
        "queue_item" | "cancel_queue_item" => &["id"],
        "job" | "build" | "build_with_parameters" | "build_json" | "describe" | "trigger" => &["job"],
        "input_proceed" | "input_proceed_empty" | "input_abort" | "wfapi_input_submit" | "approve" | "abort" => &["job", "run", "input"],
        _ => &["job", "run"],
    }
}

fn optional(op: &str) -> &'static [&'static str] {
    match op {
        "root" => &["tree", "depth"],
        "job" | "run" => &["branch", "tree", "depth"],
        "trigger" => &["parameters", "patienceMillis", "until", "branch", "delaySeconds", "definitions"],
        "build" => &["branch", "delaySeconds"],
        "build_with_parameters" => &["parameters", "branch", "delaySeconds"],
        "build_json" => &["parameters", "branch", "delaySeconds", "nameQueueItem"],
        "follow" => &["untilPaused", "branch"],
        "approve" => &["parameters", "route", "fingerprint", "known"],
        "abort" => &["fingerprint", "known"],
        "input_proceed" | "wfapi_input_submit" => &["parameters", "branch"],
        "log" => &["start", "follow", "branch"],
        "progressive_text" => &["start", "branch"],
        "wfapi_describe" => &["fullStages", "branch"],
        _ => &[],
    }
}

/// A value that is accepted; those of the recordings, so that their answers fit.
fn sample(name: &str, ts: &str) -> Value {
    match name {
        "job" => json!("Ops Team/release"),
        "branch" => json!("feature/ux-1"),
        "run" => json!(5),
        "id" => json!(7),
        "input" => json!("Proceed-to-prod"),
        "parameters" => json!({"REGION": "us", "DRY": true}),
        "patienceMillis" => json!(60_000),
        "delaySeconds" | "depth" | "start" | "limit" => json!(1),
        "until" => json!("queued"),
        "route" => json!("wfapi"),
        "fingerprint" => json!("00000000000000000000000000000000"),
        "known" => json!({"id": "Proceed-to-prod", "message": "Ship it?", "parameters": [{"name": "REGION", "type": "StringParameterDefinition"}]}),
        "definitions" => json!([{"name": "REGION", "type": "StringParameterDefinition"}]),
        "untilPaused" | "nameQueueItem" | "fullStages" => json!(true),
        "follow" => json!(false),
        _ => match ts {
            "number" => json!(7),
            "boolean" => json!(true),
            "string[]" => json!(["a", "b"]),
            "Record<string, unknown>" | "ParameterInputs" => json!({"A": "1"}),
            _ => json!("x/y"),
        },
    }
}
