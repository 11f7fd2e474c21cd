//! What nobody signed in may do: nothing, and nothing is done.

use super::Listed;
use super::identity::untouched;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::{Core, Inputs};
use crate::conform::verdict::{Verdict, refused, same, skipped};
use bellpull::Error;
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Core, "anonymous triggers nothing", trigger),
    (Inputs, "anonymous settles nothing", settle),
    (Core, "anonymous stops nothing", stop),
    (Core, "anonymous cancels nothing", cancel),
];

/// Nobody is signed in; or there is nothing, for who may not see it; or (who may see it) this input is not for them.
const REFUSALS: &[&str] = &["login_required", "not_found", "input_not_allowed"];

/// Has to be refused, unless this server lets everybody in.
fn closed(bench: &Bench, operation: Value) -> Verdict<Error> {
    let answer = bench.anonymous()?.run(operation);
    if answer.is_ok() {
        return skipped("anonymous visitors may do this here");
    }
    refused(answer, REFUSALS)
}

fn trigger(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'never'")?;
    for op in ["trigger", "build", "build_with_parameters", "build_json"] {
        closed(bench, json!({"op": op, "job": job}))?;
    }
    untouched(bench, &job)
}

fn settle(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused("input id: 'gate', message: 'Go on?'\necho 'went on'", 1)?;
    for op in ["approve", "abort"] {
        closed(bench, json!({"op": op, "job": job, "run": run, "input": "Gate"}))?;
        closed(bench, json!({"op": op, "job": job, "run": run, "input": "Gate", "known": outcome["inputs"][0]}))?;
    }
    for op in ["input_proceed", "input_proceed_empty", "input_abort"] {
        closed(bench, json!({"op": op, "job": job, "run": run, "input": "Gate"}))?;
    }
    bench.inputs(&job, run, 1)?;
    bench.stop(&job, run)
}

fn stop(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("sleep 600")?;
    for op in ["stop", "term", "kill"] {
        closed(bench, json!({"op": op, "job": job, "run": run}))?;
    }
    same("building", &bench.run(json!({"op": "run", "job": job, "run": run}))?["building"], true)?;
    bench.stop(&job, run)
}

fn cancel(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'never'")?;
    let waiting = bench.run(json!({"op": "trigger", "job": job, "delaySeconds": 900, "until": "queued"}))?;
    let answer = bench.anonymous()?.run(json!({"op": "cancel_queue_item", "id": waiting["queueId"]}));
    if answer.is_ok() {
        return skipped("anonymous visitors may do this here");
    }
    let item = bench.run(json!({"op": "queue_item", "id": waiting["queueId"]}));
    bench.run(json!({"op": "cancel_queue_item", "id": waiting["queueId"]}))?;
    refused(answer, &["login_required", "queue_item_gone", "forbidden"])?;
    same("inQueueSince is told", &json!(item?["inQueueSince"].is_u64()), true)
}
