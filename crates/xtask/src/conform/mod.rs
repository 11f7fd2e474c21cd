//! `cargo xtask conform`: holds the client to a server, live or simulated. See docs/conform.md.

mod bench;
mod bridge;
mod caller;
mod checks;
mod features;
mod halt;
mod options;
mod recipe;
mod runner;
mod simulator;
mod site;
mod verdict;
mod wire;

use anyhow::{Context as _, Result};
use bench::Bench;
use halt::Halt;
use options::Options;
use simulator::{LACKING, Variant, WHOLE};
use tokio::runtime::Runtime;
use wire::Wire;

pub fn main(arguments: &[String]) -> Result<()> {
    let options = Options::read(arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().context("no runtime")?;
    let halt = Halt::on_ctrl_c(&runtime)?;
    if !options.simulated() {
        return live(options, &halt);
    }
    simulated(&runtime, &WHOLE, options.clone(), &halt)?;
    let lacking = if options.variants { LACKING } else { &[] };
    lacking.iter().try_for_each(|variant| simulated(&runtime, variant, options.clone(), &halt))
}

fn live(options: Options, halt: &Halt) -> Result<()> {
    options.check()?;
    let hide = options.clone();
    let told = run(options, halt, None);
    told.map_err(|error| anyhow::anyhow!("{}", hide.redact(&format!("{error:#}"))))
}

fn simulated(runtime: &Runtime, variant: &Variant, mut options: Options, halt: &Halt) -> Result<()> {
    simulator::start(runtime, variant, &mut options)?;
    eprintln!("conform: simulated: {}", variant.name);
    run(options, halt, Some(variant.lacks)).with_context(|| variant.name)
}

/// Runs the suite; with a list of what the server lacks, no check may be skipped for another reason.
fn run(options: Options, halt: &Halt, lacks: Option<&[&str]>) -> Result<()> {
    let wire = Wire::new(options::loopback(&options.url)?, options.ca.as_deref())?;
    let bench = Bench::new(options, wire, halt.clone())?;
    eprintln!("conform: {} as {}: {}", bench.options.url, bench.features.user, bench.features);
    let tally = runner::run(&bench, halt);
    let deleted = bench.site.delete();
    println!("{tally}");
    deleted?;
    tally.judge(lacks, halt.called())
}
