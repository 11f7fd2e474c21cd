//! Running other programs, with what they do in sight.

use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Says what is done.
pub fn say(text: &str) {
    eprintln!("\u{1b}[1m==> {text}\u{1b}[0m");
}

/// A program with its arguments, to be run in the checkout's root.
pub fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    command
}

/// Cargo, the one that runs this.
pub fn cargo(arguments: &[&str]) -> Command {
    program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// Runs it and fails if it fails.
pub fn run(mut command: Command) -> Result<()> {
    say(&shown(&command));
    let status = command.status().with_context(|| format!("{} could not be started", shown(&command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(&command));
    }
    Ok(())
}

/// Runs it and gives what it wrote.
pub fn output(mut command: Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{} could not be started", shown(&command)))?;
    if !output.status.success() {
        bail!("{} ended with {}\n{}", shown(&command), output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let arguments: Vec<String> = command.get_args().map(|a| a.to_string_lossy().into_owned()).collect();
    format!("{name} {}", arguments.join(" "))
}
