//! Multibranch projects and their branches (`MultiBranchPipelineImpl`, `BranchImpl`).

use super::answer::{list, missing};
use super::{pipelines, run_bean, start, verb};
use crate::form::percent_decode;
use crate::page::Answer;
use crate::route::{Call, child};
use crate::sim::Sim;
use crate::world::Job;
use crate::world::run::{Outcome, Run};
use serde_json::{Value, json};

/// The branch that favourites and lists put first.
pub(super) fn primary(sim: &Sim, project: &str) -> Option<String> {
    ["main", "master"].iter().map(|b| format!("{project}/{b}")).find(|n| sim.world.jobs.contains_key(n))
}

/// The full names: primary first, then the caller's favourites, then by the last run.
pub(super) fn names(sim: &Sim, call: &Call<'_>, project: &str) -> Vec<String> {
    let first = primary(sim, project);
    let favorites = call.user().and_then(|u| sim.world.favorites.get(u));
    let mut names = sim.world.children(project);
    names.sort_by_cached_key(|n| {
        let run = sim.world.jobs.get(n).and_then(|j| j.runs.last()).map_or(0, |r| r.start);
        (Some(n) != first.as_ref(), !favorites.is_some_and(|f| f.contains(n)), u64::MAX - run)
    });
    names
}

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, project: &str, rest: &[&str]) -> Answer {
    match (verb(call), rest) {
        ("GET", []) => match pipelines::filtered(sim, call, names(sim, call, project)) {
            Some(names) => {
                let all = names.iter().map(|n| pipelines::bean(sim, call, n)).collect();
                list(sim, call, all)
            }
            None => call.oops(sim),
        },
        (_, [segment, tail @ ..]) => match percent_decode(segment).and_then(|s| child(&sim.world, project, &s)) {
            Some(name) => pipelines::one(sim, call, &name, tail),
            None => missing(call),
        },
        _ => missing(call),
    }
}

/// The runs of all branches, newest first; there is no run of the project itself.
pub(super) fn runs(sim: &mut Sim, call: &Call<'_>, project: &str, rest: &[&str]) -> Answer {
    match (verb(call), rest) {
        ("GET", []) => {
            let wanted = call.query("branch");
            let names = names(sim, call, project);
            let asked = |n: &&String| wanted.as_deref().is_none_or(|w| n.rsplit('/').next() == Some(w));
            let jobs: Vec<&Job> = names.iter().filter(asked).filter_map(|n| sim.world.jobs.get(n)).collect();
            let mut all: Vec<(&Job, &Run)> = jobs.into_iter().flat_map(|j| j.runs.iter().map(move |r| (j, r))).collect();
            all.sort_by_key(|(_, r)| std::cmp::Reverse((r.start, r.number)));
            let beans = all.into_iter().map(|(j, r)| run_bean::bean(sim, call, j, r)).collect();
            list(sim, call, beans)
        }
        ("POST", []) => start::index(sim, call, project),
        _ => missing(call),
    }
}

pub(super) fn branch(sim: &Sim, name: &str) -> Value {
    let (parent, short) = name.rsplit_once('/').unwrap_or(("", name));
    json!({"isPrimary": primary(sim, parent).as_deref() == Some(name), "issues": [], "url": percent_decode(short).unwrap_or_default()})
}

pub(super) fn project_bean(sim: &Sim, call: &Call<'_>, job: &Job) -> Value {
    let name = &job.definition.name;
    let names = names(sim, call, name);
    let ended = |wanted: Outcome| {
        let last = |n: &&String| sim.world.jobs.get(*n).and_then(|j| j.runs.last()).and_then(|r| r.outcome) == Some(wanted);
        names.iter().filter(last).count()
    };
    let mut bean = pipelines::base(sim, call, name, "io.jenkins.blueocean.rest.impl.pipeline.MultiBranchPipelineImpl");
    bean["_links"]["branches"] = super::link(&format!("{}branches/", pipelines::href(&sim.world, name)));
    let more = json!({
        "disabled": null, "parameters": null, "estimatedDurationInMillis": -1, "numberOfFolders": 0, "numberOfPipelines": names.len(),
        "pipelineFolderNames": [], "weatherScore": 100, "branchNames": names.iter().map(|n| n.rsplit('/').next()).collect::<Vec<_>>(),
        "numberOfFailingBranches": ended(Outcome::Failure), "numberOfFailingPullRequests": 0, "numberOfSuccessfulBranches": ended(Outcome::Success),
        "numberOfSuccessfulPullRequests": 0, "totalNumberOfBranches": names.len(), "totalNumberOfPullRequests": 0, "scriptPath": "Jenkinsfile",
        "scmSource": {"_class": "io.jenkins.blueocean.rest.impl.pipeline.scm.ScmSourceImpl", "apiUrl": job.definition.source.as_ref().map(|s| &s.url), "id": "git"},
    });
    if let (Some(bean), Some(more)) = (bean.as_object_mut(), more.as_object()) {
        bean.extend(more.clone());
    }
    bean
}
