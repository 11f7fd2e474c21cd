//! The Pipeline REST API's URLs. Every refusal of a submit is an anonymous 500 (`ServeJson`).

use crate::api::show::{job_path, raw_encode};
use crate::api::{input, trigger};
use crate::page::{self, Answer};
use crate::route::Call;
use crate::scenario::Parameter;
use crate::sim::Sim;
use crate::world::input::Execution;
use crate::world::parameter::{default_of, type_name};
use crate::world::run::{Run, StageRecord};
use serde_json::{Value, json};

pub(crate) fn job(sim: &Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    let Some(job) = sim.world.jobs.get(name) else { return call.not_found() };
    let base = format!("{}/{}wfapi", sim.world.context, job_path(name));
    match rest {
        [] if !call.uri.ends_with('/') => page::empty(302, Some(&format!("{}/", call.uri))),
        [] | ["describe"] => page::wfapi_json(&json!({
            "_links": {"self": {"href": format!("{base}/describe")}, "runs": {"href": format!("{base}/runs")}},
            "name": name.rsplit('/').next(), "runCount": job.runs.len().min(10),
        })),
        ["runs"] => page::wfapi_json(&job.runs.iter().rev().take(10).map(|r| describe(sim, name, r)).collect()),
        _ => call.not_found(),
    }
}

pub(crate) fn run(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return call.not_found() };
    let pending = || run.executions.iter().map(|e| action(sim, name, number, e));
    match rest {
        [] if !call.uri.ends_with('/') => page::empty(302, Some(&format!("{}/", call.uri))),
        [] | ["describe"] => page::wfapi_json(&describe(sim, name, run)),
        ["pendingInputActions"] => page::wfapi_json(&pending().collect()),
        ["nextPendingInputAction"] => page::wfapi_json(&pending().next().unwrap_or(Value::Null)),
        ["inputSubmit"] => submit(sim, call, name, number),
        _ => call.not_found(),
    }
}

fn submit(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    let id = call.form.get("inputId").unwrap_or_default();
    let position = sim.world.run(name, number).and_then(|r| r.executions.iter().position(|e| e.id == id));
    let (true, Some(position)) = (call.is_post(), position) else { return call.oops(sim) };
    // The missing form is answered before anything throws.
    if let Err(Some(message)) = trigger::json_field(call) {
        return page::container(400, message, call.uri, call.accept);
    }
    let answer = input::proceed(sim, call, name, number, position, None, 200);
    if answer.status() == 200 { answer } else { call.oops(sim) }
}

fn status(run: &Run) -> &'static str {
    match run.outcome {
        Some(_) if run.killed => "NOT_EXECUTED",
        Some(outcome) => outcome.wfapi(),
        None if !run.executions.is_empty() => "PAUSED_PENDING_INPUT",
        None => "IN_PROGRESS",
    }
}

fn describe(sim: &Sim, name: &str, run: &Run) -> Value {
    let base = format!("{}/{}{}", sim.world.context, job_path(name), run.number);
    let mut links = json!({"self": {"href": format!("{base}/wfapi/describe")}});
    if !run.executions.is_empty() {
        links["pendingInputActions"] = json!({"href": format!("{base}/wfapi/pendingInputActions")});
        links["nextPendingInputAction"] = json!({"href": format!("{base}/wfapi/nextPendingInputAction")});
    }
    let end = run.end.unwrap_or(sim.world.now);
    let stages: Vec<Value> = if run.killed { Vec::new() } else { run.stages.iter().enumerate().map(|(i, s)| stage(sim, &base, run, i, s)).collect() };
    json!({
        "_links": links, "id": run.number.to_string(), "name": format!("#{}", run.number), "status": status(run), "startTimeMillis": run.start,
        "endTimeMillis": end, "durationMillis": end.saturating_sub(run.start), "queueDurationMillis": run.start.saturating_sub(run.queued),
        "pauseDurationMillis": 0, "stages": stages,
    })
}

fn stage(sim: &Sim, base: &str, run: &Run, index: usize, stage: &StageRecord) -> Value {
    let paused = run.stage_paused(index);
    let ended_badly = stage.error.is_some().then(|| run.outcome.map_or("FAILED", crate::world::run::Outcome::wfapi));
    let word = match (stage.end, ended_badly) {
        (None, _) if paused => "PAUSED_PENDING_INPUT",
        (None, _) => "IN_PROGRESS",
        (Some(_), Some(word)) => word,
        (Some(_), None) if stage.unstable => "UNSTABLE",
        (Some(_), None) => "SUCCESS",
    };
    let waiting = run.executions.iter().filter(|e| run.threads[e.thread].stage() == Some(index)).map(|e| sim.world.now.saturating_sub(e.since)).max();
    let mut bean = json!({
        "_links": {"self": {"href": format!("{base}/execution/node/{}/wfapi/describe", stage.id)}}, "id": stage.id.to_string(), "name": stage.name, "execNode": "",
        "status": word, "startTimeMillis": stage.start, "durationMillis": stage.end.unwrap_or(sim.world.now).saturating_sub(stage.start),
        "pauseDurationMillis": stage.paused + waiting.unwrap_or_default(),
    });
    if let Some(error) = &stage.error {
        let message = if error.is_empty() { Value::Null } else { json!(error) };
        let class = if word == "ABORTED" { "org.jenkinsci.plugins.workflow.steps.FlowInterruptedException" } else { "hudson.AbortException" };
        bean["error"] = json!({"message": message, "type": class});
    }
    bean
}

fn action(sim: &Sim, name: &str, number: u32, execution: &Execution) -> Value {
    let base = format!("{}/{}{number}", sim.world.context, job_path(name));
    json!({
        "id": execution.id, "proceedText": execution.step.ok.as_deref().unwrap_or("Proceed"), "message": execution.message,
        "inputs": execution.step.parameters.iter().map(definition).collect::<Vec<_>>(),
        "proceedUrl": format!("{base}/wfapi/inputSubmit?inputId={}", raw_encode(&execution.id)),
        "abortUrl": format!("{base}/input/{}/abort", raw_encode(&execution.id)), "redirectApprovalUrl": format!("{base}/input/"),
    })
}

/// Shows the default of a password in clear text, as the real one does.
fn definition(parameter: &Parameter) -> Value {
    let definition = match parameter.kind.as_str() {
        "choice" => json!({"defaultVal": default_of(parameter), "choices": parameter.choices}),
        "string" | "text" | "boolean" | "password" => json!({"defaultVal": default_of(parameter)}),
        _ => json!({}),
    };
    json!({"type": type_name(&parameter.kind), "name": parameter.name, "description": parameter.description, "definition": definition})
}
