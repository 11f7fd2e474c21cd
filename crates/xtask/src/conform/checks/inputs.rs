//! Reading pending inputs: one, several, captions, ids, names of jobs.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::recipe::Recipe;
use crate::conform::runner::Needs::{Core, Inputs};
use crate::conform::verdict::{Verdict, approved_by, each, failed, find, has, holds, refused, same, skipped, text};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Inputs, "one, with an id made from its message", one),
    (Inputs, "an id as it is written and as it is listed", given_id),
    (Inputs, "an id with odd characters", odd_id),
    (Inputs, "two at once, settled one after the other", parallel),
    (Inputs, "two of the same message cannot be told apart", same_message),
    (Inputs, "captions", captions),
    (Inputs, "the cancel caption", cancel_caption),
    (Inputs, "the submitter's name reaches the Pipeline", submitter_parameter),
    (Inputs, "restricted to others", restricted),
    (Inputs, "in folders with odd names", odd_names),
    (Core, "none in a run that never asked", none),
    (Core, "of a run that is not there", missing),
];

fn one(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused("input message: 'Go on?'\necho 'went on'", 1)?;
    let input = &outcome["inputs"][0];
    same("message", &input["message"], "Go on?")?;
    same("ambiguous", &input["ambiguous"], false)?;
    same("parameters", &input["parameters"], json!([]))?;
    let id = text(input, "id")?;
    holds(id.len() == 32 && id.chars().all(|c| c.is_ascii_hexdigit()), "an id of 32 hexadecimal digits", id)?;
    same("building", &outcome["building"], true)?;
    approve(bench, &job, run, id, &json!({}))?;
    has(&bench.success(&job, run)?, "went on")
}

fn given_id(bench: &Bench) -> Verdict {
    for written in ["ship-it", "Ship-it"] {
        let (job, run, outcome) = bench.paused("input id: 'ship-it', message: 'Ship?'\necho 'shipped'", 1)?;
        same("id", &outcome["inputs"][0]["id"], "Ship-it")?;
        approve(bench, &job, run, written, &json!({}))?;
        has(&bench.success(&job, run)?, "shipped")?;
    }
    Ok(())
}

fn odd_id(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused("input id: 'A+b:c~d(e)@f', message: 'odd'\necho 'went on'", 1)?;
    same("id", &outcome["inputs"][0]["id"], "A+b:c~d(e)@f")?;
    approve(bench, &job, run, "A+b:c~d(e)@f", &json!({}))?;
    has(&bench.success(&job, run)?, "went on")
}

const PARALLEL: &str = "parallel 'eu west': {
  input id: 'eu', message: 'Deploy to EU?'
  echo 'eu done'
}, us: {
  def window = input(id: 'us', message: 'Deploy to US?', parameters: [choice(name: 'WINDOW', choices: ['now', 'later'], description: 'when')])
  echo \"us done <<${window}>>\"
}";

fn parallel(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused(PARALLEL, 2)?;
    find(&outcome["inputs"], "id", "Eu")?;
    same("message", &find(&outcome["inputs"], "id", "Us")?["message"], "Deploy to US?")?;
    let settled = approve(bench, &job, run, "Us", &json!({"WINDOW": "later"}))?;
    same("outcome", &settled["outcome"], "approved")?;
    let left = bench.inputs(&job, run, 1)?;
    same("id", &left["inputs"][0]["id"], "Eu")?;
    approve(bench, &job, run, "Eu", &json!({}))?;
    let log = bench.success(&job, run)?;
    has(&log, "eu done")?;
    has(&log, "us done <<later>>")
}

fn same_message(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused("parallel a: {\n  input message: 'Really?'\n}, b: {\n  input message: 'Really?'\n}", 2)?;
    same("ambiguous", &each(&outcome["inputs"], "ambiguous"), json!([true, true]))?;
    let id = text(&outcome["inputs"][0], "id")?;
    for op in ["approve", "abort"] {
        refused(bench.run(json!({"op": op, "job": job, "run": run, "input": id})), &["input_ambiguous"])?;
    }
    bench.inputs(&job, run, 2)?;
    bench.stop(&job, run)
}

fn captions(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused("input id: 'cap', message: 'Ümläute <b>& \"more\"</b>', ok: 'Ja, los <i>'", 1)?;
    same("message", &outcome["inputs"][0]["message"], "Ümläute <b>& \"more\"</b>")?;
    same("ok", &outcome["inputs"][0]["ok"], "Ja, los <i>")?;
    bench.stop(&job, run)
}

