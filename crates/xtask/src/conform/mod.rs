//! `cargo xtask conform`: holds the client to a server, live or simulated. See docs/conform.md.

mod bench;
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
use wire::Wire;

pub fn main(arguments: &[String]) -> Result<()> {
    let mut options = Options::read(arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().context("no runtime")?;
    let simulated = options.simulated();
    if simulated {
        simulator::start(&runtime, &mut options)?;
    }
    options.check()?;
    let halt = Halt::on_ctrl_c(&runtime)?;
    let wire = Wire::new(options::loopback(&options.url)?);
    let hide = options.clone();
    let told = run(options, wire, &halt, simulated);
    told.map_err(|error| anyhow::anyhow!("{}", hide.redact(&format!("{error:#}"))))
}

fn run(options: Options, wire: Wire, halt: &Halt, simulated: bool) -> Result<()> {
    let bench = Bench::new(options, wire, halt.clone())?;
    eprintln!("conform: {} as {}: {}", bench.options.url, bench.features.user, bench.features);
    let tally = runner::run(&bench, halt);
    let deleted = bench.site.delete();
    println!("{tally}");
    deleted?;
    tally.judge(simulated && bench.options.only.is_none(), halt.called())
}
