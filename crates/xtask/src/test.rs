//! `cargo xtask test`: all tests, in Rust and in a real browser.

use crate::process::{cargo, program, root, run, say};
use crate::{build, setup};
use anyhow::{Context as _, Result};

pub fn main() -> Result<()> {
    build::main()?;
    rust()?;
    browser()
}

/// The workspace's tests and the examples in its docs.
pub fn rust() -> Result<()> {
    run(cargo(&["test", "--workspace", "--exclude", "bellpull-wasm"]))
}

/// The package's tests in Node and, for the elements, in Chromium.
pub fn browser() -> Result<()> {
    let chromium = setup::chromium()?;
    run(cargo(&["build", "--package", "bellpull-sim"]))?;
    let fetch = build::with_fetch()?;
    let mut files = Vec::new();
    for dir in ["tests/js", "tests/browser"] {
        for entry in std::fs::read_dir(root().join(dir)).with_context(|| format!("{dir} cannot be read"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".test.mjs") {
                files.push(format!("{dir}/{name}"));
            }
        }
    }
    files.sort();
    say("tests in Node and Chromium");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), std::path::PathBuf::from);
    let mut node = program("node", &["--test", "--test-reporter=spec", "--test-concurrency=2"]);
    node.args(files).env("BELLPULL_CHROMIUM", chromium).env("BELLPULL_SIM", target.join("debug/bellpull-sim")).env("BELLPULL_FETCH", fetch);
    run(node)
}
