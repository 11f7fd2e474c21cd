//! `cargo xtask bench c`: the size of the C library, and what a step of a machine costs through it beside the same step in
//! Rust. Both play the same transcripts; see docs/bench.md.

use super::install;
use crate::process::{cargo, output, program, root, run, say};
use crate::{build, setup, transcripts};
use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// What is played: a title, and how the transcript's name ends.
const PLAYS: &[(&str, &str)] = &[
    ("a trigger, to the run's number", "token: trigger"),
    ("following a run to its pause", "token: follow until it pauses"),
    ("an approval, read back", "token: an approval"),
    ("a log, in pieces", "token: log"),
    ("a job described", "token: describe"),
];

/// A step may cost so many times the same in Rust.
const GOAL: f64 = 2.0;

struct Row {
    title: String,
    steps: usize,
    rust: f64,
    c: f64,
}

pub fn main(arguments: &[String]) -> Result<()> {
    let (mut rounds, mut file) = (9, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--quick" => rounds = 3,
            "--json" => file = Some(rest.next().context("--json wants a file")?),
            _ => bail!("bench c knows --quick and --json FILE"),
        }
    }
    if !setup::tool("cc", "gcc")? {
        say("bench c: SKIPPED. There is no C compiler (cc)");
        return Ok(());
    }
    let prefix = install::main(None)?;
    run(cargo(&["build", "--package", "bellpull-c", "--profile", "addon", "--example", "step"]))?;
    let dir = build::target().join("c/bench");
    std::fs::create_dir_all(&dir)?;
    let lib = prefix.join("lib");
    let mut cc = program("cc", &["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "tests/bench/c/step.c", "-o"]);
    cc.arg(dir.join("step")).arg("-I").arg(prefix.join("include")).arg("-L").arg(&lib);
    run(cc_linked(cc, &lib))?;
    let rust = build::target().join("addon/examples/step");
    let played = scripts(&dir)?;
    let mut rows = Vec::new();
    for (title, steps, script) in played {
        // In turn: what disturbs the machine disturbs both.
        let pairs: Vec<(f64, f64)> = (0..rounds).map(|_| Ok((time(&rust, &script)?, time(&dir.join("step"), &script)?))).collect::<Result<_>>()?;
        let per_step = |times: Vec<f64>| median(times) / steps as f64;
        rows.push(Row { title, steps, rust: per_step(pairs.iter().map(|p| p.0).collect()), c: per_step(pairs.iter().map(|p| p.1).collect()) });
    }
    let size = |path: std::path::PathBuf| std::fs::metadata(&path).map(|m| m.len()).with_context(|| format!("{}", path.display()));
    let (shared, archive) = (size(install::library(&prefix)?)?, size(lib.join("libbellpull.a"))?);
    tell(&rows, shared, archive);
    if let Some(file) = file {
        let rows: Vec<Value> = rows.iter().map(|r| json!({"title": r.title, "steps": r.steps, "rustNanos": r.rust, "cNanos": r.c})).collect();
        std::fs::write(root().join(file), json!({"sharedBytes": shared, "staticBytes": archive, "steps": rows}).to_string())?;
    }
    Ok(())
}

fn cc_linked(mut cc: Command, lib: &Path) -> Command {
    cc.arg("-lbellpull").arg(format!("-Wl,-rpath,{}", lib.display()));
    cc
}

fn tell(rows: &[Row], shared: u64, archive: u64) {
    println!("| | steps | Rust, µs a step | C, µs a step | C / Rust | goal |\n|---|--:|--:|--:|--:|---|");
    for Row { title, steps, rust, c } in rows {
        let ratio = c / rust;
        let met = if ratio <= GOAL { "met" } else { "missed" };
        println!("| {title} | {steps} | {:.2} | {:.2} | {ratio:.2} | {met} |", rust / 1e3, c / 1e3);
    }
    println!("\nlibbellpull.so, stripped: {shared} bytes; libbellpull.a: {archive} bytes");
}

fn time(player: &Path, script: &Path) -> Result<f64> {
    let mut play = Command::new(player);
    play.arg(script).arg("150");
    output(play)?.trim().parse().context("no time was told")
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Scripts of some transcripts, and of the largest recorded answer: titles, how many polls they have, and where they are.
fn scripts(dir: &Path) -> Result<Vec<(String, usize, std::path::PathBuf)>> {
    let text = std::fs::read_to_string(transcripts::write()?)?;
    let all: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let named = |name: &str| all.iter().find(|t| t["name"] == name).with_context(|| format!("there is no transcript {name:?}"));
    let mut chosen: Vec<(String, &Value)> = PLAYS.iter().map(|(title, name)| Ok(((*title).to_owned(), named(name)?))).collect::<Result<_>>()?;
    let answer = |t: &Value| t["steps"][1]["respond"]["body"].as_str().map_or(0, |b| b.len() * 3 / 4);
    let runs = all
        .iter()
        .filter(|t| t["operation"]["op"] == "run" && t["steps"][1]["respond"]["status"] == 200 && t["steps"].as_array().is_some_and(|s| s.len() == 3));
    let largest = runs.max_by_key(|t| answer(t)).context("no run was recorded")?;
    chosen.push((format!("a run read, {:.1} KB", answer(largest) as f64 / 1024.0), largest));
    let mut out = Vec::new();
    for (index, (title, transcript)) in chosen.into_iter().enumerate() {
        let file = dir.join(format!("{index}.script"));
        let (steps, script) = script(transcript)?;
        ensure!(steps > 1, "{title} has no steps");
        std::fs::write(&file, script)?;
        out.push((title, steps, file));
    }
    Ok(out)
}

fn script(transcript: &Value) -> Result<(usize, Vec<u8>)> {
    let mut out = Vec::new();
    let mut put = |kind: char, bytes: &[u8]| {
        out.extend(format!("{kind}{}\n", bytes.len()).bytes());
        out.extend(bytes);
    };
    put('c', transcript["config"].to_string().as_bytes());
    put('o', transcript["operation"].to_string().as_bytes());
    let mut polls = 0;
    let bytes = |v: &Value| base64::engine::general_purpose::STANDARD.decode(v.as_str().unwrap_or_default());
    for step in transcript["steps"].as_array().context("a transcript that was refused")? {
        let Some((kind, told)) = step.as_object().and_then(|s| s.iter().find(|(name, _)| !["output", "body"].contains(&name.as_str()))) else { continue };
        match kind.as_str() {
            "poll" => {
                polls += 1;
                put('p', told.to_string().as_bytes());
            }
            "respond" | "head" => {
                let headers: String = told["headers"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|h| format!("{}: {}\n", h[0].as_str().unwrap_or_default(), h[1].as_str().unwrap_or_default()))
                    .collect();
                put(if kind == "head" { 'h' } else { 'r' }, told["status"].to_string().as_bytes());
                put('n', headers.as_bytes());
                put('n', &bytes(&told["body"])?);
            }
            "piece" => put('b', &bytes(told)?),
            "end" => put('e', b""),
            "lost" => put('l', told["message"].as_str().unwrap_or_default().as_bytes()),
            other => bail!("{other} is not played here"),
        }
    }
    Ok((polls, out))
}
