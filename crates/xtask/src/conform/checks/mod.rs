//! The checks, by group. Each makes what it needs, and can fail.

mod aborts;
mod artifacts;
mod blue_runs;
mod blue_server;
mod blue_steps;
mod branches;
mod descriptions;
mod follow;
mod graph;
mod identity;
mod inputs;
mod kinds;
mod logs;
mod permissions;
mod queue;
mod races;
mod sessions;
mod settle;
mod surface;
mod triggers;
mod values;
mod wfapi;

use super::bench::Bench;
use super::runner::{Check, Needs};
use super::verdict::Verdict;

/// What is needed, what is said, what is done.
type Listed = (Needs, &'static str, fn(&Bench) -> Verdict);

/// All checks.
pub fn all() -> Vec<Check> {
    let groups: &[(&'static str, &[Listed])] = &[
        ("identity", identity::CHECKS),
        ("trigger", triggers::CHECKS),
        ("values", values::CHECKS),
        ("queue", queue::CHECKS),
        ("inputs", inputs::CHECKS),
        ("input values", kinds::CHECKS),
        ("settle", settle::CHECKS),
        ("race", races::CHECKS),
        ("abort", aborts::CHECKS),
        ("log", logs::CHECKS),
        ("follow", follow::CHECKS),
        ("description", descriptions::CHECKS),
        ("session", sessions::CHECKS),
        ("permissions", permissions::CHECKS),
        ("wfapi", wfapi::CHECKS),
        ("graph view", graph::CHECKS),
        ("artifacts", artifacts::CHECKS),
        ("blue", blue_server::CHECKS),
        ("blue runs", blue_runs::CHECKS),
        ("blue steps", blue_steps::CHECKS),
        ("surface", surface::CHECKS),
        ("branches", branches::CHECKS),
    ];
    let checks = groups.iter().flat_map(|(group, listed)| listed.iter().map(|(needs, name, run)| Check { group, name, needs: *needs, run: *run }));
    checks.collect()
}
