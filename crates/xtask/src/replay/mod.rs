//! `cargo xtask replay DIR...`: holds the core to what a real Jenkins answered.
//!
//! Four rules: recognise each request, build it again, read its answer, and (in `flow-*`) reach the end
//! that the folder shows. Works on any folder in the recordings' format.

mod blue;
pub mod exchange;
mod expect;
mod flow;
mod form;
mod player;
pub mod proof;
pub mod recognise;
mod run;
mod shown;
mod single;
#[cfg(test)]
mod tests;

use anyhow::{Result, bail};
use exchange::Scenario;
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
    let (mut count, mut mismatches, mut uncovered) = (Count::default(), Vec::new(), Vec::new());
    for exchange in &scenario.exchanges {
        match single::check(exchange, &recognise::recognise(exchange)) {
            Ok(Verdict::Matched) => count.matched += 1,
            Ok(Verdict::AnswerOnly) => count.answer_only += 1,
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
    let name = scenario.name.rsplit('/').next().unwrap_or_default();
    // A flow of which more than half cannot be sent yet has no end to reach.
    let mut flow = None;
    if name.starts_with("flow-") && count.no_operation < scenario.exchanges.len() / 2 {
        match flow::play(scenario) {
            Ok(results) => flow = Some(results),
            Err(mismatch) => {
                count.mismatched += 1;
                mismatches.push(format!("flow: {mismatch}"));
            }
        }
    }
    Report { count, mismatches, uncovered, flow }
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
    for request in report.uncovered.iter().filter(|_| verbose) {
        writeln!(out, "    no operation {request}")?;
    }
    Ok(())
}
