//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md, checked.

mod invariants;
mod source;

use crate::process::say;
use anyhow::{Result, bail};
use invariants::INVARIANTS;
use source::{Source, all};

pub fn main() -> Result<()> {
    let sources = all()?;
    let mut broken: Vec<String> = INVARIANTS.iter().flat_map(|(name, check)| check(&sources).into_iter().map(move |m| format!("{name}: {m}"))).collect();
    broken.extend(invariants::dependencies()?);
    broken.extend(invariants::versions()?);
    for message in &broken {
        eprintln!("  {message}");
    }
    if !broken.is_empty() {
        bail!("{} invariants are broken", broken.len());
    }
    say(&format!("{} files hold {} invariants", sources.len(), INVARIANTS.len() + 2));
    Ok(())
}
