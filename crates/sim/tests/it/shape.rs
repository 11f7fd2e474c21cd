//! Shapes of answers: what is compared, and what is not.

use serde_json::Value;
use std::collections::BTreeSet;

/// Header names that say nothing about the endpoint: the server's own, of transport, and those that
/// 2.277.3 sends by the size or age of a page.
const IGNORED: &[&str] = &["date", "server", "content-length", "transfer-encoding", "x-permission-implied-by", "set-cookie", "expires"];

/// Fields whose words are compared as well.
const WORDS: &[&str] = &[
    ".fullName",
    ".pipeline",
    ".organization",
    "._class",
    ".type",
    ".state",
    ".result",
    ".status",
    ".displayName",
    ".runSummary",
    ".crumbRequestField",
    ".mode",
];

/// Lists of which all elements are compared, not the first alone.
const WHOLE: &[&str] = &[".stages", ".stageFlowNodes", ".parameters", ".parameterDefinitions", ".causes", ".edges", ".executions", ".commits", ".artifacts"];

/// Fields that are compared but for the numbers in them.
const LINKS: &[&str] = &[".href", ".url", "Url"];

fn masked(link: &str) -> String {
    link.split('/').map(|part| if part.bytes().all(|b| b.is_ascii_digit()) { "#" } else { part }).collect::<Vec<_>>().join("/")
}

/// The header names that count.
pub fn names<'a>(headers: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    headers.map(str::to_ascii_lowercase).filter(|n| !IGNORED.contains(&n.as_str())).collect()
}

/// Where two values differ in shape: keys of objects, kinds of values, element by element the shape of the first.
pub fn difference(at: &str, recorded: &Value, came: &Value) -> Option<String> {
    match (recorded, came) {
        (Value::Object(recorded), Value::Object(came)) => {
            let (a, b): (BTreeSet<&String>, BTreeSet<&String>) = (recorded.keys().collect(), came.keys().collect());
            if a != b {
                return Some(format!("{at}: recorded keys {a:?}, came {b:?}"));
            }
            recorded.iter().find_map(|(name, value)| difference(&format!("{at}.{name}"), value, &came[name]))
        }
        (Value::String(recorded), Value::String(came)) if WORDS.iter().any(|w| at.ends_with(w)) && recorded != came => {
            Some(format!("{at}: recorded {recorded}, came {came}"))
        }
        (Value::String(recorded), Value::String(came)) if LINKS.iter().any(|l| at.ends_with(l)) && masked(recorded) != masked(came) => {
            Some(format!("{at}: recorded {recorded}, came {came}"))
        }
        (Value::Array(recorded), Value::Array(came)) => match (recorded.first(), came.first()) {
            // Actions of plugins that are not simulated are empty objects or names of classes.
            (Some(recorded), _) if at.ends_with(".actions") && !recorded["_class"].as_str().is_some_and(|c| c.ends_with("LogStorageAction")) => None,
            (None, _) if at.ends_with(".actions") => None,
            (Some(_), Some(_)) if WHOLE.iter().any(|w| at.ends_with(w)) => {
                recorded.iter().zip(came).enumerate().find_map(|(i, (recorded, came))| difference(&format!("{at}[{i}]"), recorded, came))
            }
            (Some(recorded), Some(came)) => difference(&format!("{at}[0]"), recorded, came),
            (None, None) => None,
            (Some(_), None) => Some(format!("{at}: recorded elements, came none")),
            (None, Some(_)) => Some(format!("{at}: recorded no elements, came some")),
        },
        (Value::Null, Value::Null) | (Value::Bool(_), Value::Bool(_)) | (Value::Number(_), Value::Number(_)) | (Value::String(_), Value::String(_)) => None,
        _ => Some(format!("{at}: recorded {recorded:.60}, came {came:.60}")),
    }
}
