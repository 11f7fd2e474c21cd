//! Searching (`ApiHead#search`, `Query`): `q` is `key:value` pairs, separated by semicolons.

use super::answer::{error, list};
use super::{pipelines, run_bean, users};
use crate::page::Answer;
use crate::route::Call;
use crate::scenario::JobKind;
use crate::sim::Sim;
use serde_json::Value;
use std::collections::BTreeMap;

/// Parts without exactly one colon are ignored; keys are in lower case, so that `latestOnly` is never found.
fn query(text: &str) -> BTreeMap<String, String> {
    let pairs = text.split(';').filter(|p| p.matches(':').count() == 1).filter_map(|p| p.split_once(':'));
    pairs.map(|(key, value)| (key.trim().to_lowercase(), value.trim().to_owned())).collect()
}

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>) -> Answer {
    let query = query(&call.query("q").unwrap_or_default());
    match query.get("type").map(String::as_str) {
        Some("pipeline") => pipelines_of(sim, call, &query),
        Some("run") => runs_of(sim, call, &query),
        Some("user") => {
            let all = users::all(sim, call, "/blue/rest/");
            list(sim, call, all)
        }
        Some(_) => list(sim, call, Vec::new()),
        None => call.oops(sim),
    }
}

/// A folder or multibranch project by the classes that `excludedFromFlattening` knows.
fn classes(sim: &Sim, name: &str) -> &'static [&'static str] {
    match sim.world.jobs.get(name).map(|j| j.definition.kind) {
        None => &["com.cloudbees.hudson.plugins.folder.AbstractFolder", "com.cloudbees.hudson.plugins.folder.Folder"],
        Some(JobKind::Multibranch) => &[
            "jenkins.branch.MultiBranchProject",
            "org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject",
            "com.cloudbees.hudson.plugins.folder.AbstractFolder",
        ],
        Some(_) => &[],
    }
}

fn flattened(sim: &Sim, folder: &str, excluded: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for name in sim.world.children(folder) {
        let inside = if classes(sim, &name).iter().any(|c| excluded.contains(c)) { Vec::new() } else { flattened(sim, &name, excluded) };
        names.push(name);
        names.extend(inside);
    }
    names
}

fn pipelines_of(sim: &mut Sim, call: &Call<'_>, query: &BTreeMap<String, String>) -> Answer {
    if let Some(org) = query.get("organization").filter(|o| *o != "jenkins") {
        return error(400, &format!("Organization {org} not found. Query parameter organization value: {org} is invalid. "));
    }
    let excluded = query.get("excludedfromflattening").map(String::as_str).unwrap_or_default();
    let excluded: Vec<&str> = excluded.split(',').map(str::trim).collect();
    let wanted = query.get("pipeline").map(String::as_str);
    let mut names = flattened(sim, "", &excluded);
    names.retain(|n| wanted.is_none_or(|w| glob(w, &n.replace('/', " » ")) || glob(w, n)));
    match pipelines::filtered(sim, call, names) {
        Some(names) => {
            let all = names.iter().map(|n| pipelines::bean(sim, call, n)).collect();
            list(sim, call, all)
        }
        None => call.oops(sim),
    }
}

/// `*` stands for anything; each part is looked for as early as possible.
fn glob(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut left) = text.strip_prefix(first) else { return false };
    let (middle, last) = rest.rsplit_once('*').map_or(("", rest), |(middle, last)| (middle, last));
    for part in middle.split('*') {
        let Some((_, after)) = left.split_once(part) else { return false };
        left = after;
    }
    left.ends_with(last)
}

fn runs_of(sim: &mut Sim, call: &Call<'_>, query: &BTreeMap<String, String>) -> Answer {
    let names = match query.get("pipeline") {
        Some(name) if sim.world.jobs.contains_key(name) => vec![name.clone()],
        Some(name) => return error(400, &format!("Pipeline {name} not found")),
        None => sim.world.children(""),
    };
    let jobs = names.iter().filter_map(|n| sim.world.jobs.get(n));
    let all = jobs.flat_map(|j| j.runs.iter().rev().map(move |r| (j, r))).map(|(j, r)| orphan(run_bean::bean(sim, call, j, r))).collect();
    list(sim, call, all)
}

/// Runs found this way have no parent: the getters that need one fail, and their fields are left out.
fn orphan(mut run: Value) -> Value {
    if let Some(run) = run.as_object_mut() {
        ["_links", "state", "result"].iter().for_each(|field| {
            run.remove(*field);
        });
    }
    run
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn stars_stand_for_anything() {
        let matching = ["release", "*", "rel*", "*ase", "r*l*s*", "*rel**ase*", "re*"];
        assert!(matching.iter().all(|p| glob(p, "release")));
        assert!(["", "rel", "*x*", "rel*el", "release*e", "*R*"].iter().all(|p| !glob(p, "release")));
    }
}
