//! Typed access to changed values: what is there in the right kind is given, everything else is absent.

use super::changed;
use bellpull::api::blueocean::BlueRun;
use bellpull::api::remote::{Job, QueueItem, QueueState, Run};
use bellpull::api::wfapi::{Described, PendingInputAction, PendingInputs};
use bellpull::{StatusWord, Value};
use proptest::prelude::*;
use serde_json::Value as Json;

/// Compares fields with what `serde_json` has for them.
macro_rules! same {
    ($value:expr, $json:expr, $($field:ident: $kind:ident $name:literal),*) => {
        $(prop_assert_eq!($value.$field(), $json[$name].$kind(), $name);)*
    };
}

fn run(json: &Json) -> Result<(), TestCaseError> {
    let run = Run(Value::from(json));
    same!(run, json, number: as_u64 "number", building: as_bool "building", result: as_str "result", timestamp: as_u64 "timestamp", duration: as_u64 "duration",
        estimated_duration: as_i64 "estimatedDuration", display_name: as_str "displayName", description: as_str "description", queue_id: as_u64 "queueId");
    let status = run.status();
    prop_assert_eq!(status.raw.as_deref(), json["result"].as_str(), "Jenkins' word is kept");
    prop_assert!(status.word != StatusWord::Unknown || json["building"] != true);
    let inputs = run.inputs().unwrap_or_default();
    prop_assert!(json["building"] != false || inputs.is_empty());
    let ids: Vec<&str> = inputs.iter().map(|i| i.id.as_str()).collect();
    for input in &inputs {
        prop_assert_eq!(input.ambiguous, ids.iter().filter(|id| **id == input.id.as_str()).count() > 1);
        prop_assert_eq!(input.fingerprint.len(), 32);
    }
    let told = run.causes().len() + run.approvers().len() + run.interruptions().len();
    prop_assert!(told == 0 || json["actions"].is_array());
    Ok(())
}

fn job(json: &Json) -> Result<(), TestCaseError> {
    let job = Job(Value::from(json));
    same!(job, json, name: as_str "name", full_name: as_str "fullName", display_name: as_str "displayName", buildable: as_bool "buildable",
        in_queue: as_bool "inQueue", next_build_number: as_u64 "nextBuildNumber");
    prop_assert_eq!(job.builds().len(), json["builds"].as_array().map_or(0, Vec::len));
    prop_assert_eq!(job.queue_item().is_some(), json.get("queueItem").is_some());
    prop_assert_eq!(job.last_build().is_some(), json.get("lastBuild").is_some());
    let lists = json["property"].as_array().into_iter().flatten().filter_map(|p| p["parameterDefinitions"].as_array()).flatten();
    let named = lists.filter(|d| d["name"].is_string() && (d["type"].is_string() || d["_class"].is_string())).count();
    prop_assert_eq!(job.parameters().len(), named, "what has a name and a kind can be asked for, whatever the kind");
    Ok(())
}

fn queue_item(json: &Json) -> Result<(), TestCaseError> {
    let item = QueueItem(Value::from(json));
    same!(item, json, id: as_u64 "id", why: as_str "why", blocked: as_bool "blocked", buildable: as_bool "buildable", stuck: as_bool "stuck",
        cancelled: as_bool "cancelled", in_queue_since: as_u64 "inQueueSince");
    let number = json["executable"]["number"].as_u64().filter(|n| u32::try_from(*n).is_ok());
    match item.state() {
        QueueState::Cancelled => prop_assert_eq!(item.cancelled(), Some(true)),
        QueueState::Started(run) => prop_assert_eq!(Some(u64::from(run.0)), number),
        _ => prop_assert!(number.is_none()),
    }
    prop_assert!(item.causes().is_empty() || json["actions"].is_array());
    Ok(())
}

fn described(json: &Json) -> Result<(), TestCaseError> {
    let described = Described(Value::from(json));
    same!(described, json, id: as_str "id", name: as_str "name", status_word: as_str "status", start_time_millis: as_u64 "startTimeMillis",
        end_time_millis: as_u64 "endTimeMillis", duration_millis: as_u64 "durationMillis", queue_duration_millis: as_u64 "queueDurationMillis");
    let status = described.status();
    prop_assert_eq!(status.raw.as_deref(), json["status"].as_str(), "Jenkins' word is kept");
    prop_assert_eq!(described.waits_for_input(), json["_links"].get("pendingInputActions").is_some());
    let stages: Vec<&Json> = json["stages"].as_array().into_iter().flatten().filter(|s| s["id"].is_string()).collect();
    prop_assert_eq!(described.stages().len(), stages.len(), "a stage with an id is shown");
    for (stage, json) in described.stages().iter().zip(stages) {
        prop_assert_eq!(stage.status.raw.as_deref(), json["status"].as_str(), "Jenkins' word is kept");
    }
    Ok(())
}

fn pending(json: &Json) -> Result<(), TestCaseError> {
    let inputs = PendingInputs(Value::from(json)).inputs();
    prop_assert!(inputs.len() <= json.as_array().map_or(0, Vec::len));
    for input in inputs {
        prop_assert!(input.submitters.is_none() && !input.submitters_known, "this source does not tell");
    }
    Ok(())
}

fn blue_run(json: &Json) -> Result<(), TestCaseError> {
    let run = BlueRun(Value::from(json));
    same!(run, json, id: as_str "id", state: as_str "state", result: as_str "result", duration_millis: as_u64 "durationInMillis",
        estimated_duration_millis: as_i64 "estimatedDurationInMillis", replayable: as_bool "replayable");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn typed_access_gives_what_is_there_in_the_right_kind((op, json) in changed()) {
        match op {
            "run" => run(&json)?,
            "job" => job(&json)?,
            "queue_item" => queue_item(&json)?,
            "wfapi_describe" => described(&json)?,
            "pending_input_actions" => pending(&json)?,
            "next_pending_input_action" => drop(PendingInputAction(Value::from(&json)).input()),
            "blue_run" => blue_run(&json)?,
            _ => {}
        }
    }
}
