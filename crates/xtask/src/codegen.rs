//! `cargo xtask codegen [--check]`: TypeScript from the core's Rust types and constants, the page of operations, and the C header.

use crate::c::abi;
use crate::operations;
use crate::process::{root, say};
use anyhow::{Context as _, Result, bail};
use bellpull::classify::{BODY_KEPT, OPAQUE_REDIRECT};
use bellpull::operation::BUTTON_NAMES;
use bellpull::{BODY_LIMIT, Code};

pub fn main(arguments: &[String]) -> Result<()> {
    let check = match arguments {
        [] => false,
        [only] if only == "--check" => true,
        _ => bail!("codegen knows --check alone"),
    };
    let files = [
        ("pkg/src/generated/types.ts", bellpull::typescript()),
        ("pkg/src/generated/constants.ts", constants()),
        ("pkg/src/generated/policy.ts", bellpull_policy::Policy::typescript()),
        ("pkg/src/generated/scenario.ts", bellpull_sim::typescript()),
        ("docs/operations.md", operations::page()?),
        ("bindings/c/src/result.rs", abi::results_rs()?),
    ];
    files.into_iter().try_for_each(|(file, fresh)| keep(file, &fresh, check))?;
    // Made from a file that is made above.
    keep("bindings/c/include/bellpull.h", &abi::header()?, check)
}

/// Writes a file, or tells that the one that is there differs.
fn keep(file: &str, fresh: &str, check: bool) -> Result<()> {
    let path = root().join(file);
    if check {
        let have = std::fs::read_to_string(&path).with_context(|| format!("{file} cannot be read"))?;
        if have != fresh {
            bail!("{file} is not what its source gives; run `cargo xtask codegen` and commit the result");
        }
        say(&format!("{file} is up to date"));
        return Ok(());
    }
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir)?;
    }
    std::fs::write(&path, fresh).with_context(|| format!("{file} cannot be written"))?;
    say(&format!("{file} written"));
    Ok(())
}

fn constants() -> String {
    let names: Vec<String> = BUTTON_NAMES.iter().map(|name| format!("{name:?}")).collect();
    let numbers: String = Code::ALL.iter().map(|code| format!("  {code}: {},\n", code.number())).collect();
    format!(
        "// Generated from crates/core by `cargo xtask codegen`. Do not edit.\n\
         import type {{ ErrorCode, OperationName }} from \"./types.js\";\n\n\
         /** What the small wasm file can do. */\n\
         export const BUTTON_OPERATIONS: readonly OperationName[] = [{}];\n\n\
         /** The header that stands for a redirect which fetch hides. */\n\
         export const OPAQUE_REDIRECT = {OPAQUE_REDIRECT:?};\n\n\
         /** The header of an answer whose body the host has kept. */\n\
         export const BODY_KEPT = {BODY_KEPT:?};\n\n\
         /** How many bytes an answer may have unless a client is told otherwise. */\n\
         export const BODY_LIMIT = {BODY_LIMIT};\n\n\
         /** What to do about the error of a caller who gave up. */\n\
         export const CANCELLED_REMEDY = {:?};\n\n\
         /** Each error code as a number, as in C; the command line ends with it. Stable. */\n\
         export const ERROR_NUMBERS: Readonly<Record<ErrorCode, number>> = {{\n{numbers}}};\n",
        names.join(", "),
        Code::Cancelled.remedy()
    )
}
