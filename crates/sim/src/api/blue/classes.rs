//! What a class is a kind of (`ExtensionClassImpl`).

use super::answer::{body, link, missing, resource};
use super::verb;
use crate::form::percent_decode;
use crate::page::Answer;
use crate::route::Call;
use crate::sim::Sim;
use serde_json::{Map, Value, json};

const PIPELINE: &str = "io.jenkins.blueocean.rest.impl.pipeline.";
const EMBEDDED: &str = "io.jenkins.blueocean.service.embedded.rest.";
const MODEL: &str = "io.jenkins.blueocean.rest.model.";

/// The capabilities of a class of this API, most special first; none if it is unknown.
fn capabilities(class: &str) -> Option<Vec<String>> {
    let (short, family) = [PIPELINE, EMBEDDED].iter().find_map(|p| class.strip_prefix(p).map(|s| (s, *p)))?;
    let own: &[&str] = match (family, short) {
        (PIPELINE, "PipelineImpl") => &["org.jenkinsci.plugins.workflow.job.WorkflowJob"],
        (PIPELINE, "BranchImpl") => &["io.jenkins.blueocean.rest.model.BlueBranch", "org.jenkinsci.plugins.workflow.job.WorkflowJob"],
        (PIPELINE, "MultiBranchPipelineImpl") => &["jenkins.branch.MultiBranchProject", "io.jenkins.blueocean.rest.model.BlueMultiBranchPipeline"],
        (EMBEDDED, "FreeStylePipeline") => &["hudson.model.FreeStyleProject"],
        (EMBEDDED, "PipelineFolderImpl") => &["com.cloudbees.hudson.plugins.folder.AbstractFolder"],
        (PIPELINE, "PipelineRunImpl") => &["org.jenkinsci.plugins.workflow.job.WorkflowRun"],
        (EMBEDDED, "FreeStyleRunImpl") => &["hudson.model.FreeStyleBuild"],
        _ => return None,
    };
    let family = match short {
        "PipelineImpl" | "BranchImpl" | "FreeStylePipeline" => vec![format!("{EMBEDDED}AbstractPipelineImpl"), "hudson.model.Job".to_owned()],
        _ => Vec::new(),
    };
    let base = if short.contains("Run") { "BlueRun" } else { "BluePipeline" };
    let last = [format!("{MODEL}{base}"), format!("{MODEL}Resource")];
    Some(own.iter().map(|s| (*s).to_owned()).chain(family).chain(last).collect())
}

fn bean(class: &str) -> Value {
    let known = capabilities(class);
    let mut bean = json!({"_class": format!("{EMBEDDED}ExtensionClassImpl"), "classes": known.clone().unwrap_or_default()});
    if known.is_some() {
        bean["_links"] = json!({"self": link(&format!("/blue/rest/classes/{class}/"))});
    }
    bean
}

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, rest: &[&str]) -> Answer {
    match (verb(call), rest) {
        ("GET", []) => call.oops(sim),
        ("POST", []) => {
            let Some(body) = body(call) else { return call.oops(sim) };
            let asked = body.get("q").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            let map: Map<String, Value> = asked.map(|class| (class.to_owned(), bean(class))).collect();
            let class = format!("{EMBEDDED}ExtensionClassContainerImpl$BlueExtensionClassMapImpl");
            resource(sim, call, &json!({"_class": class, "_links": {"self": link("/blue/rest/classes/")}, "map": map}))
        }
        ("GET", [class]) => resource(sim, call, &bean(&percent_decode(class).unwrap_or_default())),
        _ => missing(call),
    }
}
