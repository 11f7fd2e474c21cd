//! The examples: copied to one place with all that they need, started and driven by `tests/packaging/examples.test.mjs` (the gateway)
//! and `elements.test.mjs`.

use crate::dist::{Packed, copy};
use crate::process::{cargo, output, program, root, run, say};
use crate::{build, setup};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Beside what the examples name: the Express before, under a name of its own.
const BESIDE: (&str, &str) = ("express4", "npm:express@^4.21.0");

pub fn main(packed: &Packed) -> Result<()> {
    let place = root().join("target/dist/examples");
    let needs = gather(&place)?;
    say("the examples");
    // One place for all, so that what they share is installed once.
    std::fs::write(place.join("package.json"), json!({ "name": "examples", "private": true, "dependencies": needs }).to_string())?;
    let mut npm = program("npm", &["install", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.arg(&packed.package).arg(&packed.addon).current_dir(&place);
    output(npm).context("what the examples need cannot be installed")?;
    run(cargo(&["build", "--package", "bellpull-sim"]))?;
    let mut node = program("node", &["--test", "--test-reporter=spec", "tests/packaging/elements.test.mjs", "tests/packaging/examples.test.mjs"]);
    node.env("BELLPULL_CHROMIUM", setup::chromium()?);
    node.env("BELLPULL_EXAMPLES", &place).env("BELLPULL_SIM", build::target().join("debug/bellpull-sim"));
    run(node)
}

/// Copies the examples, and gives what they need but for the package itself.
fn gather(place: &Path) -> Result<BTreeMap<String, String>> {
    let mut needs = BTreeMap::from([(BESIDE.0.to_owned(), BESIDE.1.to_owned())]);
    for entry in std::fs::read_dir(root().join("examples"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Those that stand for themselves: the demo is started by its own command.
        if !["gateway-", "elements-"].iter().any(|kind| name.starts_with(kind)) || !entry.path().join("package.json").exists() {
            continue;
        }
        copy(&entry.path(), &place.join(&name))?;
        let text = std::fs::read_to_string(entry.path().join("package.json")).with_context(|| format!("the manifest of {name}"))?;
        let manifest: Value = serde_json::from_str(&text).with_context(|| format!("the manifest of {name}"))?;
        let dependencies = manifest["dependencies"].as_object().with_context(|| format!("{name} depends on nothing"))?;
        ensure!(dependencies.contains_key("bellpull"), "{name} does not depend on the package");
        let tools = manifest["devDependencies"].as_object().into_iter().flatten();
        needs.extend(dependencies.iter().chain(tools).filter(|(n, _)| *n != "bellpull").map(|(n, v)| (n.clone(), v.as_str().unwrap_or("*").to_owned())));
    }
    Ok(needs)
}
