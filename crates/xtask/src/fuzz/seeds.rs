//! Seeds for the fuzz targets, made of the recordings: a folder's operations with the answers that they get
//! there. An input is a head of bytes, then texts divided by the byte 255 (`crates/core/fuzz/src/tape.rs`).

use crate::process::root;
use crate::replay::exchange::{Exchange, ORIGIN, load};
use crate::replay::recognise::{Recognised, recognise};
use anyhow::{Context as _, Result, ensure};
use bellpull::{Client, Feed, Lost, Method, Output, Response};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::path::Path;

/// Larger inputs are slow, and hold nothing new.
const LARGEST: usize = 12_000;
const ANSWERS: usize = 20;
/// Who signs in: by token, and by password with a session and crumbs.
const CREDENTIALS: [u8; 2] = [0, 1];

/// Writes a target's seeds into a folder; says how many.
pub fn write(target: &str, folder: &Path) -> Result<usize> {
    // `any_inputs` has a byte for each of its 24 steps; 0 does what the machine says.
    let steps = if target == "any_inputs" { 24 } else { 0 };
    let names = bellpull::operation::names();
    let (mut seen, mut written) = (HashSet::new(), 0);
    for scenario in load(&root().join("tests/recordings"))? {
        for operation in operations(&scenario.exchanges) {
            let Some(place) = names.iter().position(|name| operation["op"] == **name) else { continue };
            for (credentials, lost) in CREDENTIALS.into_iter().flat_map(|c| [(c, false), (c, true)]) {
                let mut seed = vec![u8::try_from(place)?, credentials, 0, 0];
                seed.extend(std::iter::repeat_n(0, steps));
                seed.extend(operation.to_string().bytes());
                for answer in answers(&operation, credentials, lost, &scenario.exchanges) {
                    seed.push(255);
                    seed.extend(answer);
                }
                if seed.len() <= LARGEST && seen.insert(seed.clone()) {
                    let file = folder.join(format!("{written:04}"));
                    std::fs::write(&file, seed).with_context(|| format!("{} cannot be written", file.display()))?;
                    written += 1;
                }
            }
        }
    }
    ensure!(written > 300, "the recordings gave no more than {written} seeds");
    Ok(written)
}

/// The operations that a folder's requests stand for, and the flows that those would be parts of; each once.
fn operations(exchanges: &[Exchange]) -> Vec<Value> {
    let mut operations: Vec<Value> = Vec::new();
    for exchange in exchanges {
        let Recognised::Operation(single) = recognise(exchange) else { continue };
        let flow = |op: &str, fields: &[&str]| {
            let mut flow = json!({"op": op});
            fields.iter().filter(|f| !single[**f].is_null()).for_each(|f| flow[*f] = single[*f].clone());
            flow
        };
        let flows = match single["op"].as_str().unwrap_or_default() {
            "build" | "build_with_parameters" | "build_json" => vec![flow("trigger", &["job", "branch", "parameters"]), flow("describe", &["job", "branch"])],
            "input_proceed" | "input_proceed_empty" | "wfapi_input_submit" => vec![flow("approve", &["job", "branch", "run", "input", "parameters"])],
            "input_abort" => vec![flow("abort", &["job", "branch", "run", "input"])],
            "run" | "wfapi_describe" => ["follow", "inputs", "log"].iter().map(|op| flow(op, &["job", "branch", "run"])).collect(),
            _ => Vec::new(),
        };
        for operation in std::iter::once(single).chain(flows) {
            if !operations.contains(&operation) {
                operations.push(operation);
            }
        }
    }
    operations
}

/// What an operation is answered in a folder: for each request the next answer of its path, or the last one.
/// If its writes are lost, nothing changes by them.
fn answers(operation: &Value, credentials: u8, lost: bool, exchanges: &[Exchange]) -> Vec<Vec<u8>> {
    let credentials =
        if credentials == 0 { json!({"kind": "token", "user": "u", "token": "t"}) } else { json!({"kind": "password", "user": "u", "password": "p"}) };
    let config = json!({"url": format!("{ORIGIN}/jenkins"), "credentials": credentials});
    let Ok(mut machine) = Client::new(config).and_then(|client| client.start(operation)) else { return Vec::new() };
    let (mut frames, mut now, mut cursor, mut changes) = (Vec::new(), 0, 0, true);
    for _ in 0..ANSWERS * 10 {
        if frames.len() == ANSWERS {
            break;
        }
        match machine.poll_output(now) {
            Output::Send(request) => {
                let path = request.url.strip_prefix(ORIGIN).unwrap_or_default();
                let path = path.split('?').next().unwrap_or_default();
                if lost && request.method != Method::Get && !path.ends_with("/j_spring_security_check") {
                    frames.push(b"lost".to_vec());
                    machine.handle_input(Feed::Lost(Lost::new("lost")));
                    changes = false;
                    continue;
                }
                let is = |i: &usize| exchanges[*i].request.method == request.method.as_str() && exchanges[*i].request.split().0 == path;
                let (next, last) = ((cursor..exchanges.len()).find(is), (0..cursor).rev().find(is));
                let found = if changes { next.or(last) } else { last.or(next) };
                cursor = found.map_or(cursor, |i| cursor.max(i + 1));
                let response = found.and_then(|i| exchanges[i].response().ok()).unwrap_or_else(|| elsewhere(path));
                frames.push(frame(&response));
                machine.handle_input(Feed::Response(response));
            }
            Output::Wait { until } => now = until,
            Output::Event(_) => {}
            Output::Done(_) | Output::AwaitingResponse => break,
        }
    }
    frames
}

/// Signing in, which few folders show, and what no folder has.
fn elsewhere(path: &str) -> Response {
    let answer = |status, header: (&str, &str), body: &Value| Response {
        status,
        headers: vec![(header.0.to_owned(), header.1.to_owned())],
        body: body.to_string().into_bytes(),
    };
    match path.rsplit("/jenkins/").next().unwrap_or_default() {
        "login" => answer(200, ("Set-Cookie", "JSESSIONID=1; Path=/jenkins"), &json!("")),
        "j_spring_security_check" => answer(302, ("Location", "/jenkins/"), &json!("")),
        "whoAmI/api/json" => answer(200, ("Content-Type", "application/json"), &json!({"anonymous": false, "name": "u"})),
        "crumbIssuer/api/json" => answer(200, ("Content-Type", "application/json"), &json!({"crumb": "c0de", "crumbRequestField": "Jenkins-Crumb"})),
        _ => answer(404, ("Content-Type", "text/html"), &json!("")),
    }
}

/// Of the headers those that are looked at.
const HEADERS: &[&str] = &[
    "location",
    "content-type",
    "x-error",
    "x-text-size",
    "x-more-data",
    "set-cookie",
    "x-you-are-authenticated-as",
    "x-required-permission",
    "retry-after",
    "x-blueocean-jwt",
];

fn frame(response: &Response) -> Vec<u8> {
    let mut frame = response.status.to_string().into_bytes();
    for (name, value) in response.headers.iter().filter(|(n, _)| HEADERS.contains(&n.to_ascii_lowercase().as_str())) {
        // Latin-1, as the target reads it.
        frame.extend(format!("\n{name}: ").bytes().chain(value.chars().map(|c| u8::try_from(c).unwrap_or(b'?'))));
    }
    frame.extend(b"\n\n");
    frame.extend(response.body.iter().filter(|b| **b != 255));
    frame
}
