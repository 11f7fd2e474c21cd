//! `cargo xtask replay DIR...`: holds the core to what a real Jenkins answered.
//!
//! Four rules: recognise each request, build it again, read its answer, and (in `flow-*`) reach the end
//! that the folder shows. Works on any folder in the recordings' format.

mod about;
mod blue;
mod decide;
mod ends;
pub mod exchange;
mod expect;
mod flow;
mod form;
mod graph;
mod home;
mod model;
mod outcome;
mod place;
mod player;
pub mod proof;
pub mod recognise;
mod refused;
mod run;
mod shown;
mod single;
mod sound;
mod story;
#[cfg(test)]
mod tests;

use anyhow::{Result, bail};
use exchange::Scenario;
use recognise::Recognised;
use single::Verdict;
use std::io::Write;
use std::path::Path;

#[derive(Default)]
struct Count {
    matched: usize,
    mismatched: usize,
    answer_only: usize,
    no_operation: usize,
}

/// What came of a scenario: counts, and each mismatch by name.
struct Report {
    count: Count,
    mismatches: Vec<String>,
    /// Exchanges without an operation, as they were sent.
    uncovered: Vec<String>,
    /// Those of which the answer alone was checked, and why.
    answered: Vec<String>,
    flow: Option<Vec<String>>,
}

pub fn main(arguments: &[String]) -> Result<()> {
    let (options, directories): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|a| a.starts_with("--"));
    let verbose = options.iter().any(|o| *o == "--verbose");
    if directories.is_empty() || options.len() > usize::from(verbose) {
        bail!("give the folders of recordings, for example tests/recordings");
    }
    let mut total = Count::default();
    let out = &mut std::io::stdout().lock();
    writeln!(out, "{:<44} {:>8} {:>11} {:>12} {:>17}", "scenario", "matched", "mismatched", "answer only", "no operation yet")?;
    for directory in directories {
        for scenario in exchange::load(Path::new(directory))? {
            let report = check(&scenario);
            print(out, &scenario, &report, verbose)?;
            total.matched += report.count.matched;
            total.mismatched += report.count.mismatched;
            total.answer_only += report.count.answer_only;
            total.no_operation += report.count.no_operation;
        }
    }
    writeln!(out, "{:<44} {:>8} {:>11} {:>12} {:>17}", "all", total.matched, total.mismatched, total.answer_only, total.no_operation)?;
    if total.mismatched > 0 {
        bail!("{} mismatches", total.mismatched);
    }
    Ok(())
}

fn check(scenario: &Scenario) -> Report {
    let (mut count, mut mismatches, mut uncovered, mut answered) = (Count::default(), Vec::new(), Vec::new(), Vec::new());
    for exchange in &scenario.exchanges {
        let recognised = recognise::recognise(exchange);
        match single::check(exchange, &recognised) {
            Ok(Verdict::Matched) => count.matched += 1,
            Ok(Verdict::AnswerOnly) => {
                count.answer_only += 1;
                let Recognised::Unsendable(why) = recognised else { continue };
                answered.push(format!("{}: {why}", exchange.file));
            }
            Ok(Verdict::NoOperation) => {
                count.no_operation += 1;
                uncovered.push(format!("{}: {} {}", exchange.file, exchange.request.method, exchange.request.path));
            }
            Err(mismatch) => {
                count.mismatched += 1;
                mismatches.push(format!("{}: {mismatch}", exchange.file));
            }
        }
    }
    // A flow of which more than half cannot be sent yet has no end to reach.
    let mut flow = None;
    if scenario.is_flow() && count.no_operation < scenario.exchanges.len() / 2 {
        match flow::play(scenario) {
            Ok(results) => flow = Some(results),
            Err(mismatch) => {
                count.mismatched += 1;
                mismatches.push(format!("flow: {mismatch}"));
            }
        }
    }
    Report { count, mismatches, uncovered, answered, flow }
}

fn print(out: &mut impl Write, scenario: &Scenario, report: &Report, verbose: bool) -> std::io::Result<()> {
    let count = &report.count;
    writeln!(out, "{:<44} {:>8} {:>11} {:>12} {:>17}", scenario.name, count.matched, count.mismatched, count.answer_only, count.no_operation)?;
    if let Some(results) = &report.flow {
        writeln!(out, "    flow reaches its end: {}", results.join("; "))?;
    }
    for mismatch in &report.mismatches {
        writeln!(out, "    MISMATCH {mismatch}")?;
    }
    for request in &report.uncovered {
        writeln!(out, "    no operation {request}")?;
    }
    for request in report.answered.iter().filter(|_| verbose) {
        writeln!(out, "    answer only {request}")?;
    }
    Ok(())
}
