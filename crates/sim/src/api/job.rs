//! A job's URLs.

use crate::api::bean::run;
use crate::api::show::{api_json, definition, job_reference};
use crate::api::{graph_view, trigger, wfapi};
use crate::page::Answer;
use crate::route::Call;
use crate::scenario::JobKind;
use crate::sim::Sim;
use crate::world::run::Run;
use crate::world::{Job, PERMALINKS};
use serde_json::{Value, json};

pub(crate) fn job(sim: &mut Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    match rest {
        ["api", "json"] => {
            let bean = bean(sim, call, name);
            api_json(sim, call, &bean)
        }
        ["build"] => trigger::build(sim, call, name),
        ["buildWithParameters"] => trigger::build_with_parameters(sim, call, name),
        ["disable"] => crate::api::configure::enable(sim, call, name, false),
        ["enable"] => crate::api::configure::enable(sim, call, name, true),
        ["cancelQueue"] => crate::api::queue::cancel_job(sim, call, name),
        ["wfapi", tail @ ..] if is_pipeline(sim, name) => wfapi::job(sim, call, name, tail),
        ["multi-pipeline-graph", tail @ ..] if is_workflow(sim, name) && sim.world.plugins.graph_view.is_some() => graph_view::job(sim, call, name, tail),
        [] => call.index(sim, "Job"),
        _ => call.not_found(),
    }
}

pub(crate) fn is_pipeline(sim: &Sim, name: &str) -> bool {
    sim.world.plugins.wfapi && is_workflow(sim, name)
}

pub(crate) fn is_workflow(sim: &Sim, name: &str) -> bool {
    sim.world.jobs.get(name).is_some_and(|j| j.definition.kind == JobKind::Pipeline)
}

/// A folder that follows from the names of its jobs.
pub(crate) fn folder(sim: &mut Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    let rest = match rest {
        ["view", "All" | "all", tail @ ..] => tail,
        other => other,
    };
    match rest {
        [] => call.index(sim, "Folder"),
        ["createItem"] => crate::api::configure::create(sim, call, name),
        ["api", "json"] => {
            let bean = bean(sim, call, name);
            api_json(sim, call, &bean)
        }
        _ => call.not_found(),
    }
}

/// What only old-style projects export.
fn complete_freestyle(bean: &mut Value, disabled: bool) {
    bean["disabled"] = json!(disabled);
    bean["downstreamProjects"] = json!([]);
    bean["labelExpression"] = Value::Null;
    bean["scm"] = json!({"_class": "hudson.scm.NullSCM"});
    bean["upstreamProjects"] = json!([]);
}

fn texts(sim: &Sim, name: &str) -> (Value, Value) {
    let (shown, description) = sim.world.texts(name);
    (json!(shown), json!(description))
}

fn complete_folder(sim: &Sim, call: &Call<'_>, name: &str, bean: &mut Value) {
    bean["jobs"] = Value::Array(children(sim, call, name));
    bean["actions"] = json!([]);
    (bean["displayNameOrNull"], bean["description"]) = texts(sim, name);
    bean["healthReport"] = json!([]);
    let (class, view) =
        if sim.world.jobs.contains_key(name) { ("jenkins.branch.MultiBranchProjectViewHolder$ViewImpl", "default") } else { ("hudson.model.AllView", "All") };
    bean["primaryView"] = json!({"_class": class, "name": view, "url": bean["url"]});
    bean["views"] = json!([bean["primaryView"].clone()]);
}

/// What is directly below a folder (or the root), without regard to case as Jenkins sorts it. Whole only if the
/// request may show more than references.
pub(crate) fn children(sim: &Sim, call: &Call<'_>, folder: &str) -> Vec<Value> {
    let whole = call.query("tree").is_some() || call.query("depth").is_some();
    let show = |n: &String| if whole { bean(sim, call, n) } else { job_reference(&sim.world, call, sim, n) };
    let visible = if sim.world.may(call.user(), "Job/Read") { sim.world.children(folder) } else { Vec::new() };
    visible.iter().map(show).collect()
}

/// The runs that have names.
fn complete_permalinks(sim: &Sim, call: &Call<'_>, job: &Job, bean: &mut Value) {
    let show = |found: Option<&Run>| found.map_or(Value::Null, |r| run(sim, call, job, r));
    bean["firstBuild"] = show(job.runs.first());
    for word in PERMALINKS {
        bean[*word] = show(job.permalink(word));
    }
}

/// How stable the last runs were (`Job#getBuildStabilityHealthReport`); nothing before the first has ended.
fn health(job: &Job) -> Value {
    let Some((failed, of)) = job.stability() else { return json!([]) };
    let score = 100 - failed * 100 / of;
    let icon = match score {
        80.. => "80plus",
        60.. => "60to79",
        40.. => "40to59",
        20.. => "20to39",
        _ => "00to19",
    };
    let text = match failed {
        0 => "Build stability: No recent builds failed.".to_owned(),
        _ if failed == of => "Build stability: All recent builds failed.".to_owned(),
        _ => format!("Build stability: {failed} out of the last {of} builds failed."),
    };
    json!([{"description": text, "iconClassName": format!("icon-health-{icon}"), "iconUrl": format!("health-{icon}.png"), "score": score}])
}

pub(crate) fn bean(sim: &Sim, call: &Call<'_>, name: &str) -> Value {
    let mut bean = job_reference(&sim.world, call, sim, name);
    let Some(job) = sim.world.jobs.get(name) else {
        complete_folder(sim, call, name, &mut bean);
        return bean;
    };
    if job.definition.kind == JobKind::Multibranch {
        complete_folder(sim, call, name, &mut bean);
        bean["sources"] = json!([{}]);
        return bean;
    }
    let item = sim.world.queue.iter().find(|i| i.job == name && i.left_at().is_none());
    let runs: Vec<Value> = job.runs.iter().rev().map(|r| run(sim, call, job, r)).collect();
    bean["inQueue"] = json!(item.is_some());
    bean["queueItem"] = item.map_or(Value::Null, |i| crate::api::queue::bean(sim, call, i));
    bean["nextBuildNumber"] = json!(job.next_number);
    bean["concurrentBuild"] = json!(!job.definition.single);
    complete_permalinks(sim, call, job, &mut bean);
    bean["actions"] = json!([]);
    (bean["displayNameOrNull"], bean["description"]) = texts(sim, name);
    bean["healthReport"] = health(job);
    bean["keepDependencies"] = json!(false);
    if job.definition.kind == JobKind::Freestyle {
        complete_freestyle(&mut bean, job.definition.disabled);
    } else {
        bean["resumeBlocked"] = json!(false);
    }
    bean["builds"] = Value::Array(runs.iter().take(100).cloned().collect());
    bean["allBuilds"] = Value::Array(runs);
    bean["property"] = if job.definition.parameters.is_empty() {
        json!([])
    } else {
        json!([{"_class": "hudson.model.ParametersDefinitionProperty", "parameterDefinitions": job.definition.parameters.iter().map(|p| definition(&sim.world, p)).collect::<Vec<_>>()}])
    };
    bean
}
