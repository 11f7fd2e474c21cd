//! `cargo xtask codegen [--check]`: TypeScript types from the core's Rust types.

use crate::process::{root, say};
use anyhow::{Context as _, Result, bail};

const FILE: &str = "pkg/src/generated/types.ts";

pub fn main(arguments: &[String]) -> Result<()> {
    let path = root().join(FILE);
    let fresh = bellpull::typescript();
    if arguments.iter().any(|a| a == "--check") {
        let have = std::fs::read_to_string(&path).with_context(|| format!("{FILE} cannot be read"))?;
        if have != fresh {
            bail!("{FILE} is not what the core's types give; run `cargo xtask codegen` and commit the result");
        }
        say(&format!("{FILE} is up to date"));
        return Ok(());
    }
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir)?;
    }
    std::fs::write(&path, fresh).with_context(|| format!("{FILE} cannot be written"))?;
    say(&format!("{FILE} written"));
    Ok(())
}
