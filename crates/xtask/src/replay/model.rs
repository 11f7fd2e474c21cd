//! Rule 3, successes: what the outcome's type knows can be read by it. A resource keeps whatever came, so that a
//! value of another kind would be in the outcome and yet found by nobody.

use super::single::Mismatch;
use bellpull::operation::specs;
use serde_json::Value;
use std::sync::OnceLock;

type Fields = &'static [(&'static str, &'static str)];

/// Fields that the flows read without a resource of their own: where they are, below the outcome.
const WITHIN: &[(&str, &[&str], Fields)] = &[
    ("QueueItem", &["executable"], &[("number", "number"), ("url", "text")]),
    ("Run", &["actions", "executions"], &[("id", "text"), ("settled", "truth"), ("input", "object")]),
    ("Run", &["actions", "executions", "input"], INPUT),
    ("Run", &["actions", "executions", "input", "parameters"], DEFINITION),
    ("Run", &["actions", "causes"], &[("shortDescription", "text"), ("userId", "text")]),
    ("Job", &["property", "parameterDefinitions"], DEFINITION),
    ("BlueStep", &["input"], INPUT),
    ("BlueStep", &["input", "parameters"], DEFINITION),
    ("WfapiNode", &["stageFlowNodes"], STAGE),
    ("Described", &["stages"], STAGE),
    ("Described", &["stages", "stageFlowNodes"], STAGE),
    ("pending_input_actions", &[], PENDING),
    ("pending_input_actions", &["inputs"], &[("name", "text"), ("type", "text"), ("definition", "object")]),
    ("next_pending_input_action", &[], PENDING),
    ("next_pending_input_action", &["inputs"], &[("name", "text"), ("type", "text"), ("definition", "object")]),
    ("crumb", &[], &[("crumbRequestField", "text")]),
];
const INPUT: Fields = &[("id", "text"), ("message", "text"), ("ok", "text"), ("submitter", "text"), ("parameters", "list")];
const DEFINITION: Fields = &[("name", "text"), ("type", "text"), ("choices", "list")];
const PENDING: Fields = &[("id", "text"), ("message", "text"), ("proceedText", "text"), ("inputs", "list")];
const STAGE: Fields = &[("id", "text"), ("name", "text"), ("status", "text"), ("startTimeMillis", "number"), ("durationMillis", "number")];

/// Whether the outcome is what the operation promises, and each known field of the kind that it is read as.
pub fn fits(op: &str, outcome: &Value) -> Result<(), Mismatch> {
    let spec = specs().into_iter().find(|spec| spec.op == op).ok_or_else(|| format!("there is no operation {op}"))?;
    // The rest of a graph is checked by what reads it.
    if op == "graph_rerun" {
        return Ok(());
    }
    let (kind, may_be_null) = spec.outcome.strip_suffix(" | null").map_or((spec.outcome, false), |kind| (kind, true));
    if may_be_null && outcome.is_null() {
        return Ok(());
    }
    let Some(one) = kind.strip_suffix("[]") else { return of_kind(op, kind, "", outcome) };
    let items = outcome.as_array().ok_or_else(|| format!("expected a list, came {outcome}"))?;
    items.iter().enumerate().try_for_each(|(place, item)| of_kind(op, one, &format!("[{place}]"), item))
}

/// The resources by name; to make a list of them costs more than to check one.
fn resources() -> &'static [(&'static str, Fields)] {
    static RESOURCES: OnceLock<Vec<(&'static str, Fields)>> = OnceLock::new();
    RESOURCES.get_or_init(|| bellpull::resources().into_iter().map(|(fields, _)| fields).collect())
}

fn of_kind(op: &str, kind: &str, at: &str, value: &Value) -> Result<(), Mismatch> {
    if !value.is_object() {
        return Err(format!("expected an object{at}, came {value}"));
    }
    if value.get("_class").is_some_and(|class| !class.is_string()) {
        return Err(format!("expected {at}._class of the kind `text`, came {}", value["_class"]));
    }
    if let Some((_, fields)) = resources().iter().find(|(name, _)| *name == kind) {
        if value.as_object().is_some_and(serde_json::Map::is_empty) {
            return Err(format!("expected something of a {kind}, came {value}"));
        }
        check(at, fields, value)?;
    }
    // An input without an id is read as none.
    if op.contains("pending_input_action") && !value["id"].is_string() {
        return Err(format!("expected {} of the kind `text`, came {}", join(at, "id"), value["id"]));
    }
    let within = WITHIN.iter().filter(|(of, ..)| *of == kind || *of == op);
    within.into_iter().try_for_each(|(_, path, fields)| walk(at, path, fields, value))
}

fn walk(at: &str, path: &[&str], fields: Fields, value: &Value) -> Result<(), Mismatch> {
    if let Value::Array(items) = value {
        return items.iter().enumerate().try_for_each(|(place, item)| walk(&format!("{at}[{place}]"), path, fields, item));
    }
    match path {
        [] if value.is_null() => Ok(()),
        [] => check(at, fields, value),
        [name, rest @ ..] => value.get(*name).map_or(Ok(()), |found| walk(&join(at, name), rest, fields, found)),
    }
}

fn check(at: &str, fields: Fields, value: &Value) -> Result<(), Mismatch> {
    for (name, kind) in fields {
        let Some(found) = value.get(*name).filter(|found| !found.is_null()) else { continue };
        if !is(kind, found) {
            return Err(format!("expected {} of the kind `{kind}`, came {found}", join(at, name)));
        }
    }
    Ok(())
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "text" => value.is_string(),
        // Clocks differ: of something that has just begun a duration may be negative.
        "number" | "signed" => value.is_u64() || value.is_i64(),
        "truth" => value.is_boolean(),
        "moment" => value.is_i64() || value.as_str().is_some_and(|text| bellpull::time::millis(text).is_some()),
        "list" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}
