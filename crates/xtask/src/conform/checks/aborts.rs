//! Ending runs from outside.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::{Core, Inputs};
use crate::conform::verdict::{Verdict, lacks, same};
use serde_json::json;

pub const CHECKS: &[Listed] = &[
    (Core, "stop", stop),
    (Core, "term", term),
    (Core, "kill", kill),
    (Core, "stop after the end changes nothing", stop_finished),
    (Inputs, "stop at an input", stop_at_input),
];

fn ended_by(bench: &Bench, op: &str) -> Verdict {
    let (job, run) = bench.started("echo 'asleep'\nsleep 600\necho 'awake'")?;
    bench.logged(&job, run, "asleep")?;
    same("accepted", &bench.run(json!({"op": op, "job": job, "run": run}))?["accepted"], true)?;
    let view = bench.over(&job, run)?;
    same("result", &view["result"], "ABORTED")?;
    lacks(&bench.log(&job, run)?, "awake")
}

fn stop(bench: &Bench) -> Verdict {
    ended_by(bench, "stop")
}

fn term(bench: &Bench) -> Verdict {
    ended_by(bench, "term")
}

fn kill(bench: &Bench) -> Verdict {
    ended_by(bench, "kill")
}

fn stop_finished(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'done'")?;
    bench.success(&job, run)?;
    for op in ["stop", "term", "kill"] {
        same("accepted", &bench.run(json!({"op": op, "job": job, "run": run}))?["accepted"], true)?;
    }
    same("result", &bench.over(&job, run)?["result"], "SUCCESS")
}

fn stop_at_input(bench: &Bench) -> Verdict {
    let (job, run, _) = bench.paused("input message: 'Go on?'\necho 'went on'", 1)?;
    bench.run(json!({"op": "stop", "job": job, "run": run}))?;
    let view = bench.over(&job, run)?;
    same("result", &view["result"], "ABORTED")?;
    same("inputs", &view["inputs"], json!([]))?;
    lacks(&bench.log(&job, run)?, "went on")
}
