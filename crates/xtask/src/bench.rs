//! `cargo xtask bench`: Bellpull beside npm `jenkins`, a bare `fetch` and a bare undici. How it is measured is told in
//! `docs/bench.md`; the measuring is done in `tests/bench`.

use crate::process::{cargo, program, root, run};
use crate::{build, c, setup};
use anyhow::{Result, ensure};

const USAGE: &str = "cargo xtask bench [--quick] [--only reads|log|start|flows|sizes]… [--json FILE] [--readme], or c [--quick] [--json FILE]";

pub fn main(arguments: &[String]) -> Result<()> {
    if let Some(("c", rest)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return c::bench::main(rest);
    }
    let mut node = program("node", &["tests/bench/bench.mjs"]);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => node.arg(argument),
            "--readme" => node.arg(argument).arg(root().join("README.md")),
            "--json" | "--only" => {
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
