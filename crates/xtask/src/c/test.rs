//! `cargo xtask test-c`: the C library as its users have it: installed, linked, used rightly and wrongly, by C, C++ and
//! Python, under valgrind and with sanitizers, against the simulator. What is not there is installed by apt, or said to be skipped.

use super::{install, python};
use crate::conform;
use crate::process::{output, program, root, run, say};
use crate::setup;
use crate::simulated::Simulated;
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// As strict as users may be.
const C: &[&str] = &["-std=c11", "-g", "-O1", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wno-sign-conversion", "-Werror"];
const GNU: &[&str] = &["-std=gnu11", "-D_GNU_SOURCE", "-g", "-O1", "-Wall", "-Wextra", "-Werror"];
const SANITIZED: &[&str] = &["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
/// An error of valgrind's ends a program with this.
const MEMCHECK: &[&str] = &["-q", "--leak-check=full", "--show-leak-kinds=all", "--errors-for-leak-kinds=definite,indirect,possible", "--error-exitcode=99"];

/// What is built with, and where it goes.
struct Workshop {
    prefix: PathBuf,
    dir: PathBuf,
    valgrind: bool,
    curl: bool,
}

pub fn main() -> Result<()> {
    if cfg!(not(unix)) || !setup::tool("cc", "gcc")? {
        say("test-c: SKIPPED. There is no C compiler (cc), nor a root on Debian who could install one");
        return Ok(());
    }
    let prefix = install::main(None)?;
    let dir = crate::build::target().join("c/test");
    std::fs::create_dir_all(&dir)?;
    let workshop = Workshop { prefix, dir, valgrind: setup::tool("valgrind", "valgrind")?, curl: curl()? };
    if !workshop.valgrind {
        say("test-c: SKIPPED under memcheck: there is no valgrind");
    }
    workshop.headers()?;
    workshop.tests()?;
    readme()?;
    if workshop.curl {
        let sim = Simulated::start()?;
        workshop.c_examples(&sim)?;
        workshop.cpp_examples(&sim)?;
    } else {
        say("test-c: SKIPPED examples: there is no libcurl with headers (libcurl4-openssl-dev) or no pkg-config");
    }
    if python::test(&workshop.prefix)? {
        conform::main(&["--through".to_owned(), "c".to_owned()])?;
    }
    Ok(())
}

fn curl() -> Result<bool> {
    if !setup::tool("pkg-config", "pkg-config")? {
        return Ok(false);
    }
    let there = || output(program("pkg-config", &["--exists", "libcurl"])).is_ok();
    if !there() {
        setup::package("libcurl4-openssl-dev")?;
    }
    Ok(there())
}

impl Workshop {
    /// The headers stand by themselves, in old and new C and C++.
    fn headers(&self) -> Result<()> {
        let c = self.dir.join("header.c");
        std::fs::write(&c, "#include <bellpull.h>\n#include <bellpull.h>\nint main(void) { return (int)jenkins_abi_check(JENKINS_ABI); }\n")?;
        for standard in ["-std=c99", "-std=c11", "-std=c17"] {
            self.compile("cc", &[C, &[standard]].concat(), &c, "header")?;
            run(Command::new(self.dir.join("header")))?;
        }
        if setup::tool("c++", "g++")? {
            let cpp = self.dir.join("header.cpp");
            std::fs::write(&cpp, "#include <bellpull.hpp>\nint main() { return jenkins_version() == nullptr; }\n")?;
            self.compile("c++", &["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-pthread"], &cpp, "header-cpp")?;
        }
        Ok(())
    }

    /// Right use, misuse and threads: as they are, under memcheck, with sanitizers, and with the static library.
    fn tests(&self) -> Result<()> {
        for name in ["use", "misuse", "threads"] {
            let source = root().join("tests/c").join(format!("{name}.c"));
            let with = |more: &[&'static str]| [C, &["-pthread"], more].concat();
            self.compile("cc", &with(&[]), &source, name)?;
            run(Command::new(self.dir.join(name)))?;
            self.memcheck(Command::new(self.dir.join(name)).arg("small"))?;
            if self.sanitizes()? {
                let sanitized = format!("{name}-sanitized");
                self.compile("cc", &with(SANITIZED), &source, &sanitized)?;
                run(Command::new(self.dir.join(sanitized)))?;
            }
        }
        self.compile_static(&root().join("tests/c/use.c"))
    }

    fn sanitizes(&self) -> Result<bool> {
        let source = self.dir.join("sanitized.c");
        std::fs::write(&source, "int main(void) { return 0; }\n")?;
        let there = output(self.compiler("cc", SANITIZED, &source, "sanitized")).is_ok();
        if !there {
            say("test-c: SKIPPED with sanitizers: this compiler has none");
        }
        Ok(there)
    }

    fn compile_static(&self, source: &Path) -> Result<()> {
        let flags = output(self.pkg_config(&["--static", "--cflags", "--libs", "bellpull"]))?;
        let mut cc = program("cc", C);
        cc.arg("-pthread").arg(source).arg("-o").arg(self.dir.join("static")).arg(self.prefix.join("lib/libbellpull.a"));
        cc.args(flags.split_whitespace().filter(|flag| *flag != "-lbellpull"));
        run(cc)?;
        // It runs where no shared library is.
        run(Command::new(self.dir.join("static")))
    }

    /// A program that finds the installed library.
    fn compile(&self, compiler: &str, flags: &[&str], source: &Path, name: &str) -> Result<()> {
        run(self.compiler(compiler, flags, source, name))
    }

    fn compiler(&self, compiler: &str, flags: &[&str], source: &Path, name: &str) -> Command {
        let lib = self.prefix.join("lib");
        let mut compile = program(compiler, flags);
        compile.arg("-I").arg(self.prefix.join("include")).arg(source).arg("-o").arg(self.dir.join(name));
        compile.arg("-L").arg(&lib).arg("-lbellpull").arg(format!("-Wl,-rpath,{}", lib.display()));
        compile
    }

    fn pkg_config(&self, arguments: &[&str]) -> Command {
        let mut command = program("pkg-config", arguments);
        command.env("PKG_CONFIG_PATH", self.prefix.join("lib/pkgconfig"));
        command
    }

    /// Runs a program under memcheck, with its environment.
    fn memcheck(&self, checked: &Command) -> Result<()> {
        if !self.valgrind {
            return Ok(());
        }
        let mut valgrind = program("valgrind", MEMCHECK);
        valgrind.arg(checked.get_program()).args(checked.get_args()).stdout(std::process::Stdio::null());
        valgrind.envs(checked.get_envs().filter_map(|(name, value)| Some((name, value?))));
        run(valgrind)
    }

    /// Built by what pkg-config says.
    fn c_examples(&self, sim: &Simulated) -> Result<()> {
        let flags = output(self.pkg_config(&["--cflags", "--libs", "bellpull", "libcurl"]))?;
        let build = |name: &str, more: &[&str], to: &str| {
            let mut cc = program("cc", GNU);
            cc.args(more).arg(root().join("examples/c").join(name)).arg("-o").arg(self.dir.join(to)).args(flags.split_whitespace());
            cc.arg(format!("-Wl,-rpath,{}", self.prefix.join("lib").display()));
            run(cc)
        };
        build("approve.c", &[], "approve")?;
        build("deploy.c", &[], "deploy")?;
        let (runs, approve) = (Runs { sim }, self.dir.join("approve"));
        let approved = output(runs.program(&approve, &runs.paused(&approve)?)?)?;
        ensure!(approved.contains("\"outcome\":\"approved\""), "the C program has not approved: {approved}");
        self.memcheck(&runs.program(&approve, &runs.paused(&approve)?)?)?;
        let deployed = output(runs.program(&self.dir.join("deploy"), "release")?)?;
        for part in ["\"outcome\":\"approved\"", "\"event\":\"log\"", "Approved by"] {
            ensure!(deployed.contains(part), "deploy.c has not said {part}: {deployed}");
        }
        self.memcheck(&runs.program(&self.dir.join("deploy"), "Ops Team/café (1) ~ 'q'")?)?;
        if self.sanitizes()? {
            build("deploy.c", SANITIZED, "deploy-sanitized")?;
            let said = output(runs.program(&self.dir.join("deploy-sanitized"), "release")?)?;
            ensure!(said.contains("Approved by"), "deploy.c with sanitizers has not come to its end: {said}");
        }
        let refused = runs.program(&self.dir.join("deploy"), "nope")?.output()?;
        ensure!(
            refused.status.code() == Some(1) && String::from_utf8_lossy(&refused.stderr).contains("\"code\":\"not_found\""),
            "deploy.c does not tell what is wrong"
        );
        Ok(())
    }

    /// Built by CMake, with the shared library and with the static one.
    fn cpp_examples(&self, sim: &Simulated) -> Result<()> {
        if !setup::tool("cmake", "cmake")? || !setup::tool("c++", "g++")? {
            say("test-c: SKIPPED the example in C++: there is no CMake or no C++ compiler");
            return Ok(());
        }
        let dir = self.dir.join("cpp");
        let mut configure = program("cmake", &["-S", "examples/cpp", "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror", "-B"]);
        configure.arg(&dir).arg(format!("-DCMAKE_PREFIX_PATH={}", self.prefix.display()));
        output(configure).context("cmake")?;
        let mut build = program("cmake", &["--build"]);
        build.arg(&dir);
        output(build).context("cmake --build")?;
        let runs = Runs { sim };
        for name in ["release", "release-static"] {
            let said = output(runs.program(&dir.join(name), "\"release\"")?)?;
            ensure!(said.contains("\"outcome\":\"approved\""), "{name} has not approved: {said}");
        }
        self.memcheck(&runs.program(&dir.join("release"), "\"release\"")?)
    }
}

/// Programs that are told of a simulated server as `$JENKINS`.
struct Runs<'a> {
    sim: &'a Simulated,
}

impl Runs<'_> {
    fn program(&self, program: &Path, argument: &str) -> Result<Command> {
        let config = json!({"url": self.sim.url(), "credentials": {"kind": "token", "user": "releaser", "token": Simulated::token("releaser")?}});
        let mut command = Command::new(program);
        command.arg(argument).env("JENKINS", config.to_string());
        Ok(command)
    }

    /// Starts a run and waits for its input; gives the operation that approves it.
    fn paused(&self, approve: &Path) -> Result<String> {
        let run = |operation: Value| -> Result<Value> { Ok(serde_json::from_str(&output(self.program(approve, &operation.to_string())?)?)?) };
        let number = run(json!({"op": "trigger", "job": "release"}))?["run"].clone();
        run(json!({"op": "follow", "job": "release", "run": number, "untilPaused": true}))?;
        Ok(json!({"op": "approve", "job": "release", "run": number, "input": "Proceed-to-prod", "parameters": {"REGION": "us"}}).to_string())
    }
}

/// The README shows the program that is built, which is as short as is said.
fn readme() -> Result<()> {
    let readme = std::fs::read_to_string(root().join("README.md"))?;
    let approve = std::fs::read_to_string(root().join("examples/c/approve.c")).context("examples/c/approve.c")?;
    ensure!(readme.contains(&format!("```c\n{approve}```")), "README.md does not show examples/c/approve.c as it is");
    ensure!(approve.lines().count() <= 30, "examples/c/approve.c has more than 30 lines");
    Ok(())
}
