//! Runs as Blue Ocean shows them: ended, running, summarised, or still in the queue (`AbstractRunImpl`, `QueuedBlueRun`).

use super::answer::link;
use super::{artifacts, branches, pipelines};
use crate::api::actions::cause_action;
use crate::api::bean::estimate;
use crate::api::show::{job_path, run_class};
use crate::route::Call;
use crate::scenario::{JobKind, TestStatus};
use crate::sim::Sim;
use crate::world::Job;
use crate::world::queue::{Cause, Item, Place};
use crate::world::run::{Outcome, Run};
use crate::world::time;
use serde_json::{Map, Value, json};

const BELOW: &[&str] = &["tests", "log", "blueTestSummary", "actions", "changeSet", "artifacts"];

fn links(pipeline: &str, number: u32, more: &[&str]) -> Map<String, Value> {
    let own = format!("{pipeline}runs/{number}/");
    let mut links = Map::new();
    links.insert("parent".to_owned(), link(pipeline));
    links.insert("self".to_owned(), link(&own));
    for below in BELOW.iter().chain(more) {
        links.insert((*below).to_owned(), link(&format!("{own}{below}/")));
    }
    links
}

/// Core's exported causes, under another class.
fn causes(causes: &[Cause]) -> Value {
    let mut action = cause_action(causes);
    let mut list = action["causes"].take();
    for cause in list.as_array_mut().into_iter().flatten() {
        cause["_class"] = json!("io.jenkins.blueocean.service.embedded.rest.AbstractRunImpl$BlueCauseImpl");
    }
    list
}

/// `BlueRun.BlueRunState` and `BlueRunResult`.
fn state(run: &Run) -> (&'static str, &'static str) {
    match run.outcome {
        Some(outcome) => ("FINISHED", outcome.core()),
        None if run.executions.is_empty() => ("RUNNING", "UNKNOWN"),
        None => ("PAUSED", "UNKNOWN"),
    }
}

/// `Run#getBuildStatusSummary`.
fn status_summary(job: &Job, run: &Run) -> String {
    let before = |r: &&Run| r.number < run.number;
    match run.outcome {
        None => "?".to_owned(),
        Some(Outcome::Success) => "stable".to_owned(),
        Some(Outcome::Unstable) => match run.tests.iter().filter(|t| t.status == TestStatus::Failed).count() {
            0 => "unstable".to_owned(),
            1 => "1 test failure".to_owned(),
            more => format!("{more} test failures"),
        },
        Some(Outcome::Aborted) => "aborted".to_owned(),
        Some(Outcome::Failure) => {
            let failed = |r: &&Run| r.outcome == Some(Outcome::Failure);
            match job.runs.iter().rev().filter(before).take_while(failed).last() {
                Some(first) => format!("broken since build #{}", first.number),
                None => "broken since this build".to_owned(),
            }
        }
    }
}

/// A run with the fields that summaries have as well.
fn common(sim: &Sim, call: &Call<'_>, job: &Job, run: &Run, class: &str, more: &[&str]) -> Value {
    let name = &job.definition.name;
    let pipeline = pipelines::href(&sim.world, name);
    let mut links = links(&pipeline, run.number, more);
    let before = job.runs.iter().map(|r| r.number).filter(|n| *n < run.number).max();
    let after = job.runs.iter().map(|r| r.number).filter(|n| *n > run.number).min();
    for (word, neighbour) in [("prevRun", before), ("nextRun", after)] {
        if let Some(number) = neighbour {
            links.insert(word.to_owned(), link(&format!("{pipeline}runs/{number}/")));
        }
    }
    let (state, result) = state(run);
    let pipeline_run = job.definition.kind != JobKind::Freestyle;
    let zip = || format!("/{}{}/artifact/*zip*/archive.zip", job_path(name), run.number);
    json!({
        "_class": class, "_links": links, "actions": [], "artifactsZipFile": (!run.artifacts.is_empty()).then(zip), "causeOfBlockage": null,
        "causes": causes(&run.causes), "changeSet": artifacts::change_set(sim, name, run), "description": run.description,
        "durationInMillis": run.end.map_or(0, |e| e.saturating_sub(run.start)), "enQueueTime": time::blue(run.queued), "endTime": run.end.map(time::blue),
        "estimatedDurationInMillis": estimate(job), "id": run.number.to_string(), "name": null, "organization": "jenkins",
        "pipeline": name.rsplit('/').next(), "replayable": pipeline_run && sim.world.may(call.user(), "Job/Build"), "result": result,
        "runSummary": status_summary(job, run), "startTime": time::blue(run.start), "state": state,
        "type": run_class(job.definition.kind).rsplit('.').next(),
    })
}

