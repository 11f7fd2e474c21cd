//! Compares an answer with a recorded one: status, header names, shape of body.

use crate::exchange::Exchange;
use crate::shape::{difference, names};
use serde_json::Value;

/// An error says what differs.
pub fn compare(exchange: &Exchange, answer: &http::Response<Vec<u8>>) -> Result<(), String> {
    let came = u64::from(answer.status().as_u16());
    if came != exchange.status() {
        return Err(format!("recorded status {}, came {came}", exchange.status()));
    }
    let recorded = names(exchange.headers().map(|(n, _)| n));
    let own = names(answer.headers().keys().map(http::HeaderName::as_str));
    if recorded != own {
        return Err(format!("recorded headers {recorded:?}, came {own:?}"));
    }
    for name in ["x-error", "link", "cache-control", "content-type", "content-disposition", "content-range"] {
        let recorded = exchange.headers().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v);
        let own = answer.headers().get(name).map(|v| v.as_bytes().iter().map(|b| char::from(*b)).collect::<String>());
        if recorded != own.as_deref() {
            return Err(format!("recorded {name} {recorded:?}, came {own:?}"));
        }
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
        if exchange.status() >= 400 && recorded["errors"].is_array() && countless(&recorded) != countless(&own) {
            return Err(format!("recorded {recorded}, came {own}"));
        }
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

/// Ids of queue items differ.
fn countless(error: &Value) -> String {
    error.to_string().replace(|c: char| c.is_ascii_digit(), "#").replace("##", "#").replace("##", "#")
}

/// A poll at another moment of the same run: its state differs, not its shape.
pub fn another_moment(exchange: &Exchange, answer: &http::Response<Vec<u8>>) -> bool {
    let (Some(recorded), Ok(own)) = (exchange.body(), serde_json::from_slice::<Value>(answer.body())) else {
        return false;
    };
    // An item's class tells where it stands.
    let place = |v: &Value| v["_class"].as_str().filter(|c| c.starts_with("hudson.model.Queue$")).map(str::to_owned);
    let core = |v: &Value| (place(v), v["status"].clone(), v["stages"].as_array().map(Vec::len), v["building"].clone(), v["executable"].is_null());
    // Blue Ocean's, of a run or of the newest in a list.
    let blue = |v: &Value| {
        let shown = v.get(0).unwrap_or(v);
        let run = shown.get("item").unwrap_or(shown);
        let latest = if run["latestRun"].is_object() { &run["latestRun"] } else { run };
        (latest["state"].clone(), latest["endTime"].is_null(), run["latestRun"].is_object())
    };
    core(&recorded) != core(&own) || blue(&recorded) != blue(&own)
}
