//! The small projects of `tests/packaging`: each installs the package from its tarball, and is built and run.

use crate::dist::{Packed, copy};
use crate::process::{output, program, root, say};
use crate::simulated::Simulated;
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

struct Project {
    name: &'static str,
    /// What it needs besides.
    needs: &'static [&'static str],
    /// Whether the addon of this platform is installed as well.
    addon: bool,
    /// What is run; `URL` is where Jenkins is.
    runs: &'static [&'static [&'static str]],
    /// What a good run prints at its end; empty for a build.
    prints: &'static str,
}

const APPROVED: &str = "approved";

const PROJECTS: &[Project] = &[
    Project { name: "esm", needs: &[], addon: true, runs: &[&["node", "main.mjs", "URL"]], prints: APPROVED },
    // Without an addon the wasm takes its place.
    Project { name: "cjs", needs: &[], addon: false, runs: &[&["node", "main.cjs", "URL"]], prints: APPROVED },
    Project { name: "cli", needs: &[], addon: false, runs: &[&["node", "main.mjs", "URL"]], prints: "anonymous" },
    Project {
        name: "typescript",
        // The frameworks are there for their types, which the gateway's adapters have to fit.
        needs: &["typescript@7.0.2", "@types/node@20", "express@5", "@types/express@5", "fastify@5", "hono@4", "@types/react@19"],
        addon: false,
        runs: &[&["node", "node_modules/typescript/bin/tsc", "-p", "."]],
        prints: "",
    },
    Project { name: "esbuild", needs: &["esbuild@0.28.2"], addon: false, runs: &[&["node", "build.mjs"]], prints: "" },
    Project { name: "vite", needs: &["vite@7"], addon: false, runs: &[&["node", "build.mjs"]], prints: "" },
    Project { name: "webpack", needs: &["webpack@5"], addon: false, runs: &[&["node", "build.mjs"]], prints: "" },
    Project { name: "deno", needs: &["deno@2"], addon: false, runs: &[&["DENO", "run", "--allow-net", "--allow-read", "main.ts", "URL"]], prints: APPROVED },
    Project { name: "bun", needs: &["bun@1"], addon: false, runs: &[&["BUN", "main.mjs", "URL"]], prints: APPROVED },
];

pub fn main(packed: &Packed) -> Result<()> {
    check(packed)?;
    let jenkins = Simulated::start()?;
    let all = root().join("target/dist/projects");
    std::fs::create_dir_all(&all)?;
    std::fs::copy(root().join("tests/packaging/main.mjs"), all.join("main.mjs"))?;
    for project in PROJECTS {
        say(&format!("a project with {}", project.name));
        let place = install(project, packed, &all)?;
        for line in project.runs {
            let Some(mut command) = command(line, &place, jenkins.url()) else {
                say(&format!("{}: SKIPPED, the registry's package brings no program for this platform", project.name));
                continue;
            };
            command.current_dir(&place).env("NO_COLOR", "1");
            let told = output(command).with_context(|| format!("the project {}", project.name))?;
            ensure!(told.trim_end().ends_with(project.prints), "the project {} printed {told:?}", project.name);
        }
    }
    Ok(())
}

/// What others look at: manifest, and types for each way to resolve.
fn check(packed: &Packed) -> Result<()> {
    let tarball = packed.package.to_string_lossy();
    let tools = root().join("node_modules");
    let mut publint = program("node", &[&tools.join("publint/src/cli.js").to_string_lossy(), "run", &tarball, "--strict"]);
    publint.current_dir(root());
    say("publint");
    let told = output(publint)?;
    ensure!(told.contains("All good!"), "publint: {told}");
    say("are the types wrong?");
    // The elements are for pages: as modules alone.
    let attw = tools.join("@arethetypeswrong/cli/dist/index.js");
    let line = [
        &*attw.to_string_lossy(),
        &tarball,
        "--profile",
        "node16",
        "--ignore-rules",
        "cjs-resolves-to-esm",
        "--exclude-entrypoints",
        "bellpull.js",
        "bellpull.css",
        "--no-emoji",
    ];
    output(program("node", &line)).context("attw").map(|_| ())
}

fn install(project: &Project, packed: &Packed, all: &Path) -> Result<PathBuf> {
    let place = all.join(project.name);
    copy(&root().join("tests/packaging").join(project.name), &place)?;
    if matches!(project.name, "vite" | "webpack" | "esbuild") {
        std::fs::copy(root().join("tests/packaging/page.js"), place.join("page.js"))?;
    }
    std::fs::write(place.join("package.json"), format!(r#"{{"name":"{}","private":true,"type":"module"}}"#, project.name))?;
    let mut npm = program("npm", &["install", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.arg(&packed.package).args(project.addon.then_some(&packed.addon)).args(project.needs).current_dir(&place);
    output(npm).with_context(|| format!("the package cannot be installed into {}", project.name))?;
    Ok(place)
}

/// A line with its placeholders filled in; none if its program is not there.
fn command(line: &[&str], place: &Path, url: &str) -> Option<Command> {
    let own = |candidates: &[&str]| candidates.iter().map(|c| place.join("node_modules").join(c)).find(|p| p.exists());
    let first = match line.first().copied()? {
        "DENO" => own(&["@deno/linux-x64-glibc/deno", "@deno/linux-arm64-glibc/deno", "@deno/darwin-arm64/deno", "@deno/darwin-x64/deno"])?,
        // Where scripts are run at installation, Bun's moves the program there.
        "BUN" => own(&[
            "@oven/bun-linux-x64/bin/bun",
            "@oven/bun-linux-aarch64/bin/bun",
            "@oven/bun-darwin-aarch64/bin/bun",
            "@oven/bun-darwin-x64/bin/bun",
            "bun/bin/bun.exe",
        ])?,
        name => PathBuf::from(name),
    };
    let mut command = Command::new(first);
    command.args(line.iter().skip(1).map(|part| if *part == "URL" { url } else { part }));
    Some(command)
}
