//! Transcripts: what the core says, poll by poll, to what it is told; played again through each binding, which has to
//! say the same (`tests/node/transcripts.test.mjs`, `tests/python/transcripts.py`).
//!
//! They are made of the recordings, one operation with its real answer each, and of flows against the simulator on
//! virtual time, with faults. A line for each: `{"name", "config", "operation", "steps" or "refused"}`; a step is
//! `{"poll", "output", "body"}` or what is handed in: `respond`, `kept`, `head`, `piece`, `end`, `lost`.

mod flows;

use crate::build;
use crate::process::{root, say};
use crate::replay::exchange::{Exchange, ORIGIN, load};
use crate::replay::recognise::{Recognised, recognise};
use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use bellpull::classify::BODY_KEPT;
use bellpull::{Client, Feed, Lost, Output, Request, Response, Sent};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Writes them all; gives the file.
pub fn write() -> Result<PathBuf> {
    let mut lines = recorded()?;
    ensure!(lines.len() > 100, "only {} recordings gave a transcript", lines.len());
    lines.extend(flows::all()?);
    let file = build::target().join("transcripts.jsonl");
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    std::fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    say(&format!("{} transcripts in {}", lines.len(), file.display()));
    Ok(file)
}

/// Each recorded operation; what it asks is answered as recorded, every time.
fn recorded() -> Result<Vec<Value>> {
    let mut lines = Vec::new();
    for scenario in load(&root().join("tests/recordings"))? {
        for exchange in &scenario.exchanges {
            let Recognised::Operation(operation) = recognise(exchange) else { continue };
            let name = format!("{}/{}", scenario.name, exchange.file);
            let config = json!({"url": format!("{ORIGIN}{}", exchange.context().unwrap_or_default()), "credentials": {"kind": "token", "user": exchange.actor, "token": "t"}});
            lines.push(play(&name, &config, &operation, &mut |_, _| as_recorded(exchange))?);
        }
    }
    Ok(lines)
}

fn as_recorded(exchange: &Exchange) -> Result<Told> {
    exchange.response().map(Told::Answer)
}

/// What a request is told.
pub enum Told {
    Answer(Response),
    /// The body is kept by the host.
    Kept(Response),
    Lost(Lost),
}

/// Who answers, at a time.
pub type Host<'a> = &'a mut dyn FnMut(u64, &Request) -> Result<Told>;

pub const START: u64 = 1_700_000_000_000;

/// Runs an operation and takes down what was said.
pub fn play(name: &str, config: &Value, operation: &Value, host: Host) -> Result<Value> {
    let client = Client::new(config).map_err(|e| anyhow::anyhow!("{name}: {e}"))?;
    let mut machine = match client.start(operation) {
        Ok(machine) => machine,
        Err(error) => return Ok(json!({"name": name, "config": config, "operation": operation, "refused": Value::from(error.to_json())})),
    };
    let (mut steps, mut now, mut pieces) = (Vec::new(), START, Vec::new().into_iter());
    for _ in 0..5_000 {
        let output = machine.poll_output(now);
        let shape: Value = serde_json::from_str(&output.to_text()).context("an output is no JSON")?;
        let body = if let Output::Send(request) = &output { base64(&request.body) } else { String::new() };
        steps.push(json!({"poll": now, "output": shape, "body": body}));
        let mut tell = |step: Value, feed: Feed| {
            steps.push(step);
            machine.handle_input(feed);
        };
        match output {
            Output::Send(request) => match host(now, &request)? {
                Told::Answer(answer) if request.pieces && answer.status / 100 == 2 => {
                    pieces = cut(&answer.body).into_iter();
                    let head = Response { body: Vec::new(), ..answer };
                    tell(json!({"head": {"status": head.status, "headers": head.headers}}), Feed::Head(head));
                }
                Told::Answer(answer) => {
                    let step = json!({"respond": {"status": answer.status, "headers": answer.headers, "body": base64(&answer.body)}});
                    tell(step, Feed::Response(answer));
                }
                Told::Kept(mut answer) => {
                    let step = json!({"kept": {"status": answer.status, "headers": answer.headers}});
                    answer.headers.push((BODY_KEPT.to_owned(), "here".to_owned()));
                    tell(step, Feed::Response(Response { body: Vec::new(), ..answer }));
                }
                Told::Lost(lost) => {
                    let step = json!({"lost": {"message": lost.message, "timedOut": lost.timed_out, "unsent": lost.sent == Sent::No}});
                    tell(step, Feed::Lost(lost));
                }
            },
            Output::Wait { until } => now = until,
            Output::Event(_) => {}
            Output::AwaitingResponse => match pieces.next() {
                Some(piece) => tell(json!({"piece": base64(&piece)}), Feed::Piece(piece)),
                None => tell(json!({"end": true}), Feed::End),
            },
            Output::Done(_) => return Ok(json!({"name": name, "config": config, "operation": operation, "steps": steps})),
        }
    }
    anyhow::bail!("{name} does not end")
}

/// Into three, so that a cut falls within lines and characters.
fn cut(body: &[u8]) -> Vec<Vec<u8>> {
    body.chunks(body.len() / 3 + 1).map(<[u8]>::to_vec).collect()
}

pub fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
