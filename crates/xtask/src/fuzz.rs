//! `cargo xtask fuzz [--seconds N]`: the fuzz targets of `crates/core/fuzz`, by a stable compiler and
//! without cargo-fuzz.
//!
//! The flags are those of `cargo fuzz`, but for its address sanitizer, which only a nightly compiler has;
//! the core has no unsafe code that it could find fault with. What was found to be new stays in
//! `target/fuzz/corpus`, so the next run goes on from there.

mod seeds;

use crate::process::{output, program, root, run, say};
use crate::setup::find;
use anyhow::{Context as _, Result, bail, ensure};
use lexopt::prelude::*;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

const TARGETS: &[&str] = &["any_response", "any_inputs"];

/// As in cargo-fuzz's `project.rs`.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Cdebug-assertions -Ccodegen-units=1";

/// Seeds alone reach more than this; less says that the flags or the seeds no longer work.
const LEAST_COVERAGE: u64 = 2_000;

pub fn main(arguments: &[String]) -> Result<()> {
    let mut seconds: u32 = 30;
    let mut parser = lexopt::Parser::from_args(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("seconds") => seconds = parser.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    if !cpp_compiler()? {
        say("fuzz: SKIPPED. libFuzzer is C++, and there is no C++ compiler here (c++, g++, clang++ or $CXX), nor a root on Debian who could install one");
        return Ok(());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from).join("fuzz");
    let programs = build(&target)?;
    let running = TARGETS.iter().map(|name| Running::start(name, &programs, &target, seconds)).collect::<Result<Vec<_>>>()?;
    // All of them, whether or not one fails.
    let results: Vec<Result<String>> = running.into_iter().map(Running::end).collect();
    results.into_iter().try_for_each(|result| result.map(|line| say(&line)))
}

/// Whether there is one; installed by apt if there is none and this is a root on Debian.
fn cpp_compiler() -> Result<bool> {
    let found = || std::env::var_os("CXX").is_some() || ["c++", "g++", "clang++"].iter().any(|name| find(name).is_some());
    let root_user = || output(program("id", &["-u"])).is_ok_and(|id| id.trim() == "0");
    if !found() && find("apt-get").is_some() && root_user() {
        say("no C++ compiler found; installing Debian's g++");
        run(program("apt-get", &["update", "-q"]))?;
        let mut install = program("apt-get", &["install", "-y", "-q", "--no-install-recommends", "g++"]);
        install.env("DEBIAN_FRONTEND", "noninteractive");
        run(install)?;
    }
    Ok(found())
}

/// Builds the targets; gives the folder that they are in.
fn build(target: &Path) -> Result<PathBuf> {
    let about = output(program("rustc", &["-vV"]))?;
    let host = about.lines().find_map(|l| l.strip_prefix("host: ")).context("rustc does not tell its host")?;
    let mut cargo = crate::process::cargo(&["build", "--quiet", "--release", "--bins", "--manifest-path", "crates/core/fuzz/Cargo.toml"]);
    // With a target named, the flags are not for build scripts, which could not be linked with them.
    cargo.args(["--target", host]).arg("--target-dir").arg(target);
    cargo.env("RUSTFLAGS", FLAGS).env_remove("CARGO_ENCODED_RUSTFLAGS");
    run(cargo)?;
    Ok(target.join(host).join("release"))
}

/// A target at work, and where it writes.
struct Running {
    name: &'static str,
    program: PathBuf,
    child: Child,
    log: PathBuf,
    seeds: usize,
}

impl Running {
    fn start(name: &'static str, programs: &Path, target: &Path, seconds: u32) -> Result<Self> {
        let folder = |kind: &str| {
            let folder = target.join(kind).join(name);
            std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display())).map(|()| folder)
        };
        let (corpus, artifacts, seeded) = (folder("corpus")?, folder("artifacts")?, folder("seeds")?);
        let seeds = seeds::write(name, &seeded)?;
        let (program, log) = (programs.join(name), target.join(format!("{name}.log")));
        let mut fuzzer = crate::process::program(&program.to_string_lossy(), &["-timeout=10", "-rss_limit_mb=2048"]);
        fuzzer.arg(format!("-max_total_time={seconds}")).arg(format!("-artifact_prefix={}/", artifacts.display())).args([corpus, seeded]);
        let file = std::fs::File::create(&log).with_context(|| format!("{} cannot be written", log.display()))?;
        say(&format!("{name}: {seeds} seeds, {seconds} s, log in {}", log.display()));
        let child = fuzzer.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file).spawn().with_context(|| format!("{name} could not be started"))?;
        Ok(Self { name, program, child, log, seeds })
    }

    fn end(mut self) -> Result<String> {
        let status = self.child.wait()?;
        let log = String::from_utf8_lossy(&std::fs::read(&self.log)?).into_owned();
        if !status.success() {
            bail!("{} found something ({status}):\n{}\nAgain: {} FILE; all of it: {}", self.name, finding(&log), self.program.display(), self.log.display());
        }
        let (runs, coverage) = done(&log).with_context(|| format!("{} did not come to its end: {}", self.name, self.log.display()))?;
        let worked = runs > self.seeds as u64 && coverage >= LEAST_COVERAGE;
        ensure!(worked, "{} made {runs} runs and reached {coverage} edges: it does not really fuzz", self.name);
        Ok(format!("{}: {runs} runs reached {coverage} edges; nothing was found", self.name))
    }
}

/// The numbers of libFuzzer's last line: `#35819 DONE   cov: 5609 ft: …`.
fn done(log: &str) -> Option<(u64, u64)> {
    let line = log.lines().rev().find(|l| l.contains("DONE"))?;
    let runs = line.strip_prefix('#')?.split_whitespace().next()?.parse().ok()?;
    let coverage = line.split_once("cov: ")?.1.split_whitespace().next()?.parse().ok()?;
    Some((runs, coverage))
}

/// What of a log tells what was found: the panic with what it says, libFuzzer's word, and the file.
fn finding(log: &str) -> String {
    let mut lines = log.lines().peekable();
    let mut told = Vec::new();
    while let Some(line) = lines.next() {
        if line.contains("panicked at") {
            told.push(line);
            told.extend(lines.by_ref().take_while(|l| !l.starts_with("stack backtrace") && !l.starts_with("note: run with")).take(4));
        } else if line.starts_with("SUMMARY: ") || line.starts_with("artifact_prefix=") {
            told.push(line);
        }
    }
    told.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_are_read() {
        assert_eq!(done("#353\tINITED cov: 2574 ft: 5\n#35819\tDONE   cov: 5609 ft: 15821 corp: 1160/3510Kb\nDone 35819 runs"), Some((35_819, 5_609)));
        assert_eq!(done("#353\tINITED cov: 2574"), None);
        let log = "#1\nthread '<unnamed>' (7) panicked at src/a.rs:1:2:\na secret is shown\nstack backtrace:\n  0: x\nSUMMARY: libFuzzer: deadly signal\nartifact_prefix='a/'; Test unit written to a/crash-1\n";
        let found = finding(log);
        assert!(found.contains("a secret is shown") && found.contains("a/crash-1") && !found.contains("0: x"), "{found}");
    }
}
