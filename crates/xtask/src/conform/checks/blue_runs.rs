//! Blue Ocean: starting, reading, stopping and repeating runs; the queue.

use super::Listed;
use super::identity::untouched;
use super::values::{TEXTS, given};
use crate::conform::bench::Bench;
use crate::conform::recipe::Recipe;
use crate::conform::runner::Needs::Blue;
use crate::conform::verdict::{Verdict, each, has, holds, list, refused, same, text};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Blue, "start without parameters", start),
    (Blue, "start with odd texts", start_with),
    (Blue, "start with the defaults", start_defaults),
    (Blue, "runs, newest first, page by page", runs),
    (Blue, "a run that is over", finished),
    (Blue, "stop", stop),
    (Blue, "replay", replay),
    (Blue, "the queue, and taking from it", queue),
    (Blue, "a run's log", log),
    (Blue, "no changes and no tests", empty),
];

fn start(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    let started = bench.run(bench.blue(json!({"op": "blue_start", "job": job})))?;
    let run = bench.run_of_blue_item(&started)?;
    has(&bench.success(&job, run)?, "it ran")
}

fn start_with(bench: &Bench) -> Verdict {
    let script: String = TEXTS.iter().map(|(name, _)| format!("echo \"{name}=<<${{params.{name}}}>>\"\n")).collect();
    let job = bench.job(&TEXTS.iter().fold(Recipe::new(&script), |recipe, (name, _)| recipe.text(name, "d")))?;
    let started = bench.run(bench.blue(json!({"op": "blue_start", "job": job, "parameters": given(), "parameterized": true})))?;
    let run = bench.run_of_blue_item(&started)?;
    let log = bench.success(&job, run)?;
    TEXTS.iter().try_for_each(|(name, value)| has(&log, &format!("{name}=<<{value}>>")))
}

fn start_defaults(bench: &Bench) -> Verdict {
    let job = bench.job(&Recipe::new("echo \"S=<<${params.S}>> B=<<${params.B}>>\"").string("S", "a default").boolean("B", true))?;
    let started = bench.run(bench.blue(json!({"op": "blue_start", "job": job, "parameterized": true})))?;
    let run = bench.run_of_blue_item(&started)?;
    has(&bench.success(&job, run)?, "S=<<a default>> B=<<true>>")
}

fn runs(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    for _ in 0..3 {
        let run = bench.start(&job, json!({}))?;
        bench.success(&job, run)?;
    }
    let read = |start: u64, limit: u64| bench.run(bench.blue(json!({"op": "blue_runs", "job": job, "start": start, "limit": limit})));
    same("all", &each(&read(0, 100)?, "id"), json!(["3", "2", "1"]))?;
    same("the first page", &each(&read(0, 2)?, "id"), json!(["3", "2"]))?;
    same("the second page", &each(&read(2, 2)?, "id"), json!(["1"]))
}

fn finished(bench: &Bench) -> Verdict {
    for (script, result) in [("echo 'well'", "SUCCESS"), ("unstable 'flaky'", "UNSTABLE"), ("error 'boom'", "FAILURE")] {
        let (job, run) = bench.started(script)?;
        bench.over(&job, run)?;
        let read = bench.run(bench.blue(json!({"op": "blue_run", "job": job, "run": run})))?;
        same("state", &read["state"], "FINISHED")?;
        same("result", &read["result"], result)?;
        same("pipeline", &read["pipeline"], job.rsplit('/').next().unwrap_or_default())?;
    }
    Ok(())
}

fn stop(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'asleep'\nsleep 600")?;
    bench.logged(&job, run, "asleep")?;
    let stopped = bench.run(bench.blue(json!({"op": "blue_stop", "job": job, "run": run, "blocking": true, "timeoutSeconds": 10})))?;
    same("id", &stopped["id"], run.to_string())?;
    same("result", &bench.over(&job, run)?["result"], "ABORTED")
}

fn replay(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'it ran'")?;
    bench.success(&job, run)?;
    let started = bench.run(bench.blue(json!({"op": "blue_replay", "job": job, "run": run})))?;
    let again = match started["queueId"].as_str() {
        Some(_) => bench.run_of_blue_item(&started)?,
        None => text(&started, "id")?.parse().unwrap_or_default(),
    };
    holds(again > run, "another run", &started)?;
    has(&bench.success(&job, again)?, "it ran")
}

fn queue(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'never'")?;
    let waiting = bench.run(json!({"op": "trigger", "job": job, "delaySeconds": 900, "until": "queued"}))?;
    let id = waiting["queueId"].to_string();
    let all = bench.run(bench.blue(json!({"op": "blue_queue", "job": job})))?;
    let one = bench.run(bench.blue(json!({"op": "blue_queue_item", "job": job, "id": id})))?;
    let gone = bench.run(bench.blue(json!({"op": "blue_delete_queue_item", "job": job, "id": id})))?;
    same("ids", &each(&all, "id"), json!([id]))?;
    same("id", &one["id"], id.clone())?;
    same("accepted", &gone["accepted"], true)?;
    refused(bench.run(bench.blue(json!({"op": "blue_queue_item", "job": job, "id": id}))), &["not_found", "queue_item_gone"])?;
    same("cancelled", &bench.run(json!({"op": "queue_item", "id": waiting["queueId"]}))?["cancelled"], true)?;
    untouched(bench, &job)
}

fn log(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'äöü € 🚀'\necho '<b>not & markup</b>'")?;
    let whole = bench.success(&job, run)?;
    let read = bench.run(bench.blue(json!({"op": "blue_run_log", "job": job, "run": run, "start": 0})))?;
    same("text", &read["text"], whole)
}

fn empty(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'it ran'")?;
    bench.success(&job, run)?;
    let read = |op: &str| bench.run(bench.blue(json!({"op": op, "job": job, "run": run})));
    same("changes", &read("blue_change_set")?, json!([]))?;
    holds(list(&read("blue_artifacts")?)?.is_empty(), "no artifacts", "some")?;
    refused(read("blue_tests"), &["not_found"])?;
    let summary = read("blue_test_summary")?;
    same("total", &summary["total"], Value::from(0))
}
