//! One function for each invariant; each is shown to fail by a test.

use super::Source;
use crate::process::{cargo, output, root};
use anyhow::{Context as _, Result};

type Check = fn(&[Source]) -> Vec<String>;

/// Names as in ARCHITECTURE.md, and their checks.
pub const INVARIANTS: &[(&str, Check)] = &[
    ("the core reads no clock and does no I/O", no_io_in_core),
    ("the simulator shares no code with the core", sim_stands_alone),
    ("bindings and package hold no Jenkins path", no_paths_outside_core),
    ("the step's own form is built in one place alone, where it cannot abort", no_submit),
    ("no markup from elsewhere enters a page", no_inner_html),
    ("flows open with their state graph and an example", flows_have_graphs),
    ("unsafe code is in the C binding only", no_unsafe),
    ("nothing is left open in the code", nothing_open),
    ("files are small", small_files),
];

fn no_io_in_core(sources: &[Source]) -> Vec<String> {
    let forbidden =
        ["Instant", "SystemTime", "std::net", "std::fs", "std::thread", "std::env", "std::process", "println!", "eprintln!", "static mut", "thread_local!"];
    sources.iter().filter(|s| s.within(&["crates/core/src/"])).flat_map(|s| s.find(&forbidden)).collect()
}

fn sim_stands_alone(sources: &[Source]) -> Vec<String> {
    sources.iter().filter(|s| s.within(&["crates/sim/"])).flat_map(|s| s.find(&["bellpull::", "path = \"../core\""])).collect()
}

fn no_paths_outside_core(sources: &[Source]) -> Vec<String> {
    let paths = [
        "api/json",
        "wfapi/",
        "crumbIssuer",
        "buildWithParameters",
        "queue/item",
        "progressiveText",
        "pendingInputActions",
        "whoAmI/",
        "j_spring",
        "job/",
        "input/",
    ];
    let outside = sources.iter().filter(|s| s.within(&["bindings/", "pkg/src/"]) && !s.path.contains("/generated/") && !s.path.contains("/tests/"));
    // With npm `jenkins` it is the name of an option and of a call, too.
    let name = |s: &Source, found: &String| s.within(&["pkg/src/compat/"]) && found.ends_with("\"crumbIssuer\"");
    outside.flat_map(|s| s.find(&paths).into_iter().filter(|found| !name(s, found)).collect::<Vec<_>>()).collect()
}

fn no_submit(sources: &[Source]) -> Vec<String> {
    let elsewhere = |s: &&Source| {
        s.within(&["crates/core/src/", "bindings/", "pkg/src/"]) && !s.within(&["crates/core/src/api/input/submit.rs", "crates/core/src/operation/written.rs"])
    };
    sources.iter().filter(elsewhere).flat_map(|s| s.find(&["/submit\"", "/submit{", "}/submit"])).collect()
}

fn no_inner_html(sources: &[Source]) -> Vec<String> {
    let ways = ["innerHTML", "outerHTML", "insertAdjacentHTML", "unsafeHTML", "document.write", "eval(", "new Function"];
    sources.iter().filter(|s| s.within(&["pkg/src/", "examples/"])).flat_map(|s| s.find(&ways)).collect()
}

fn flows_have_graphs(sources: &[Source]) -> Vec<String> {
    let helpers = ["call.rs", "sign_in.rs"];
    // A flow's page is its file's, or that of the folder that holds its parts.
    let page_of =
        |s: &Source| s.path.strip_prefix("crates/core/src/flow/").is_some_and(|name| name != "mod.rs" && (!name.contains('/') || name.ends_with("/mod.rs")));
    sources
        .iter()
        .filter(|s| page_of(s))
        .filter_map(|s| {
            let page: String = s.text.lines().take_while(|l| l.starts_with("//!")).collect();
            let example = helpers.iter().any(|h| s.path.ends_with(h)) || page.contains("Client::new");
            let graph = page.contains("```text");
            (!example || !graph).then(|| format!("{} lacks {}", s.path, if graph { "an example" } else { "a state graph" }))
        })
        .collect()
}

fn no_unsafe(sources: &[Source]) -> Vec<String> {
    let rust = sources.iter().filter(|s| s.path.ends_with(".rs") && !s.within(&["bindings/c/", "crates/xtask/"]));
    rust.flat_map(|s| s.find(&["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern"])).collect()
}

fn nothing_open(sources: &[Source]) -> Vec<String> {
    let words = ["todo!(", "unimplemented!(", "dbg!(", "FIXME", "XXX"];
    sources
        .iter()
        .filter(|s| s.within(&["crates/", "bindings/", "pkg/src/", "tests/"]) && !s.within(&["crates/xtask/src/tidy/"]))
        .flat_map(|s| s.find(&words))
        .collect()
}

