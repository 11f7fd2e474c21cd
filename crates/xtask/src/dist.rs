//! `cargo xtask dist`: the npm packages into `target/dist`, installed into the small projects of `tests/packaging` and the gateway's examples.

use crate::c::install;
use crate::process::{output, program, root, say};
use crate::{build, examples, projects};
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const FILES: &[&str] = &[
    "package/dist/index.js",
    "package/dist/node.js",
    "package/dist/node.cjs",
    "package/dist/cli.js",
    "package/dist/gateway.js",
    "package/dist/gateway.cjs",
    "package/dist/elements.js",
    "package/dist/define.js",
    "package/dist/bellpull.js",
    "package/dist/bellpull-direct.js",
    "package/dist/bellpull-run.js",
    "package/dist/bellpull-log.js",
    "package/dist/testing.js",
    "package/dist/testing.cjs",
    "package/dist/testing.browser.js",
    "package/dist/wasm/bellpull_sim_bg.wasm",
    "package/dist/wasm/bellpull_wasm_bg.wasm",
    "package/dist/wasm/bellpull_wasm.js",
    "package/dist/types/index.d.ts",
    "package/dist/types-cjs/index.d.cts",
    "package/dist/types/gateway/index.d.ts",
    "package/dist/types-cjs/gateway/index.d.cts",
    "package/README.md",
    "package/LICENSE-MIT",
    "package/LICENSE-APACHE",
];

/// The platforms that a release has an addon for, as napi-rs names them: os, cpu, libc.
pub const PLATFORMS: &[(&str, &str, &str, Option<&str>)] = &[
    ("linux-x64-gnu", "linux", "x64", Some("glibc")),
    ("linux-arm64-gnu", "linux", "arm64", Some("glibc")),
    ("linux-x64-musl", "linux", "x64", Some("musl")),
    ("linux-arm64-musl", "linux", "arm64", Some("musl")),
    ("darwin-x64", "darwin", "x64", None),
    ("darwin-arm64", "darwin", "arm64", None),
    ("win32-x64-msvc", "win32", "x64", None),
    ("win32-arm64-msvc", "win32", "arm64", None),
];

/// What was packed.
pub struct Packed {
    /// The package.
    pub package: PathBuf,
    /// The addon of this platform, as the package that `optionalDependencies` names.
    pub addon: PathBuf,
}

pub fn main(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => all(),
        // One platform's addon alone, built before for this target: what a release does on each platform.
        ["addon", name, "--target", target] => {
            let out = root().join("target/dist");
            std::fs::create_dir_all(&out)?;
            build::place_addon(name, Some(target))?;
            addon(&out, name).map(|_| ())
        }
        ["c"] => install::main(None).map(|_| ()),
        ["c", "--prefix", prefix] => install::main(Some(prefix)).map(|_| ()),
        _ => bail!("dist knows nothing, addon NAME --target TRIPLE, or c [--prefix DIR]"),
    }
}

fn all() -> Result<()> {
    if !build::dist().join("bellpull.js").exists() {
        build::main()?;
    }
    let out = root().join("target/dist");
    if out.exists() {
        std::fs::remove_dir_all(&out)?;
    }
    std::fs::create_dir_all(&out)?;
    let packed = Packed { package: package(&out)?, addon: addon(&out, &build::platform()?)? };
    let listed = output(program("tar", &["-tzf", &packed.package.to_string_lossy()]))?;
    for file in FILES {
        ensure!(listed.lines().any(|l| l == *file), "the package lacks {file}");
    }
    ensure!(!listed.lines().any(|l| l.ends_with(".node")), "the package holds an addon, which belongs into a package of its platform");
    projects::main(&packed)?;
    examples::main(&packed)
}

