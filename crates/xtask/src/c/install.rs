//! `cargo xtask dist c [--prefix DIR]`: the C library, its header, and what pkg-config and CMake want, in a prefix.

use crate::build;
use crate::process::{cargo, output, program, root, run, say};
use anyhow::{Context as _, Result, bail, ensure};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How shared libraries are named here, and what a static one has to be linked with.
struct Naming {
    built: &'static str,
    /// The file, the name that programs ask for, and the one that linkers look for.
    shared: String,
    soname: String,
    link: &'static str,
    libs_private: &'static str,
}

/// Builds and installs it; gives the prefix.
pub fn main(prefix: Option<&str>) -> Result<PathBuf> {
    let prefix = prefix.map_or_else(|| build::target().join("c/prefix"), |given| std::path::absolute(given).unwrap_or_else(|_| PathBuf::from(given)));
    let naming = naming()?;
    run(cargo(&["build", "--package", "bellpull-c", "--profile", "addon"]))?;
    let built = build::target().join("addon");
    symbols(&built.join(naming.built))?;
    let lib = prefix.join("lib");
    copy(&built.join(naming.built), &lib.join(&naming.shared))?;
    copy(&built.join("libbellpull_c.a"), &lib.join("libbellpull.a"))?;
    link(&naming.shared, &lib.join(&naming.soname))?;
    link(&naming.soname, &lib.join(naming.link))?;
    let source = root().join("bindings/c");
    for header in ["bellpull.h", "bellpull.hpp"] {
        copy(&source.join("include").join(header), &prefix.join("include").join(header))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&root().join(licence), &prefix.join("share/licenses/bellpull").join(licence))?;
    }
    fill(&source.join("bellpull.pc.in"), &lib.join("pkgconfig/bellpull.pc"), &naming)?;
    for file in ["BellpullConfig.cmake", "BellpullConfigVersion.cmake"] {
        fill(&source.join(format!("cmake/{file}.in")), &lib.join("cmake/Bellpull").join(file), &naming)?;
    }
    say(&format!("installed into {}", prefix.display()));
    Ok(prefix)
}

/// The shared library in a prefix.
pub fn library(prefix: &Path) -> Result<PathBuf> {
    Ok(prefix.join("lib").join(naming()?.link))
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn naming() -> Result<Naming> {
    let abi = abi()?;
    Ok(match std::env::consts::OS {
        "linux" => Naming {
            built: "libbellpull_c.so",
            shared: format!("libbellpull.so.{VERSION}"),
            soname: format!("libbellpull.so.{abi}"),
            link: "libbellpull.so",
            libs_private: "-lgcc_s -lutil -lrt -lpthread -lm -ldl -lc",
        },
        "macos" => Naming {
            built: "libbellpull_c.dylib",
            shared: format!("libbellpull.{VERSION}.dylib"),
            soname: format!("libbellpull.{abi}.dylib"),
            link: "libbellpull.dylib",
            libs_private: "-lSystem -lc -lm",
        },
        other => {
            bail!("the C library is installed on Linux and macOS only, so far; on {other} use what `cargo build --package bellpull-c --profile addon` makes")
        }
    })
}

/// The number of the ABI, from the header.
fn abi() -> Result<u32> {
    let header = std::fs::read_to_string(root().join("bindings/c/include/bellpull.h")).context("the header is missing; run `cargo xtask codegen`")?;
    let line = header.lines().find_map(|l| l.strip_prefix("#define JENKINS_ABI "));
    line.and_then(|n| n.trim().parse().ok()).context("the header has no JENKINS_ABI")
}

/// The shared library exports what the list says, which is what the header declares, and nothing else.
fn symbols(library: &Path) -> Result<()> {
    let list = std::fs::read_to_string(root().join("bindings/c/exports.txt")).context("bindings/c/exports.txt")?;
    let header = std::fs::read_to_string(root().join("bindings/c/include/bellpull.h"))?;
    let listed: BTreeSet<&str> = list.lines().filter(|l| !l.starts_with('#')).collect();
    let declared = declared(&header);
    ensure!(listed == declared.iter().map(String::as_str).collect(), "bindings/c/exports.txt and the header differ: {listed:?} and {declared:?}");
    let mac = std::env::consts::OS == "macos";
    let told = output(program("nm", &[if mac { "-gU" } else { "-D" }, if mac { "-P" } else { "--defined-only" }, &library.to_string_lossy()]))?;
    let name = |line: &str| {
        line.split_whitespace()
            .find(|w| w.trim_start_matches('_').len() > 1 && !w.bytes().all(|b| b.is_ascii_hexdigit()))
            .map(|w| w.trim_start_matches('_').to_owned())
    };
    let exported: BTreeSet<String> = told.lines().filter_map(name).collect();
    let exported: BTreeSet<&str> = exported.iter().map(String::as_str).collect();
    ensure!(listed == exported, "the library exports {exported:?}, and bindings/c/exports.txt lists {listed:?}");
    Ok(())
}

/// The functions of a header.
fn declared(header: &str) -> BTreeSet<String> {
    let starts = |line: &&str| !line.starts_with([' ', '#', '/', '*', '}']) && line.contains('(');
    let name = |line: &str| line.split('(').next()?.rsplit([' ', '*']).next().map(str::to_owned);
    header.lines().filter(starts).filter_map(name).filter(|n| n.starts_with("jenkins_")).collect()
}

fn fill(from: &Path, to: &Path, naming: &Naming) -> Result<()> {
    let mut text = std::fs::read_to_string(from).with_context(|| format!("{} cannot be read", from.display()))?;
    let mut numbers = VERSION.split('.');
    let values = [
        ("@VERSION@", VERSION),
        ("@MAJOR@", numbers.next().unwrap_or_default()),
        ("@MINOR@", numbers.next().unwrap_or_default()),
        ("@SHARED@", &naming.shared),
        ("@SONAME@", &naming.soname),
        ("@LIBS_PRIVATE@", naming.libs_private),
    ];
    for (mark, value) in values {
        text = text.replace(mark, value);
    }
    place(to)?;
    std::fs::write(to, text).with_context(|| format!("{} cannot be written", to.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    place(to)?;
    // Anew: a program that runs keeps the old one.
    if to.exists() {
        std::fs::remove_file(to)?;
    }
    std::fs::copy(from, to).map(|_| ()).with_context(|| format!("{} cannot be copied to {}", from.display(), to.display()))
}

fn link(target: &str, at: &Path) -> Result<()> {
    if at.symlink_metadata().is_ok() {
        std::fs::remove_file(at)?;
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(target, at).with_context(|| format!("{} cannot be made", at.display()))?;
    #[cfg(not(unix))]
    let _ = target;
    Ok(())
}

fn place(file: &Path) -> Result<()> {
    let dir = file.parent().context("a file without a folder")?;
    std::fs::create_dir_all(dir).with_context(|| format!("{} cannot be made", dir.display()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn functions_of_a_header_are_found() {
        let header = "/** f(x) */\nconst char *jenkins_version(void);\njenkins_result jenkins_machine_piece(jenkins_machine *machine,\n    size_t len);\n#define A(x) x\n * jenkins_no(x)\n";
        assert_eq!(super::declared(header).into_iter().collect::<Vec<_>>(), ["jenkins_machine_piece", "jenkins_version"]);
    }
}
