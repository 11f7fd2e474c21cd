//! Artifacts and changes of a run (`ArtifactContainerImpl`, `ChangeSetResource`).

use super::answer::{link, list, missing, resource};
use super::{pipelines, users};
use crate::api::show::{job_path, raw_encode};
use crate::form::percent_decode;
use crate::page::Answer;
use crate::route::Call;
use crate::scenario::{ArtifactFile, Commit};
use crate::sim::Sim;
use crate::world::run::Run;
use crate::world::time;
use serde_json::{Value, json};

const CLASS: &str = "io.jenkins.blueocean.service.embedded.rest.ArtifactImpl";

fn id(file: &ArtifactFile) -> String {
    format!("{CLASS}:{}", raw_encode(&file.path))
}

fn bean(sim: &Sim, run: &Run, file: &ArtifactFile) -> Value {
    let id = id(file);
    let own = format!("{}runs/{}/artifacts/{}/", pipelines::href(&sim.world, &run.job), run.number, raw_encode(&raw_encode(&id)));
    let path: Vec<String> = file.path.split('/').map(raw_encode).collect();
    json!({
        "_class": CLASS, "_links": {"self": link(&own)}, "downloadable": true, "id": id, "name": file.name(), "path": file.path,
        "size": file.content().len(), "url": format!("/{}{}/artifact/{}", job_path(&run.job), run.number, path.join("/")),
    })
}

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return missing(call) };
    match rest {
        [] => {
            let all = run.artifacts.iter().map(|f| bean(sim, run, f)).collect();
            list(sim, call, all)
        }
        [segment] => {
            let wanted = percent_decode(segment).and_then(|s| percent_decode(&s));
            let found = run.artifacts.iter().find(|f| Some(id(f)) == wanted).map(|f| bean(sim, run, f));
            found.map_or_else(|| missing(call), |bean| resource(sim, call, &bean))
        }
        _ => missing(call),
    }
}

fn entry(sim: &Sim, run: &Run, commit: &Commit) -> Value {
    let own = format!("{}runs/{}/changeSet/{}/", pipelines::href(&sim.world, &run.job), run.number, commit.id);
    json!({
        "_class": "io.jenkins.blueocean.service.embedded.rest.ChangeSetResource", "_links": {"self": link(&own)}, "affectedPaths": commit.paths,
        "author": users::person("/blue/rest/", &commit.author, &commit.author, Some(&commit.email), &Value::Null), "checkoutCount": 0,
        "commitId": commit.id, "issues": [], "msg": commit.message.lines().next().unwrap_or_default(), "timestamp": time::blue(commit.at), "url": null,
    })
}

/// A replay shows the changes of the run that it repeats.
fn commits<'a>(sim: &'a Sim, name: &str, run: &'a Run) -> &'a [Commit] {
    let original = run.replay_of.and_then(|n| sim.world.run(name, n));
    &original.unwrap_or(run).commits
}

pub(super) fn change_set(sim: &Sim, name: &str, run: &Run) -> Value {
    commits(sim, name, run).iter().map(|c| entry(sim, run, c)).collect()
}

pub(super) fn changes(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return missing(call) };
    match rest {
        [] => {
            let all = commits(sim, name, run).iter().map(|c| entry(sim, run, c)).collect();
            list(sim, call, all)
        }
        [id] => {
            let found = commits(sim, name, run).iter().find(|c| c.id == *id).map(|c| entry(sim, run, c));
            found.map_or_else(|| missing(call), |bean| resource(sim, call, &bean))
        }
        _ => missing(call),
    }
}
