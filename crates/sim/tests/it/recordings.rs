//! The recorded requests, asked of the simulation in the order of their scenario.

use crate::compare::{another_moment, compare};
use crate::exchange::{Exchange, job_of, load};
use crate::play::Play;

/// Scenarios that are asked whole, and how many of their exchanges have to be compared at least.
const SCENARIOS: &[(&str, usize)] = &[
    ("plugins-2026/flow-a-parameters", 10),
    ("plugins-2026/flow-b-no-parameters", 7),
    ("plugins-2026/flow-b2-inputSubmit", 6),
    ("plugins-2026/flow-c-abort", 7),
    ("plugins-2026/flow-d-cancelled", 4),
    ("plugins-2026/flow-e-coalesced", 3),
    ("plugins-2026/flow-f-blueocean", 8),
    ("plugins-2026/flow-h-branch", 7),
    ("plugins-2026/flow-i-two-inputs", 8),
    ("plugins-2026/flow-j-stop", 5),
    ("plugins-2026/input-settle", 80),
    ("plugins-2026/input-read", 70),
    ("plugins-2021/flow-a-parameters", 10),
    ("plugins-2021/flow-b-no-parameters", 7),
    ("plugins-2021/flow-b2-inputSubmit", 6),
    ("plugins-2021/flow-c-abort", 7),
    ("plugins-2021/flow-d-cancelled", 4),
    ("plugins-2021/flow-f-blueocean", 7),
    ("plugins-2021/flow-h-branch", 7),
    ("plugins-2021/flow-j-stop", 5),
    ("plugins-2021/input-read", 66),
    ("plugins-2021/input-settle", 84),
    ("plugins-2021/input-values", 75),
    ("plugins-2026/queue", 28),
    ("plugins-2026/queue-quiet-down", 10),
    ("plugins-2026/stop", 25),
    ("plugins-2026/trigger-plain", 14),
    ("plugins-2026/trigger-json", 48),
    ("plugins-2026/trigger-params", 36),
    ("plugins-2026/trigger-token", 21),
    ("plugins-2026/identity", 14),
    ("plugins-2026/error-pages", 11),
    ("plugins-2026/run-api", 14),
    ("plugins-2026/paths", 50),
    ("plugins-2026/log", 28),
    ("plugins-2026/wfapi", 104),
    ("plugins-2026/methods", 55),
    ("plugins-2026/input-values", 80),
    ("plugins-2026/trigger-coalesced", 27),
    ("plugins-2026/trigger-delay", 23),
    ("plugins-2026/trigger-file", 19),
    ("plugins-2026/auth-errors", 52),
    ("plugins-2026/artifacts", 18),
    ("plugins-2026/changesets", 10),
    ("plugins-2026/jwt-mode", 7),
    ("plugins-2026/blueocean-read", 80),
    ("plugins-2026/blueocean-write", 106),
    ("plugins-2026/blueocean-scm", 45),
];

