//! What a trigger may become beside a run.

use super::Listed;
use super::identity::untouched;
use crate::conform::bench::Bench;
use crate::conform::recipe::Recipe;
use crate::conform::runner::Needs::Core;
use crate::conform::verdict::{Verdict, failed, holds, number, refused, same, text};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Core, "cancelled while it waits", cancelled),
    (Core, "a waiting item in the queue's list", listed),
    (Core, "merged with an equal one", merged),
    (Core, "not merged with another one", not_merged),
    (Core, "a disabled job", disabled),
    (Core, "blocked by a running one", blocked),
    (Core, "an item that has left cannot be cancelled", left),
    (Core, "an item that never was", missing),
];

/// Longer than the suite takes.
const LONG: u64 = 900;

fn waiting(bench: &Bench, job: &str, parameters: &Value) -> Verdict<Value> {
    Ok(bench.run(json!({"op": "trigger", "job": job, "parameters": parameters, "delaySeconds": LONG, "until": "queued"}))?)
}

fn cancelled(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'never'")?;
    let mut cancelled = None;
    let outcome = bench.caller.watch(json!({"op": "trigger", "job": job, "delaySeconds": LONG}), &mut |event| {
        if event["event"] == "queued" {
            cancelled = Some(bench.run(json!({"op": "cancel_queue_item", "id": event["queueId"]})));
        }
    })?;
    same("accepted", &cancelled.map_or_else(|| failed("an event `queued`", &outcome), |c| Ok(c?))?["accepted"], true)?;
    same("state", &outcome["state"], "cancelled")?;
    same("run", &outcome["run"], Value::Null)?;
    untouched(bench, &job)
}

fn listed(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'never'")?;
    let id = number(&waiting(bench, &job, &json!({}))?, "queueId")?;
    let queue = bench.run(json!({"op": "queue"}))?;
    let item = queue["items"].as_array().into_iter().flatten().find(|i| i["id"] == id);
    let known = bench.run(json!({"op": "job", "job": job}))?;
    bench.run(json!({"op": "cancel_queue_item", "id": id}))?;
    holds(item.is_some(), format!("an item {id}"), &queue)?;
    same("inQueue", &known["inQueue"], true)?;
    same("the waiting item", &known["queueItem"]["id"], id)
}

fn merged(bench: &Bench) -> Verdict {
    let plain = bench.pipeline("echo 'never'")?;
    let with = bench.job(&Recipe::new("echo 'never'").string("A", "d"))?;
    for (job, parameters) in [(plain, json!({})), (with, json!({"A": "x"}))] {
        let first = waiting(bench, &job, &parameters)?;
        let second = waiting(bench, &job, &parameters)?;
        let patience = bench.run(json!({"op": "trigger", "job": job, "parameters": parameters, "delaySeconds": LONG, "patienceMillis": 10}))?;
        bench.run(json!({"op": "cancel_queue_item", "id": first["queueId"]}))?;
        same("queueId", &second["queueId"], first["queueId"].clone())?;
        same("queueId", &patience["queueId"], first["queueId"].clone())?;
        // An older server answers 201 and shows it by the item's causes alone, if the queue is followed.
        same("merged", &patience["merged"], true)?;
        same("state", &patience["state"], "queued")?;
    }
    Ok(())
}

fn not_merged(bench: &Bench) -> Verdict {
    let job = bench.job(&Recipe::new("echo 'never'").string("A", "d"))?;
    let first = waiting(bench, &job, &json!({"A": "x"}))?;
    let second = waiting(bench, &job, &json!({"A": "y"}))?;
    for item in [&first, &second] {
        bench.run(json!({"op": "cancel_queue_item", "id": item["queueId"]}))?;
    }
    holds(first["queueId"] != second["queueId"], "two items", &second)?;
    same("merged", &second["merged"], false)
}

fn disabled(bench: &Bench) -> Verdict {
    let job = bench.job(&Recipe::new("echo 'never'").disabled())?;
    same("buildable", &bench.run(json!({"op": "describe", "job": job}))?["buildable"], false)?;
    refused(bench.run(json!({"op": "trigger", "job": job})), &["job_disabled"])?;
    refused(bench.run(json!({"op": "build", "job": job})), &["job_disabled"])?;
    untouched(bench, &job)
}

fn blocked(bench: &Bench) -> Verdict {
    let job = bench.job(&Recipe::new("sleep 600").single())?;
    let first = bench.start(&job, json!({}))?;
    let second = bench.run(json!({"op": "trigger", "job": job, "delaySeconds": 0, "patienceMillis": 4000}))?;
    same("state", &second["state"], "blocked")?;
    same("run", &second["run"], Value::Null)?;
    holds(!text(&second, "why")?.is_empty(), "a reason", &second)?;
    bench.stop(&job, first)?;
    let run = bench.run_of_item(number(&second, "queueId")?)?;
    holds(run != first, "another run", run)?;
    bench.stop(&job, run)
}

fn left(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    let outcome = bench.run(json!({"op": "trigger", "job": job, "delaySeconds": 0}))?;
    bench.success(&job, number(&outcome, "run")?)?;
    refused(bench.run(json!({"op": "cancel_queue_item", "id": outcome["queueId"]})), &["queue_item_left"]).map(|_| ())
}

fn missing(bench: &Bench) -> Verdict {
    refused(bench.run(json!({"op": "queue_item", "id": 999_999_999})), &["queue_item_gone"])?;
    refused(bench.run(json!({"op": "cancel_queue_item", "id": 999_999_999})), &["queue_item_gone"]).map(|_| ())
}