/// 300 lines without tests; 500 in any case.
fn small_files(sources: &[Source]) -> Vec<String> {
    let code = sources.iter().filter(|s| [".rs", ".ts", ".mjs", ".js", ".py", ".c", ".h", ".hpp", ".cpp"].iter().any(|e| s.path.ends_with(e)));
    let code = code.filter(|s| !s.path.contains("/generated/") && s.path != "bindings/c/include/bellpull.h");
    code.filter_map(|s| {
        let (lines, whole) = (s.code().count(), s.text.lines().count());
        (lines > 400 || whole > 500).then(|| format!("{} has {lines} lines of code, {whole} in all", s.path))
    })
    .collect()
}

/// What the core may depend on; none of these does I/O.
const ALLOWED: &[&str] = &[
    "bellpull",
    "itoa",
    "memchr",
    "proc-macro2",
    "quote",
    "serde",
    "serde_core",
    "serde_derive",
    "serde_json",
    "spin",
    "syn",
    "unicode-ident",
    "zeroize",
    "zmij",
];

pub fn dependencies() -> Result<Vec<String>> {
    let tree = output(cargo(&["tree", "--package", "bellpull", "--edges", "normal", "--prefix", "none", "--no-dedupe", "--format", "{p}"]))?;
    Ok(unknown_dependencies(&tree))
}

fn unknown_dependencies(tree: &str) -> Vec<String> {
    let mut names: Vec<&str> = tree.lines().filter_map(|l| l.split_whitespace().next()).filter(|n| !ALLOWED.contains(n)).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|n| format!("the core reads no clock and does no I/O: it depends on {n}, which is not on the list")).collect()
}

pub fn versions() -> Result<Vec<String>> {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).with_context(|| format!("{path} cannot be read"));
    Ok(disagreeing_versions(&read("Cargo.toml")?, &read("pkg/package.json")?, &read("bindings/python/pyproject.toml")?))
}

fn disagreeing_versions(cargo: &str, npm: &str, python: &str) -> Vec<String> {
    let of = |text: &str, mark: &str| text.lines().find_map(|l| l.trim().strip_prefix(mark).map(|v| v.trim_matches(['"', ',', ' ']).to_owned()));
    let (rust, npm, python) = (of(cargo, "version = "), of(npm, "\"version\": "), of(python, "version = "));
    if rust.is_some() && rust == npm && rust == python {
        return Vec::new();
    }
    vec![format!("one version everywhere: Cargo.toml has {rust:?}, pkg/package.json has {npm:?}, bindings/python/pyproject.toml has {python:?}")]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Vec<Source> {
        vec![Source { path: path.to_owned(), text: text.to_owned() }]
    }

    #[test]
    fn each_invariant_can_be_broken() {
        let long = "let x = 1;\n".repeat(600);
        let cases: &[(Check, &str, &str)] = &[
            (no_io_in_core, "crates/core/src/a.rs", "let t = Instant::now();"),
            (sim_stands_alone, "crates/sim/src/a.rs", "use bellpull::Server;"),
            (no_paths_outside_core, "pkg/src/a.ts", "fetch(`${base}/api/json`)"),
            (no_submit, "crates/core/src/a.rs", "format!(\"input/{id}/submit\")"),
            (no_inner_html, "pkg/src/a.ts", "element.innerHTML = text"),
            (flows_have_graphs, "crates/core/src/flow/a.rs", "//! A flow.\n"),
            (no_unsafe, "bindings/wasm/src/a.rs", "unsafe { f() }"),
            (nothing_open, "crates/core/src/a.rs", "todo!()"),
            (small_files, "crates/core/src/a.rs", &long),
        ];
        assert_eq!(cases.len(), INVARIANTS.len());
        for (check, path, text) in cases {
            assert_eq!(check(&source(path, text)).len(), 1, "{path}: {text:.30}");
            assert_eq!(check(&source("README.md", text)).len(), 0);
        }
    }

    #[test]
    fn a_flow_may_be_a_folder() {
        let broken = |path| flows_have_graphs(&source(path, "//! A flow.\n")).len();
        assert_eq!(broken("crates/core/src/flow/a/mod.rs"), 1);
        assert_eq!(broken("crates/core/src/flow/a/part.rs") + broken("crates/core/src/flow/mod.rs"), 0);
    }

    #[test]
    fn comments_and_tests_are_not_code() {
        let text = "// Instant::now traps here\nlet a = 1;\n#[cfg(test)]\nmod tests { use std::time::Instant; }\n";
        assert!(no_io_in_core(&source("crates/core/src/a.rs", text)).is_empty());
    }

    #[test]
    fn dependencies_and_versions_can_be_broken() {
        assert_eq!(unknown_dependencies("bellpull v0.1.0\ntokio v1.0.0\nserde v1\ntokio v1.0.0").len(), 1);
        assert_eq!(disagreeing_versions("version = \"0.1.0\"", "\"version\": \"0.2.0\",", "version = \"0.1.0\"").len(), 1);
        assert_eq!(disagreeing_versions("version = \"0.1.0\"", "\"version\": \"0.1.0\",", "version = \"0.2.0\"").len(), 1);
        assert!(disagreeing_versions("version = \"0.1.0\"", "\"version\": \"0.1.0\",", "version = \"0.1.0\"").is_empty());
    }
}
