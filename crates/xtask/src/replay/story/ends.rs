//! The end of a run: one, by whoever tells it, and by somebody in the folder.

use super::super::exchange::Exchange;
use super::super::place::Run;
use super::super::shown::{finished, shown};
use super::Step;
use serde_json::Value;
use std::collections::BTreeMap;

/// The word for a run that is over, where a step shows one.
pub fn shown_by(op: &str, operation: &Value, exchange: &Exchange) -> Option<&'static str> {
    let body = || exchange.json().filter(|body| body["building"] != true);
    let word = match op {
        "wfapi_describe" | "run" => body().and_then(|_| shown(&exchange.text())),
        "blue_run" => body().filter(|body| body["state"] == "FINISHED").and_then(|_| shown(&exchange.text())),
        "progressive_text" | "blue_run_log" if operation.get("node").is_none() && exchange.header("x-more-data") != "true" => finished(&exchange.text()),
        "console_text" => finished(&exchange.text()),
        _ => None,
    };
    word.filter(|word| !matches!(*word, "paused" | "running"))
}

/// All that tell how a run ended tell the same at last, and a log that is whole has that as its last line.
pub fn one(steps: &[Step<'_>]) -> Result<(), String> {
    let mut ends: BTreeMap<&Run, BTreeMap<&str, (&'static str, &str)>> = BTreeMap::new();
    for step in steps.iter().filter(|s| s.succeeds()) {
        let Some(run) = &step.run else { continue };
        let log = matches!(step.op(), "progressive_text" | "blue_run_log") && step.operation.get("node").is_none();
        let whole = log && step.exchange.header("x-more-data") != "true";
        let told = ends.entry(run).or_default();
        match (step.end, told.values().next()) {
            (Some(word), _) => drop(told.insert(step.op(), (word, &step.exchange.file))),
            (None, Some((known, file))) if whole => {
                return Err(format!("{}: the log of {run} ends without `Finished: …`, but {file} shows {known}", step.exchange.file));
            }
            _ => {}
        }
    }
    for (run, told) in ends {
        let mut told = told.values();
        let Some((word, file)) = told.next() else { continue };
        if let Some((other, there)) = told.find(|(other, _)| other != word) {
            return Err(format!("the run {run} ends with {word} in {file}, and with {other} in {there}"));
        }
    }
    Ok(())
}

/// A run that Blue Ocean has started is the one that is read.
pub fn started_is_read(steps: &[Step<'_>]) -> Result<(), String> {
    for (place, start) in steps.iter().enumerate().filter(|(_, s)| s.op() == "blue_start" && s.succeeds()) {
        let Some(id) = start.exchange.json().and_then(|body| body["id"].as_str()?.parse::<u64>().ok()) else { continue };
        let numbers: Vec<u64> = steps[place..]
            .iter()
            .filter(|s| s.op() == "blue_run" && s.operation["job"] == start.operation["job"])
            .filter_map(|s| s.operation["run"].as_u64())
            .collect();
        if !numbers.is_empty() && !numbers.contains(&id) {
            return Err(format!("{}: the run {id} is started, and those that are read are {numbers:?}", start.exchange.file));
        }
    }
    Ok(())
}

/// Who rejected an input or stopped a run stands in its log: no other run has that line, and each that was has it.
pub fn by_whom(steps: &[Step<'_>]) -> Result<(), String> {
    for log in steps.iter().filter(|s| s.succeeds() && s.end.is_some() && finished(&s.exchange.text()).is_some()) {
        let text = log.exchange.text();
        let says = |start: &str| text.lines().any(|line| line.starts_with(start));
        let done = |ops: &[&str]| steps.iter().any(|s| s.run == log.run && ops.contains(&s.op()) && s.succeeds());
        let rejected = done(&["input_abort", "blue_input_abort"]);
        let stopped = done(&["stop", "term", "kill", "blue_stop"]);
        let problem = match (says("Rejected by "), says("Aborted by ")) {
            (true, _) if !rejected => "tells of a rejection, and nothing rejects the input",
            (_, true) if !stopped => "tells of a stop, and nothing stops the run",
            // Servers that speak another language say it in other words.
            (false, _) if rejected && says("Started by ") => "tells of no rejection, and one was accepted",
            _ => continue,
        };
        return Err(format!("{}: the log {problem}", log.exchange.file));
    }
    Ok(())
}
