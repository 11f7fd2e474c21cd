//! `cargo xtask demo`: the button on a page, with a simulated Jenkins behind it, on one origin.

use crate::process::{program, root, run, say};
use crate::{build, setup};
use anyhow::{Context as _, Result, anyhow, bail};
use bellpull_sim::Sim;
use bellpull_sim::listener::{Options, serve};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

struct Wanted {
    open: bool,
    check: bool,
    port: u16,
}

pub fn main(arguments: &[String]) -> Result<()> {
    let wanted = read(arguments)?;
    let chromium = if wanted.check { Some(setup::chromium()?) } else { None };
    build::main()?;
    let site = site()?;
    let options = Options { port: wanted.port, static_dir: Some(site), csp: Some(CSP.to_owned()), ..Options::default() };
    let runtime = tokio::runtime::Runtime::new().context("no runtime")?;
    runtime.block_on(async {
        let (tell, told) = tokio::sync::oneshot::channel::<SocketAddr>();
        let server = tokio::spawn(serve(Sim::builtin(), options, move |address, _| {
            // The receiver lives below; if it is gone, so is the reason to tell.
            let _ = tell.send(address);
        }));
        let Ok(address) = told.await else {
            return Err(anyhow!(server.await.map_or_else(|e| e.to_string(), |r| r.err().unwrap_or_default())));
        };
        let url = format!("http://{address}/");
        match chromium {
            Some(chromium) => check(&url, &chromium).await,
            None => show(&url, wanted.open).await,
        }
    })
}

fn read(arguments: &[String]) -> Result<Wanted> {
    let mut wanted = Wanted { open: true, check: false, port: 0 };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--no-open" => wanted.open = false,
            "--check" => wanted.check = true,
            "--port" => wanted.port = rest.next().and_then(|p| p.parse().ok()).context("--port needs a number")?,
            other => bail!("demo knows --no-open, --port N and --check, not {other:?}"),
        }
    }
    Ok(wanted)
}

/// The page with the built scripts beside it.
fn site() -> Result<PathBuf> {
    let site = root().join("target/demo-site");
    if site.exists() {
        std::fs::remove_dir_all(&site)?;
    }
    copy(&root().join("examples/demo"), &site)?;
    copy(&build::dist(), &site)?;
    Ok(site)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
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

async fn check(url: &str, chromium: &Path) -> Result<()> {
    let (url, chromium) = (url.to_owned(), chromium.to_path_buf());
    let checked = tokio::task::spawn_blocking(move || {
        let mut node = program("node", &["tests/browser/demo-check.mjs"]);
        node.env("BELLPULL_DEMO_URL", url).env("BELLPULL_CHROMIUM", chromium);
        run(node)
    });
    checked.await.context("the check was interrupted")??;
    say("screenshots are in target/demo/");
    Ok(())
}

async fn show(url: &str, open: bool) -> Result<()> {
    eprintln!("\n  The demo is at  {url}\n  Ctrl-C ends it.\n");
    if open {
        let opener = if cfg!(target_os = "macos") {
            "open"
        } else if cfg!(windows) {
            "explorer"
        } else {
            "xdg-open"
        };
        if program(opener, &[url]).stderr(std::process::Stdio::null()).spawn().is_err() {
            eprintln!("  (no browser could be opened from here; open the address yourself)");
        }
    }
    tokio::signal::ctrl_c().await.context("Ctrl-C cannot be heard")
}