/// What differs, and why that is left so.
const DIFFERENT: &[(&str, &str)] = &[
    ("input-settle/094-same-proceed-3", "an exchange before it, which settled the first gate, is not among the recordings"),
    ("input-read/008-kinds-depth2", "executors are not simulated beyond their class"),
    ("plugins-2021/input-settle/094-same-proceed-3", "an exchange before it, which settled the first gate, is not among the recordings"),
    ("plugins-2021/input-read/008-kinds-depth2", "executors are not simulated beyond their class"),
    ("plugins-2021/input-read/019-kinds-just-settled-wfapi", "the exchange before it, which settled the input, is not among the recordings"),
    ("plugins-2021/input-read/020-kinds-just-settled-next", "the exchange before it, which settled the input, is not among the recordings"),
    ("plugins-2021/input-read/030-two-bo-steps", "which of two branches' steps comes first changes with the node that was made last"),
    ("plugins-2021/input-read/032-two-describe", "of two stages that wait one is shown as if it did not, now and then"),
    ("plugins-2021/input-read/089-timed-gate-next", "the gate's time is over by then"),
    ("run-api/003-run-depth1", "executors are not simulated beyond their class"),
    ("run-api/012-lastCompletedBuild", "there is no completed run yet"),
    ("run-api/018-job-lasts", "there is no completed run yet"),
    ("paths/017-dotdot", "the container resolves dot segments; no client here sends them"),
    ("paths/018-dotdot-encoded", "the container fails on encoded dot segments; no client here sends them"),
    ("paths/025-branch-triple", "a branch encoded three times is not looked for"),
    ("run-api/015-job-range", "there are no runs yet"),
    ("run-api/016-job-allBuilds", "there are no runs yet"),
    ("run-api/017-job-depth", "there are no runs yet"),
    ("input-read/030-two-bo-steps", "which of two branches' steps comes first changes with the node that was made last"),
    ("wfapi/011-bo-run-named", "runs cannot be renamed"),
    ("artifacts/019-traversal", "the container resolves dot segments; no client here sends them"),
    ("artifacts/025-if-modified", "the file of the recording is of another time"),
    ("blueocean-read/042-runs", "runs cannot be described"),
    ("blueocean-read/035-multibranch-runs", "another branch ran last"),
    ("trigger-coalesced/025-blocked-queue", "other items are still in the queue"),
    ("auth-errors/060-anonread-build-crumb", "its crumb belongs to a session of the recording"),
    ("methods/033-OPTIONS-token", "no run of the job has ended yet"),
    ("blueocean-read/078-search-pipeline-glob", "the built-in scenario has another job with such a name before it"),
    ("log/006-post", "the log is of another length at that moment"),
    ("log/007-bo-log-running", "more of the log follows, by which the headers are lost"),
    ("log/017-end-again", "the log is of another length"),
    ("paths/072-done-runs", "hrefs of a finished run are not kept for the next caller"),
    ("trigger-coalesced/013-quiet-queue", "other items are still in the queue"),
    ("run-api/021-freestyle-job", "the built-in job has other parameters"),
    ("blueocean-read/023-pipeline-freestyle", "the built-in job has other parameters"),
    ("paths/061-href-lastBuild", "its run is made by an exchange that is not among the recordings"),
    ("paths/062-pend-lastBuild", "its run is made by an exchange that is not among the recordings"),
];

/// Why an exchange is not asked; none if it is.
fn left_out(exchange: &Exchange) -> Option<&'static str> {
    let path = exchange.path();
    let odd = ["/api/xml", "instance-identity", "robots.txt", "/job/X/cancelQueue", "/scriptText", "/parameters/parameter/"];
    match exchange.text(&["auth"]) {
        "password-session" | "password" => Some("belongs to a session of the recording"),
        _ if !matches!(exchange.method(), "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "DELETE") => Some("a verb that no client here sends"),
        _ if odd.iter().any(|o| path.contains(o)) => Some("not simulated"),
        _ if job_of(path).is_some_and(|job| !known_jobs().contains(&job)) => Some("its job is not in the built-in scenario"),
        _ if exchange.value["request"]["bodyEncoding"] == "base64" => Some("binary body"),
        _ => None,
    }
}

fn known_jobs() -> Vec<String> {
    bellpull_sim::Scenario::builtin().jobs.iter().map(|j| j.name.split('/').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn recorded_requests_get_answers_of_the_recorded_shape() {
    let (mut failures, mut met) = (Vec::new(), Vec::new());
    for (scenario, least) in SCENARIOS {
        let mut play = Play::new(scenario);
        let (mut compared, mut skipped) = (0, 0);
        for exchange in &load(scenario) {
            if let Some(why) = left_out(exchange) {
                eprintln!("  {}: {why}", exchange.name);
                skipped += 1;
                continue;
            }
            let answer = play.ask(exchange);
            let name = format!("{}/{}", scenario.trim_start_matches("plugins-2026/"), exchange.name);
            match compare(exchange, &answer) {
                Ok(()) => compared += 1,
                Err(_) if DIFFERENT.iter().any(|(n, _)| *n == name) => {
                    skipped += 1;
                    met.push(name);
                }
                Err(why) if another_moment(exchange, &answer) => {
                    eprintln!("  {name}: another moment: {why}");
                    skipped += 1;
                }
                Err(why) => failures.push(format!("{name}: {why}")),
            }
        }
        eprintln!("{scenario:<40} compared {compared:>3}, left out {skipped:>3}");
        if compared < *least {
            failures.push(format!("{scenario}: only {compared} compared, {least} expected"));
        }
    }
    let stale = DIFFERENT.iter().filter(|(name, _)| !met.contains(&(*name).to_owned())).map(|(name, _)| format!("{name} does not differ any more"));
    failures.extend(stale);
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}
