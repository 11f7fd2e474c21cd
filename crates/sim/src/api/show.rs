//! Beans as core exports them, whole; `tree` and `depth` cut them afterwards.

use crate::api::tree::Tree;
use crate::page::{self, Answer, Dress};
use crate::route::Call;
use crate::scenario::{JobKind, Parameter};
use crate::sim::Sim;
use crate::world::parameter::{class_name, default_of, type_name};
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

pub(crate) fn run_class(kind: JobKind) -> &'static str {
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

/// Branches are shown by their own names.
fn display_name(short: &str) -> String {
    crate::form::percent_decode(short).unwrap_or_else(|| short.to_owned())
}

/// A reference to a job or folder.
pub(crate) fn job_reference(world: &World, call: &Call<'_>, sim: &Sim, name: &str) -> Value {
    let short = name.rsplit('/').next().unwrap_or(name);
    let shown = sim.world.texts(name).0.map_or_else(|| display_name(short), str::to_owned);
    let url = call.job_url(sim, name);
    let mut bean = json!({"name": short, "fullName": name, "displayName": shown, "fullDisplayName": name.split('/').map(display_name).collect::<Vec<_>>().join(" » "), "url": url});
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

/// Whose runs a run parameter offers.
const RUN_PROJECT: &str = "Test Workflow";

/// A parameter definition.
pub(crate) fn definition(world: &World, parameter: &Parameter) -> Value {
    let mut bean = json!({
        "_class": class_name(&parameter.kind),
        "defaultParameterValue": default_value(world, parameter),
        "description": parameter.description,
        "name": parameter.name,
        "type": type_name(&parameter.kind),
    });
    if parameter.kind == "choice" {
        bean["choices"] = json!(parameter.choices);
    }
    if parameter.kind == "run" {
        bean["projectName"] = json!(RUN_PROJECT);
        bean["filter"] = json!("ALL");
    }
    bean
}

fn default_value(world: &World, parameter: &Parameter) -> Value {
    let class = |simple: &str| format!("hudson.model.{simple}ParameterValue");
    match parameter.kind.as_str() {
        "file" => Value::Null,
        "password" => json!({"_class": class("Password"), "name": parameter.name}),
        "credentials" => json!({"_class": "com.cloudbees.plugins.credentials.CredentialsParameterValue", "name": parameter.name}),
        // The newest run; its number is a text.
        "run" => match world.jobs.get(RUN_PROJECT).and_then(|j| j.runs.last()) {
            Some(run) => json!({"_class": class("Run"), "name": parameter.name, "jobName": RUN_PROJECT, "number": run.number.to_string()}),
            None => json!({"_class": class("Run"), "name": parameter.name}),
        },
        "boolean" => json!({"_class": class("Boolean"), "name": parameter.name, "value": default_of(parameter)}),
        _ => json!({"_class": class("String"), "name": parameter.name, "value": default_of(parameter)}),
    }
}
