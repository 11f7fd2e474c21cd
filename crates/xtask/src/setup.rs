//! What the other commands need on a machine that has only Rust, Node and npm.

use crate::process::{output, program, root, run, say};
use anyhow::{Context as _, Result, bail};
use std::path::PathBuf;
use std::sync::OnceLock;

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
    let found = wanted(Some("BELLPULL_CHROMIUM"), find_browser, "chromium")?;
    found.context("no Chromium was found. Install one (Debian: apt install chromium), or set BELLPULL_CHROMIUM to its program")
}

/// A Redis server for the tests; installed like Chromium. Without one its tests are skipped, and say so.
pub fn redis() -> Result<Option<PathBuf>> {
    wanted(Some("BELLPULL_REDIS"), || find("redis-server"), "redis-server")
}

/// A Firefox for the tests; installed like Chromium. Without one its tests are skipped, and say so.
pub fn firefox() -> Result<Option<PathBuf>> {
    wanted(Some("BELLPULL_FIREFOX"), || find("firefox-esr").or_else(|| find("firefox")), "firefox-esr")
}

/// Whether there is a program; installed like Chromium.
pub fn tool(name: &str, package: &str) -> Result<bool> {
    Ok(wanted(None, || find(name), package)?.is_some())
}

/// What a variable names, or what is there, if need be once its package was installed.
fn wanted(variable: Option<&str>, there: impl Fn() -> Option<PathBuf>, package: &str) -> Result<Option<PathBuf>> {
    if let Some(path) = variable.and_then(std::env::var_os) {
        return Ok(Some(PathBuf::from(path)));
    }
    if there().is_none() && installs() {
        say(&format!("installing Debian's {package}, which was not found"));
        install(package)?;
    }
    Ok(there())
}

/// Whether this is a root on Debian.
fn installs() -> bool {
    output(program("id", &["-u"])).is_ok_and(|id| id.trim() == "0") && find("apt-get").is_some()
}

/// Installs a package where that is possible.
pub fn package(name: &str) -> Result<()> {
    if installs() { install(name) } else { Ok(()) }
}

fn install(package: &str) -> Result<()> {
    static LISTS: OnceLock<()> = OnceLock::new();
    if LISTS.get().is_none() {
        run(program("apt-get", &["update", "-q"]))?;
        LISTS.get_or_init(|| ());
    }
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
