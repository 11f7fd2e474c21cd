//! Pipelines, folders and freestyle jobs (`AbstractPipelineImpl`, `PipelineFolderImpl`).

use super::answer::{error, link, list, missing, resource};
use super::{ORG, branches, favorites, queue, run_bean, runs, scm, start, verb};
use crate::api::bean::estimate;
use crate::api::show::{definition, raw_encode};
use crate::form::percent_decode;
use crate::page::{self, Answer};
use crate::route::{Call, child};
use crate::scenario::JobKind;
use crate::sim::Sim;
use crate::world::{Job, World};
use serde_json::{Value, json};

pub(super) fn is_multibranch(sim: &Sim, name: &str) -> bool {
    kind(sim, name) == Some(JobKind::Multibranch)
}

/// Folders follow from the names of their jobs.
pub(super) fn is_folder(sim: &Sim, name: &str) -> bool {
    kind(sim, name).is_none()
}

fn kind(sim: &Sim, name: &str) -> Option<JobKind> {
    sim.world.jobs.get(name).map(|j| j.definition.kind)
}

/// The multibranch project that a job is a branch of.
pub(super) fn project<'a>(world: &'a World, name: &str) -> Option<&'a Job> {
    let (parent, _) = name.rsplit_once('/')?;
    world.jobs.get(parent).filter(|j| j.definition.kind == JobKind::Multibranch)
}

/// Links hold names as they are, those of branches encoded once more (`BranchImpl#getLink`).
pub(super) fn href(world: &World, name: &str) -> String {
    let (mut href, mut full) = (ORG.to_owned(), String::new());
    for part in name.split('/') {
        if !full.is_empty() {
            full.push('/');
        }
        full.push_str(part);
        match project(world, &full) {
            Some(_) => href.push_str(&format!("branches/{}/", raw_encode(part))),
            None => href.push_str(&format!("pipelines/{part}/")),
        }
    }
    href
}

/// What is below `pipelines` of the organization or a folder.
pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, folder: &str, rest: &[&str]) -> Answer {
    match (verb(call), rest) {
        ("GET", []) => match filtered(sim, call, sim.world.children(folder)) {
            Some(names) => {
                let all = names.iter().map(|n| bean(sim, call, n)).collect();
                list(sim, call, all)
            }
            None => call.oops(sim),
        },
        ("POST", []) => start::create(sim, call),
        (_, []) => missing(call),
        (_, [segment, tail @ ..]) => {
            let decoded = percent_decode(segment).unwrap_or_default();
            match child(&sim.world, folder, &decoded) {
                Some(name) if sim.world.may(call.user(), "Job/Read") => one(sim, call, &name, tail),
                Some(_) if sim.world.may(call.user(), "Job/Discover") && call.user().is_some() => call.forbidden(sim, "Please login to access job"),
                _ => error(404, &format!("Pipeline {decoded} not found")),
            }
        }
    }
}

/// What the caller may see of these, by `filter` (`ContainerFilter`); none if that is unknown.
pub(super) fn filtered(sim: &Sim, call: &Call<'_>, mut names: Vec<String>) -> Option<Vec<String>> {
    if !sim.world.may(call.user(), "Job/Read") {
        names.clear();
    }
    for filter in call.query("filter").unwrap_or_default().split(',').filter(|f| !f.is_empty()) {
        match filter {
            "no-folders" => names.retain(|n| !is_folder(sim, n)),
            "origin" => {}
            "pull-requests" => names.clear(),
            _ => return None,
        }
    }
    Some(names)
}

pub(super) fn one(sim: &mut Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    let (multibranch, folder) = (is_multibranch(sim, name), is_folder(sim, name));
    match (verb(call), rest) {
        ("GET", []) => {
            let bean = bean(sim, call, name);
            resource(sim, call, &bean)
        }
        ("DELETE", []) if !folder => delete(sim, call, name),
        ("PUT", ["enable" | "disable"]) if multibranch || folder => error(405, "Not supported for this kind of pipeline"),
        ("PUT", [verb @ ("enable" | "disable")]) => enable(sim, call, name, *verb == "enable"),
        ("PUT", ["favorite"]) => favorites::put(sim, call, name),
        (_, ["branches" | "pipelines", tail @ ..]) if multibranch => branches::answer(sim, call, name, tail),
        (_, ["pipelines", tail @ ..]) if folder => answer(sim, call, name, tail),
        (_, ["runs", tail @ ..]) if multibranch => branches::runs(sim, call, name, tail),
        (_, ["runs", tail @ ..]) if !folder => runs::answer(sim, call, name, tail),
        (_, ["queue", tail @ ..]) if !folder => queue::answer(sim, call, name, tail),
        (_, ["scm", tail @ ..]) => scm::content(sim, call, name, tail),
        ("GET", ["latestRun"]) if !folder && !multibranch => latest(sim, call, name),
        // `BluePipelineFolder#getDynamic`.
        (_, [segment, ..]) if folder && percent_decode(segment).and_then(|s| child(&sim.world, name, &s)).is_some() => answer(sim, call, name, rest),
        _ => missing(call),
    }
}

