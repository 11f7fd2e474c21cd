//! Triggering, with and without parameters, and what is refused.

use super::Listed;
use super::identity::untouched;
use super::values::of_each_kind;
use crate::conform::bench::Bench;
use crate::conform::recipe::Recipe;
use crate::conform::runner::Needs::Core;
use crate::conform::verdict::{Verdict, find, has, has_secret, holds, number, refused, same};
use serde_json::json;

pub const CHECKS: &[Listed] = &[
    (Core, "without parameters", plain),
    (Core, "after the job's own quiet period", quiet_period),
    (Core, "with a delay", delay),
    (Core, "the single endpoint of a job without parameters", build),
    (Core, "what a job asks for", describe),
    (Core, "with what was read before", read_before),
    (Core, "missing parameters take their defaults", defaults),
    (Core, "an unknown name is refused", unknown_name),
    (Core, "an illegal choice is refused", illegal_choice),
    (Core, "values for a job without parameters are refused", not_parameterized),
    (Core, "a job that is not there", missing_job),
    (Core, "a job by its names and by its URL", spellings),
];

fn plain(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    let outcome = bench.run(json!({"op": "trigger", "job": job, "delaySeconds": 0}))?;
    same("state", &outcome["state"], "started")?;
    same("run", &outcome["run"], 1)?;
    same("merged", &outcome["merged"], false)?;
    has(&bench.success(&job, 1)?, "it ran")?;
    let run = bench.run(json!({"op": "run", "job": job, "run": 1}))?;
    same("queueId", &run["queueId"], outcome["queueId"].clone())
}

fn quiet_period(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    let mut events = Vec::new();
    let outcome = bench.caller.watch(json!({"op": "trigger", "job": job}), &mut |event| {
        events.push(event.clone());
    })?;
    same("state", &outcome["state"], "started")?;
    let queued = events.first().cloned().unwrap_or_default();
    same("the first event", &queued, json!({"event": "queued", "queueId": outcome["queueId"], "merged": false}))?;
    bench.success(&job, 1).map(|_| ())
}

fn delay(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    let outcome = bench.run(json!({"op": "trigger", "job": job, "delaySeconds": 4, "until": "queued"}))?;
    same("state", &outcome["state"], "queued")?;
    let item = bench.run(json!({"op": "queue_item", "id": outcome["queueId"]}))?;
    let run = bench.run_of_item(number(&outcome, "queueId")?)?;
    let started = bench.run(json!({"op": "run", "job": job, "run": run}))?;
    let waited = number(&started, "timestamp")?.saturating_sub(number(&item, "inQueueSince")?);
    holds(waited >= 3_000, "at least 3 s in the queue", format!("{waited} ms"))
}

fn build(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    let outcome = bench.run(json!({"op": "build", "job": job, "delaySeconds": 0}))?;
    let run = bench.run_of_item(number(&outcome, "queueId")?)?;
    has(&bench.success(&job, run)?, "it ran")
}

/// A job with a parameter of each kind that a Pipeline can print.
fn kinds() -> Recipe {
    let names = ["S", "T", "B", "C", "P"].map(|n| format!("echo \"{n}=<<${{params.{n}}}>>\"\n")).concat();
    Recipe::new(&names).string("S", "a default").text("T", "l1\nl2").boolean("B", true).choice("C", &["first", "b & c"]).password("P", "hunter2")
}

fn describe(bench: &Bench) -> Verdict {
    let job = bench.job(&kinds())?;
    let view = bench.run(json!({"op": "describe", "job": job}))?;
    same("job", &view["job"], job)?;
    same("buildable", &view["buildable"], true)?;
    of_each_kind(&view["parameters"])?;
    for name in ["S", "T", "B", "C", "P"] {
        same("description", &find(&view["parameters"], "name", name)?["description"], format!("about {name}"))?;
    }
    Ok(())
}

fn read_before(bench: &Bench) -> Verdict {
    let job = bench.job(&kinds())?;
    let definitions = bench.run(json!({"op": "describe", "job": job}))?["parameters"].clone();
    let operation = json!({"op": "trigger", "job": job, "definitions": definitions, "parameters": {"C": "b & c"}, "delaySeconds": 0});
    let mut first = None;
    bench.caller.run_seen(operation, &mut |request| first = first.or(Some(request.method)))?;
    holds(first == Some(bellpull::Method::Post), "a POST before any other request", format!("{first:?}"))?;
    has(&bench.success(&job, 1)?, "C=<<b & c>>")?;
    let wrong = json!({"op": "trigger", "job": job, "definitions": definitions, "parameters": {"C": "third"}});
    refused(bench.run(wrong), &["parameter_invalid"]).map(|_| ())
}

fn defaults(bench: &Bench) -> Verdict {
    let job = bench.job(&kinds())?;
    let run = bench.start(&job, json!({}))?;
    let log = bench.success(&job, run)?;
    for wanted in ["S=<<a default>>", "T=<<l1\nl2>>", "B=<<true>>", "C=<<first>>"] {
        has(&log, wanted)?;
    }
    has_secret(&log, "P=<<", "hunter2", ">>")
}

fn unknown_name(bench: &Bench) -> Verdict {
    let job = bench.job(&kinds())?;
    let error = refused(bench.run(json!({"op": "trigger", "job": job, "parameters": {"s": "x"}})), &["parameter_unknown"])?;
    same("the parameter at fault", &json!(error.parameter()), "s")?;
    untouched(bench, &job)
}

fn illegal_choice(bench: &Bench) -> Verdict {
    let job = bench.job(&kinds())?;
    let wrong = json!({"C": "third"});
    refused(bench.run(json!({"op": "trigger", "job": job, "parameters": wrong})), &["parameter_invalid"])?;
    refused(bench.run(json!({"op": "build_with_parameters", "job": job, "parameters": wrong})), &["server_error", "bad_request"])?;
    untouched(bench, &job)
}

fn not_parameterized(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'never'")?;
    refused(bench.run(json!({"op": "trigger", "job": job, "parameters": {"S": "x"}})), &["parameter_unknown"])?;
    // 500 before it became 400.
    refused(bench.run(json!({"op": "build_with_parameters", "job": job, "parameters": {"S": "x"}})), &["not_parameterized", "server_error"])?;
    untouched(bench, &job)
}

fn missing_job(bench: &Bench) -> Verdict {
    let job = format!("{}/no such job", bench.site.folder);
    refused(bench.run(json!({"op": "trigger", "job": job})), &["not_found"])?;
    refused(bench.run(json!({"op": "build", "job": job})), &["not_found"])?;
    refused(bench.run(json!({"op": "run", "job": job, "run": 1})), &["not_found"]).map(|_| ())
}

fn spellings(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    let by_names = bench.run(json!({"op": "describe", "job": job.split('/').collect::<Vec<_>>()}))?;
    same("job", &by_names["job"], job.clone())?;
    let by_url = bench.run(json!({"op": "describe", "job": by_names["url"]}))?;
    same("job", &by_url["job"], job)
}
