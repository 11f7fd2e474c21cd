//! Test results: runs of the simulation have none.

use super::answer::{error, link, resource};
use super::pipelines;
use crate::page::Answer;
use crate::route::Call;
use crate::sim::Sim;
use serde_json::json;

pub(super) fn none() -> Answer {
    error(404, "no tests")
}

/// Always there, of zeros; its link has a slash too many, as the real one's.
pub(super) fn summary(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    let own = format!("{}runs/{number}//blueTestSummary/", pipelines::href(&sim.world, name));
    let bean = json!({
        "_class": "io.jenkins.blueocean.rest.model.BlueTestSummary", "_links": {"self": link(&own)},
        "existingFailed": 0, "failed": 0, "fixed": 0, "passed": 0, "regressions": 0, "skipped": 0, "total": 0,
    });
    resource(sim, call, &bean)
}