fn cancel_caption(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused("input id: 'cap', message: 'm', cancel: 'Lieber nicht'", 1)?;
    bench.stop(&job, run)?;
    match &outcome["inputs"][0]["cancel"] {
        Value::Null => skipped("this input step knows or exports no cancel caption"),
        caption => same("cancel", caption, "Lieber nicht"),
    }
}

fn submitter_parameter(bench: &Bench) -> Verdict {
    let script = "def x = input(id: 'who', message: 'Who?', submitterParameter: 'WHO', parameters: [string(name: 'A', defaultValue: 'd', description: '')])
echo \"by <<${x.WHO}>> with <<${x['A']}>>\"";
    let (job, run, outcome) = bench.paused(script, 1)?;
    if bench.features.input_export {
        same("submitterParameter", &outcome["inputs"][0]["submitterParameter"], "WHO")?;
    }
    let settled = approve(bench, &job, run, "Who", &json!({}))?;
    approved_by(&settled, &bench.features.user)?;
    has(&bench.success(&job, run)?.to_lowercase(), &format!("by <<{}>> with <<d>>", bench.features.user.to_lowercase()))
}

fn restricted(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused("input id: 'gate', message: 'Not for you', submitter: 'bellpull-nobody, bellpull-other'\necho 'went on'", 1)?;
    if bench.features.input_export {
        same("submitters", &outcome["inputs"][0]["submitters"], json!(["bellpull-nobody", "bellpull-other"]))?;
    }
    let answer = bench.run(json!({"op": "approve", "job": job, "run": run, "input": "Gate"}));
    match (bench.features.administrator, answer) {
        (Some(true) | None, Ok(settled)) => {
            same("outcome", &settled["outcome"], "approved")?;
            has(&bench.success(&job, run)?, "went on")
        }
        (Some(false) | None, Err(error)) => {
            refused(Err(error), &["input_not_allowed"])?;
            bench.inputs(&job, run, 1)?;
            bench.stop(&job, run)
        }
        (Some(true), Err(error)) => failed("success for an administrator", error),
        (Some(false), Ok(settled)) => failed("a refusal as input_not_allowed", settled),
    }
}

/// A job in folders; blanks, a plus, an apostrophe, a tilde, letters beyond ASCII.
pub fn oddly_named(bench: &Bench, outer: &str, recipe: &Recipe) -> Verdict<String> {
    let inner = "eu + us";
    bench.site.folder(&[], outer)?;
    bench.site.folder(&[outer], inner)?;
    // A Jenkins that was started without a locale has no such file names.
    bench.site.job(&[outer, inner], "café (1) ~ 'q'", recipe).or_else(|_| Ok(bench.site.job(&[outer, inner], "cafe (1) ~ 'q'", recipe)?))
}

fn odd_names(bench: &Bench) -> Verdict {
    let recipe = Recipe::new(
        "def why = input(id: 'looks-good', message: 'Looks good?', parameters: [string(name: 'WHY', defaultValue: '', description: '')])\necho \"why <<${why}>>\"",
    );
    let job = oddly_named(bench, "Ops Team inputs", &recipe)?;
    let run = bench.start(&job, json!({}))?;
    bench.inputs(&job, run, 1)?;
    approve(bench, &job, run, "Looks-good", &json!({"WHY": "it's ~ fine + ü"}))?;
    has(&bench.success(&job, run)?, "why <<it's ~ fine + ü>>")
}

fn none(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("sleep 600")?;
    let outcome = bench.run(json!({"op": "inputs", "job": job, "run": run}))?;
    same("inputs", &outcome["inputs"], json!([]))?;
    refused(bench.run(json!({"op": "approve", "job": job, "run": run, "input": "Gate"})), &["input_not_found"])?;
    bench.stop(&job, run)
}

fn missing(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'never'")?;
    for op in ["inputs", "follow", "stop", "console_text"] {
        refused(bench.run(json!({"op": op, "job": job, "run": 7})), &["not_found"])?;
    }
    Ok(())
}

/// Approves, which has to be accepted.
pub fn approve(bench: &Bench, job: &str, run: u64, input: &str, parameters: &Value) -> Verdict<Value> {
    let settled = bench.run(json!({"op": "approve", "job": job, "run": run, "input": input, "parameters": parameters}))?;
    same("outcome", &settled["outcome"], "approved")?;
    Ok(settled)
}
