//! `cargo xtask dist`: the npm package into `target/dist`, installed once into an empty project.

use crate::build;
use crate::process::{output, program, root, run, say};
use anyhow::{Context as _, Result, ensure};
use std::path::PathBuf;

const FILES: &[&str] = &[
    "package/dist/index.js",
    "package/dist/elements.js",
    "package/dist/define.js",
    "package/dist/bellpull.js",
    "package/dist/wasm/bellpull_wasm_bg.wasm",
    "package/dist/wasm/bellpull_wasm.js",
    "package/dist/types/index.d.ts",
    "package/README.md",
    "package/LICENSE-MIT",
    "package/LICENSE-APACHE",
];

/// Uses the package in Node: the wasm is not needed for this, and must not be fetched.
const PROGRAM: &str = r#"
import { Jenkins, JenkinsError } from "bellpull";
const calls = [];
const engine = { call: async (operation) => (calls.push(operation), { state: "queued", run: null, queueId: 7, merged: false }) };
const jenkins = new Jenkins({ url: "https://ci.example.com/jenkins", engine });
const { queueId } = await jenkins.job("Ops Team/deploy").trigger({ VERSION: "1" }, { until: "queued" });
if (queueId !== 7 || calls[0].parameters.VERSION !== "1") throw new Error(JSON.stringify(calls));
if (!(new JenkinsError({ code: "network", message: "m", remedy: "r", status: null, jenkins: null, parameter: null, sent: "no" }) instanceof Error)) throw new Error("no Error");
"#;

/// Types are strict, without skipping the package's own.
const TYPED: &str = r#"
import { Jenkins, type RunView } from "bellpull";
const jenkins = new Jenkins({ url: "https://ci.example.com/jenkins" });
export async function last(job: string): Promise<RunView | undefined> {
  const { run } = await jenkins.job(job).trigger({ VERSION: "1", DRY_RUN: true });
  let view: RunView | undefined;
  if (run) for await (view of run.follow({ untilPaused: true }));
  const who = await jenkins.call({ op: "who_am_i" });
  const name: string | null | undefined = who.name;
  // @ts-expect-error: an operation needs its fields
  await jenkins.call({ op: "job" });
  return name === "x" ? undefined : view;
}
"#;

pub fn main() -> Result<()> {
    if !build::dist().join("bellpull.js").exists() {
        build::main()?;
    }
    let out = root().join("target/dist");
    if out.exists() {
        std::fs::remove_dir_all(&out)?;
    }
    std::fs::create_dir_all(&out)?;
    for name in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        std::fs::copy(root().join(name), root().join("pkg").join(name)).with_context(|| format!("{name} cannot be copied"))?;
    }
    run(program("npm", &["pack", "--workspace", "pkg", "--pack-destination", "target/dist", "--loglevel=error"]))?;
    let tarball = std::fs::read_dir(&out)?
        .filter_map(Result::ok)
        .map(|e| e.path())
        .find(|p| p.extension().is_some_and(|e| e == "tgz"))
        .context("npm pack made no tarball")?;
    let listed = output(program("tar", &["-tzf", &tarball.to_string_lossy()]))?;
    for file in FILES {
        ensure!(listed.lines().any(|l| l == *file), "the package lacks {file}");
    }
    install(&tarball)
}

/// Installs the tarball into an empty project and uses it there.
fn install(tarball: &PathBuf) -> Result<()> {
    say("installing the package into an empty project");
    let project = root().join("target/dist/project");
    std::fs::create_dir_all(&project)?;
    std::fs::write(project.join("package.json"), r#"{"name":"project","private":true,"type":"module"}"#)?;
    std::fs::write(project.join("main.mjs"), PROGRAM)?;
    std::fs::write(project.join("typed.ts"), TYPED)?;
    let mut npm = program("npm", &["install", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.arg(tarball).current_dir(&project);
    run(npm)?;
    let mut node = program("node", &["main.mjs"]);
    node.current_dir(&project);
    run(node)?;
    let tsc = root().join("node_modules/typescript/bin/tsc");
    let mut types = program(
        "node",
        &[&tsc.to_string_lossy(), "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", "typed.ts"],
    );
    types.current_dir(&project);
    run(types)
}
