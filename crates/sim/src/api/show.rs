//! Beans as core exports them, whole; `tree` and `depth` cut them afterwards.

use crate::api::tree::Tree;
use crate::page::{self, Answer, Dress};
use crate::route::Call;
use crate::scenario::{JobKind, Parameter};
use crate::sim::Sim;
use crate::world::input::Execution;
use crate::world::parameter::{Given, class_name, default_of, type_name};
use crate::world::queue::Cause;
use crate::world::run::Run;
use crate::world::{Job, World};
use serde_json::{Value, json};

/// Answers `api/json` with this bean.
pub(crate) fn api_json(sim: &Sim, call: &Call<'_>, bean: &Value) -> Answer {
    let dress = Dress { version: sim.world.version.clone(), context: sim.world.context.clone(), session: None };
    let shown = match (call.query("tree"), call.query("depth")) {
        (Some(tree), _) => Tree::parse(&tree).map(|t| t.apply(bean)),
        (None, Some(depth)) => depth.parse().ok().map(|d| Tree::by_depth(bean, d)),
        (None, None) => Some(Tree::by_depth(bean, 0)),
    };
    match shown {
        _ if call.query("jsonp").is_some() => page::container(403, "Forbidden", call.uri, call.accept),
        Some(shown) => page::core_json(&dress, &shown),
        None => {
            let mut answer = page::oops(&dress, 500);
            page::add(&mut answer, "Connection", "close");
            answer
        }
    }
}

/// The URL of a job below the base.
pub(crate) fn job_path(name: &str) -> String {
    name.split('/').map(|n| format!("job/{}/", raw_encode(n))).collect()
}

/// `hudson.Util#rawEncode`.
pub(crate) fn raw_encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || b"!$&'()*+,-.=@_".contains(&b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
        out
    })
}

pub(crate) fn job_class(kind: JobKind) -> &'static str {
    match kind {
        JobKind::Pipeline => "org.jenkinsci.plugins.workflow.job.WorkflowJob",
        JobKind::Freestyle => "hudson.model.FreeStyleProject",
        JobKind::Multibranch => "org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject",
    }
}

fn run_class(kind: JobKind) -> &'static str {
    if kind == JobKind::Freestyle { "hudson.model.FreeStyleBuild" } else { "org.jenkinsci.plugins.workflow.job.WorkflowRun" }
}

fn color(job: &Job) -> &'static str {
    match job.runs.last() {
        _ if job.definition.disabled => "disabled",
        None => "notbuilt",
        Some(run) if run.building() => "blue_anime",
        Some(run) => match run.outcome.map(crate::world::run::Outcome::core) {
            Some("SUCCESS") => "blue",
            Some("UNSTABLE") => "yellow",
            Some("ABORTED") => "aborted",
            _ => "red",
        },
    }
}

/// A reference to a job or folder.
pub(crate) fn job_reference(world: &World, call: &Call<'_>, sim: &Sim, name: &str) -> Value {
    let short = name.rsplit('/').next().unwrap_or(name);
    let shown = crate::form::percent_decode(short).unwrap_or_else(|| short.to_owned());
    let url = call.absolute(sim, &job_path(name));
    let mut bean = json!({"name": short, "fullName": name, "displayName": shown, "fullDisplayName": name.replace('/', " » "), "url": url});
    match world.jobs.get(name) {
        Some(job) if job.definition.kind == JobKind::Multibranch => bean["_class"] = json!(job_class(JobKind::Multibranch)),
        Some(job) => {
            bean["_class"] = json!(job_class(job.definition.kind));
            bean["color"] = json!(color(job));
            bean["buildable"] = json!(!job.definition.disabled);
        }
        None => bean["_class"] = json!("com.cloudbees.hudson.plugins.folder.Folder"),
    }
    bean
}

/// A parameter definition.
pub(crate) fn definition(parameter: &Parameter) -> Value {
    let mut bean = json!({
        "_class": class_name(&parameter.kind),
        "defaultParameterValue": default_value(parameter),
        "description": parameter.description,
        "name": parameter.name,
        "type": type_name(&parameter.kind),
    });
    if parameter.kind == "choice" {
        bean["choices"] = json!(parameter.choices);
    }
    if parameter.kind == "run" {
        bean["projectName"] = json!("Test Workflow");
        bean["filter"] = json!("ALL");
    }
    bean
}

fn default_value(parameter: &Parameter) -> Value {
    let class = |simple: &str| format!("hudson.model.{simple}ParameterValue");
    match parameter.kind.as_str() {
        "file" => Value::Null,
        "password" => json!({"_class": class("Password"), "name": parameter.name}),
        "credentials" => json!({"_class": "com.cloudbees.plugins.credentials.CredentialsParameterValue", "name": parameter.name}),
        "run" => json!({"_class": class("Run"), "name": parameter.name}),
        "boolean" => json!({"_class": class("Boolean"), "name": parameter.name, "value": default_of(parameter)}),
        _ => json!({"_class": class("String"), "name": parameter.name, "value": default_of(parameter)}),
    }
}

