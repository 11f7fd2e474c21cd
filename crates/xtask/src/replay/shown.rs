//! What recorded bodies show of inputs and runs.

use super::exchange::Exchange;
use serde_json::{Map, Value, json};

pub fn names(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|p| p["name"].as_str().map(str::to_owned)).collect()
}

/// Definitions that accept recorded values.
pub fn definitions(values: &Map<String, Value>) -> Vec<Value> {
    let kind = |value: &Value| match value {
        Value::Bool(_) => "BooleanParameterDefinition",
        Value::Object(o) if o.contains_key("run") => "RunParameterDefinition",
        Value::Object(o) if o.contains_key("file") => "FileParameterDefinition",
        Value::Object(_) => "PasswordParameterDefinition",
        _ => "StringParameterDefinition",
    };
    values.iter().map(|(name, value)| json!({"name": name, "type": kind(value), "default": null, "choices": []})).collect()
}

/// The pending inputs that a recorded read shows, in the core's own shape.
pub fn pending(op: &Value, exchange: &Exchange) -> Vec<Value> {
    use bellpull::api::Endpoint as _;
    use bellpull::api::remote::{ReadRun, Run};
    use bellpull::api::wfapi::{NextPendingInputAction, PendingInputActions};
    let run = bellpull::RunId {
        job: match bellpull::JobPath::from_segments(["any"]) {
            Ok(job) => job,
            Err(_) => return Vec::new(),
        },
        run: bellpull::RunNumber(1),
    };
    let Ok(response) = exchange.response() else { return Vec::new() };
    let inputs = match op["op"].as_str() {
        Some("pending_input_actions") => PendingInputActions { run }.parse(&response).map(|p| p.inputs()).unwrap_or_default(),
        Some("next_pending_input_action") => NextPendingInputAction { run }.parse(&response).ok().and_then(|p| p.input()).into_iter().collect(),
        Some("run") => {
            ReadRun { run, projection: bellpull::api::Projection::default() }.parse(&response).ok().and_then(|r: Run| r.inputs()).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    inputs.iter().filter_map(|i| serde_json::to_value(i).ok()).collect()
}

/// The word that a recorded body shows of a run.
pub fn shown(body: &str) -> Option<&'static str> {
    let body: Value = serde_json::from_str(body).ok()?;
    let word = body["status"].as_str().or_else(|| body["result"].as_str());
    match word {
        Some("SUCCESS") => Some("success"),
        Some("UNSTABLE") => Some("unstable"),
        Some("FAILED" | "FAILURE") => Some("failure"),
        Some("ABORTED") => Some("aborted"),
        Some("PAUSED_PENDING_INPUT") => Some("paused"),
        Some("IN_PROGRESS") => Some("running"),
        _ => None,
    }
}

/// The word of the line that ends the log of each run.
pub fn finished(log: &str) -> Option<&'static str> {
    let last = log.trim_end().lines().last()?;
    match last.strip_prefix("Finished: ")? {
        "SUCCESS" => Some("success"),
        "UNSTABLE" => Some("unstable"),
        "FAILURE" => Some("failure"),
        "ABORTED" => Some("aborted"),
        _ => None,
    }
}
