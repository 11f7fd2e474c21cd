//! Test results (`BlueJUnitTestResult`, `BlueTestSummary`).

use super::answer::{error, link, list, missing, resource};
use super::pipelines;
use crate::api::show::raw_encode;
use crate::form::percent_decode;
use crate::page::Answer;
use crate::route::Call;
use crate::scenario::{TestCase, TestStatus};
use crate::sim::Sim;
use crate::world::run::Run;
use serde_json::{Value, json};

const CLASS: &str = "io.jenkins.blueocean.service.embedded.rest.junit.BlueJUnitTestResult";

impl TestStatus {
    fn word(self) -> &'static str {
        match self {
            Self::Passed => "PASSED",
            Self::Failed => "FAILED",
            Self::Skipped => "SKIPPED",
        }
    }
}

fn id(case: &TestCase) -> String {
    let (package, simple) = case.class.rsplit_once('.').unwrap_or(("(root)", &case.class));
    format!("{CLASS}:{}", raw_encode(&format!("{}:junit/{package}/{simple}/{}", case.class, case.name)))
}

/// What changed since the run before: only between passed and failed.
fn state(sim: &Sim, run: &Run, case: &TestCase) -> &'static str {
    let before = sim.world.jobs.get(&run.job).and_then(|j| j.runs.iter().rev().find(|r| r.number < run.number && !r.tests.is_empty()));
    let before = before.and_then(|r| r.tests.iter().find(|t| t.class == case.class && t.name == case.name)).map(|t| t.status);
    match (before, case.status) {
        (Some(TestStatus::Passed), TestStatus::Failed) => "REGRESSION",
        (Some(TestStatus::Failed), TestStatus::Passed) => "FIXED",
        _ => "UNKNOWN",
    }
}

fn bean(sim: &Sim, run: &Run, case: &TestCase) -> Value {
    let id = id(case);
    let own = format!("{}runs/{}/tests/{}/", pipelines::href(&sim.world, &run.job), run.number, raw_encode(&id));
    json!({
        "_class": CLASS, "_links": {"stdOut": link(&format!("{own}stdOut/")), "self": link(&own), "stdErr": link(&format!("{own}stdErr/"))},
        "age": u8::from(case.status != TestStatus::Passed), "duration": case.seconds, "errorDetails": case.details, "errorStackTrace": case.trace,
        "hasStdLog": false, "id": id, "name": format!("{} – {}", case.name, case.class), "state": state(sim, run, case), "status": case.status.word(),
    })
}

/// The words of a filter, each with whether it is to be (`!` negates); none and the word if it is unknown.
fn filter(call: &Call<'_>, name: &str, known: &[&str]) -> Result<Vec<(String, bool)>, String> {
    let text = call.query(name).unwrap_or_default();
    let words = text.split(',').map(str::trim).filter(|w| !w.is_empty()).map(|w| w.strip_prefix('!').map_or((w, true), |w| (w, false)));
    words.map(|(word, wanted)| if known.contains(&word) { Ok((word.to_owned(), wanted)) } else { Err(format!("bad {name} {word}")) }).collect()
}

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return missing(call) };
    if run.tests.is_empty() {
        return error(404, "no tests");
    }
    let all: Vec<Value> = run.tests.iter().map(|t| bean(sim, run, t)).collect();
    match rest {
        [] => match (filter(call, "status", &["UNKNOWN", "PASSED", "FAILED", "SKIPPED"]), filter(call, "state", &["UNKNOWN", "REGRESSION", "FIXED"])) {
            (Err(why), _) | (_, Err(why)) => error(400, &why),
            (Ok(status), Ok(state)) => {
                // Items of one list are alternatives.
                let fits =
                    |t: &Value, field: &str, words: &[(String, bool)]| words.is_empty() || words.iter().any(|(w, wanted)| (t[field] == json!(w)) == *wanted);
                list(sim, call, all.into_iter().filter(|t| fits(t, "status", &status) && fits(t, "state", &state)).collect())
            }
        },
        [segment, below @ ..] => {
            let wanted = percent_decode(segment);
            let found = all.into_iter().find(|t| t["id"].as_str() == wanted.as_deref());
            match (found, below) {
                (Some(bean), []) => resource(sim, call, &bean),
                (Some(_), ["stdOut" | "stdErr"]) => error(404, "No log"),
                _ => missing(call),
            }
        }
    }
}

/// Always there; of zeros without results, and then its link has a slash too many.
pub(super) fn summary(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return missing(call) };
    let of = |wanted: TestStatus| run.tests.iter().filter(|t| t.status == wanted).count();
    let turned = |word: &str| run.tests.iter().filter(|t| state(sim, run, t) == word).count();
    let slashes = if run.tests.is_empty() { "//" } else { "/" };
    let own = format!("{}runs/{number}{slashes}blueTestSummary/", pipelines::href(&sim.world, name));
    let bean = json!({
        "_class": "io.jenkins.blueocean.rest.model.BlueTestSummary", "_links": {"self": link(&own)},
        "existingFailed": of(TestStatus::Failed) - turned("REGRESSION"), "failed": of(TestStatus::Failed), "fixed": turned("FIXED"),
        "passed": of(TestStatus::Passed), "regressions": turned("REGRESSION"), "skipped": of(TestStatus::Skipped), "total": run.tests.len(),
    });
    resource(sim, call, &bean)
}
