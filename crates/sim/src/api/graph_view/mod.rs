//! The Pipeline Graph View's URLs (`PipelineConsoleViewAction`), in the three generations that renamed them. There are no
//! recordings of this plugin: what is here was read in its source.

mod forest;
mod steps;
mod tree;

use crate::api::show::job_path;
use crate::page::{self, Answer, add};
use crate::route::Call;
use crate::scenario::GraphView;
use crate::sim::Sim;
use crate::world::queue::{Cause, Taken};
use crate::world::run::{Outcome, Run};
use forest::Forest;
use serde_json::{Value, json};

impl GraphView {
    /// The URL below a run.
    fn segment(self) -> &'static str {
        match self {
            Self::Stages => "stages",
            Self::PipelineOverview => "pipeline-overview",
            Self::PipelineConsole => "pipeline-console",
        }
    }
}

/// Whether this generation answers below a run's URL.
pub(crate) fn generation(sim: &Sim, segment: &str) -> Option<GraphView> {
    sim.world.plugins.graph_view.filter(|g| g.segment() == segment)
}

/// Refusals come with status 200 as well.
fn wrapped(data: Option<Value>) -> Answer {
    let mut body = json!({"status": "ok"});
    if let Some(data) = data {
        body["data"] = data;
    }
    page::plain_json(200, "application/json;charset=utf-8", &body.to_string())
}

fn refused(message: &str) -> Answer {
    page::plain_json(200, "application/json;charset=utf-8", &json!({"status": "error", "message": message}).to_string())
}

pub(crate) fn run(sim: &mut Sim, call: &Call<'_>, view: GraphView, name: &str, number: u32, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return call.not_found() };
    let newer = view != GraphView::PipelineConsole;
    match rest {
        // Annotated for one verb alone: others fall through.
        [read @ ("tree" | "allSteps" | "steps" | "exceptionText" | "nextBuild" | "consoleOutput" | "consoleBuildOutput")]
            if call.request.method() == http::Method::GET =>
        {
            read_answer(sim, call, view, run, read)
        }
        ["log"] => page::text(steps::log(&Forest::of(run), call.query("nodeId").as_deref()), &[]),
        ["pauseState"] if view == GraphView::Stages && !call.is_post() => wrapped(Some(json!({"paused": run.suspended.is_some(), "building": run.building()}))),
        [verb @ ("pause" | "resume")] if view == GraphView::Stages => suspend(sim, call, name, number, *verb == "pause"),
        ["earlyConsoleText"] if view == GraphView::Stages => match run.log.from(0).split_once("[Pipeline] {") {
            Some((early, _)) => html(early),
            None if run.log.size() > 0 => html(&run.log.from(0)),
            None => page::container(404, "No early console text found.", call.uri, call.accept),
        },
        ["cancel"] if newer => cancel(sim, call, name, number),
        ["rerun"] if newer => rerun(sim, call, name, number),
        // Its name before 537.
        ["rebuild"] if !newer => rerun(sim, call, name, number),
        [] => call.index(sim, "Pipeline Overview"),
        _ => call.not_found(),
    }
}

fn read_answer(sim: &Sim, call: &Call<'_>, view: GraphView, run: &Run, read: &str) -> Answer {
    let forest = Forest::of(run);
    let node = call.query("nodeId");
    match (read, node.as_deref()) {
        ("tree", _) => cached(view, run, wrapped(Some(tree::graph(sim, view, &forest)))),
        ("allSteps", _) => cached(view, run, wrapped(Some(steps::list(sim, view, &forest, None)))),
        ("steps", Some(id)) => wrapped(Some(steps::list(sim, view, &forest, Some(id)))),
        ("exceptionText", Some(id)) if view != GraphView::PipelineConsole => page::text(steps::exception(&forest, id), &[]),
        ("exceptionText", None) if view != GraphView::PipelineConsole => page::container(400, "Bad Request", call.uri, call.accept),
        ("consoleOutput", Some(id)) if view != GraphView::Stages => console_output(call, &forest, id),
        ("steps" | "consoleOutput", None) => refused("Error getting console text"),
        ("consoleBuildOutput", _) if view != GraphView::PipelineConsole => html(&run.log.from(0)),
        ("nextBuild", _) if view == GraphView::Stages => next_build(sim, call, run),
        _ => call.not_found(),
    }
}

/// Set before anything is computed; 603 and newer.
fn cached(view: GraphView, run: &Run, mut answer: Answer) -> Answer {
    let value = if run.building() { "private, no-store" } else { "private, immutable, max-age=86400" };
    if view != GraphView::PipelineConsole {
        add(&mut answer, "Cache-Control", value);
    }
    answer
}

