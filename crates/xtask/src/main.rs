//! The project's own commands: `cargo xtask <command>`. One file each.

mod bench;
mod build;
mod c;
mod ci;
mod codegen;
mod conform;
mod demo;
mod dist;
mod examples;
mod fuzz;
mod gallery;
mod operations;
mod process;
mod projects;
mod replay;
mod setup;
mod simulated;
mod sizes;
mod test;
mod tidy;
mod transcripts;

use std::process::ExitCode;

const HELP: &str = "cargo xtask <command>

  demo [--direct] [--check] [--port N] [--no-open]   a release desk with the gateway, and a simulated Jenkins behind it
       [--jenkins URL --user NAME --job NAME]         the same before a live Jenkins; JENKINS_TOKEN is its token
  gallery [--open | --check | --update]   the elements in every state; pictures into target/gallery, compared with or kept as baselines
  test                                    all tests, in Rust, C, Python, Node and real browsers
  test-c                                  the C library, in C, C++ and Python, under valgrind and with sanitizers
  build                                   wasm, scripts and types into pkg/dist
  ci                                      test, and fmt, clippy, docs, codegen, tidy, sizes, packaging
  codegen [--check]                       TypeScript types from the core's
  conform [--url URL --user NAME]         holds the client to a server: docs/conform.md
  tidy                                    the invariants of ARCHITECTURE.md
  sizes                                   what a page downloads
  fuzz [--seconds N]                      any answers and inputs to any operation, by libFuzzer; 30 s
  replay DIR...                           holds the core to recorded answers
  bench [--quick] [--json FILE] [--readme]   beside npm jenkins, fetch and undici; README's table
  bench gateway [--watchers N] [--json FILE] [--readme]   what 5,000 who watch a run through the gateway cost
  bench c [--quick] [--json FILE]         the C library's size, and its steps beside the same in Rust
  dist                                    the npm packages into target/dist, installed into small projects and the examples
  dist c [--prefix DIR]                   the C library with its headers, and what pkg-config and CMake want
";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = if arguments.is_empty() { "help".to_owned() } else { arguments.remove(0) };
    let result = match command.as_str() {
        "bench" => bench::main(&arguments),
        "build" => build::main(),
        "ci" => ci::main(),
        "codegen" => codegen::main(&arguments),
        "conform" => conform::main(&arguments),
        "demo" => demo::main(&arguments),
        "dist" => dist::main(&arguments),
        "fuzz" => fuzz::main(&arguments),
        "gallery" => gallery::main(&arguments),
        "replay" => replay::main(&arguments),
        "sizes" => sizes::main(),
        "test" => test::main(),
        "test-c" => c::test::main(),
        "tidy" => tidy::main(),
        "help" | "--help" | "-h" => {
            eprint!("{HELP}");
            Ok(())
        }
        other => Err(anyhow::anyhow!("there is no command {other:?}\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
