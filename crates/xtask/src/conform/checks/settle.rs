//! Approving and rejecting: what becomes of it, and what is refused.

use super::Listed;
use super::inputs::approve;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::{Inputs, Wfapi};
use crate::conform::verdict::{Verdict, approved_by, has, lacks, refused, same, same_user};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Inputs, "approved", approved),
    (Inputs, "aborted, and by whom", aborted),
    (Inputs, "with what was seen", seen),
    (Inputs, "another question than the one that was seen", stale),
    (Inputs, "an input that is not there", unknown),
    (Inputs, "twice, while the run goes on", twice),
    (Inputs, "the other way after the first", after_the_other),
    (Inputs, "in a run that is over", finished),
    (Inputs, "an input that ran out of time", timed_out),
    (Inputs, "another run of the job is left alone", other_run),
    (Wfapi, "the stage view's refusals", wfapi_refusals),
];

const GATE: &str = "input id: 'gate', message: 'Go on?'\necho 'went on'\nsleep(time: 500, unit: 'MILLISECONDS')\necho 'got through'";
/// Goes on after the gate until it is stopped.
const LONG_GATE: &str = "input id: 'gate', message: 'Go on?'\necho 'went on'\nsleep 600";

fn decide(op: &str, job: &str, run: u64) -> Value {
    json!({"op": op, "job": job, "run": run, "input": "Gate"})
}

fn approved(bench: &Bench) -> Verdict {
    let (job, run, _) = bench.paused(GATE, 1)?;
    let settled = bench.run(decide("approve", &job, run))?;
    same("outcome", &settled["outcome"], "approved")?;
    approved_by(&settled, &bench.features.user)?;
    same("input", &settled["input"], "Gate")?;
    has(&bench.success(&job, run)?, "got through")
}

fn aborted(bench: &Bench) -> Verdict {
    let (job, run, _) = bench.paused(GATE, 1)?;
    let settled = bench.run(decide("abort", &job, run))?;
    same("outcome", &settled["outcome"], "aborted")?;
    let view = bench.over(&job, run)?;
    same("result", &view["result"], "ABORTED")?;
    same("status", &view["status"]["word"], "aborted")?;
    lacks(&bench.log(&job, run)?, "went on")?;
    let tree = bench.run(json!({"op": "run", "job": job, "run": run, "tree": "actions[_class,causes[_class,user[id]]]"}))?;
    let mut causes = tree["actions"].as_array().into_iter().flatten().flat_map(|a| a["causes"].as_array().into_iter().flatten());
    let rejection = causes.find(|c| c["_class"].as_str().is_some_and(|class| class.ends_with("Rejection")));
    same_user("a rejection by", &rejection.map_or_else(|| tree.clone(), |c| c["user"]["id"].clone()), &bench.features.user)
}

fn seen(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused(GATE, 1)?;
    let input = &outcome["inputs"][0];
    let mut operation = decide("approve", &job, run);
    operation["fingerprint"] = input["fingerprint"].clone();
    operation["known"] = input.clone();
    same("outcome", &bench.run(operation)?["outcome"], "approved")?;
    has(&bench.success(&job, run)?, "got through")
}

fn stale(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused("input id: 'gate', message: 'One?'\ninput id: 'gate', message: 'Two?'\necho 'went on'", 1)?;
    let fingerprint = outcome["inputs"][0]["fingerprint"].clone();
    approve(bench, &job, run, "Gate", &json!({}))?;
    let read = || bench.run(json!({"op": "inputs", "job": job, "run": run}));
    bench.until("the second question", read, |v| v["inputs"][0]["message"] == "Two?")?;
    for op in ["approve", "abort"] {
        let mut operation = decide(op, &job, run);
        operation["fingerprint"] = fingerprint.clone();
        refused(bench.run(operation), &["input_changed"])?;
    }
    bench.inputs(&job, run, 1)?;
    bench.stop(&job, run)
}

fn unknown(bench: &Bench) -> Verdict {
    let (job, run, _) = bench.paused(GATE, 1)?;
    for op in ["approve", "abort", "input_proceed", "input_proceed_empty", "input_abort"] {
        refused(bench.run(json!({"op": op, "job": job, "run": run, "input": "Nobody-asked"})), &["input_not_found"])?;
    }
    bench.inputs(&job, run, 1)?;
    bench.stop(&job, run)
}

fn twice(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused(LONG_GATE, 1)?;
    approve(bench, &job, run, "Gate", &json!({}))?;
    // By its id alone it may be one that is still to come.
    let again = refused(bench.run(decide("approve", &job, run)), &["input_not_found"])?;
    has(&again.message().to_lowercase(), &bench.features.user.to_lowercase())?;
    let mut seen = decide("approve", &job, run);
    seen["fingerprint"] = outcome["inputs"][0]["fingerprint"].clone();
    refused(bench.run(seen), &["input_already_settled"])?;
    let mut known = decide("approve", &job, run);
    known["known"] = outcome["inputs"][0].clone();
    refused(bench.run(known), &["input_already_settled"])?;
    bench.logged(&job, run, "went on")?;
    bench.stop(&job, run)
}

fn after_the_other(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused(LONG_GATE, 1)?;
    approve(bench, &job, run, "Gate", &json!({}))?;
    let mut abort = decide("abort", &job, run);
    abort["known"] = outcome["inputs"][0].clone();
    refused(bench.run(abort), &["input_already_settled"])?;
    let view = bench.run(json!({"op": "run", "job": job, "run": run}))?;
    same("building", &view["building"], true)?;
    bench.stop(&job, run)
}

fn finished(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused("input id: 'gate', message: 'Go on?'", 1)?;
    bench.run(decide("abort", &job, run))?;
    bench.over(&job, run)?;
    for op in ["approve", "abort"] {
        let error = refused(bench.run(decide(op, &job, run)), &["run_finished"])?;
        has(error.message(), "ABORTED")?;
        let mut known = decide(op, &job, run);
        known["known"] = outcome["inputs"][0].clone();
        refused(bench.run(known), &["input_already_settled", "run_finished"])?;
    }
    Ok(())
}

fn other_run(bench: &Bench) -> Verdict {
    let (job, first, _) = bench.paused(GATE, 1)?;
    let second = bench.start(&job, json!({}))?;
    bench.inputs(&job, second, 1)?;
    approve(bench, &job, first, "Gate", &json!({}))?;
    bench.success(&job, first)?;
    bench.inputs(&job, second, 1)?;
    same("outcome", &bench.run(decide("abort", &job, second))?["outcome"], "aborted")?;
    same("the first one's result", &bench.over(&job, first)?["result"], "SUCCESS")
}

fn timed_out(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("timeout(time: 3, unit: 'SECONDS') {\n  input id: 'gate', message: 'Quick!'\n}\necho 'in time'")?;
    let view = bench.over(&job, run)?;
    same("result", &view["result"], "ABORTED")?;
    lacks(&bench.log(&job, run)?, "in time")?;
    refused(bench.run(decide("approve", &job, run)), &["run_finished"]).map(|_| ())
}

fn wfapi_refusals(bench: &Bench) -> Verdict {
    let (job, run, _) = bench.paused(GATE, 1)?;
    refused(bench.run(json!({"op": "wfapi_input_submit", "job": job, "run": run, "input": "Nobody-asked"})), &["server_error", "input_not_found"])?;
    bench.inputs(&job, run, 1)?;
    same("accepted", &bench.run(decide("wfapi_input_submit", &job, run))?["accepted"], true)?;
    has(&bench.success(&job, run)?, "got through")
}
