//! Following runs: results, stages, pauses.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::{Core, Inputs};
use crate::conform::verdict::{Verdict, approved_by, each, has, holds, same, same_user, skipped};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Core, "success", success),
    (Core, "failure", failure),
    (Core, "unstable by a step", unstable),
    (Core, "unstable by the run's own result", own_result),
    (Core, "a failure that was caught", caught),
    (Core, "aborted while it works", aborted),
    (Core, "stages in their order", stages),
    (Core, "parallel branches within a stage", parallel),
    (Core, "a stage that failed", failed_stage),
    (Inputs, "paused, and on again", paused),
];

/// Runs a script to its end, which has to be this one.
fn ends(bench: &Bench, script: &str, result: &str, word: &str) -> Verdict<(String, Value)> {
    let (job, run) = bench.started(script)?;
    let view = bench.over(&job, run)?;
    same("result", &view["result"], result)?;
    same("status", &view["status"]["word"], word)?;
    same("building", &view["building"], false)?;
    same("inputs", &view["inputs"], json!([]))?;
    same("job", &view["job"], job.clone())?;
    same("run", &view["run"], run)?;
    Ok((bench.log(&job, run)?, view))
}

fn success(bench: &Bench) -> Verdict {
    let (log, view) = ends(bench, "echo 'all well'", "SUCCESS", "success")?;
    has(&log, "all well")?;
    same_user("the cause", &view["causes"][0]["userId"], &bench.features.user)?;
    holds(view["url"].as_str().is_some_and(|u| u.starts_with(bench.options.url.trim_end_matches('/'))), "a URL on the configured base", &view["url"])
}

fn failure(bench: &Bench) -> Verdict {
    let (log, _) = ends(bench, "echo 'so far'\nerror 'boom: <b>\"quoted\"</b> & ünïcode'\necho 'never'", "FAILURE", "failure")?;
    has(&log, "boom: <b>\"quoted\"</b> & ünïcode")?;
    holds(!log.contains("never"), "nothing after the failure", log)
}

fn unstable(bench: &Bench) -> Verdict {
    let (log, _) = ends(bench, "unstable 'flaky tests'\necho 'on it goes'", "UNSTABLE", "unstable")?;
    has(&log, "on it goes")
}

fn own_result(bench: &Bench) -> Verdict {
    let (log, _) = ends(bench, "currentBuild.result = 'UNSTABLE'\necho 'on it goes'", "UNSTABLE", "unstable")?;
    has(&log, "on it goes")
}

fn caught(bench: &Bench) -> Verdict {
    let (log, _) = ends(bench, "catchError {\n  error 'boom'\n}\necho 'on it goes'", "FAILURE", "failure")?;
    has(&log, "on it goes")
}

fn aborted(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'asleep'\nsleep 600")?;
    // Before it has begun, a stop may be lost.
    bench.logged(&job, run, "asleep")?;
    let mut stopped = false;
    let view = bench.caller.watch(json!({"op": "follow", "job": job, "run": run}), &mut |event| {
        if !stopped && event["view"]["status"]["word"] == "running" {
            // A refusal shows by the run that does not end.
            stopped = bench.run(json!({"op": "stop", "job": job, "run": run})).is_ok();
        }
    })?;
    holds(stopped, "a run that was seen working", &view)?;
    same("status", &view["status"]["word"], "aborted")
}

/// The stages of a view; skips where nobody tells any.
fn told(view: &Value) -> Verdict<&Value> {
    if view["stagesSource"].is_null() { skipped("this server tells no stages") } else { Ok(&view["stages"]) }
}

fn stages(bench: &Bench) -> Verdict {
    let script = "stage('Build') {\n  echo 'b'\n}\nstage('Test & <verify>') {\n  echo 't'\n}\nstage('Ship it ü') {\n  echo 's'\n}";
    let (_, view) = ends(bench, script, "SUCCESS", "success")?;
    let stages = told(&view)?;
    same("stages", &each(stages, "name"), json!(["Build", "Test & <verify>", "Ship it ü"]))?;
    let words: Vec<&Value> = stages.as_array().into_iter().flatten().map(|s| &s["status"]["word"]).collect();
    same("their status", &json!(words), json!(["success", "success", "success"]))
}

fn parallel(bench: &Bench) -> Verdict {
    let script = "stage('Fan out') {\n  parallel unit: {\n    echo 'u'\n  }, 'end to end': {\n    stage('Inner') {\n      echo 'inside out'\n    }\n  }\n}\nstage('Join') {\n  echo 'j'\n}";
    let (log, view) = ends(bench, script, "SUCCESS", "success")?;
    has(&log, "inside out")?;
    let names = each(told(&view)?, "name");
    let place = |name: &str| names.as_array().and_then(|n| n.iter().position(|x| x == name));
    let (fan, inner, join) = (place("Fan out"), place("Inner"), place("Join"));
    holds(fan.is_some() && fan < join, "Fan out before Join", &names)?;
    // Others show the branches, and what is within them by versions.
    let shown = view["stagesSource"] != "wfapi" || (fan < inner && inner < join);
    holds(shown, "Inner between them", names)
}

fn failed_stage(bench: &Bench) -> Verdict {
    let (_, view) = ends(bench, "stage('Good') {\n  echo 'g'\n}\nstage('Bad') {\n  error 'boom'\n}\nstage('Never') {\n  echo 'n'\n}", "FAILURE", "failure")?;
    let stages = told(&view)?;
    same("stages", &each(stages, "name"), json!(["Good", "Bad"]))?;
    same("the good one", &stages[0]["status"]["word"], "success")?;
    same("the bad one", &stages[1]["status"]["word"], "failure")
}

fn paused(bench: &Bench) -> Verdict {
    let (job, run, _) = bench.paused("stage('Ask') {\n  input id: 'gate', message: 'Go on?'\n}\nstage('After') {\n  echo 'after'\n}", 1)?;
    let view = bench.run(json!({"op": "follow", "job": job, "run": run, "untilPaused": true}))?;
    same("status", &view["status"]["word"], "paused")?;
    same("building", &view["building"], true)?;
    same("the input", &view["inputs"][0]["message"], "Go on?")?;
    let mut approved = false;
    let last = bench.caller.watch(json!({"op": "follow", "job": job, "run": run}), &mut |event| {
        if !approved && event["view"]["status"]["word"] == "paused" {
            // A refusal shows by the run that stays paused.
            approved = bench.run(json!({"op": "approve", "job": job, "run": run, "input": "Gate"})).is_ok();
        }
    })?;
    same("result", &last["result"], "SUCCESS")?;
    approved_by(&last, &bench.features.user)
}
