//! `cargo xtask test`: all tests, in Rust, in C and Python, in Node and in real browsers.

use crate::process::{cargo, program, root, run, say};
use crate::{build, c, conform, setup, transcripts};
use anyhow::{Context as _, Result};

pub fn main() -> Result<()> {
    build::main()?;
    rust()?;
    conform::main(&["--variants".to_owned()])?;
    c::test::main()?;
    browser()
}

/// The workspace's tests and the examples in its docs.
pub fn rust() -> Result<()> {
    run(cargo(&["test", "--workspace", "--exclude", "bellpull-wasm", "--exclude", "bellpull-policy-wasm"]))
}

/// The package's tests in Node and, for the elements, in Chromium.
pub fn browser() -> Result<()> {
    let chromium = setup::chromium()?;
    let redis = setup::redis()?;
    let firefox = setup::firefox()?;
    run(cargo(&["build", "--package", "bellpull-sim"]))?;
    let fetch = build::with_fetch()?;
    let mut files = Vec::new();
    for dir in ["tests/js", "tests/browser"] {
        files.extend(tests_in(dir)?);
    }
    say("tests in Node, Chromium and Firefox");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), std::path::PathBuf::from);
    let mut node = program("node", &["--test", "--test-reporter=spec", "--test-concurrency=2"]);
    node.args(files).env("BELLPULL_CHROMIUM", chromium).env("BELLPULL_SIM", target.join("debug/bellpull-sim")).env("BELLPULL_FETCH", fetch);
    if let Some(firefox) = firefox {
        node.env("BELLPULL_FIREFOX", firefox);
    }
    run(node)?;
    // The same suite and the same files for each engine of Node.
    let engines = ["native", "wasm"];
    let transcripts = transcripts::write()?;
    for engine in engines {
        say(&format!("the conformance suite through Node, {engine}"));
        conform::main(&["--through".to_owned(), engine.to_owned()])?;
    }
    for engine in engines {
        say(&format!("tests of the package in Node, {engine}"));
        let mut node = program("node", &["--test", "--test-reporter=spec", "--test-concurrency=2"]);
        node.args(tests_in("tests/node")?)
            .env("BELLPULL_ENGINE", engine)
            .env("BELLPULL_TRANSCRIPTS", &transcripts)
            .env("BELLPULL_SIM", target.join("debug/bellpull-sim"));
        if let Some(redis) = &redis {
            node.env("BELLPULL_REDIS", redis);
        }
        run(node)?;
    }
    Ok(())
}

fn tests_in(dir: &str) -> Result<Vec<String>> {
    let entries = std::fs::read_dir(root().join(dir)).with_context(|| format!("{dir} cannot be read"))?;
    let names: Vec<String> = entries.map(|e| Ok(e?.file_name().to_string_lossy().into_owned())).collect::<Result<_>>()?;
    let mut tests: Vec<String> = names.into_iter().filter(|name| name.ends_with(".test.mjs")).map(|name| format!("{dir}/{name}")).collect();
    tests.sort();
    Ok(tests)
}
