//! What is wrong with a scenario, told by its field: `jobs[0].script[2].steps[1]: there is no step "ehco"`.

use super::{Scenario, Step};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// The first thing that is wrong with a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where, as a path of fields; empty if the text is no JSON or the whole is of another kind.
    pub field: String,
    /// What.
    pub message: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.field, self.message) }
    }
}

impl std::error::Error for Wrong {}

/// The fields by which a step is known.
const STEPS: &[&str] = &["stage", "parallel", "echo", "sleep", "input", "fail", "unstable", "timeout", "node", "catchError", "sh", "archive", "junit"];

pub(super) fn read(text: &str) -> Result<Scenario, Wrong> {
    let value: Value = serde_json::from_str(text).map_err(|e| Wrong { field: String::new(), message: e.to_string() })?;
    let wrong = match typed::<Scenario>(value.clone()) {
        Ok(scenario) => return Ok(scenario),
        Err(wrong) => wrong,
    };
    // A step is one of several kinds, and what serde says of it is only that it is none of them.
    let steps = value["jobs"].as_array().into_iter().flatten().enumerate();
    let deeper = steps
        .filter(|(at, _)| wrong.field.starts_with(&format!("jobs[{at}].script")))
        .find_map(|(at, job)| list(&job["script"], &format!("jobs[{at}].script")));
    Err(deeper.unwrap_or(wrong))
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, Wrong> {
    serde_path_to_error::deserialize(value).map_err(|e| {
        let path = e.path().to_string();
        let message = e.into_inner().to_string();
        Wrong { field: if path == "." { String::new() } else { path }, message }
    })
}

/// The first wrong step of a list.
fn list(steps: &Value, place: &str) -> Option<Wrong> {
    let Some(steps) = steps.as_array() else { return Some(Wrong { field: place.to_owned(), message: "expected a list of steps".to_owned() }) };
    steps.iter().enumerate().find_map(|(at, step)| one(step, &format!("{place}[{at}]")))
}

fn one(step: &Value, place: &str) -> Option<Wrong> {
    if Step::is(step) {
        return None;
    }
    let wrong = |message: String| Some(Wrong { field: place.to_owned(), message });
    let Some(fields) = step.as_object() else { return wrong("expected a step, such as {\"echo\": \"text\"}".to_owned()) };
    let Some(kind) = STEPS.iter().find(|kind| fields.contains_key(**kind)) else {
        let first = fields.keys().next().map_or_else(String::new, |name| format!("; there is no step {name:?}"));
        return wrong(format!("expected one of {}{first}", STEPS.join(", ")));
    };
    let inside = format!("{place}.{kind}");
    let deeper = match *kind {
        "stage" | "timeout" => list(&step["steps"], &format!("{place}.steps")),
        "node" | "catchError" => list(&step[kind], &inside),
        "parallel" => step[kind].as_array().into_iter().flatten().enumerate().find_map(|(at, b)| list(&b["steps"], &format!("{inside}[{at}].steps"))),
        "input" => below::<super::InputStep>(&step[kind], &inside),
        "archive" => below::<Vec<super::ArtifactFile>>(&step[kind], &inside),
        "junit" => below::<Vec<super::TestCase>>(&step[kind], &inside),
        _ => None,
    };
    deeper.or_else(|| wrong(format!("a step {kind:?} does not look like this")))
}

/// What is wrong with a part of a step that is read like the rest of a scenario.
fn below<T: DeserializeOwned>(value: &Value, place: &str) -> Option<Wrong> {
    let wrong = typed::<T>(value.clone()).err()?;
    let dot = if wrong.field.is_empty() || wrong.field.starts_with('[') { "" } else { "." };
    Some(Wrong { field: format!("{place}{dot}{}", wrong.field), message: wrong.message })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(jobs: &str) -> String {
        Scenario::from_json(&format!(r#"{{"users": [], "jobs": {jobs}}}"#)).expect_err("wrong").to_string()
    }

    #[test]
    fn the_field_is_named() {
        assert_eq!(told(r#"[{"name": "a"}, {"name": 7}]"#), "jobs[1].name: invalid type: integer `7`, expected a string");
        assert!(told(r#"[{"name": "a", "skript": []}]"#).starts_with("jobs[0].skript: unknown field `skript`"));
        assert_eq!(told(r#"[{"script": []}]"#), "jobs[0]: missing field `name`");
        assert!(Scenario::from_json("[").expect_err("wrong").field.is_empty());
    }

    #[test]
    fn of_steps_the_innermost_is_named() {
        let inside = |steps: &str| told(&format!(r#"[{{"name": "a", "script": [{{"echo": "x"}}, {{"stage": "S", "steps": [{steps}]}}]}}]"#));
        assert!(inside(r#"{"ehco": "x"}"#).starts_with("jobs[0].script[1].steps[0]: expected one of stage, "));
        assert!(inside(r#"{"ehco": "x"}"#).ends_with("there is no step \"ehco\""));
        assert_eq!(inside(r#"{"sleep": "1s"}"#), "jobs[0].script[1].steps[0]: a step \"sleep\" does not look like this");
        assert_eq!(inside(r#"{"sh": "true", "milis": 5}"#), "jobs[0].script[1].steps[0]: a step \"sh\" does not look like this");
        assert_eq!(inside(r#"{"input": {"id": "x"}}"#), "jobs[0].script[1].steps[0].input: missing field `message`");
        assert!(
            inside(r#"{"input": {"message": "x", "parameters": [{"type": "string"}]}}"#)
                .starts_with("jobs[0].script[1].steps[0].input.parameters[0]: missing field")
        );
        assert!(
            inside(r#"{"parallel": [{"name": "b", "steps": [{"fail": 1}]}]}"#).starts_with("jobs[0].script[1].steps[0].parallel[0].steps[0]: a step \"fail\"")
        );
        assert!(inside(r#"{"node": [7]}"#).starts_with("jobs[0].script[1].steps[0].node[0]: expected a step"));
        assert!(inside(r#"{"stage": "T"}"#).starts_with("jobs[0].script[1].steps[0].steps: expected a list of steps"));
    }
}
