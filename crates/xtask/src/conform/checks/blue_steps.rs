//! Blue Ocean: nodes, steps, their logs, and inputs by steps.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::Blue;
use crate::conform::verdict::{Verdict, each, failed, find, has, lacks, list, refused, same, text};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Blue, "nodes in their order", nodes),
    (Blue, "steps of a run and of a node", steps),
    (Blue, "a step's log", step_log),
    (Blue, "an input is approved by its step", submit),
    (Blue, "an input is rejected by its step", abort),
    (Blue, "an input that is not there", unknown),
];

const STAGES: &str = "stage('One') {\n  echo 'in one: ü'\n}\nstage('Two') {\n  parallel a: {\n    echo 'in a'\n  }, 'b c': {\n    echo 'in b'\n  }\n}";

fn finished(bench: &Bench) -> Verdict<(String, u64)> {
    let (job, run) = bench.started(STAGES)?;
    bench.success(&job, run)?;
    Ok((job, run))
}

fn nodes(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let all = bench.run(bench.blue(json!({"op": "blue_nodes", "job": job, "run": run})))?;
    same("names", &each(&all, "displayName"), json!(["One", "Two", "a", "b c"]))?;
    same("types", &each(&all, "type"), json!(["STAGE", "STAGE", "PARALLEL", "PARALLEL"]))?;
    same("results", &each(&all, "result"), json!(["SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS"]))?;
    let one = bench.run(bench.blue(json!({"op": "blue_node", "job": job, "run": run, "node": all[0]["id"]})))?;
    same("displayName", &one["displayName"], "One")?;
    refused(bench.run(bench.blue(json!({"op": "blue_node", "job": job, "run": run, "node": "99999"}))), &["not_found"]).map(|_| ())
}

fn steps(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let all = bench.run(bench.blue(json!({"op": "blue_steps", "job": job, "run": run})))?;
    same("how many steps", &json!(list(&all)?.len()), 3)?;
    let nodes = bench.run(bench.blue(json!({"op": "blue_nodes", "job": job, "run": run})))?;
    let node = find(&nodes, "displayName", "One")?["id"].clone();
    let of_node = bench.run(bench.blue(json!({"op": "blue_node_steps", "job": job, "run": run, "node": node})))?;
    same("how many steps in One", &json!(list(&of_node)?.len()), 1)?;
    let id = of_node[0]["id"].clone();
    for operation in
        [json!({"op": "blue_step", "job": job, "run": run, "step": id}), json!({"op": "blue_node_step", "job": job, "run": run, "node": node, "step": id})]
    {
        let step = bench.run(bench.blue(operation))?;
        same("id", &step["id"], id.clone())?;
        same("result", &step["result"], "SUCCESS")?;
    }
    refused(bench.run(bench.blue(json!({"op": "blue_step", "job": job, "run": run, "step": "99999"}))), &["not_found"]).map(|_| ())
}

fn step_log(bench: &Bench) -> Verdict {
    let (job, run) = finished(bench)?;
    let all = bench.run(bench.blue(json!({"op": "blue_steps", "job": job, "run": run})))?;
    let log = bench.run(bench.blue(json!({"op": "blue_step_log", "job": job, "run": run, "step": all[0]["id"], "start": 0})))?;
    has(text(&log, "text")?, "in one: ü")
}

const GATE: &str = "stage('Ask') {
  def x = input(id: 'gate', message: 'Go on?', ok: 'Los', parameters: [string(name: 'S', defaultValue: 'd', description: 's'), booleanParam(name: 'B', defaultValue: false, description: 'b')])
  echo \"S=<<${x.S}>> B=<<${x.B}>>\"
}";

/// A paused run and its waiting step. Blue Ocean tells inputs itself, whatever the input step exports.
fn paused(bench: &Bench) -> Verdict<(String, u64, Value)> {
    let (job, run) = bench.started(GATE)?;
    let read = || bench.run(bench.blue(json!({"op": "blue_steps", "job": job, "run": run})));
    let waits = |v: &Value| v.as_array().is_some_and(|steps| steps.iter().any(|s| s["input"].is_object()));
    let steps = bench.until("a step that waits for input", read, waits)?;
    let Some(step) = steps.as_array().into_iter().flatten().find(|s| s["input"].is_object()) else {
        return failed("a step that waits for input", steps);
    };
    // The pause is noted after the input.
    let read = || bench.run(bench.blue(json!({"op": "blue_run", "job": job, "run": run})));
    bench.until("the state PAUSED", read, |v| v["state"] == "PAUSED")?;
    Ok((job, run, step.clone()))
}

fn submit(bench: &Bench) -> Verdict {
    let (job, run, step) = paused(bench)?;
    same("id", &step["input"]["id"], "Gate")?;
    same("message", &step["input"]["message"], "Go on?")?;
    same("ok", &step["input"]["ok"], "Los")?;
    same("what is asked for", &each(&step["input"]["parameters"], "name"), json!(["S", "B"]))?;
    let values = json!({"S": "a b+c&é \"q\" <x>", "B": true});
    let operation = json!({"op": "blue_input_submit", "job": job, "run": run, "step": step["id"], "input": "Gate", "parameters": values});
    same("accepted", &bench.run(bench.blue(operation))?["accepted"], true)?;
    has(&bench.success(&job, run)?, "S=<<a b+c&é \"q\" <x>>> B=<<true>>")
}

fn abort(bench: &Bench) -> Verdict {
    let (job, run, step) = paused(bench)?;
    let operation = json!({"op": "blue_input_abort", "job": job, "run": run, "step": step["id"], "input": "Gate"});
    same("accepted", &bench.run(bench.blue(operation))?["accepted"], true)?;
    same("result", &bench.over(&job, run)?["result"], "ABORTED")?;
    lacks(&bench.log(&job, run)?, "S=<<")
}

fn unknown(bench: &Bench) -> Verdict {
    let (job, run, step) = paused(bench)?;
    for op in ["blue_input_submit", "blue_input_abort"] {
        let operation = json!({"op": op, "job": job, "run": run, "step": step["id"], "input": "Nobody-asked"});
        refused(bench.run(bench.blue(operation)), &["input_not_found", "bad_request"])?;
    }
    same("the run's state", &bench.run(bench.blue(json!({"op": "blue_run", "job": job, "run": run})))?["state"], "PAUSED")?;
    bench.stop(&job, run)
}
