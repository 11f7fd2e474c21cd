//! Every kind of parameter of an input, as the Pipeline gets it.

use super::Listed;
use super::inputs::approve;
use super::values::{TEXTS, given, of_each_kind};
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::{Inputs, Wfapi};
use crate::conform::verdict::{Verdict, find, has, has_secret, lacks, refused, same};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Inputs, "what is asked for", asked),
    (Inputs, "each kind with another value", changed),
    (Inputs, "each kind with its default", defaults),
    (Inputs, "odd texts", texts),
    (Inputs, "one parameter alone", alone),
    (Inputs, "an unknown name and an illegal choice are refused", wrong),
    (Wfapi, "by the route of the stage view", by_wfapi),
    (Inputs, "the single endpoints", endpoints),
];

const KINDS: &str = r#"def x = input(id: 'kinds', message: 'Fill in', ok: 'Send', parameters: [
  string(name: 'S', defaultValue: 'a default', description: 'a string'),
  text(name: 'T', defaultValue: 'l1\nl2', description: 'a text'),
  booleanParam(name: 'B', defaultValue: true, description: 'yes or no'),
  choice(name: 'C', choices: ['first', 'b & c'], description: 'one of'),
  password(name: 'P', defaultValue: '', description: 'a secret')
])
echo "S=<<${x.S}>>"
echo "T=<<${x['T']}>>"
echo "B=<<${x.B}>> C=<<${x.C}>>"
echo "P=<<${x.P}>>""#;

fn asked(bench: &Bench) -> Verdict {
    let (job, run, outcome) = bench.paused(KINDS, 1)?;
    let parameters = &outcome["inputs"][0]["parameters"];
    of_each_kind(parameters)?;
    same("description", &find(parameters, "name", "S")?["description"], "a string")?;
    bench.stop(&job, run)
}

/// Other values than the defaults, and how they have to be printed.
fn others(bench: &Bench, route: &str) -> Verdict {
    let (job, run, _) = bench.paused(KINDS, 1)?;
    let values = json!({"S": "a b+c&é \"q\" <x>", "T": "α\nβ\n\n🚀", "B": false, "C": "b & c", "P": "pw+1 & ü"});
    let settled = bench.run(json!({"op": "approve", "job": job, "run": run, "input": "Kinds", "parameters": values, "route": route}))?;
    same("outcome", &settled["outcome"], "approved")?;
    same("what was sent for B", &settled["sent"]["B"], false)?;
    lacks(&settled.to_string(), "pw+1")?;
    let log = bench.success(&job, run)?;
    for wanted in ["S=<<a b+c&é \"q\" <x>>>", "T=<<α\nβ\n\n🚀>>", "B=<<false>> C=<<b & c>>"] {
        has(&log, wanted)?;
    }
    has_secret(&log, "P=<<", "pw+1 & ü", ">>")
}

fn changed(bench: &Bench) -> Verdict {
    others(bench, "auto")?;
    others(bench, "proceed")
}

fn by_wfapi(bench: &Bench) -> Verdict {
    others(bench, "wfapi")
}

fn defaults(bench: &Bench) -> Verdict {
    let (job, run, _) = bench.paused(KINDS, 1)?;
    approve(bench, &job, run, "Kinds", &json!({}))?;
    let log = bench.success(&job, run)?;
    for wanted in ["S=<<a default>>", "T=<<l1\nl2>>", "B=<<true>> C=<<first>>", "P=<<>>"] {
        has(&log, wanted)?;
    }
    Ok(())
}

fn texts(bench: &Bench) -> Verdict {
    let asked: Vec<String> = TEXTS.iter().map(|(name, _)| format!("text(name: '{name}', defaultValue: 'd', description: '')")).collect();
    let printed: String = TEXTS.iter().map(|(name, _)| format!("\necho \"{name}=<<${{x.{name}}}>>\"")).collect();
    let script = format!("def x = input(id: 'texts', message: 'm', parameters: [{}]){printed}", asked.join(", "));
    let (job, run, _) = bench.paused(&script, 1)?;
    approve(bench, &job, run, "Texts", &Value::Object(given()))?;
    let log = bench.success(&job, run)?;
    TEXTS.iter().try_for_each(|(name, value)| has(&log, &format!("{name}=<<{value}>>")))
}

const ALONE: &str = "def x = input(id: 'alone', message: 'm', parameters: [choice(name: 'C', choices: ['a', 'b'], description: '')])\necho \"got <<${x}>>\"";

fn alone(bench: &Bench) -> Verdict {
    let (job, run, _) = bench.paused(ALONE, 1)?;
    approve(bench, &job, run, "Alone", &json!({"C": "b"}))?;
    has(&bench.success(&job, run)?, "got <<b>>")
}

fn wrong(bench: &Bench) -> Verdict {
    let (job, run, _) = bench.paused(ALONE, 1)?;
    let decide = |parameters: Value| bench.run(json!({"op": "approve", "job": job, "run": run, "input": "Alone", "parameters": parameters}));
    refused(decide(json!({"c": "a"})), &["parameter_unknown"])?;
    refused(decide(json!({"C": "third"})), &["parameter_invalid"])?;
    // Sent unchecked, Jenkins fails on it, and the input stays.
    let unchecked = json!({"op": "input_proceed", "job": job, "run": run, "input": "Alone", "parameters": {"C": "third"}});
    refused(bench.run(unchecked), &["server_error", "bad_request"])?;
    bench.inputs(&job, run, 1)?;
    bench.stop(&job, run)
}

fn endpoints(bench: &Bench) -> Verdict {
    for (op, printed) in [("input_proceed", "got <<b>>"), ("input_proceed_empty", "got <<null>>")] {
        let (job, run, _) = bench.paused(ALONE, 1)?;
        let mut operation = json!({"op": op, "job": job, "run": run, "input": "Alone"});
        if op == "input_proceed" {
            operation["parameters"] = json!({"C": "b"});
        }
        same("accepted", &bench.run(operation)?["accepted"], true)?;
        has(&bench.success(&job, run)?, printed)?;
    }
    let (job, run, _) = bench.paused(ALONE, 1)?;
    same("accepted", &bench.run(json!({"op": "input_abort", "job": job, "run": run, "input": "Alone"}))?["accepted"], true)?;
    same("result", &bench.over(&job, run)?["result"], "ABORTED")
}
