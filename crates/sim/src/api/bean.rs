//! A run as core exports it.

use crate::api::actions::actions;
use crate::api::show::{raw_encode, run_class};
use crate::route::Call;
use crate::scenario::{ArtifactFile, Commit};
use crate::sim::Sim;
use crate::world::Job;
use crate::world::run::Run;
use crate::world::time;
use serde_json::{Value, json};

/// A run.
pub(crate) fn run(sim: &Sim, call: &Call<'_>, job: &Job, run: &Run) -> Value {
    let name = &job.definition.name;
    let short = name.rsplit('/').next().unwrap_or(name);
    let home = call.job_url(sim, name);
    let url = |number: u32| format!("{home}{number}/");
    let neighbour = |number: Option<u32>| number.map_or(Value::Null, |n| json!({"number": n, "url": url(n)}));
    let before = job.runs.iter().map(|r| r.number).filter(|n| *n < run.number).max();
    let after = job.runs.iter().map(|r| r.number).filter(|n| *n > run.number).min();
    json!({
        "_class": run_class(job.definition.kind),
        "actions": actions(&sim.world, run),
        "artifacts": run.artifacts.iter().map(artifact).collect::<Vec<_>>(),
        "building": run.building(),
        "changeSets": change_sets(sim, call, run),
        "culprits": culprits(sim, call, run),
        "description": run.description,
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

pub(crate) fn estimate(job: &Job) -> i64 {
    let done = job.runs.iter().rev().find(|r| r.outcome.is_some_and(|o| o.core() == "SUCCESS"));
    done.and_then(|r| r.end.map(|e| e - r.start)).and_then(|d| i64::try_from(d).ok()).unwrap_or(-1)
}

fn artifact(file: &ArtifactFile) -> Value {
    json!({"displayPath": file.name(), "fileName": file.name(), "relativePath": file.path})
}

fn author(sim: &Sim, call: &Call<'_>, name: &str) -> Value {
    json!({"absoluteUrl": call.absolute(sim, &format!("user/{}", raw_encode(name))), "description": null, "fullName": name, "id": name, "property": []})
}

fn change_sets(sim: &Sim, call: &Call<'_>, run: &Run) -> Value {
    if run.commits.is_empty() {
        return json!([]);
    }
    let item = |c: &Commit| {
        json!({
            "_class": "hudson.plugins.git.GitChangeSet", "affectedPaths": c.paths, "commitId": c.id, "timestamp": c.at, "author": author(sim, call, &c.author),
            "authorEmail": c.email, "comment": c.message, "date": time::git(c.at), "id": c.id, "msg": c.message.lines().next().unwrap_or_default(),
            "paths": c.paths.iter().map(|p| json!({"editType": "edit", "file": p})).collect::<Vec<_>>(),
        })
    };
    json!([{"_class": "hudson.plugins.git.GitChangeSetList", "items": run.commits.iter().map(item).collect::<Vec<_>>(), "kind": "git"}])
}

fn culprits(sim: &Sim, call: &Call<'_>, run: &Run) -> Value {
    let names: std::collections::BTreeSet<&str> = run.commits.iter().map(|c| c.author.as_str()).collect();
    names.into_iter().map(|n| author(sim, call, n)).collect()
}