/// The values of a run or item.
pub(crate) fn parameters_action(values: &[Given]) -> Option<Value> {
    let values: Vec<Value> = values
        .iter()
        .map(|v| match v.kind.as_str() {
            "password" => json!({"_class": "hudson.model.PasswordParameterValue", "name": v.name}),
            "run" => {
                let text = v.text();
                let (job, number) = text.rsplit_once('#').unwrap_or((&text, ""));
                json!({"_class": "hudson.model.RunParameterValue", "name": v.name, "jobName": job, "number": number})
            }
            "boolean" => json!({"_class": "hudson.model.BooleanParameterValue", "name": v.name, "value": v.value}),
            "text" => json!({"_class": "hudson.model.TextParameterValue", "name": v.name, "value": v.value}),
            _ => json!({"_class": "hudson.model.StringParameterValue", "name": v.name, "value": v.value}),
        })
        .collect();
    (!values.is_empty()).then(|| json!({"_class": "hudson.model.ParametersAction", "parameters": values}))
}

pub(crate) fn cause_action(causes: &[Cause]) -> Value {
    let causes: Vec<Value> = causes
        .iter()
        .map(|c| {
            let (id, name) = c.user.as_ref().map_or((Value::Null, "anonymous"), |(i, n)| (json!(i), n));
            json!({"_class": "hudson.model.Cause$UserIdCause", "shortDescription": format!("Started by user {name}"), "userId": id, "userName": name})
        })
        .collect();
    json!({"_class": "hudson.model.CauseAction", "causes": causes})
}

/// The input action: exported by newer plugins, `{}` by older ones.
fn input_action(world: &World, run: &Run) -> Option<Value> {
    if !run.had_input {
        return None;
    }
    if !world.plugins.input_export {
        return Some(json!({}));
    }
    let executions: Vec<Value> = run.executions.iter().map(execution).collect();
    Some(json!({
        "_class": "org.jenkinsci.plugins.workflow.support.steps.input.InputAction",
        "executions": executions,
        "waitingForInput": !run.executions.is_empty(),
    }))
}

fn execution(execution: &Execution) -> Value {
    let step = &execution.step;
    let short: String = execution.message.chars().take(32).collect();
    let display = if execution.message.chars().count() > 32 { format!("{short}...") } else { short };
    json!({"displayName": display, "id": execution.id, "settled": false, "input": {
        "cancel": step.cancel.as_deref().unwrap_or("Abort"),
        "id": execution.id,
        "message": execution.message,
        "ok": step.ok.as_deref().unwrap_or("Proceed"),
        "parameters": step.parameters.iter().map(definition).collect::<Vec<_>>(),
        "submitter": step.submitter,
        "submitterParameter": step.submitter_parameter,
    }})
}

fn actions(world: &World, run: &Run) -> Vec<Value> {
    let mut actions: Vec<Value> = parameters_action(&run.parameters).into_iter().collect();
    actions.push(cause_action(&run.causes));
    actions.push(json!({}));
    actions.extend(input_action(world, run));
    for user in &run.approvers {
        actions.push(json!({"_class": "org.jenkinsci.plugins.workflow.support.steps.input.ApproverAction", "userId": user}));
    }
    if let Some(interruption) = &run.interruption {
        let name = interruption.user.as_ref().map_or("anonymous", |u| &u.1);
        let user = interruption.user.as_ref().map_or(json!({}), |(id, name)| json!({"id": id, "fullName": name}));
        let cause = if interruption.rejection {
            json!({"_class": "org.jenkinsci.plugins.workflow.support.steps.input.Rejection", "shortDescription": format!("Rejected by {name}"), "timestamp": interruption.at, "user": user})
        } else {
            json!({"_class": "jenkins.model.CauseOfInterruption$UserInterruption", "shortDescription": format!("Aborted by {name}"), "user": user})
        };
        actions.push(json!({"_class": "jenkins.model.InterruptedBuildAction", "causes": [cause]}));
    }
    actions
}

/// A run.
pub(crate) fn run(sim: &Sim, call: &Call<'_>, job: &Job, run: &Run) -> Value {
    let name = &job.definition.name;
    let short = name.rsplit('/').next().unwrap_or(name);
    let url = |number: u32| call.absolute(sim, &format!("{}{number}/", job_path(name)));
    let neighbour = |number: Option<u32>| number.map_or(Value::Null, |n| json!({"number": n, "url": url(n)}));
    let before = job.runs.iter().map(|r| r.number).filter(|n| *n < run.number).max();
    let after = job.runs.iter().map(|r| r.number).filter(|n| *n > run.number).min();
    json!({
        "_class": run_class(job.definition.kind),
        "actions": actions(&sim.world, run),
        "artifacts": [],
        "building": run.building(),
        "changeSets": [],
        "culprits": [],
        "description": null,
        "displayName": format!("#{}", run.number),
        "duration": run.end.map_or(0, |e| e - run.start),
        "estimatedDuration": estimate(job),
        "executor": if run.building() { json!({"_class": "hudson.model.OneOffExecutor"}) } else { Value::Null },
        "fingerprint": [],
        "fullDisplayName": format!("{} #{}", short, run.number),
        "id": run.number.to_string(),
        "keepLog": false,
        "nextBuild": neighbour(after),
        "number": run.number,
        "previousBuild": neighbour(before),
        "queueId": run.queue_id,
        "result": run.outcome.map(crate::world::run::Outcome::core),
        "timestamp": run.start,
        "url": url(run.number),
    })
}

fn estimate(job: &Job) -> i64 {
    let done = job.runs.iter().rev().find(|r| r.outcome.is_some_and(|o| o.core() == "SUCCESS"));
    done.and_then(|r| r.end.map(|e| e - r.start)).and_then(|d| i64::try_from(d).ok()).unwrap_or(-1)
}
