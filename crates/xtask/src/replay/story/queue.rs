//! Queue items: made before they are read, with what was sent.

use super::super::exchange::{Exchange, Scenario};
use super::super::flow::is_trigger;
use super::Step;
use serde_json::Value;

/// An item is known before anybody reads or cancels it.
pub fn made_first(scenario: &Scenario) -> Result<(), String> {
    let mut known: Vec<&str> = Vec::new();
    for (place, exchange) in scenario.exchanges.iter().enumerate().filter(|(_, e)| matches!(e.response.status, 200 | 204)) {
        let Some((_, item)) = ["/queue/item/", "/queue/cancelItem?id="].iter().find_map(|of| exchange.request.path.split_once(of)) else { continue };
        let id = item.split(['/', '&', '?']).next().unwrap_or_default();
        if known.contains(&id) {
            continue;
        }
        let names = |e: &Exchange| tells(e.header("location"), id) || tells(&e.text(), id);
        if !scenario.exchanges[..place].iter().any(names) {
            return Err(format!("{}: expected a queue item that something before has named, came {id}", exchange.file));
        }
        known.push(id);
    }
    Ok(())
}

/// Whether a text has this number, not as a part of another.
fn tells(text: &str, number: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(number).any(|(at, _)| !digit(text[..at].chars().next_back()) && !digit(text[at + number.len()..].chars().next()))
}

/// An item that was cancelled is so afterwards, and one that is so was cancelled.
pub fn cancelled_by_somebody(scenario: &Scenario, steps: &[Step<'_>]) -> Result<(), String> {
    for (place, cancel) in steps.iter().enumerate().filter(|(_, s)| s.op() == "cancel_queue_item" && s.succeeds()) {
        let mut after = steps[place..].iter().filter(|s| s.op() == "queue_item" && s.succeeds() && s.operation["id"] == cancel.operation["id"]);
        if let Some(kept) = after.next_back().filter(|s| !is_cancelled(s)) {
            return Err(format!("{}: expected the item to be cancelled after {}, came none that is", kept.exchange.file, cancel.exchange.file));
        }
    }
    let takes_out = |e: &Exchange| e.response.status < 400 && e.writes() && ["cancel", "/stop", "/queue/"].iter().any(|way| e.request.path.contains(way));
    match steps.iter().find(|s| s.op() == "queue_item" && is_cancelled(s)) {
        Some(gone) if !scenario.exchanges.iter().any(takes_out) => Err(format!("{}: the item is cancelled, and nothing cancels it", gone.exchange.file)),
        _ => Ok(()),
    }
}

fn is_cancelled(step: &Step<'_>) -> bool {
    step.exchange.json().is_some_and(|body| body["cancelled"] == true)
}

/// What was sent for a parameter is what the queue item has of it, in Jenkins' own spelling.
pub fn as_sent(steps: &[Step<'_>]) -> Result<(), String> {
    for trigger in steps.iter().filter(|s| is_trigger(s.operation) && s.succeeds()) {
        let item = trigger.exchange.queue_item();
        for read in steps.iter().filter(|s| s.op() == "queue_item" && s.operation["id"].as_u64() == item && item.is_some()) {
            let body = read.exchange.json().unwrap_or_default();
            let actions = body["actions"].as_array().into_iter().flatten();
            for has in actions.flat_map(|action| action["parameters"].as_array().into_iter().flatten()) {
                let sent = has["name"].as_str().and_then(|name| trigger.operation["parameters"].get(name));
                let (Some(sent), Some(value)) = (sent.and_then(word), has.get("value").and_then(word)) else { continue };
                if sent != value {
                    return Err(format!("{}: expected {} = {sent:?}, which {} sends, came {value:?}", read.exchange.file, has["name"], trigger.exchange.file));
                }
            }
        }
    }
    Ok(())
}

/// Texts without the blanks that a definition may trim, and truths in any case.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::Bool(truth) => Some(truth.to_string()),
        Value::String(text) if matches!(text.to_lowercase().as_str(), "true" | "false") => Some(text.to_lowercase()),
        Value::String(text) => Some(text.trim().replace("\r\n", "\n")),
        _ => None,
    }
}
