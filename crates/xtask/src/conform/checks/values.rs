//! Odd values of a job's parameters, as the Pipeline prints them.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::recipe::Recipe;
use crate::conform::runner::Needs::Core;
use crate::conform::verdict::{Verdict, find, has, has_secret, number, same};
use base64::Engine as _;
use serde_json::{Map, Value, json};

pub const CHECKS: &[Listed] = &[
    (Core, "odd texts", texts_by_trigger),
    (Core, "odd texts in the json form", texts_by_json),
    (Core, "odd texts beside a file", texts_by_multipart),
    (Core, "boolean, choice, password, and a number as text", others),
    (Core, "a run", run),
    (Core, "20 000 characters", long),
];

/// Texts that something on the way could take for something else.
pub const TEXTS: &[(&str, &str)] = &[
    ("EMPTY", ""),
    ("UNICODE", "Grüße 你好 🚀 ñ"),
    ("BLANKS", "  both ends  "),
    ("MARKUP", r#"<b>&amp; "double" 'single' \ > back"#),
    ("FORM", "a+b c%20d=e&f;g#h?i/j"),
    ("LINES", "one\ntwo\n\nfour"),
];

fn recipe() -> Recipe {
    let script: String = TEXTS.iter().map(|(name, _)| format!("echo \"{name}=<<${{params.{name}}}>>\"\n")).collect();
    TEXTS.iter().fold(Recipe::new(&script), |recipe, (name, _)| if *name == "LINES" { recipe.text(name, "d") } else { recipe.string(name, "d") })
}

/// The texts as an operation takes them.
pub fn given() -> Map<String, Value> {
    TEXTS.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
}

/// The definitions that a job and an input have in common in these checks: one of each kind that a Pipeline can print.
pub fn of_each_kind(parameters: &Value) -> Verdict {
    for (name, kind, default) in [
        ("S", "string", json!("a default")),
        ("T", "text", json!("l1\nl2")),
        ("B", "boolean", json!(true)),
        ("C", "choice", json!("first")),
        ("P", "password", Value::Null),
    ] {
        let parameter = find(parameters, "name", name)?;
        same("kind", &parameter["kind"], kind)?;
        same("default", &parameter["default"], default)?;
    }
    same("choices", &find(parameters, "name", "C")?["choices"], json!(["first", "b & c"]))
}

/// Each text in the log, whole.
fn printed(log: &str) -> Verdict {
    TEXTS.iter().try_for_each(|(name, value)| has(log, &format!("{name}=<<{value}>>")))
}

fn texts_by_trigger(bench: &Bench) -> Verdict {
    let job = bench.job(&recipe())?;
    let run = bench.start(&job, Value::Object(given()))?;
    printed(&bench.success(&job, run)?)
}

fn texts_by_json(bench: &Bench) -> Verdict {
    let job = bench.job(&recipe())?;
    let outcome = bench.run(json!({"op": "build_json", "job": job, "parameters": given(), "nameQueueItem": true, "delaySeconds": 0}))?;
    let run = bench.run_of_item(number(&outcome, "queueId")?)?;
    printed(&bench.success(&job, run)?)
}

fn texts_by_multipart(bench: &Bench) -> Verdict {
    let job = bench.job(&recipe().file("FILE"))?;
    let mut parameters = given();
    let bytes = base64::engine::general_purpose::STANDARD.encode([0, 255, 13, 10, 128]);
    parameters.insert("FILE".to_owned(), json!({"file": {"name": "ünd so.bin", "base64": bytes}}));
    let run = bench.start(&job, Value::Object(parameters))?;
    printed(&bench.success(&job, run)?)?;
    // A Pipeline cannot read it, but the run has it.
    let tree = bench.run(json!({"op": "run", "job": job, "run": run, "tree": "actions[parameters[name]]"}))?;
    has(&tree["actions"].to_string(), r#"{"_class":"hudson.model.FileParameterValue","name":"FILE"}"#)
}

fn others(bench: &Bench) -> Verdict {
    let script = ["B", "C", "P", "N"].map(|n| format!("echo \"{n}=<<${{params.{n}}}>>\"\n")).concat();
    let job = bench.job(&Recipe::new(&script).string("N", "").boolean("B", true).choice("C", &["first", "b & c <d>"]).password("P", "hunter2"))?;
    let run = bench.start(&job, json!({"B": false, "C": "b & c <d>", "P": "s3cret & ü", "N": 42}))?;
    let log = bench.success(&job, run)?;
    has(&log, "B=<<false>>")?;
    has(&log, "N=<<42>>")?;
    has(&log, "C=<<b & c <d>>>")?;
    has_secret(&log, "P=<<", "s3cret & ü", ">>")
}

fn run(bench: &Bench) -> Verdict {
    let (target, number) = bench.started("echo 'a run to be named'")?;
    bench.success(&target, number)?;
    let job = bench.job(&Recipe::new("echo 'it ran'").run("R", &target))?;
    let run = bench.start(&job, json!({"R": {"run": format!("{target}#{number}")}}))?;
    bench.success(&job, run)?;
    let tree = bench.run(json!({"op": "run", "job": job, "run": run, "tree": "actions[parameters[name,jobName,number]]"}))?;
    let parameters = tree["actions"].as_array().into_iter().flatten().flat_map(|a| a["parameters"].as_array().into_iter().flatten());
    let came = parameters.into_iter().find(|p| p["name"] == "R").cloned().unwrap_or_default();
    same("jobName", &came["jobName"], target)?;
    same("number", &came["number"], number.to_string())
}

fn long(bench: &Bench) -> Verdict {
    let text: String = (0..2_000).map(|i| format!("{i:04} äöü€ ")).collect();
    let job = bench.job(&Recipe::new("echo \"A=<<${params.A}>>\"").text("A", ""))?;
    let run = bench.start(&job, json!({"A": text}))?;
    has(&bench.success(&job, run)?, &format!("A=<<{text}>>"))
}
