//! `cargo xtask ci`: what has to hold before anything lands. Ends on the test runners' own summaries.

use crate::process::{cargo, run, say};
use crate::{build, c, codegen, conform, demo, dist, fuzz, gallery, replay, setup, sizes, test, tidy};
use anyhow::{Context as _, Result};
use std::time::Instant;

pub fn main() -> Result<()> {
    let start = Instant::now();
    let step = |name: &str, action: &dyn Fn() -> Result<()>| {
        say(&format!("{name} (after {} s)", start.elapsed().as_secs()));
        action().with_context(|| name.to_owned())
    };
    step("fmt", &|| run(cargo(&["fmt", "--all", "--check"])))?;
    step("tidy", &tidy::main)?;
    step("codegen", &|| codegen::main(&["--check".to_owned()]))?;
    step("clippy", &|| run(cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])))?;
    step("clippy for wasm", &|| {
        setup::wasm_target()?;
        let wasm = ["clippy", "--package", "bellpull-wasm", "--target", setup::TARGET, "--quiet"];
        [&[][..], &["--no-default-features"]].iter().try_for_each(|features| run(cargo(&[&wasm, *features, &["--", "-D", "warnings"]].concat())))
    })?;
    step("the core's features, each alone", &|| {
        let alone = |feature| ["clippy", "--package", "bellpull", "--no-default-features", "--features", feature, "--quiet", "--", "-D", "warnings"];
        ["full", "serde", "serde_json", "ts"].iter().try_for_each(|feature| run(cargo(&alone(feature))))
    })?;
    step("docs", &|| {
        let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--quiet"]);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        run(doc)
    })?;
    step("build", &build::main)?;
    step("sizes", &sizes::main)?;
    step("packaging", &|| dist::main(&[]))?;
    step("replay", &|| replay::main(&["tests/recordings".to_owned()]))?;
    step("fuzz", &|| fuzz::main(&["--seconds".to_owned(), "15".to_owned()]))?;
    step("demo", &|| demo::main(&["--check".to_owned()]))?;
    step("demo without the gateway", &|| demo::main(&["--direct".to_owned(), "--check".to_owned()]))?;
    step("gallery", &|| gallery::shown("check", &[], Some(&setup::chromium()?)))?;
    step("tests in Rust", &test::rust)?;
    step("conform", &|| conform::main(&["--variants".to_owned()]))?;
    step("the C library", &c::test::main)?;
    step("tests in Node and Chromium", &test::browser)
}