/// The package as it is published: with the addons of its version as optional dependencies.
fn package(out: &Path) -> Result<PathBuf> {
    let stage = out.join("bellpull");
    copy(&build::dist(), &stage.join("dist"))?;
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        std::fs::copy(root().join(name), stage.join(name)).with_context(|| format!("{name} cannot be copied"))?;
    }
    let text = std::fs::read_to_string(root().join("pkg/package.json"))?;
    let manifest: Value = serde_json::from_str(&text).context("pkg/package.json")?;
    let home = manifest["repository"]["url"].as_str().and_then(|url| url.strip_prefix("git+")?.strip_suffix(".git"));
    let readme = std::fs::read_to_string(root().join("README.md"))?;
    std::fs::write(stage.join("README.md"), linked(&readme, home.context("pkg/package.json names no repository")?))?;
    let addons: serde_json::Map<_, _> = PLATFORMS.iter().map(|(name, ..)| (format!("@bellpull/{name}"), manifest["version"].clone())).collect();
    // As text: the order of the conditions in `exports` has to stay.
    let before = "\n  \"engines\"";
    ensure!(text.matches(before).count() == 1, "pkg/package.json has no place for optionalDependencies");
    let text = text.replace(before, &format!("\n  \"optionalDependencies\": {},{before}", Value::Object(addons)));
    std::fs::write(stage.join("package.json"), text)?;
    pack(&stage, out)
}

/// A page whose links lead into the repository, since what they name is not in the package.
fn linked(page: &str, home: &str) -> String {
    let mut parts = page.split("](");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let image = out.rfind('[').is_some_and(|at| out[..at].ends_with('!'));
        let elsewhere = part.starts_with("http") || part.starts_with('#');
        let place = if image { "raw" } else { "blob" };
        out += &if elsewhere { format!("]({part}") } else { format!("]({home}/{place}/HEAD/{part}") };
    }
    out
}

/// This platform's addon. The workflow `release` makes those of the others.
fn addon(out: &Path, name: &str) -> Result<PathBuf> {
    let (_, os, cpu, libc) = PLATFORMS.iter().find(|(known, ..)| *known == name).with_context(|| format!("no addon is released for {name}"))?;
    let stage = out.join("addon");
    std::fs::create_dir_all(&stage)?;
    let file = format!("bellpull.{name}.node");
    std::fs::copy(root().join("pkg").join(&file), stage.join(&file)).context("the addon is missing; run `cargo xtask build`")?;
    let text = std::fs::read_to_string(root().join("pkg/package.json"))?;
    let whole: Value = serde_json::from_str(&text)?;
    let mut manifest = json!({
        "name": format!("@bellpull/{name}"),
        "version": whole["version"],
        "description": format!("The native addon of bellpull for {name}"),
        "license": whole["license"],
        "repository": whole["repository"],
        "main": file,
        "files": [file],
        "os": [os],
        "cpu": [cpu],
        "engines": whole["engines"],
    });
    if let Some(libc) = libc {
        manifest["libc"] = json!([libc]);
    }
    std::fs::write(stage.join("package.json"), serde_json::to_string_pretty(&manifest)?)?;
    pack(&stage, out)
}

fn pack(stage: &Path, out: &Path) -> Result<PathBuf> {
    say(&format!("npm pack {}", stage.strip_prefix(root()).unwrap_or(stage).display()));
    let mut npm = program("npm", &["pack", "--json", "--loglevel=error", "--pack-destination"]);
    npm.arg(out).current_dir(stage);
    let told: Value = serde_json::from_str(&output(npm)?).context("npm pack")?;
    let name = told[0]["filename"].as_str().context("npm pack named no file")?;
    Ok(out.join(name.trim_start_matches('@').replace('/', "-")))
}

/// A folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn a_packed_page_leads_into_the_repository() {
        let page = "![x](docs/x.png) and [y](docs/y.md#z), [here](#h), [there](https://a.test/) end";
        let packed = linked(page, "https://c.test/r");
        assert_eq!(
            packed,
            "![x](https://c.test/r/raw/HEAD/docs/x.png) and [y](https://c.test/r/blob/HEAD/docs/y.md#z), [here](#h), [there](https://a.test/) end"
        );
    }
}
