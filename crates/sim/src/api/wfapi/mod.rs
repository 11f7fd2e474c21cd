//! The Pipeline REST API's URLs. Every refusal of a submit is an anonymous 500 (`ServeJson`).

mod files;
mod input;
pub(crate) mod node;
mod stage;

use crate::api::input as settle;
use crate::api::trigger;
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::run::Run;
use serde_json::{Value, json};

/// `JobExt.maxRunsPerJob`.
const MOST_RUNS: usize = 10;

/// Where hrefs begin: they repeat the URL by which the caller came, views and permalinks included (`Run#getUrl`).
fn base<'a>(call: &Call<'a>) -> &'a str {
    let own = call.uri.split_once("/wfapi").map_or(call.uri, |(own, _)| own);
    own.split_once("/execution/node/").map_or(own, |(run, _)| run).trim_end_matches('/')
}

fn full_stages(call: &Call<'_>) -> bool {
    call.form.get("fullStages") == Some("true")
}

/// The bare action redirects to itself with a slash.
fn with_slash(call: &Call<'_>) -> Option<Answer> {
    (!call.uri.ends_with('/')).then(|| page::empty(302, Some(&format!("{}/", call.uri))))
}

pub(crate) fn job(sim: &Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    let Some(job) = sim.world.jobs.get(name) else { return call.not_found() };
    let base = format!("{}/wfapi", base(call));
    match rest {
        [] | ["describe"] => with_slash(call).filter(|_| rest.is_empty()).unwrap_or_else(|| {
            page::wfapi_json(&json!({
                "_links": {"self": {"href": format!("{base}/describe")}, "runs": {"href": format!("{base}/runs")}},
                "name": name.rsplit('/').next(), "runCount": job.runs.len().min(MOST_RUNS),
            }))
        }),
        ["runs"] => page::wfapi_json(&runs(sim, call, &job.runs)),
        _ => call.not_found(),
    }
}

/// Newest first, down to the one whose display name is `since`, which is among them.
fn runs(sim: &Sim, call: &Call<'_>, runs: &[Run]) -> Value {
    let since = call.form.get("since").map(str::trim).filter(|s| !s.is_empty());
    let mut shown = Vec::new();
    for run in runs.iter().rev().take(MOST_RUNS) {
        shown.push(describe(sim, &format!("{}/{}", base(call), run.number), run, full_stages(call)));
        if since.is_some_and(|s| s == format!("#{}", run.number)) {
            break;
        }
    }
    Value::Array(shown)
}

pub(crate) fn run(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return call.not_found() };
    let pending = || run.executions.iter().map(|e| input::action(base(call), e, sim.world.plugins.input_export));
    match rest {
        [] => with_slash(call).unwrap_or_else(|| page::wfapi_json(&describe(sim, base(call), run, false))),
        ["describe"] => page::wfapi_json(&describe(sim, base(call), run, full_stages(call))),
        ["changesets"] => page::wfapi_json(&files::changesets(base(call), run)),
        ["artifacts"] => page::wfapi_json(&files::artifacts(base(call), run)),
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
    let answer = settle::proceed(sim, call, name, number, position, None, 200);
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

fn describe(sim: &Sim, base: &str, run: &Run, full: bool) -> Value {
    let mut links = json!({"self": {"href": format!("{base}/wfapi/describe")}});
    let optional = [
        ("changesets", !run.commits.is_empty()),
        ("pendingInputActions", !run.executions.is_empty()),
        ("nextPendingInputAction", !run.executions.is_empty()),
        ("artifacts", !run.artifacts.is_empty()),
    ];
    for (link, _) in optional.iter().filter(|(_, there)| *there) {
        links[*link] = json!({"href": format!("{base}/wfapi/{link}")});
    }
    let end = run.end.unwrap_or(sim.world.now);
    let stages: Vec<Value> = if run.killed { Vec::new() } else { (0..run.stages.len()).filter_map(|i| stage::bean(sim, base, run, i, full)).collect() };
    json!({
        "_links": links, "id": run.number.to_string(), "name": format!("#{}", run.number), "status": status(run), "startTimeMillis": run.start,
        "endTimeMillis": end, "durationMillis": end.saturating_sub(run.start), "queueDurationMillis": run.start.saturating_sub(run.queued),
        "pauseDurationMillis": 0, "stages": stages,
    })
}