fn latest(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    let bean = sim.world.jobs.get(name).and_then(|j| j.runs.last().map(|r| run_bean::summary(sim, call, j, r)));
    match bean {
        Some(bean) => resource(sim, call, &bean),
        None => missing(call),
    }
}

fn delete(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    if !sim.world.may(call.user(), "Job/Delete") {
        return call.denied(sim, "Job/Delete", "hudson.model.Item.Delete");
    }
    sim.world.delete(name);
    page::empty(200, None)
}

/// Silently nothing without Job/Configure.
fn enable(sim: &mut Sim, call: &Call<'_>, name: &str, enabled: bool) -> Answer {
    let may = sim.world.may(call.user(), "Job/Configure");
    if let Some(job) = sim.world.jobs.get_mut(name).filter(|_| may) {
        job.definition.disabled = !enabled;
    }
    page::empty(200, None)
}

pub(super) fn permissions(sim: &Sim, call: &Call<'_>) -> Value {
    let may = |permission: &str| sim.world.may(call.user(), permission);
    json!({"create": may("Job/Create"), "configure": may("Job/Configure"), "read": may("Job/Read"), "start": may("Job/Build"), "stop": may("Job/Cancel")})
}

/// What all kinds have.
pub(super) fn base(sim: &Sim, call: &Call<'_>, name: &str, class: &str) -> Value {
    let own = href(&sim.world, name);
    let short = name.rsplit('/').next().unwrap_or(name);
    let shown = |full: &str, part: &str| if project(&sim.world, full).is_some() { percent_decode(part).unwrap_or_default() } else { part.to_owned() };
    let (mut full, mut display) = (String::new(), Vec::new());
    for part in name.split('/') {
        full = if full.is_empty() { part.to_owned() } else { format!("{full}/{part}") };
        display.push(raw_encode(&shown(&full, part)));
    }
    let mut links = serde_json::Map::new();
    links.insert("self".to_owned(), link(&own));
    for below in ["scm", "actions", "runs", "trends", "queue"] {
        links.insert(below.to_owned(), link(&format!("{own}{below}/")));
    }
    json!({
        "_class": class, "_links": links, "actions": [], "displayName": shown(name, short), "fullDisplayName": display.join("/"), "fullName": name,
        "name": short, "organization": "jenkins", "permissions": permissions(sim, call),
    })
}

pub(super) fn bean(sim: &Sim, call: &Call<'_>, name: &str) -> Value {
    match sim.world.jobs.get(name) {
        None => folder(sim, call, name),
        Some(job) if job.definition.kind == JobKind::Multibranch => branches::project_bean(sim, call, job),
        Some(job) => job_bean(sim, call, job),
    }
}

fn job_bean(sim: &Sim, call: &Call<'_>, job: &Job) -> Value {
    let name = &job.definition.name;
    let branch = project(&sim.world, name).is_some();
    let class = match job.definition.kind {
        JobKind::Freestyle => "io.jenkins.blueocean.service.embedded.rest.FreeStylePipeline",
        _ if branch => "io.jenkins.blueocean.rest.impl.pipeline.BranchImpl",
        _ => "io.jenkins.blueocean.rest.impl.pipeline.PipelineImpl",
    };
    let mut bean = base(sim, call, name, class);
    bean["disabled"] = json!(job.definition.disabled);
    bean["estimatedDurationInMillis"] = json!(estimate(job));
    bean["latestRun"] = job.runs.last().map_or(Value::Null, |r| run_bean::summary(sim, call, job, r));
    bean["parameters"] = job.definition.parameters.iter().map(|p| definition(&sim.world, p)).collect();
    bean["weatherScore"] = json!(job.stability().map_or(100, |(failed, of)| 100 - failed * 100 / of));
    if branch {
        bean["branch"] = branches::branch(sim, name);
    }
    bean
}

fn folder(sim: &Sim, call: &Call<'_>, name: &str) -> Value {
    let children = sim.world.children(name);
    let (folders, jobs): (Vec<&String>, Vec<&String>) = children.iter().partition(|c| is_folder(sim, c));
    let mut bean = base(sim, call, name, "io.jenkins.blueocean.service.embedded.rest.PipelineFolderImpl");
    bean["disabled"] = json!(false);
    bean["parameters"] = Value::Null;
    bean["numberOfFolders"] = json!(folders.len());
    bean["numberOfPipelines"] = json!(jobs.len());
    // Null for what is no folder.
    bean["pipelineFolderNames"] = children.iter().map(|c| if folders.contains(&c) { json!(c.rsplit('/').next()) } else { Value::Null }).collect();
    bean
}