pub(super) fn bean(sim: &Sim, call: &Call<'_>, job: &Job, run: &Run) -> Value {
    if job.definition.kind == JobKind::Freestyle {
        return common(sim, call, job, run, "io.jenkins.blueocean.service.embedded.rest.FreeStyleRunImpl", &[]);
    }
    let mut bean = common(sim, call, job, run, "io.jenkins.blueocean.rest.impl.pipeline.PipelineRunImpl", &["nodes", "steps"]);
    let name = &job.definition.name;
    let branch = pipelines::project(&sim.world, name).is_some();
    bean["branch"] = if branch { branches::branch(sim, name) } else { Value::Null };
    bean["commitId"] = json!(run.commits.last().map(|c| &c.id).or(job.definition.revision.as_ref()));
    bean["commitUrl"] = Value::Null;
    bean["pullRequest"] = Value::Null;
    bean
}

/// The `latestRun` of a pipeline.
pub(super) fn summary(sim: &Sim, call: &Call<'_>, job: &Job, run: &Run) -> Value {
    let class = match job.definition.kind {
        JobKind::Freestyle => "io.jenkins.blueocean.service.embedded.rest.FreeStylePipeline$FreeStyleRunSummary",
        _ => "io.jenkins.blueocean.rest.impl.pipeline.PipelineImpl$PipelineRunSummary",
    };
    common(sim, call, job, run, class, &[])
}

/// Why an item waits, as core words it.
pub(super) fn why(sim: &Sim, item: &Item) -> Option<String> {
    match &item.place {
        Place::Waiting { due } if *due > sim.world.now => Some(format!("In the quiet period. Expires in {} ms", due - sim.world.now)),
        Place::Waiting { .. } => Some("Finished waiting".to_owned()),
        Place::Blocked { why, .. } | Place::Buildable { why, .. } => Some(why.clone()),
        Place::Left { .. } => None,
    }
}

/// A run that is still in the queue: its id is a guess.
pub(super) fn queued(sim: &Sim, item: &Item) -> Value {
    let freestyle = sim.world.jobs.get(&item.job).is_some_and(|j| j.definition.kind == JobKind::Freestyle);
    let class = if freestyle { "QueuedFreeStyleRun" } else { "QueuedBlueRun" };
    let why = why(sim, item);
    queued_as(sim, &item.job, sim.world.expected_number(item), item.id, &item.causes, why.as_deref(), class)
}

pub(super) fn queued_as(sim: &Sim, name: &str, number: u32, id: u64, why_asked: &[Cause], why: Option<&str>, class: &str) -> Value {
    let cancelled = why.is_none();
    json!({
        "_class": format!("io.jenkins.blueocean.service.embedded.rest.{class}"), "_links": links(&pipelines::href(&sim.world, name), number, &[]),
        "actions": [], "artifactsZipFile": null, "causeOfBlockage": why, "causes": causes(why_asked), "changeSet": [], "description": null,
        "durationInMillis": null, "enQueueTime": null, "endTime": null, "estimatedDurationInMillis": null, "id": number.to_string(), "name": null,
        "organization": "jenkins", "pipeline": name.rsplit('/').next(), "replayable": false, "result": if cancelled { "ABORTED" } else { "UNKNOWN" },
        "runSummary": null, "startTime": null, "state": if cancelled { "FINISHED" } else { "QUEUED" }, "type": "QueuedItem", "queueId": id.to_string(),
    })
}
