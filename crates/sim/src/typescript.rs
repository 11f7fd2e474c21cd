//! TypeScript declarations of scenarios, faults and what was asked, written by `cargo xtask codegen`.

use crate::fault::{Fault, FaultKind};
use crate::scenario::{
    ArtifactFile, Branch, Changes, Commit, GraphView, InputStep, JobDefinition, JobKind, Parameter, Plugins, Scenario, Source, Step, TestCase, TestStatus,
    User, View,
};
use crate::sim::Seen;
use std::fmt::Write as _;
use ts_rs::{Config, TS};

/// All declarations, as one file.
#[must_use]
pub fn typescript() -> String {
    let mut out = String::from("// Generated from crates/sim by `cargo xtask codegen`. Do not edit.\n\n");
    // Milliseconds and offsets are far below 2^53.
    let config = Config::default().with_large_int("number");
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {$(
            let docs = <$name as TS>::docs().unwrap_or_default();
            let _ = write!(out, "{}\nexport {}\n\n", docs.trim(), <$name as TS>::decl(&config));
        )*};
    }
    declare!(
        Scenario,
        Plugins,
        GraphView,
        View,
        Source,
        Changes,
        Commit,
        User,
        JobDefinition,
        JobKind,
        Parameter,
        Step,
        Branch,
        InputStep,
        ArtifactFile,
        TestCase,
        TestStatus,
        Fault,
        FaultKind,
        Seen,
    );
    out.trim_end().to_owned() + "\n"
}
