//! The simulated Jenkins as a program.

use bellpull_sim::listener::{Options, serve};
use bellpull_sim::{Scenario, Sim};
use lexopt::prelude::{Long, Short, ValueExt};
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "bellpull-sim: a simulated Jenkins

  --port N          port on the loopback address; 0 (the default) takes a free one
  --host ADDRESS    another address to listen on
  --scenario FILE   what the server has; without it the built-in scenario
  --static DIR      serve this folder beside the context path, on the same origin
  --csp POLICY      Content-Security-Policy of the static files
  --artifact-host NAME   another name of this host, such as localhost, under which artifacts are kept
  --control         routes below /_sim/ for tests: faults, requests, reset, advance
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("bellpull-sim: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let (mut options, mut scenario, mut artifact_host) = (Options::default(), None, None);
    let mut arguments = lexopt::Parser::from_env();
    let bad = |e: lexopt::Error| e.to_string();
    while let Some(argument) = arguments.next().map_err(bad)? {
        match argument {
            Long("port") => options.port = arguments.value().and_then(|v| v.parse()).map_err(bad)?,
            Long("host") => options.host = arguments.value().and_then(|v| v.parse()).map_err(bad)?,
            Long("scenario") => scenario = Some(PathBuf::from(arguments.value().map_err(bad)?)),
            Long("static") => options.static_dir = Some(PathBuf::from(arguments.value().map_err(bad)?)),
            Long("csp") => options.csp = Some(arguments.value().and_then(ValueExt::string).map_err(bad)?),
            Long("artifact-host") => artifact_host = Some(arguments.value().and_then(ValueExt::string).map_err(bad)?),
            Long("control") => options.control = true,
            Long("help") | Short('h') => {
                eprint!("{HELP}");
                return Ok(());
            }
            other => return Err(other.unexpected().to_string()),
        }
    }
    let mut scenario = match scenario {
        None => Scenario::builtin(),
        Some(file) => {
            let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            Scenario::from_json(&text).map_err(|e| format!("{}: {e}", file.display()))?
        }
    };
    scenario.artifact_host = artifact_host.or(scenario.artifact_host);
    let runtime = tokio::runtime::Runtime::new().map_err(|e| e.to_string())?;
    runtime.block_on(serve(Sim::new(scenario), options, |address, context| {
        use std::io::Write as _;
        let mut out = std::io::stdout();
        // A parent that went away is no reason to stop serving.
        let _ = writeln!(out, "bellpull-sim listening on http://{address}{context}/").and_then(|()| out.flush());
    }))
}
