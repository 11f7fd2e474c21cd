//! Rule 3, successes: every value of the recorded body is in the outcome.

use super::exchange::Exchange;
use super::graph;
use super::single::Mismatch;
use base64::Engine as _;
use serde_json::{Value, json};

/// Every value of the recorded body is in the outcome, or declared as dropped.
pub fn outcome_holds(op: &str, exchange: &Exchange, outcome: &Value) -> Result<(), Mismatch> {
    match op {
        "build" | "build_with_parameters" | "build_json" => same("queueId", &json!(exchange.queue_item()), &outcome["queueId"]),
        "cancel_queue_item"
        | "stop"
        | "term"
        | "kill"
        | "submit_description"
        | "logout"
        | "input_proceed"
        | "input_proceed_empty"
        | "input_abort"
        | "input_submit"
        | "input_page"
        | "wfapi_input_submit"
        | "blue_input_submit"
        | "blue_input_abort"
        | "blue_delete_queue_item"
        | "blue_delete_favorites"
        | "blue_delete_pipeline"
        | "blue_enable"
        | "blue_disable" => same("accepted", &json!(true), &outcome["accepted"]),
        "artifact" | "file_parameter" => {
            let body = exchange.response().map_err(|e| e.to_string())?.body;
            same("base64", &json!(base64::engine::general_purpose::STANDARD.encode(body)), &outcome["base64"])?;
            let kind = exchange.header("content-type").split(';').next().unwrap_or_default();
            same("type", &json!(kind.trim().to_ascii_lowercase()), &outcome["type"])?;
            let modified = Some(exchange.header("last-modified")).filter(|m| !m.is_empty());
            same("lastModified", &json!(modified), &outcome["lastModified"])
        }
        op if op.starts_with("graph_") => graph::outcome_holds(op, exchange, outcome),
        "console_text" | "blue_test_output" => same("text", &json!(exchange.text()), &outcome["text"]),
        "crumb" => {
            let response = exchange.response().map_err(|e| e.to_string())?;
            bellpull::api::remote::ReadCrumb::crumb(&response).map_err(|e| e.to_string())?;
            holds(op, "", &recorded(exchange)?, outcome)
        }
        "wfapi_node_log" => {
            let body = recorded(exchange)?;
            if !body["nodeId"].is_string() {
                return Err(format!("expected the log of a node, came {body}"));
            }
            for name in ["nodeId", "nodeStatus", "length", "hasMore", "consoleUrl"].into_iter().filter(|name| body.get(name).is_some()) {
                same(name, &body[name], &outcome[name])?;
            }
            same("text", &json!(without_markup(body["text"].as_str().unwrap_or_default())), &outcome["text"])
        }
        "jwt_token" => same("token", &json!(exchange.header("x-blueocean-jwt")), &outcome["token"]),
        "blue_restart" if exchange.text().is_empty() => same("outcome", &Value::Null, outcome),
        // A multibranch pipeline lists an item several times; each is wanted once.
        "blue_queue" => {
            let body = recorded(exchange)?;
            let mut once: Vec<Value> = Vec::new();
            for item in body.as_array().into_iter().flatten() {
                if !once.iter().any(|known| known["id"] == item["id"]) {
                    once.push(item.clone());
                }
            }
            holds(op, "", &Value::Array(once), outcome)
        }
        "progressive_text" | "blue_run_log" | "blue_node_log" | "blue_step_log" => {
            same("text", &json!(exchange.text().replace("\r\n", "\n")), &outcome["text"])?;
            same("end", &json!(exchange.header("x-text-size").parse::<u64>().ok()), &outcome["end"])?;
            same("more", &json!(exchange.header("x-more-data") == "true"), &outcome["more"])
        }
        _ => {
            let body = recorded(exchange)?;
            holds(op, "", &body, outcome)
        }
    }
}

fn recorded(exchange: &Exchange) -> Result<Value, Mismatch> {
    serde_json::from_str(&exchange.text()).map_err(|e| format!("the recorded body is no JSON: {e}"))
}

/// What a browser would show of a log's HTML.
fn without_markup(html: &str) -> String {
    let (mut text, mut tag, mut quote) = (String::new(), false, None);
    for c in html.chars() {
        match (tag, quote, c) {
            (false, _, '<') => tag = true,
            (false, ..) => text.push(c),
            (true, None, '>') => tag = false,
            (true, None, '"' | '\'') => quote = Some(c),
            (true, Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    let apostrophes = text.replace("&#039;", "'").replace("&#39;", "'");
    apostrophes.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

pub fn same(name: &str, expected: &Value, came: &Value) -> Result<(), Mismatch> {
    if expected == came { Ok(()) } else { Err(format!("expected {name} = {expected}, came {came}")) }
}

pub fn holds(op: &str, at: &str, body: &Value, outcome: &Value) -> Result<(), Mismatch> {
    holds_within(op, at, body, outcome, op == "crumb")
}

/// `secret`: within something whose declared drops apply; a password's definition, the crumb issuer.
fn holds_within(op: &str, at: &str, body: &Value, outcome: &Value, secret: bool) -> Result<(), Mismatch> {
    match (body, outcome) {
        (Value::Object(body), Value::Object(outcome)) => {
            let secret = secret || body.get("type").and_then(Value::as_str).is_some_and(|t| t.contains("Password"));
            for (name, value) in body {
                let path = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                match outcome.get(name) {
                    Some(found) => holds_within(op, &path, value, found, secret)?,
                    None if secret && dropped(op, &path) => {}
                    None => return Err(format!("expected {path} = {value}, came nothing")),
                }
            }
            Ok(())
        }
        (Value::Array(body), Value::Array(outcome)) if body.len() == outcome.len() => {
            body.iter().zip(outcome).enumerate().try_for_each(|(i, (b, o))| holds_within(op, &format!("{at}[{i}]"), b, o, secret))
        }
        _ => same(at, body, outcome),
    }
}

/// Declared drops are named by the end of their path.
fn dropped(op: &str, path: &str) -> bool {
    bellpull::operation::drops(op).iter().any(|(name, _)| path == *name || path.ends_with(&format!(".{name}")))
}
