//! A run's description, written from outside.

use super::Listed;
use crate::conform::bench::{Bench, NO_UPDATE};
use crate::conform::runner::Needs::Core;
use crate::conform::verdict::{Verdict, refused, same, skipped};
use bellpull::Code;
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[(Core, "written and read", written), (Core, "anonymous describes nothing", closed)];

fn described(bench: &Bench, job: &str, run: u64) -> Verdict<Value> {
    Ok(bench.run(json!({"op": "run", "job": job, "run": run}))?["description"].clone())
}

fn written(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'done'")?;
    bench.success(&job, run)?;
    for text in ["Started by ann", "Zwei: ü & < > \" ' + %20 €", "one\nand two"] {
        let answer = bench.run(json!({"op": "submit_description", "job": job, "run": run, "description": text}));
        if answer.as_ref().is_err_and(|error| error.code() == Code::Forbidden) {
            return skipped(NO_UPDATE);
        }
        same("accepted", &answer?["accepted"], true)?;
        same("description", &described(bench, &job, run)?, text)?;
        same("description in the view", &bench.over(&job, run)?["description"], text)?;
    }
    Ok(())
}

fn closed(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'done'")?;
    bench.success(&job, run)?;
    let answer = bench.anonymous()?.run(json!({"op": "submit_description", "job": job, "run": run, "description": "by nobody"}));
    if answer.is_ok() {
        return skipped("anonymous visitors may do this here");
    }
    refused(answer, &["login_required", "not_found", "forbidden"])?;
    same("description", &described(bench, &job, run)?, Value::Null)
}
