//! The package for Python: installed as its users install it, checked by mypy, tested against the simulator.

use super::install;
use crate::process::{output, program, root, run, say};
use crate::setup;
use crate::{build, transcripts};
use anyhow::{Context as _, Result, ensure};
use std::path::Path;
use std::process::Command;

/// Tests it; false if there is no Python.
pub fn test(prefix: &Path) -> Result<bool> {
    if !setup::tool("python3", "python3")? {
        say("test-c: SKIPPED the package for Python: there is no python3");
        return Ok(false);
    }
    let venv = venv()?;
    let python = venv.join("bin/python");
    installed(&venv)?;
    let tool = |arguments: &[&str]| {
        let mut command = Command::new(&python);
        // Away from the sources: what is tested is what was installed.
        command.args(arguments).current_dir(&venv).env_remove("PYTHONPATH");
        command
    };
    let mut player = tool(&[]);
    player.arg(root().join("tests/python/transcripts.py")).arg(transcripts::write()?);
    run(player)?;
    run(crate::process::cargo(&["build", "--package", "bellpull-sim"]))?;
    let mut tests = tool(&["-m", "unittest", "discover", "-s"]);
    tests.arg(root().join("bindings/python/tests")).env("BELLPULL_SIM", build::target().join("debug/bellpull-sim"));
    tests.env("BELLPULL_PREFIX_LIBRARY", install::library(prefix)?).env("BELLPULL_HEADER", root().join("bindings/c/include/bellpull.h"));
    run(tests)?;
    Ok(true)
}

/// A place of its own, made once.
fn venv() -> Result<std::path::PathBuf> {
    let venv = build::target().join("c/venv");
    if !venv.join("bin/mypy").exists() {
        if output(program("python3", &["-c", "import ensurepip"])).is_err() {
            setup::package("python3-venv")?;
        }
        run(program("python3", &["-m", "venv", "--clear", &venv.to_string_lossy()]))?;
        run(pip(&venv, &["install", "--quiet", "--disable-pip-version-check", "mypy==1.15.0", "setuptools>=77", "wheel"]))?;
    }
    Ok(venv)
}

fn pip(venv: &Path, arguments: &[&str]) -> Command {
    let mut pip = program(&venv.join("bin/python").to_string_lossy(), &["-m", "pip"]);
    pip.args(arguments);
    pip
}

/// As a user does it, but with the tools of the venv in place of fetched ones.
fn installed(venv: &Path) -> Result<()> {
    run(pip(venv, &["install", "--quiet", "--disable-pip-version-check", "--no-build-isolation", "--no-deps", "--force-reinstall", "./bindings/python"]))?;
    let listed = output(pip(venv, &["show", "--files", "--disable-pip-version-check", "bellpull"]))?;
    for file in ["bellpull/py.typed", "bellpull/libbellpull"] {
        ensure!(listed.contains(file), "the package for Python holds no {file}: {listed}");
    }
    let mut mypy = Command::new(venv.join("bin/mypy"));
    mypy.args(["--strict", "--no-error-summary", "--python-executable"]).arg(venv.join("bin/python"));
    mypy.arg(root().join("bindings/python/src/bellpull")).arg(root().join("bindings/python/tests/typed.py")).current_dir(venv);
    run(mypy).context("the types of the package for Python")
}
