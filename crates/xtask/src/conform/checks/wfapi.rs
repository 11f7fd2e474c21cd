//! The Pipeline REST API's endpoints.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::Wfapi;
use crate::conform::verdict::{Verdict, each, has, holds, list, refused, same, text};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Wfapi, "a job", job),
    (Wfapi, "its runs", runs),
    (Wfapi, "a run with its stages", describe),
    (Wfapi, "a run without changes", changesets),
    (Wfapi, "pending inputs and the next one", pending),
    (Wfapi, "a stage, its steps and their logs", nodes),
    (Wfapi, "what is not there", missing),
];

const STAGES: &str = "stage('One') {\n  echo 'in one: <b>& ü'\n}\nstage('Two') {\n  echo 'in two'\n}";

fn finished(bench: &Bench) -> Verdict<(String, u64)> {
    let (job, run) = bench.started(STAGES)?;
    bench.success(&job, run)?;
    Ok((job, run))
}

fn job(bench: &Bench) -> Verdict {
    let (job, _) = finished(bench)?;
    let read = bench.run(json!({"op": "wfapi_job", "job": job}))?;
    same("name", &read["name"], job.rsplit('/').next().unwrap_or_default())?;
    same("runCount", &read["runCount"], 1)
}

fn runs(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let second = bench.start(&job, json!({}))?;
    bench.success(&job, second)?;
    let all = bench.run(json!({"op": "wfapi_runs", "job": job, "fullStages": true}))?;
    same("ids, newest first", &each(&all, "id"), json!([second.to_string(), run.to_string()]))?;
    same("stages", &each(&all[0]["stages"], "name"), json!(["One", "Two"]))?;
    holds(all[0]["stages"][0]["stageFlowNodes"].is_array(), "the steps of each stage", &all[0]["stages"][0])?;
    let since = bench.run(json!({"op": "wfapi_runs", "job": job, "since": format!("#{second}")}))?;
    same("ids since the second", &each(&since, "id"), json!([second.to_string()]))
}

fn describe(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let read = bench.run(json!({"op": "wfapi_describe", "job": job, "run": run}))?;
    same("status", &read["status"], "SUCCESS")?;
    same("id", &read["id"], run.to_string())?;
    same("stages", &each(&read["stages"], "name"), json!(["One", "Two"]))
}

fn changesets(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    same("changesets", &bench.run(json!({"op": "wfapi_changesets", "job": job, "run": run}))?, json!([]))?;
    same("artifacts", &bench.run(json!({"op": "wfapi_artifacts", "job": job, "run": run}))?, json!([]))
}

fn pending(bench: &Bench) -> Verdict {
    let script = "input id: 'gate', message: 'Go <on>?', ok: 'Los', parameters: [password(name: 'P', defaultValue: 'hunter2', description: ''), string(name: 'S', defaultValue: 'd', description: '')]";
    let (job, run, _) = bench.paused(script, 1)?;
    let all = bench.run(json!({"op": "pending_input_actions", "job": job, "run": run}))?;
    let next = bench.run(json!({"op": "next_pending_input_action", "job": job, "run": run}))?;
    let status = bench.run(json!({"op": "wfapi_describe", "job": job, "run": run}))?;
    bench.stop(&job, run)?;
    same("ids", &each(&all, "id"), json!(["Gate"]))?;
    same("message", &all[0]["message"], "Go <on>?")?;
    same("proceedText", &all[0]["proceedText"], "Los")?;
    same("the next one", &next["id"], "Gate")?;
    same("the names asked for", &each(&all[0]["inputs"], "name"), json!(["P", "S"]))?;
    same("status", &status["status"], "PAUSED_PENDING_INPUT")?;
    // The server tells a password's default in clear; the client does not pass it on.
    let shown = format!("{all}{next}");
    holds(!shown.contains("hunter2"), "no password's default", shown)?;
    same("the next one after the end", &bench.run(json!({"op": "next_pending_input_action", "job": job, "run": run}))?, Value::Null)
}

fn nodes(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let described = bench.run(json!({"op": "wfapi_describe", "job": job, "run": run}))?;
    let stage = text(&described["stages"][0], "id")?;
    let read = bench.run(json!({"op": "wfapi_node", "job": job, "run": run, "node": stage}))?;
    same("name", &read["name"], "One")?;
    same("status", &read["status"], "SUCCESS")?;
    let step = list(&read["stageFlowNodes"])?.first().cloned().unwrap_or_default();
    let id = text(&step, "id")?;
    let one = bench.run(json!({"op": "wfapi_node", "job": job, "run": run, "node": id}))?;
    same("id", &one["id"], id)?;
    let log = bench.run(json!({"op": "wfapi_node_log", "job": job, "run": run, "node": id}))?;
    has(text(&log, "text")?, "in one: <b>& ü")
}

fn missing(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    refused(bench.run(json!({"op": "wfapi_describe", "job": job, "run": run + 7})), &["not_found"])?;
    refused(bench.run(json!({"op": "wfapi_node", "job": job, "run": run, "node": "99999"})), &["not_found"])?;
    refused(bench.run(json!({"op": "wfapi_job", "job": format!("{job} not")})), &["not_found"]).map(|_| ())
}
