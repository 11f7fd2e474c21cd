//! The Pipeline Graph View's endpoints.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::GraphView;
use crate::conform::verdict::{Verdict, each, find, has, holds, list, number, refused, same, skipped, text};
use bellpull::{Code, Error};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (GraphView, "the tree of stages", tree),
    (GraphView, "steps, and their log", steps),
    (GraphView, "cancel", cancel),
    (GraphView, "rerun", rerun),
    (GraphView, "runs of a job", runs),
    (GraphView, "what is not there", missing),
];

const STAGES: &str = "stage('One') {\n  echo 'in one: ü & <b>'\n}\nstage('Two') {\n  parallel a: {\n    echo 'in a'\n  }, 'b c': {\n    echo 'in b'\n  }\n}";

fn finished(bench: &Bench) -> Verdict<(String, u64)> {
    let (job, run) = bench.started(STAGES)?;
    bench.success(&job, run)?;
    Ok((job, run))
}

/// What this version may not have yet.
fn had(answer: Result<Value, Error>) -> Verdict<Value> {
    match answer {
        Err(error) if error.code() == Code::Unsupported => skipped("this version of the Pipeline Graph View does not have that"),
        other => Ok(other?),
    }
}

fn tree(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let tree = bench.run(json!({"op": "graph_tree", "job": job, "run": run}))?;
    same("complete", &tree["complete"], true)?;
    same("stages", &each(&tree["stages"], "name"), json!(["One", "Two"]))?;
    same("branches", &each(&tree["stages"][1]["children"], "name"), json!(["a", "b c"]))
}

fn steps(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let tree = bench.run(json!({"op": "graph_tree", "job": job, "run": run}))?;
    let one = text(find(&tree["stages"], "name", "One")?, "id")?;
    let all = bench.run(json!({"op": "graph_steps", "job": job, "run": run}))?;
    same("how many steps", &json!(list(&all["steps"])?.len()), 3)?;
    let of_one = bench.run(json!({"op": "graph_steps", "job": job, "run": run, "stage": one}))?;
    same("how many steps in One", &json!(list(&of_one["steps"])?.len()), 1)?;
    let log = bench.run(json!({"op": "graph_log", "job": job, "run": run, "node": of_one["steps"][0]["id"]}))?;
    has(text(&log, "text")?, "in one: ü & <b>")
}

fn cancel(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'asleep'\nsleep 600\necho 'awake'")?;
    bench.logged(&job, run, "asleep")?;
    let answer = had(bench.run(json!({"op": "graph_cancel", "job": job, "run": run})));
    if answer.is_err() {
        bench.stop(&job, run)?;
    }
    same("accepted", &answer?["accepted"], true)?;
    same("result", &bench.over(&job, run)?["result"], "ABORTED")
}

fn rerun(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let outcome = had(bench.run(json!({"op": "graph_rerun", "job": job, "run": run})))?;
    let again = bench.run_of_item(number(&outcome, "queueId")?)?;
    holds(again > run, "another run", again)?;
    has(&bench.success(&job, again)?, "in one: ü & <b>")
}

fn runs(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let second = bench.start(&job, json!({}))?;
    bench.success(&job, second)?;
    let all = had(bench.run(json!({"op": "graph_runs", "job": job})))?;
    same("ids, newest first", &each(&all, "id"), json!([second.to_string(), run.to_string()]))
}

fn missing(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    refused(bench.run(json!({"op": "graph_tree", "job": job, "run": run + 7})), &["not_found"]).map(|_| ())
}
