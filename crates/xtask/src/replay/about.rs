//! Rule 3, successes: the answer is about what was asked for.

use super::exchange::Exchange;
use super::form::decode;
use super::single::Mismatch;
use serde_json::Value;

/// Compares what the answer calls itself with what the operation names.
pub fn agrees(operation: &Value, exchange: &Exchange, outcome: &Value) -> Result<(), Mismatch> {
    let op = operation["op"].as_str().unwrap_or_default();
    for (name, field) in named(op) {
        let (Some(came), Some(asked)) = (plain(&outcome[name]), plain(&operation[field])) else { continue };
        // Ids of very old runs are dates.
        let date = op == "run" && name == &"id" && came.parse::<u64>().is_err();
        if came != asked && !date {
            return Err(format!("expected an answer about {field} {}, came {name} {}", operation[field], outcome[name]));
        }
    }
    if let (Some(asked), Some(came)) = (place(&exchange.request.path), told(outcome))
        && place(came).is_some_and(|came| !is_same(&came, &asked))
    {
        return Err(format!("expected an answer about {}, came one that calls itself {came}", exchange.request.path));
    }
    urls(op, outcome)
}

/// Fields of an answer that repeat fields of the question.
fn named(op: &str) -> &'static [(&'static str, &'static str)] {
    match op {
        "run" | "flow_graph" => &[("number", "run"), ("id", "run")],
        "wfapi_describe" | "blue_run" => &[("id", "run")],
        "queue_item" | "blue_queue_item" => &[("id", "id")],
        "wfapi_node" | "blue_node" => &[("id", "node")],
        "wfapi_node_log" => &[("nodeId", "node")],
        "blue_step" | "blue_node_step" => &[("id", "step")],
        "blue_user" => &[("id", "user")],
        "blue_organization" => &[("name", "organization")],
        "blue_scm" => &[("id", "scm")],
        "blue_change" => &[("commitId", "commit")],
        _ => &[],
    }
}

/// Numbers come as such and as texts; names in any case.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.to_lowercase()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The address that an answer of core or wfapi has of itself.
fn told(outcome: &Value) -> Option<&str> {
    outcome["url"].as_str().or_else(|| outcome["_links"]["self"]["href"].as_str())
}

/// The job and run of an address; none if it is neither. Jenkins takes names in any case and encoded more than once.
fn place(address: &str) -> Option<(Vec<String>, Option<u32>)> {
    let path = address.split('?').next().filter(|path| !path.contains("/blue/rest/"))?;
    let mut parts = path[path.find("/job/")?..].split('/').skip(1);
    let (mut names, mut run) = (Vec::new(), None);
    while let Some(part) = parts.next() {
        if part != "job" {
            run = part.parse().ok();
            break;
        }
        names.push(thoroughly_decoded(parts.next()?));
    }
    Some((names, run))
}

/// wfapi keeps the address of whoever asked first for a run, which may be a permalink.
fn is_same(one: &(Vec<String>, Option<u32>), other: &(Vec<String>, Option<u32>)) -> bool {
    one.0 == other.0 && (one.1.is_none() || other.1.is_none() || one.1 == other.1)
}

fn thoroughly_decoded(name: &str) -> String {
    let mut name = name.to_lowercase();
    while let Some(decoded) = decode(&name).filter(|decoded| *decoded != name) {
        name = decoded.to_lowercase();
    }
    name
}

/// wfapi's ways to settle an input lead where they are said to, and to that input.
fn urls(op: &str, outcome: &Value) -> Result<(), Mismatch> {
    let inputs = match op {
        "pending_input_actions" => outcome.as_array().map(Vec::as_slice).unwrap_or_default(),
        "next_pending_input_action" => std::slice::from_ref(outcome),
        _ => &[],
    };
    for input in inputs {
        let id = input["id"].as_str().unwrap_or_default();
        // Plugins before 2022 did not escape ids.
        let of = |written: &str| written == id || [written, &written.replace('+', " ")].iter().any(|w| decode(w).is_some_and(|decoded| decoded == id));
        let proceed = input["proceedUrl"].as_str().is_none_or(|url| url.split_once("/wfapi/inputSubmit?inputId=").is_some_and(|(_, end)| of(end)));
        let abort = |url: &str| url.strip_suffix("/abort").and_then(|url| url.rsplit_once("/input/")).is_some_and(|(_, end)| of(end));
        for (name, right) in [("proceedUrl", proceed), ("abortUrl", input["abortUrl"].as_str().is_none_or(abort))] {
            if !right {
                return Err(format!("expected a {name} of the input {id}, came {}", input[name]));
            }
        }
    }
    Ok(())
}
