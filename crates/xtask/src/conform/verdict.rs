//! How a check ends, and the comparisons that end it.

use serde_json::Value;
use std::fmt::Display;

/// Why a check did not pass.
#[derive(Debug)]
pub enum Unmet {
    /// What was expected, and what came.
    Failed(String),
    /// What this server lacks.
    Skipped(String),
}

/// What a check or a part of it gives.
pub type Verdict<T = ()> = Result<T, Unmet>;

/// Texts in a report are cut at this many characters.
const SHOWN: usize = 400;
/// So many of a log's last ones are told.
const TAIL: usize = 300;

impl From<bellpull::Error> for Unmet {
    fn from(error: bellpull::Error) -> Self {
        Self::Failed(format!("expected an outcome, came {error}"))
    }
}

impl From<anyhow::Error> for Unmet {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(format!("{error:#}"))
    }
}

/// A failure in the words of every other one.
pub fn failed<T>(expected: impl Display, came: impl Display) -> Verdict<T> {
    Err(Unmet::Failed(format!("expected {expected}, came {}", short(&came.to_string()))))
}

/// The end of a check that needs what this server lacks.
pub fn skipped<T>(why: impl Display) -> Verdict<T> {
    Err(Unmet::Skipped(why.to_string()))
}

/// Fails unless the condition holds.
pub fn holds(condition: bool, expected: impl Display, came: impl Display) -> Verdict {
    if condition { Ok(()) } else { failed(expected, came) }
}

/// Fails unless both are equal.
pub fn same(what: &str, came: &Value, expected: impl Into<Value>) -> Verdict {
    let expected = expected.into();
    holds(*came == expected, format!("{what} {expected}"), came)
}

/// Fails unless both name the same user: Jenkins matches ids without regard to case, and keeps the spelling of the first sign-in.
pub fn same_user(what: &str, came: &Value, user: &str) -> Verdict {
    let is = came.as_str().is_some_and(|name| name.to_lowercase() == user.to_lowercase());
    holds(is, format!("{what} {user:?}"), came)
}

/// Fails unless this user alone has approved.
pub fn approved_by(came: &Value, user: &str) -> Verdict {
    let approvers = list(&came["approvers"])?;
    holds(approvers.len() == 1, "one approver", &came["approvers"])?;
    same_user("the approver", &approvers[0], user)
}

/// Fails unless the text holds this part; a Timestamper that is on for all Pipelines writes before each line of a log.
pub fn has(text: &str, part: &str) -> Verdict {
    holds(text.contains(part) || unstamped(text).contains(part), format!("a text with `{}`", short(part)), format!("`{}`", tail(text)))
}

/// Fails unless the log shows the secret, or stars if a plugin masks it.
pub fn has_secret(log: &str, before: &str, secret: &str, after: &str) -> Verdict {
    let masked = log.split(before).skip(1).any(|rest| rest.trim_start_matches('*').starts_with(after) && rest.starts_with('*'));
    holds(masked || log.contains(&format!("{before}{secret}{after}")), "the secret, or stars", format!("`{}`", tail(log)))
}

/// The lines without `[2026-08-21T12:00:00.000Z] `.
fn unstamped(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('[').and_then(|rest| rest.split_once("Z] ")) {
        Some((stamp, rest)) if stamp.len() == 23 && stamp.bytes().all(|b| b.is_ascii_digit() || b"-:.T".contains(&b)) => rest.to_owned(),
        _ => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Fails if the text holds this part.
pub fn lacks(text: &str, part: &str) -> Verdict {
    holds(!text.contains(part), format!("a text without `{}`", short(part)), format!("`{}`", tail(text)))
}

/// Fails unless it was refused by one of these codes.
pub fn refused(result: Result<Value, bellpull::Error>, codes: &[&str]) -> Verdict<bellpull::Error> {
    match result {
        Err(error) if codes.contains(&error.code().as_str()) => Ok(error),
        Err(error) => failed(format!("a refusal as {}", codes.join(" or ")), error),
        Ok(outcome) => failed(format!("a refusal as {}", codes.join(" or ")), outcome),
    }
}

/// The member as text; fails if it is none.
pub fn text<'a>(value: &'a Value, name: &str) -> Verdict<&'a str> {
    value[name].as_str().map_or_else(|| failed(format!("a text `{name}`"), value), Ok)
}

