//! Actions of runs and queue items as core exports them.

use crate::api::show::{definition, job_path};
use crate::scenario::{JobKind, TestStatus};
use crate::world::World;
use crate::world::input::Execution;
use crate::world::node::{Broken, Node};
use crate::world::parameter::Given;
use crate::world::queue::Cause;
use crate::world::run::Run;
use serde_json::{Value, json};

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
            "file" => json!({"_class": "hudson.model.FileParameterValue", "name": v.name}),
            "boolean" => json!({"_class": "hudson.model.BooleanParameterValue", "name": v.name, "value": v.value}),
            "text" => json!({"_class": "hudson.model.TextParameterValue", "name": v.name, "value": v.value}),
            _ => json!({"_class": "hudson.model.StringParameterValue", "name": v.name, "value": v.value}),
        })
        .collect();
    (!values.is_empty()).then(|| json!({"_class": "hudson.model.ParametersAction", "parameters": values}))
}

pub(crate) fn cause_action(causes: &[Cause]) -> Value {
    let causes: Vec<Value> = causes.iter().map(cause).collect();
    json!({"_class": "hudson.model.CauseAction", "causes": causes})
}

fn cause(cause: &Cause) -> Value {
    let text = cause.text();
    match cause {
        Cause::User(user) => {
            let (id, name) = user.as_ref().map_or((Value::Null, "anonymous"), |(i, n)| (json!(i), n));
            json!({"_class": "hudson.model.Cause$UserIdCause", "shortDescription": text, "userId": id, "userName": name})
        }
        Cause::Remote { addr, note } => json!({"_class": "hudson.model.Cause$RemoteCause", "shortDescription": text, "addr": addr, "note": note}),
        Cause::Replay(_) => json!({"_class": "org.jenkinsci.plugins.workflow.cps.replay.ReplayCause", "shortDescription": text}),
        Cause::Restart { .. } => {
            json!({"_class": "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause", "shortDescription": text})
        }
    }
}

/// The input action: exported by newer plugins, `{}` by older ones.
fn input_action(world: &World, run: &Run) -> Option<Value> {
    if !run.had_input {
        return None;
    }
    if !world.plugins.input_export {
        return Some(json!({}));
    }
    let executions: Vec<Value> = run.executions.iter().map(|e| execution(world, e)).collect();
    Some(json!({
        "_class": "org.jenkinsci.plugins.workflow.support.steps.input.InputAction",
        "executions": executions,
        "waitingForInput": !run.executions.is_empty(),
    }))
}

fn execution(world: &World, execution: &Execution) -> Value {
    let step = &execution.step;
    let short: String = execution.message.chars().take(32).collect();
    let display = if execution.message.chars().count() > 32 { format!("{short}...") } else { short };
    json!({"displayName": display, "id": execution.id, "settled": false, "input": {
        "cancel": step.cancel.as_deref().unwrap_or("Abort"),
        "id": execution.id,
        "message": execution.message,
        "ok": step.ok.as_deref().unwrap_or("Proceed"),
        "parameters": step.parameters.iter().map(|p| definition(world, p)).collect::<Vec<_>>(),
        "submitter": step.submitter,
        "submitterParameter": step.submitter_parameter,
    }})
}

pub(crate) fn actions(world: &World, run: &Run) -> Vec<Value> {
    let mut actions: Vec<Value> = parameters_action(&run.parameters).into_iter().collect();
    actions.push(cause_action(&run.causes));
    actions.push(json!({}));
    actions.extend(input_action(world, run));
    for user in &run.approvers {
        actions.push(json!({"_class": "org.jenkinsci.plugins.workflow.support.steps.input.ApproverAction", "userId": user}));
    }
    // `FlowInterruptedException#handle` comes after the result.
    if let Some(interruption) = run.interruption.as_ref().filter(|_| run.building() || !run.log_open()) {
        let name = interruption.user.as_ref().map_or("anonymous", |u| &u.1);
        let user = interruption.user.as_ref().map_or(json!({}), |(id, name)| json!({"id": id, "fullName": name}));
        let cause = if interruption.rejection {
            json!({"_class": "org.jenkinsci.plugins.workflow.support.steps.input.Rejection", "shortDescription": format!("Rejected by {name}"), "timestamp": interruption.at, "user": user})
        } else {
            json!({"_class": "jenkins.model.CauseOfInterruption$UserInterruption", "shortDescription": format!("Aborted by {name}"), "user": user})
        };
        actions.push(json!({"_class": "jenkins.model.InterruptedBuildAction", "causes": [cause]}));
    }
    actions.extend(tests(run));
    actions.extend(flow_graph(world, run));
    actions
}

/// `TestResultAction`, once there are results.
fn tests(run: &Run) -> Option<Value> {
    let of = |wanted: TestStatus| run.tests.iter().filter(|t| t.status == wanted).count();
    (!run.tests.is_empty()).then(|| {
        json!({
            "_class": "hudson.tasks.junit.TestResultAction", "failCount": of(TestStatus::Failed), "skipCount": of(TestStatus::Skipped),
            "totalCount": run.tests.len(), "urlName": "testReport",
        })
    })
}

/// workflow-job's export of the flow graph (`FlowGraphAction`); freestyle runs have none.
fn flow_graph(world: &World, run: &Run) -> Option<Value> {
    let pipeline = world.jobs.get(&run.job).is_some_and(|j| j.definition.kind != JobKind::Freestyle);
    let nodes = || run.nodes.iter().map(|n| node(run, n)).collect::<Vec<_>>();
    pipeline.then(|| json!({"_class": "org.jenkinsci.plugins.workflow.job.views.FlowGraphAction", "nodes": nodes()}))
}

fn node(run: &Run, node: &Node) -> Value {
    let color = match (&node.broken, node.end) {
        (_, None) => "blue_anime",
        (Some(Broken::Interrupted), _) => "aborted",
        (Some(Broken::Failed(_) | Broken::Thrown(..)), _) => "red",
        (None, Some(_)) if node.spoiled => "red",
        (None, Some(_)) if node.warning => "yellow",
        (None, Some(_)) => "blue",
    };
    json!({
        "_class": node.class(), "actions": [{}], "displayName": node.name(), "iconColor": color, "id": node.id.to_string(),
        "parents": node.parents.iter().map(u32::to_string).collect::<Vec<_>>(), "running": node.end.is_none(),
        "url": format!("{}{}/execution/node/{}/", job_path(&run.job), run.number, node.id),
    })
}
