//! `cargo xtask gallery`: every element in every state, by `tests/gallery`.

use crate::process::{program, run, say};
use crate::{build, setup};
use anyhow::{Result, bail};

pub fn main(arguments: &[String]) -> Result<()> {
    let (how, sheets) = match arguments.split_first() {
        None => ("take", &[][..]),
        Some((flag, rest)) => match flag.as_str() {
            "--open" if rest.is_empty() => ("open", rest),
            "--check" => ("check", rest),
            "--update" => ("update", rest),
            other if !other.starts_with('-') => ("take", arguments),
            other => bail!("gallery knows --open, --check and --update, and parts of the names of sheets, not {other:?}"),
        },
    };
    let chromium = if how == "open" { None } else { Some(setup::chromium()?) };
    build::main()?;
    shown(how, sheets, chromium.as_deref())
}

/// The same without building.
pub fn shown(how: &str, sheets: &[String], chromium: Option<&std::path::Path>) -> Result<()> {
    say(&format!("the gallery: {how}"));
    let mut node = program("node", &["tests/gallery/main.mjs", how]);
    node.args(sheets);
    if let Some(chromium) = chromium {
        node.env("BELLPULL_CHROMIUM", chromium);
    }
    run(node)
}
