//! Any operation of the table, with fields such that it starts. Used by the tests here and by the fuzz
//! targets in `crates/core/fuzz`.

use bellpull::operation::specs;
use serde_json::{Value, json};

/// An operation with the fields that it must have, and those others that are to be given, by their places.
pub fn operation(op: &str, given: &dyn Fn(usize) -> bool) -> Value {
    let mut operation = json!({"op": op});
    match specs().into_iter().find(|spec| spec.op == op) {
        Some(spec) => {
            let fields = spec.fields.iter().flat_map(|group| group.iter());
            for (_, field) in fields.enumerate().filter(|(place, field)| field.required || given(*place)) {
                operation[field.name] = sample(field.name, field.ts);
            }
        }
        None => {
            let others = optional(op).iter().enumerate().filter(|(place, _)| given(*place)).map(|(_, name)| name);
            for name in required(op).iter().chain(others) {
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
        "log" => &["start", "follow", "node", "branch"],
        "progressive_text" => &["start", "branch"],
        "wfapi_describe" => &["fullStages", "branch"],
        _ => &[],
    }
}

/// A value that is accepted: by its type, where the table of operations tells one.
fn sample(name: &str, ts: &str) -> Value {
    match ts {
        "number" => return json!(7),
        "boolean" => return json!(true),
        "string" => return json!("x/y"),
        "string[]" => return json!(["a", "b"]),
        "Record<string, unknown>" => return json!({"A": "1"}),
        _ => {}
    }
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
        _ => json!("x/y"),
    }
}
