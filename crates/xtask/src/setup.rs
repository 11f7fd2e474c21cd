//! What the other commands need on a machine that has only Rust, Node and npm.

use crate::process::{output, program, root, run, say};
use anyhow::{Context as _, Result, bail};
use std::path::PathBuf;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// The wasm target of the installed toolchain.
pub fn wasm_target() -> Result<()> {
    // Without rustup (a distribution's Rust) the target may be there all the same; the build will tell.
    let Ok(installed) = output(program("rustup", &["target", "list", "--installed"])) else { return Ok(()) };
    if installed.lines().any(|l| l.trim() == TARGET) {
        return Ok(());
    }
    run(program("rustup", &["target", "add", TARGET]))
}

/// The npm packages of the lock file.
pub fn node_modules() -> Result<()> {
    let lock = root().join("package-lock.json");
    let mark = root().join("node_modules/.bellpull-lock");
    let wanted = std::fs::read(&lock).context("package-lock.json cannot be read")?;
    if std::fs::read(&mark).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    let version = output(program("node", &["--version"])).context("Node 20 or newer is needed (https://nodejs.org)")?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|m| m.parse::<u32>().ok());
    if major.is_none_or(|m| m < 20) {
        bail!("Node 20 or newer is needed; this is {}", version.trim());
    }
    run(program("npm", &["ci", "--no-audit", "--no-fund"]))?;
    std::fs::write(mark, wanted).context("node_modules cannot be written")
}

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// A Chromium; installed by apt if there is none and this is a root on Debian.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("BELLPULL_CHROMIUM") {
        return Ok(PathBuf::from(path));
    }
    if let Some(found) = find_browser() {
        return Ok(found);
    }
    if installs() {
        say("no Chromium found; installing Debian's");
        install("chromium")?;
    }
    find_browser().context("no Chromium was found. Install one (Debian: apt install chromium), or set BELLPULL_CHROMIUM to its program")
}

/// A Redis server for the tests; installed like Chromium. Without one its tests are skipped, and say so.
pub fn redis() -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os("BELLPULL_REDIS") {
        return Ok(Some(PathBuf::from(path)));
    }
    if find("redis-server").is_none() && installs() {
        say("no Redis found; installing Debian's");
        install("redis-server")?;
    }
    Ok(find("redis-server"))
}

/// A Firefox for the tests; installed like Chromium. Without one its tests are skipped, and say so.
pub fn firefox() -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os("BELLPULL_FIREFOX") {
        return Ok(Some(PathBuf::from(path)));
    }
    let there = || find("firefox-esr").or_else(|| find("firefox"));
    if there().is_none() && installs() {
        say("no Firefox found; installing Debian's");
        install("firefox-esr")?;
    }
    Ok(there())
}

/// Whether this is a root on Debian.
fn installs() -> bool {
    output(program("id", &["-u"])).is_ok_and(|id| id.trim() == "0") && find("apt-get").is_some()
}

/// Whether there is a program; its package is installed by apt if there is none and this is a root on Debian.
pub fn tool(name: &str, package: &str) -> Result<bool> {
    if find(name).is_none() && installs() {
        say(&format!("no {name} found; installing Debian's {package}"));
        install(package)?;
    }
    Ok(find(name).is_some())
}

/// Installs a package where that is possible.
pub fn package(name: &str) -> Result<()> {
    if installs() { install(name) } else { Ok(()) }
}

fn install(package: &str) -> Result<()> {
    run(program("apt-get", &["update", "-q"]))?;
    let mut install = program("apt-get", &["install", "-y", "-q", "--no-install-recommends", package]);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    run(install)
}

fn find_browser() -> Option<PathBuf> {
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    BROWSERS.iter().find_map(|name| find(name)).or_else(|| mac.exists().then_some(mac))
}

pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}
