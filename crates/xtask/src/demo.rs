//! `cargo xtask demo`: a release desk with the gateway in its back end and a simulated Jenkins behind it; with `--direct`
//! a page that calls Jenkins itself, on one origin.

use crate::dist::copy;
use crate::process::{program, root, run, say};
use crate::simulated::Simulated;
use crate::{build, setup};
use anyhow::{Context as _, Result, anyhow, bail};
use bellpull_sim::Sim;
use bellpull_sim::listener::{Options, serve};
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;

const CSP: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

struct Wanted {
    open: bool,
    check: bool,
    port: u16,
    /// Without the gateway: the page calls Jenkins, on one origin.
    direct: bool,
    /// A live Jenkins in place of the simulated one, and as whom.
    jenkins: Option<(String, String)>,
    job: Option<String>,
}

pub fn main(arguments: &[String]) -> Result<()> {
    let wanted = read(arguments)?;
    let chromium = if wanted.check { Some(setup::chromium()?) } else { None };
    build::main()?;
    if wanted.direct { direct(&wanted, chromium.as_deref()) } else { desk(&wanted, chromium.as_deref()) }
}

/// The release desk: a back end in Node with the gateway in it.
fn desk(wanted: &Wanted, chromium: Option<&Path>) -> Result<()> {
    let simulated = if wanted.jenkins.is_none() { Some(Simulated::start()?) } else { None };
    let (url, user, token) = match (&wanted.jenkins, &simulated) {
        (Some((url, user)), _) => {
            (url.clone(), user.clone(), std::env::var("JENKINS_TOKEN").context("JENKINS_TOKEN is not set: the API token, from the environment alone")?)
        }
        (None, Some(simulated)) => (simulated.url().to_owned(), "admin".to_owned(), Simulated::token("admin")?),
        (None, None) => bail!("there is no Jenkins"),
    };
    let mut node = program("node", &["examples/gateway-demo/server.mjs"]);
    node.env("JENKINS_URL", url).env("JENKINS_USER", user).env("JENKINS_TOKEN", token).env("PORT", wanted.port.to_string());
    node.env("DESK_AUDIT", root().join("target/demo-audit.jsonl")).stdout(Stdio::piped());
    if let Some(job) = &wanted.job {
        node.env("DESK_JOB", job);
    }
    let mut node = Running(node.spawn().context("node could not be started")?);
    let mut line = String::new();
    BufReader::new(node.0.stdout.take().context("node has no output")?).read_line(&mut line)?;
    let url = line.trim().strip_prefix("listening on ").context("the desk did not start")?.to_owned();
    let runtime = tokio::runtime::Runtime::new().context("no runtime")?;
    runtime.block_on(async {
        match chromium {
            Some(chromium) => check(&url, chromium, "tests/browser/desk-check.mjs").await,
            None => show(&url, wanted.open).await,
        }
    })
}

/// A process that ends with this one.
struct Running(std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by the same Ctrl-C.
        let _ = self.0.kill();
    }
}

fn direct(wanted: &Wanted, chromium: Option<&Path>) -> Result<()> {
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
            Some(chromium) => check(&url, chromium, "tests/browser/demo-check.mjs").await,
            None => show(&url, wanted.open).await,
        }
    })
}

fn read(arguments: &[String]) -> Result<Wanted> {
    let mut wanted = Wanted { open: true, check: false, port: 0, direct: false, jenkins: None, job: None };
    let (mut url, mut user) = (None, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().cloned().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--no-open" => wanted.open = false,
            "--check" => wanted.check = true,
            "--direct" => wanted.direct = true,
            "--port" => wanted.port = value()?.parse().context("--port needs a number")?,
            "--jenkins" => url = Some(value()?),
            "--user" => user = Some(value()?),
            "--job" => wanted.job = Some(value()?),
            other => bail!("demo knows --no-open, --port N, --check, --direct, and --jenkins URL --user NAME --job NAME, not {other:?}"),
        }
    }
    wanted.jenkins = match (url, user) {
        (None, None) => None,
        (Some(url), Some(user)) if !wanted.direct && !wanted.check => Some((url, user)),
        (Some(_), Some(_)) => bail!("a live Jenkins is shown through the gateway, and not driven by a check"),
        _ => bail!("--jenkins and --user go together"),
    };
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

async fn check(url: &str, chromium: &Path, script: &'static str) -> Result<()> {
    let (url, chromium) = (url.to_owned(), chromium.to_path_buf());
    let checked = tokio::task::spawn_blocking(move || {
        let mut node = program("node", &[script]);
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
