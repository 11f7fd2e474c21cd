//! `cargo xtask bench`: Bellpull beside npm `jenkins`, a bare `fetch` and a bare undici; `bench gateway`: what many watchers
//! cost. How it is measured is told in `docs/bench.md`; the measuring is done in `tests/bench`.

use crate::process::{cargo, program, root, run};
use crate::{build, c, setup};
use anyhow::{Result, ensure};

const USAGE: &str = "cargo xtask bench [--quick] [--only reads|log|start|flows|sizes]… [--json FILE] [--readme]
cargo xtask bench gateway [--quick] [--watchers N] [--json FILE] [--readme]
cargo xtask bench c [--quick] [--json FILE]";

pub fn main(arguments: &[String]) -> Result<()> {
    if let Some(("c", rest)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return c::bench::main(rest);
    }
    let gateway = arguments.first().is_some_and(|first| first == "gateway");
    let mut node = program("node", &[if gateway { "tests/bench/gateway.mjs" } else { "tests/bench/bench.mjs" }]);
    let valued = if gateway { ["--json", "--watchers"] } else { ["--json", "--only"] };
    let mut arguments = arguments.iter().skip(usize::from(gateway));
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => node.arg(argument),
            "--readme" => node.arg(argument).arg(root().join("README.md")),
            option if valued.contains(&option) => {
                let value = arguments.next();
                ensure!(value.is_some(), "{argument} wants a value\n\n{USAGE}");
                node.arg(argument).args(value)
            }
            _ => anyhow::bail!("there is no option {argument:?}\n\n{USAGE}"),
        };
    }
    setup::node_modules()?;
    build::main()?;
    // The simulator answers as fast as it can.
    run(cargo(&["build", "--package", "bellpull-sim", "--release"]))?;
    node.env("BELLPULL_SIM", build::target().join("release/bellpull-sim"));
    run(node)
}
