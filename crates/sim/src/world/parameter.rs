//! Values of parameters as the server makes them from forms, with its own checks and defaults.

use crate::scenario::Parameter;
use serde_json::Value;

/// A value that a run or input got.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Given {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// Text, true/false, or null.
    pub(crate) value: Value,
}

impl Given {
    /// As a Pipeline prints it.
    pub(crate) fn text(&self) -> String {
        match &self.value {
            Value::String(s) => s.clone(),
            other => other.to_string(),
        }
    }

    pub(crate) fn is_secret(&self) -> bool {
        self.kind == "password"
    }
}

/// Java's simple class name of a definition.
pub(crate) fn type_name(kind: &str) -> String {
    let simple = match kind {
        "string" => "String",
        "text" => "Text",
        "boolean" => "Boolean",
        "choice" => "Choice",
        "password" => "Password",
        "run" => "Run",
        "file" => "File",
        "credentials" => "Credentials",
        other => return other.to_owned(),
    };
    format!("{simple}ParameterDefinition")
}

/// The full class name.
pub(crate) fn class_name(kind: &str) -> String {
    match kind {
        "credentials" => format!("com.cloudbees.plugins.credentials.{}", type_name(kind)),
        _ => format!("hudson.model.{}", type_name(kind)),
    }
}

/// The default of a definition.
pub(crate) fn default_of(parameter: &Parameter) -> Value {
    match parameter.kind.as_str() {
        "boolean" => Value::Bool(parameter.default == Some(Value::Bool(true))),
        "choice" => parameter.choices.first().cloned().map_or(Value::Null, Value::from),
        _ => parameter.default.clone().unwrap_or_else(|| Value::from("")),
    }
}

/// A server-side failure on a value: a 500 page.
#[derive(Debug)]
pub(crate) struct Illegal;

fn given(parameter: &Parameter, value: Value) -> Given {
    Given { name: parameter.name.clone(), kind: parameter.kind.clone(), value }
}

fn trimmed(parameter: &Parameter, text: &str) -> Value {
    Value::from(if parameter.trim { text.trim() } else { text })
}

/// From `buildWithParameters`: text only; what is absent gets its default; a file's text field counts as none.
pub(crate) fn from_field(parameter: &Parameter, field: Option<&str>) -> Result<Option<Given>, Illegal> {
    let Some(text) = field else {
        return Ok((parameter.kind != "file").then(|| given(parameter, default_of(parameter))));
    };
    let value = match parameter.kind.as_str() {
        "boolean" => Value::Bool(text.eq_ignore_ascii_case("true")),
        "choice" if !parameter.choices.iter().any(|c| c == text) => return Err(Illegal),
        "run" if !text.contains('#') => return Err(Illegal),
        "file" => return Ok(None),
        _ => trimmed(parameter, text),
    };
    Ok(Some(given(parameter, value)))
}

/// From an element of a JSON form (`createValue(StaplerRequest2, JSONObject)`). `files` are the names of the parts.
pub(crate) fn from_element(definitions: &[Parameter], element: &Value, files: &[String]) -> Result<Given, Illegal> {
    let name = element.get("name").and_then(Value::as_str).ok_or(Illegal)?;
    let parameter = definitions.iter().find(|p| p.name == name).ok_or(Illegal)?;
    let value = element.get("value").filter(|v| !v.is_null());
    let text = value.map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
    let value = match parameter.kind.as_str() {
        "boolean" => Value::Bool(matches!(text.as_deref(), Some("true" | "on" | "yes" | "1"))),
        "choice" => {
            let text = text.unwrap_or_default();
            if !parameter.choices.contains(&text) {
                return Err(Illegal);
            }
            Value::from(text)
        }
        "password" => match text.ok_or(Illegal)?.as_str() {
            "<DEFAULT>" => default_of(parameter),
            secret => Value::from(secret),
        },
        "run" => {
            let id = element.get("runId").and_then(Value::as_str).filter(|id| id.contains('#')).ok_or(Illegal)?;
            Value::from(id)
        }
        "file" => {
            let part = element.get("file").and_then(Value::as_str).filter(|p| files.iter().any(|f| f == p)).ok_or(Illegal)?;
            Value::from(part)
        }
        _ => text.map_or(Value::Null, |t| trimmed(parameter, &t)),
    };
    Ok(given(parameter, value))
}

/// From a whole JSON form: `{"parameter": [...]}`, a lone object counting as a list of one. What is not
/// sent is absent: nothing is defaulted.
pub(crate) fn from_form(definitions: &[Parameter], form: &Value, files: &[String], empty_allowed: bool) -> Result<Vec<Given>, Illegal> {
    let form = form.as_object().ok_or(Illegal)?;
    let elements: Vec<Value> = match form.get("parameter") {
        None if empty_allowed => Vec::new(),
        Some(Value::Array(list)) => list.clone(),
        Some(lone @ Value::Object(_)) => vec![lone.clone()],
        _ => return Err(Illegal),
    };
    let mut values: Vec<Given> = Vec::new();
    for element in &elements {
        let one = from_element(definitions, element, files)?;
        values.retain(|v| v.name != one.name);
        values.push(one);
    }
    Ok(values)
}
