//! Flows against the simulator, which stands still until the machine waits.

use super::{Host, START, Told, play};
use anyhow::{Context as _, Result};
use bellpull::{Lost, Request, Response, Sent};
use bellpull_sim::{Delivery, Fault, FaultKind, Sim};
use serde_json::{Value, json};
use ureq::http;

const ORIGIN: &str = "http://127.0.0.1:8081";

/// A server and the time there.
struct Desk {
    sim: Sim,
    now: u64,
    lines: Vec<Value>,
    kept: bool,
}

pub fn all() -> Result<Vec<Value>> {
    let mut lines = Vec::new();
    for (name, credentials) in [
        ("token", json!({"kind": "token", "user": "releaser", "token": "11releaser00000000000000000000token"})),
        ("password", json!({"kind": "password", "user": "releaser", "password": "password-2-"})),
    ] {
        lines.extend(Desk::new().day(name, &credentials)?);
    }
    Ok(lines)
}

impl Desk {
    fn new() -> Self {
        Self { sim: Sim::builtin(), now: START, lines: Vec::new(), kept: false }
    }

    /// What is done there, in order.
    fn day(mut self, who: &str, credentials: &Value) -> Result<Vec<Value>> {
        let run = |desk: &mut Self, title: &str, operation: Value| desk.run(&format!("{who}: {title}"), credentials, &operation);
        run(&mut self, "no operation", json!({"op": "nope"}))?;
        run(&mut self, "describe", json!({"op": "describe", "job": "Ops Team/deploy"}))?;
        run(&mut self, "trigger with a wrong value", json!({"op": "trigger", "job": "kinds", "parameters": {"CHOICE": "nope"}}))?;
        for (title, kind) in [
            ("an approval whose answer is lost", Some(FaultKind::LostAnswer)),
            ("an approval that is lost", Some(FaultKind::LostRequest)),
            ("a refused crumb", Some(FaultKind::CrumbRefused)),
            ("an approval", None),
        ] {
            let started = run(&mut self, "trigger", json!({"op": "trigger", "job": "release"}))?;
            let number = started["run"].clone();
            run(&mut self, "follow until it pauses", json!({"op": "follow", "job": "release", "run": number, "untilPaused": true}))?;
            let fault = |kind| Fault { method: Some("POST".to_owned()), path_contains: "input".to_owned(), times: 1, after: 0, kind };
            self.sim.clear_faults();
            kind.into_iter().for_each(|kind| self.sim.add_fault(fault(kind)));
            let approve = json!({"op": "approve", "job": "release", "run": number, "input": "Proceed-to-prod", "parameters": {"REGION": "us", "NOTES": "ü € \u{1F680}\n"}});
            run(&mut self, title, approve.clone())?;
            run(&mut self, "another one", approve)?;
            run(&mut self, "follow to the end", json!({"op": "follow", "job": "release", "run": number}))?;
            run(&mut self, "log", json!({"op": "log", "job": "release", "run": number, "follow": true}))?;
        }
        self.sim.clear_faults();
        let started = run(&mut self, "trigger what archives", json!({"op": "trigger", "job": "archiver"}))?;
        let number = &started["run"];
        run(&mut self, "follow what archives", json!({"op": "follow", "job": "archiver", "run": number}))?;
        run(&mut self, "a file", json!({"op": "artifact", "job": "archiver", "run": number, "path": "out/report one.txt"}))?;
        self.kept = true;
        run(&mut self, "a file that is kept", json!({"op": "artifact", "job": "archiver", "run": number, "path": "out/report one.txt"}))?;
        run(&mut self, "a list", json!({"op": "list", "of": {"op": "blue_runs", "job": "release"}, "pageSize": 2}))?;
        run(&mut self, "capabilities", json!({"op": "capabilities"}))?;
        Ok(self.lines)
    }

    /// Runs an operation; gives its outcome, or null.
    fn run(&mut self, name: &str, credentials: &Value, operation: &Value) -> Result<Value> {
        let config = json!({"url": format!("{ORIGIN}/jenkins"), "credentials": credentials});
        // Each transcript begins at the same time, and goes on where the last one ended.
        let (begin, kept) = (self.now, self.kept);
        let mut last = START;
        let sim = &mut self.sim;
        let host: Host = &mut |at, request| {
            last = at;
            answer(sim, begin + (at - START), request, kept)
        };
        let line = play(name, &config, operation, host)?;
        let polls = line["steps"].as_array().into_iter().flatten();
        let end = polls.filter_map(|step| step["poll"].as_u64()).max().unwrap_or(last);
        self.now = begin + (end - START);
        let outcome = line["steps"].as_array().and_then(|steps| steps.last()).map_or(Value::Null, |step| step["output"]["outcome"].clone());
        self.lines.push(line);
        Ok(outcome)
    }
}

fn answer(sim: &mut Sim, now: u64, request: &Request, kept: bool) -> Result<Told> {
    let path = request.url.strip_prefix(ORIGIN).context("another server is asked")?;
    let mut wire = http::Request::builder().method(request.method.as_str()).uri(path).header("host", "127.0.0.1:8081");
    for (name, value) in &request.headers {
        wire = wire.header(name, value);
    }
    let answer = sim.handle(now, &wire.body(request.body.clone())?);
    if answer.extensions().get::<Delivery>() == Some(&Delivery::Lost) {
        return Ok(Told::Lost(Lost { sent: Sent::Maybe, ..Lost::new("connection reset") }));
    }
    let latin1 = |value: &http::HeaderValue| value.as_bytes().iter().map(|b| char::from(*b)).collect();
    let headers = answer.headers().iter().map(|(name, value)| (name.as_str().to_owned(), latin1(value))).collect();
    let response = Response { status: answer.status().as_u16(), headers, body: answer.into_body() };
    let keeps = kept && request.stream && response.status / 100 == 2;
    Ok(if keeps { Told::Kept(response) } else { Told::Answer(response) })
}