/// A log as a fragment of a page.
fn html(text: &str) -> Answer {
    let mut answer = page::text(page::escape(text), &[]);
    answer.headers_mut().insert("content-type", http::HeaderValue::from_static("text/html;charset=utf-8"));
    answer
}

/// A slice of a step's log, as HTML (gone in 699).
fn console_output(call: &Call<'_>, forest: &Forest<'_>, id: &str) -> Answer {
    let text = steps::log(forest, Some(id));
    let start = call.query("startByte").and_then(|s| s.parse::<usize>().ok()).unwrap_or(0);
    let tail = String::from_utf8_lossy(text.as_bytes().get(start..).unwrap_or_default()).into_owned();
    wrapped(Some(json!({"text": page::escape(&tail), "startByte": start.min(text.len()), "endByte": text.len()})))
}

fn next_build(sim: &Sim, call: &Call<'_>, run: &Run) -> Answer {
    let Some(id) = call.query("queueId").filter(|q| !q.is_empty()) else { return refused("Missing queueId") };
    let later = sim.world.jobs.get(&run.job).and_then(|j| j.runs.iter().find(|r| r.number > run.number && r.queue_id.to_string() == id));
    wrapped(later.map(|r| json!({"nextBuildUrl": format!("{}{}/stages/", job_path(&run.job), r.number)})))
}

fn cancel(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    if !call.is_post() {
        return call.post_required(sim);
    }
    if !sim.world.may(call.user(), "Job/Cancel") {
        return call.denied(sim, "Job/Cancel", "hudson.model.Item.Cancel");
    }
    let user = call.user().and_then(|u| sim.world.user(u)).map(|u| (u.id.clone(), u.full_name.clone()));
    let now = sim.world.now;
    match sim.world.run_mut(name, number) {
        Some(run) if run.building() => {
            run.interrupt(user, now);
            wrapped(None)
        }
        Some(run) if run.outcome == Some(Outcome::Aborted) => refused("Run was already cancelled"),
        _ => refused("Run is already finished"),
    }
}

/// Suspends the whole program, which is no waiting for input.
fn suspend(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, suspend: bool) -> Answer {
    if !call.is_post() {
        return call.post_required(sim);
    }
    if !sim.world.may(call.user(), "Job/Cancel") {
        return call.denied(sim, "Job/Cancel", "hudson.model.Item.Cancel");
    }
    let now = sim.world.now;
    match sim.world.run_mut(name, number) {
        Some(run) if run.building() => {
            run.suspend(suspend, now);
            wrapped(None)
        }
        _ => refused("Run is already finished"),
    }
}

/// A replay with the run's own script and values; secrets cannot be repeated.
fn rerun(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    if !call.is_post() {
        return call.post_required(sim);
    }
    if !sim.world.may(call.user(), "Job/Build") {
        return call.denied(sim, "Job/Build", "hudson.model.Item.Build");
    }
    let values = sim.world.run(name, number).map(|r| r.parameters.clone()).unwrap_or_default();
    if values.iter().any(crate::world::parameter::Given::is_secret) {
        return page::failure(&sim.dress(call.visitor), "Cannot replay a build with password parameters");
    }
    if sim.world.jobs.get(name).is_some_and(|j| j.definition.disabled) {
        return refused("The job is not buildable");
    }
    let causes = vec![sim.world.user_cause(call.user()), Cause::Replay(number)];
    let (Taken::New(id) | Taken::Merged(id)) = sim.world.enqueue_for(name, causes, values, Some(0));
    wrapped(Some(json!({"message": "Build scheduled", "queueId": id})))
}

/// `multi-pipeline-graph/runs` of a job: at most ten, newest first.
pub(crate) fn job(sim: &Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    let (["runs"], Some(job)) = (rest, sim.world.jobs.get(name).filter(|_| call.request.method() == http::Method::GET)) else {
        return call.not_found();
    };
    let runs = job.runs.iter().rev().take(10).map(|r| {
        json!({
            "id": r.number.to_string(), "displayName": format!("#{}", r.number), "timestamp": r.start,
            "duration": r.end.map_or(0, |e| e.saturating_sub(r.start)), "changesCount": r.commits.len(), "result": forest::of_run(r),
        })
    });
    let mut answer = wrapped(Some(runs.collect()));
    add(&mut answer, "Cache-Control", "no-cache");
    answer
}
