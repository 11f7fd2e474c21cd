//! `cargo xtask build`: wasm with its glue, scripts and types into `pkg/dist`.

use crate::process::{cargo, output, program, root, run, say};
use crate::setup;
use anyhow::{Context as _, Result, anyhow};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

pub fn dist() -> PathBuf {
    root().join("pkg/dist")
}

pub fn main() -> Result<()> {
    setup::wasm_target()?;
    setup::node_modules()?;
    // Chunks are named after their content, so old ones would pile up.
    if dist().exists() {
        std::fs::remove_dir_all(dist()).context("pkg/dist cannot be emptied")?;
    }
    wasm()?;
    addon()?;
    run(program("node", &["pkg/build.mjs"]))?;
    run(program("node", &["node_modules/typescript/bin/tsc", "-p", "pkg/tsconfig.json"]))?;
    run(program("node", &["pkg/manifest.mjs"]))?;
    run(program("node", &["pkg/types.mjs"]))
}

/// The wasm files, each with the glue that loads it, beside the scripts.
fn wasm() -> Result<()> {
    // Neither needs `std`: the script sends. The buttons' file has what a page loads for a button alone.
    let out = dist().join("wasm");
    bind("bellpull-wasm", "bellpull_wasm", &["--no-default-features", "--features", "full"], &out)?;
    bind("bellpull-wasm", "bellpull_buttons", &["--no-default-features"], &out)?;
    // For a gateway on a platform without an addon.
    bind("bellpull-policy-wasm", "bellpull_policy", &[], &out)?;
    // What tests load, and no page.
    bind("bellpull-sim-wasm", "bellpull_sim", &[], &out)
}

/// The addon of this platform, where the package looks for it in the project itself.
fn addon() -> Result<()> {
    run(cargo(&["build", "--package", "bellpull-node", "--profile", "addon"]))?;
    place_addon(&platform()?, None)
}

/// Puts an addon that was built, for this platform or another target, where the package looks for it.
pub fn place_addon(name: &str, triple: Option<&str>) -> Result<()> {
    let library = format!("{}bellpull_node{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let built = triple.map_or_else(target, |triple| target().join(triple)).join("addon").join(library);
    let file = root().join("pkg").join(format!("bellpull.{name}.node"));
    std::fs::copy(&built, &file).with_context(|| format!("{} cannot be copied to {}", built.display(), file.display()))?;
    Ok(())
}

/// This platform, as napi-rs names it.
pub fn platform() -> Result<String> {
    Ok(output(program("node", &["-e", PLATFORM]))?.trim().to_owned())
}

/// The platform as napi-rs names it; as in `pkg/src/node/core.ts`.
const PLATFORM: &str = r#"
const { platform, arch } = process;
const libc = process.report.getReport().header.glibcVersionRuntime ? "gnu" : "musl";
console.log(platform === "win32" ? `win32-${arch}-msvc` : platform === "linux" ? `linux-${arch}-${libc}` : `${platform}-${arch}`);
"#;

/// Where cargo leaves what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The front end that sends by the browser's fetch in Rust, for tests: the package does without.
pub fn with_fetch() -> Result<PathBuf> {
    let out = root().join("target/fetch");
    bind("bellpull-wasm", "bellpull_fetch", &[], &out)?;
    Ok(out)
}

/// Builds a package with these features as wasm, and writes it with its glue under a name.
fn bind(package: &str, name: &str, features: &[&str], out: &Path) -> Result<()> {
    let build = ["build", "--package", package, "--target", setup::TARGET, "--profile", "wasm"];
    run(cargo(&[&build, features].concat()))?;
    say(&format!("writing the glue of {name}"));
    let input = target().join(setup::TARGET).join("wasm").join(format!("{}.wasm", package.replace('-', "_")));
    std::fs::create_dir_all(out).with_context(|| format!("{} cannot be written", out.display()))?;
    let names = std::env::var_os("BELLPULL_WASM_NAMES").is_some();
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&input).out_name(name).typescript(true).remove_name_section(!names).remove_producers_section(true).omit_default_module_path(false);
    bindgen.web(true).map_err(|e| anyhow!("{e:#}"))?;
    bindgen.generate(out).map_err(|e| anyhow!("wasm-bindgen: {e:#}"))?;
    sweep(&out.join(format!("{name}_bg.wasm")), names).with_context(|| format!("{name} cannot be swept"))
}

/// Drops what wasm-bindgen leaves behind: functions that nothing calls once its descriptions are gone, and notes for a linker.
fn sweep(file: &Path, names: bool) -> Result<()> {
    let mut module = walrus::ModuleConfig::new().generate_producers_section(false).generate_name_section(names).parse_file(file)?;
    walrus::passes::gc::run(&mut module);
    module.customs.remove_raw("target_features");
    module.emit_wasm_file(file)
}
