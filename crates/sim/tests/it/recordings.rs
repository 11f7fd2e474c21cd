//! The recorded requests, asked of the simulation in the order of their scenario.

use crate::shape::{difference, names};
use bellpull_sim::Sim;
use http::Request;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const START: u64 = 1_795_293_600_000;

/// Scenarios that are asked whole, and how many of their exchanges have to be compared at least.
const SCENARIOS: &[(&str, usize)] = &[
    ("plugins-2026/flow-a-parameters", 10),
    ("plugins-2026/flow-b-no-parameters", 7),
    ("plugins-2026/flow-b2-inputSubmit", 6),
    ("plugins-2026/flow-c-abort", 7),
    ("plugins-2026/flow-d-cancelled", 4),
    ("plugins-2026/flow-e-coalesced", 3),
    ("plugins-2026/flow-h-branch", 7),
    ("plugins-2026/flow-i-two-inputs", 8),
    ("plugins-2026/flow-j-stop", 5),
    ("plugins-2026/input-settle", 60),
    ("plugins-2026/input-read", 35),
    ("plugins-2026/queue", 15),
    ("plugins-2026/stop", 12),
    ("plugins-2026/trigger-plain", 9),
    ("plugins-2026/trigger-json", 40),
    ("plugins-2026/trigger-params", 25),
    ("plugins-2026/identity", 8),
    ("plugins-2026/error-pages", 10),
    ("plugins-2026/run-api", 8),
    ("plugins-2026/paths", 30),
];

/// What differs, and why that is left so.
const DIFFERENT: &[(&str, &str)] = &[
    ("input-settle/094-same-proceed-3", "an exchange before it, which settled the first gate, is not among the recordings"),
    ("input-read/008-kinds-depth2", "executors are not simulated beyond their class"),
    ("input-read/012-kinds-execution-page", "the step's own page is not simulated"),
    ("run-api/001-run-paused", "there is no run before it"),
    ("run-api/003-run-depth1", "executors are not simulated beyond their class"),
    ("run-api/005-run-star", "there is no run before it"),
    ("run-api/012-lastCompletedBuild", "there is no completed run yet"),
    ("run-api/015-job-range", "there are no runs yet"),
    ("run-api/016-job-allBuilds", "there are no runs yet"),
    ("run-api/017-job-depth", "there are no runs yet"),
    ("run-api/021-freestyle-job", "there are no runs yet"),
    ("run-api/018-job-lasts", "there is no completed run yet"),
    ("paths/017-dotdot", "the container resolves dot segments; no client here sends them"),
    ("paths/018-dotdot-encoded", "the container fails on encoded dot segments; no client here sends them"),
    ("paths/025-branch-triple", "a branch encoded three times is not looked for"),
    ("paths/061-href-lastBuild", "its run is made by an exchange that is not among the recordings"),
    ("paths/062-pend-lastBuild", "its run is made by an exchange that is not among the recordings"),
];

struct Exchange {
    name: String,
    value: Value,
}

impl Exchange {
    fn text(&self, path: &[&str]) -> &str {
        path.iter().fold(&self.value, |v, p| &v[*p]).as_str().unwrap_or_default()
    }

    fn path(&self) -> &str {
        self.text(&["request", "path"])
    }

    fn status(&self) -> u64 {
        self.value["response"]["status"].as_u64().unwrap_or_default()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings")
}

fn load(scenario: &str) -> Vec<Exchange> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join(scenario)).expect("recordings").map(|e| e.expect("a file").path()).collect();
    files.sort();
    let read = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).expect("a recording");
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        Exchange { name, value: serde_json::from_str(&text).expect("JSON") }
    };
    files.into_iter().map(read).collect()
}

/// Why an exchange is not asked; none if it is.
fn left_out(exchange: &Exchange) -> Option<&'static str> {
    let path = exchange.path();
    let method = exchange.text(&["request", "method"]);
    let odd = ["/blue/", "/api/xml", "/me/api", "instance-identity", "robots.txt", "/execution/", "/dialog", "wfapi/changesets", "/job/X/cancelQueue"];
    match exchange.text(&["auth"]) {
        _ if method != "GET" && method != "POST" => Some("neither GET nor POST"),
        "password-session" | "password" | "bearer" => Some("belongs to a session of the recording"),
        _ if odd.iter().any(|o| path.contains(o)) => Some("not simulated"),
        _ if job_of(path).is_some_and(|job| !known_jobs().contains(&job)) => Some("its job is not in the built-in scenario"),
        _ if exchange.value["request"]["bodyEncoding"] == "base64" => Some("binary body"),
        _ => None,
    }
}