/// The member as number; fails if it is none.
pub fn number(value: &Value, name: &str) -> Verdict<u64> {
    value[name].as_u64().map_or_else(|| failed(format!("a number `{name}`"), value), Ok)
}

/// The value as a list; fails if it is none.
pub fn list(value: &Value) -> Verdict<&Vec<Value>> {
    value.as_array().map_or_else(|| failed("a list", value), Ok)
}

/// The first element that has this member; fails if there is none.
pub fn find<'a>(value: &'a Value, name: &str, wanted: &str) -> Verdict<&'a Value> {
    let found = list(value)?.iter().find(|v| v[name] == wanted);
    found.map_or_else(|| failed(format!("an element whose `{name}` is `{wanted}`"), value), Ok)
}

/// All members of this name, in order.
pub fn each(value: &Value, name: &str) -> Value {
    Value::Array(value.as_array().into_iter().flatten().map(|v| v[name].clone()).collect())
}

/// The beginning of what is too long.
fn short(text: &str) -> String {
    let count = text.chars().count();
    if count <= SHOWN { text.to_owned() } else { format!("{}… ({count} characters)", text.chars().take(SHOWN).collect::<String>()) }
}

/// The end of a log tells most.
pub fn tail(text: &str) -> String {
    let count = text.chars().count();
    if count <= TAIL { text.to_owned() } else { format!("…{}", text.chars().skip(count - TAIL).collect::<String>()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_comparison_can_fail() {
        let value = json!({"a": "x", "n": 1, "l": [{"k": "v"}]});
        assert!(same("a", &value["a"], "x").is_ok() && same("a", &value["a"], "y").is_err());
        assert!(has("abc", "b").is_ok() && has("abc", "d").is_err());
        assert!(lacks("abc", "d").is_ok() && lacks("abc", "b").is_err());
        assert!(text(&value, "a").is_ok() && text(&value, "n").is_err());
        assert!(number(&value, "n").is_ok() && number(&value, "a").is_err());
        assert!(list(&value["l"]).is_ok() && list(&value).is_err());
        assert!(find(&value["l"], "k", "v").is_ok() && find(&value["l"], "k", "w").is_err());
        assert!(refused(Ok(json!(null)), &["not_found"]).is_err());
        let error = || bellpull::Error::new(bellpull::Code::NotFound, "nothing there");
        assert!(refused(Err(error()), &["not_found"]).is_ok() && refused(Err(error()), &["forbidden"]).is_err());
        assert_eq!(each(&value["l"], "k"), json!(["v"]));
    }

    #[test]
    fn users_are_matched_without_regard_to_case() {
        assert!(same_user("id", &json!("Ada"), "ada").is_ok() && same_user("id", &json!("Ben"), "ada").is_err());
        assert!(same_user("id", &json!(null), "").is_err());
    }

    #[test]
    fn logs_may_be_stamped_and_masked() {
        let log = "Started\n[2026-08-21T12:00:00.000Z] T=<<one\n[2026-08-21T12:00:00.001Z] two>>\n[Pipeline] echo\nP=<<********>>\n";
        assert!(has(log, "T=<<one\ntwo>>").is_ok() && has(log, "[Pipeline] echo").is_ok() && has(log, "T=<<one two>>").is_err());
        assert!(has_secret(log, "P=<<", "pw", ">>").is_ok() && has_secret("P=<<pw>>", "P=<<", "pw", ">>").is_ok());
        assert!(has_secret("P=<<>>", "P=<<", "pw", ">>").is_err() && has_secret("P=<<**x>>", "P=<<", "pw", ">>").is_err());
    }

    #[test]
    fn long_texts_are_cut() {
        let Err(Unmet::Failed(said)) = has(&"x".repeat(100_000), "y") else { panic!("a failure") };
        assert!(said.len() < 1_000);
    }
}