/// Job and run that a path names.
fn run_of(path: &str) -> Option<(String, u32)> {
    let path = path.split('?').next()?;
    let (mut names, mut parts) = (Vec::new(), path.split('/').skip_while(|p| *p != "job").peekable());
    while parts.next_if(|p| *p == "job").is_some() {
        names.push(decode(parts.next()?));
    }
    Some((names.join("/"), parts.next()?.parse().ok()?))
}

/// The first job or folder that a path names; none if it names nothing that anybody has.
fn job_of(path: &str) -> Option<String> {
    let name = decode(path.split('?').next()?.split("/job/").nth(1)?.split('/').next()?);
    (name != "nope" && name != "RELEASE" && !name.contains(';') && !name.contains("rel%") && path.matches("/job/").count() == 1 && !name.starts_with("release"))
        .then_some(name)
}

fn known_jobs() -> Vec<String> {
    bellpull_sim::Scenario::builtin().jobs.iter().map(|j| j.name.split('/').next().unwrap_or_default().to_owned()).collect()
}

fn decode(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut digit = || bytes.next().and_then(|b| char::from(b).to_digit(16)).unwrap_or_default();
        out.push(if byte == b'%' { u8::try_from(digit() * 16 + digit()).unwrap_or_default() } else { byte });
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Ids of queue items differ between the recording and the simulation from one trigger to the next.
struct Play {
    sim: Sim,
    now: u64,
    items: BTreeMap<String, String>,
    flow: bool,
}

impl Play {
    fn ask(&mut self, exchange: &Exchange) -> http::Response<Vec<u8>> {
        self.now += exchange.value["afterMs"].as_u64().unwrap_or(20).max(1);
        if !self.flow
            && let Some((job, number)) = run_of(exchange.path()).filter(|(_, n)| *n > 0 && *n < 9000)
        {
            self.sim.start_run(self.now, &job, number);
            self.now += 3000;
        }
        let mut path = exchange.path().to_owned();
        for (recorded, own) in &self.items {
            path = path
                .replace(&format!("/queue/item/{recorded}/"), &format!("/queue/item/{own}/"))
                .replace(&format!("cancelItem?id={recorded}"), &format!("cancelItem?id={own}"));
        }
        let mut request = Request::builder().method(exchange.text(&["request", "method"])).uri(path).header("host", "127.0.0.1:8081");
        for (name, value) in exchange.value["request"]["headers"].as_object().expect("headers") {
            request = request.header(name, credential(value.as_str().expect("a text")));
        }
        let body = exchange.text(&["request", "body"]).as_bytes().to_vec();
        let answer = self.sim.handle(self.now, &request.body(body).expect("a request"));
        let own = answer.headers().get("location").and_then(|l| l.to_str().ok()).and_then(item);
        let recorded = headers(exchange).find(|(n, _)| n.eq_ignore_ascii_case("location")).and_then(|(_, v)| item(v));
        if let (Some(recorded), Some(own)) = (recorded, own) {
            self.items.insert(recorded, own);
        }
        answer
    }
}

fn item(location: &str) -> Option<String> {
    location.trim_end_matches('/').rsplit_once("/queue/item/").map(|(_, id)| id.to_owned())
}

fn headers(exchange: &Exchange) -> impl Iterator<Item = (&str, &str)> {
    let list = exchange.value["response"]["headers"].as_array().into_iter().flatten();
    list.filter_map(|h| Some((h[0].as_str()?, h[1].as_str()?)))
}

/// `Basic {releaser:token}` becomes the built-in user's.
fn credential(value: &str) -> String {
    use base64::Engine as _;
    let Some((user, kind)) = value.strip_prefix("Basic {").and_then(|v| v.strip_suffix('}')).and_then(|v| v.split_once(':')) else {
        return value.to_owned();
    };
    let secret = match (user, kind) {
        ("releaser", "token") => "11releaser00000000000000000000token",
        ("viewer", "token") => "11viewer0000000000000000000000token",
        ("admin", "token") => "11admin00000000000000000000000token",
        _ => "unknown",
    };
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{user}:{secret}")))
}

/// Status, header names, shape of body; an error says what differs.
fn compare(exchange: &Exchange, answer: &http::Response<Vec<u8>>) -> Result<(), String> {
    let came = u64::from(answer.status().as_u16());
    if came != exchange.status() {
        return Err(format!("recorded status {}, came {came}", exchange.status()));
    }
    let recorded = names(headers(exchange).map(|(n, _)| n));
    let own = names(answer.headers().keys().map(http::HeaderName::as_str));
    if recorded != own {
        return Err(format!("recorded headers {recorded:?}, came {own:?}"));
    }
    let x_error = headers(exchange).find(|(n, _)| n.eq_ignore_ascii_case("x-error")).map(|(_, v)| v);
    let own = answer.headers().get("x-error").map(|v| v.as_bytes().iter().map(|b| char::from(*b)).collect::<String>());
    if x_error != own.as_deref() {
        return Err(format!("recorded X-Error {x_error:?}, came {own:?}"));
    }
    body(exchange, answer)
}

fn body(exchange: &Exchange, answer: &http::Response<Vec<u8>>) -> Result<(), String> {
    let recorded = exchange.text(&["response", "body"]);
    let own = String::from_utf8_lossy(answer.body());
    if recorded.is_empty() != own.is_empty() {
        return Err(format!("recorded body of {} bytes, came {}", recorded.len(), own.len()));
    }
    if let (Ok(recorded), Ok(own)) = (serde_json::from_str::<Value>(recorded), serde_json::from_str::<Value>(&own)) {
        return difference("", &recorded, &own).map_or(Ok(()), Err);
    }
    let phrases = [
        "No valid crumb",
        "Access Denied",
        "Oops!",
        "is missing the",
        "Nothing is submitted",
        "expects a form submission",
        "HTTP ERROR 404",
        "requires POST",
        "Semicolons",
        "/login?from=",
    ];
    match phrases.iter().find(|p| recorded.contains(**p) != own.contains(**p)) {
        Some(phrase) if *phrase != "/login?from=" => Err(format!("one of the pages has {phrase:?}")),
        _ => Ok(()),
    }
}

/// A poll at another moment of the same run: its state differs, not its shape.
fn another_moment(exchange: &Exchange, answer: &http::Response<Vec<u8>>) -> bool {
    let (Ok(recorded), Ok(own)) = (serde_json::from_str::<Value>(exchange.text(&["response", "body"])), serde_json::from_slice::<Value>(answer.body())) else {
        return false;
    };
    let states = |v: &Value| (v["_class"].clone(), v["status"].clone(), v["stages"].as_array().map(Vec::len), v["building"].clone(), v["executable"].is_null());
    states(&recorded) != states(&own)
}

#[test]
fn recorded_requests_get_answers_of_the_recorded_shape() {
    let (mut failures, mut met) = (Vec::new(), Vec::new());
    for (scenario, least) in SCENARIOS {
        let flow = scenario.contains("/flow-");
        let exchanges = load(scenario);
        let mut play = Play { sim: Sim::builtin(), now: START, items: BTreeMap::new(), flow };
        let first = exchanges.iter().filter(|_| flow).find_map(|e| run_of(e.path()));
        if let Some((job, number)) = first {
            assert!(number == 1 || play.sim.start_run(START, &job, number - 1) || job == "blocked params", "{scenario}");
        }
        let (mut compared, mut skipped) = (0, 0);
        for exchange in &exchanges {
            if left_out(exchange).is_some() {
                skipped += 1;
                continue;
            }
            let answer = play.ask(exchange);
            match compare(exchange, &answer) {
                Ok(()) => compared += 1,
                Err(_) if another_moment(exchange, &answer) => skipped += 1,
                Err(why) => {
                    let name = format!("{}/{}", scenario.rsplit('/').next().unwrap_or_default(), exchange.name);
                    if DIFFERENT.iter().any(|(n, _)| *n == name) {
                        skipped += 1;
                        met.push(name);
                    } else {
                        failures.push(format!("{name}: {why}"));
                    }
                }
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
