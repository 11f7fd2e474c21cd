//! What is given for parameters, checked against their definitions before anything is sent.
//!
//! Jenkins answers a wrong value with a 500 page, ignores undeclared names in one place and fails on them
//! in another, and fills in no default in its JSON forms: what is not sent is lost
//! (`InputStepExecution#parseValue`, `ParametersDefinitionProperty#_doBuild`). So names and values are
//! checked here, and for the JSON forms every declared parameter gets its value.

use crate::credentials::Secret;
use crate::encode::from_base64;
use crate::error::{Code, Error, Result};
use crate::fields::Read;
use crate::json::{Map, Value, json};
use crate::parameter::{ParameterDefinition, ParameterKind};
use crate::text::{self, text};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// Stands for "keep the configured default" of a password in the JSON forms
/// (`PasswordParameterDefinition.DEFAULT_VALUE`). `buildWithParameters` does not understand it.
pub(crate) const PASSWORD_DEFAULT: &str = "<DEFAULT>";

/// A file to upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileValue {
    /// The file's name, without a path.
    pub name: String,
    /// Its media type.
    pub content_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A value that fits its parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterValue {
    /// Text: string, text, choice, credentials' id.
    Text(String),
    /// Yes or no.
    Boolean(bool),
    /// A secret; never shown.
    Password(Secret),
    /// Keep the password's configured default.
    PasswordDefault,
    /// `job#number`.
    Run(String),
    /// A file.
    File(FileValue),
    /// The fields of a plugin's own form, besides `name`.
    Raw(Map),
}

/// A parameter's name, its value, and whether it goes as Base64 text (file-parameters plugin).
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// The parameter's name.
    pub name: String,
    /// Its value.
    pub value: ParameterValue,
    pub(crate) as_base64: bool,
}

impl Filled {
    /// A value that needs no definition.
    #[must_use]
    pub fn new(name: &str, value: ParameterValue) -> Self {
        Self { name: name.to_owned(), value, as_base64: false }
    }

    /// What may be shown of it: secrets as dots, files by name.
    #[must_use]
    pub fn shown(&self) -> Value {
        match &self.value {
            ParameterValue::Text(t) | ParameterValue::Run(t) => json!(t),
            ParameterValue::Boolean(b) => json!(b),
            ParameterValue::Password(_) => json!("••••"),
            ParameterValue::PasswordDefault => json!("•••• (default)"),
            ParameterValue::File(f) => json!(text!("file ", f.name, " (", f.bytes.len(), " bytes)")),
            ParameterValue::Raw(_) => json!("(raw)"),
        }
    }
}

/// How many values have to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Every declared parameter: the JSON forms of inputs and of `build`.
    All,
    /// Only what was given: `buildWithParameters` fills in the rest itself.
    Given,
}

/// Checks what was given against the definitions and, if all are wanted, fills in the defaults.
///
/// # Errors
/// `parameter_unknown`, `parameter_invalid`, `parameter_missing`, each naming its parameter.
pub fn fill(definitions: &[ParameterDefinition], given: &Map, filling: Filling) -> Result<Vec<Filled>> {
    if let Some(name) = given.iter().map(|(n, _)| n).find(|n| !definitions.iter().any(|d| d.name == **n)) {
        let names: Vec<&str> = definitions.iter().map(|d| d.name.as_str()).collect();
        let known = if names.is_empty() { "none are declared".to_owned() } else { text!("declared are ", text::join(names, ", ")) };
        return Err(Error::new(Code::ParameterUnknown, text!("There is no parameter `", name, "`; ", known, ".")).with_parameter(name));
    }
    let mut filled = Vec::new();
    for definition in definitions {
        let value = match given.get(&definition.name) {
            Some(value) if !asks_default(value) => Some(check(definition, value)?),
            _ if filling == Filling::All => Some(default(definition)?),
            _ => None,
        };
        if let Some(value) = value {
            let as_base64 = definition.type_name == "Base64FileParameterDefinition";
            filled.push(Filled { name: definition.name.clone(), value, as_base64 });
        }
    }
    Ok(filled)
}

fn asks_default(value: &Value) -> bool {
    value.truth("default") == Some(true)
}

fn default(definition: &ParameterDefinition) -> Result<ParameterValue> {
    let text = || definition.default_text().map(str::to_owned);
    let value = match definition.kind {
        ParameterKind::String | ParameterKind::Text => Some(ParameterValue::Text(text().unwrap_or_default())),
        ParameterKind::Boolean => Some(ParameterValue::Boolean(definition.default == Some(Value::Bool(true)))),
        ParameterKind::Choice => text().or_else(|| definition.choices.first().cloned()).map(ParameterValue::Text),
        ParameterKind::Password => Some(ParameterValue::PasswordDefault),
        ParameterKind::Run => text().map(ParameterValue::Run),
        // Their defaults are not exported, and an empty value would replace them.
        ParameterKind::File | ParameterKind::Credentials | ParameterKind::Unknown => None,
    };
    value.ok_or_else(|| {
        let message = text!("The parameter `", definition.name, "` (", definition.type_name, ") needs a value: Jenkins does not tell its default.");
        Error::new(Code::ParameterMissing, message).with_parameter(&definition.name)
    })
}

fn check(definition: &ParameterDefinition, value: &Value) -> Result<ParameterValue> {
    if let Some(raw) = value.get("raw") {
        return raw.as_object().cloned().map(ParameterValue::Raw).ok_or_else(|| invalid(definition, "raw must be an object"));
    }
    match definition.kind {
        ParameterKind::String | ParameterKind::Text => scalar(value).map(ParameterValue::Text).ok_or_else(|| invalid(definition, "a text is wanted")),
        ParameterKind::Boolean => boolean(value).map(ParameterValue::Boolean).ok_or_else(|| invalid(definition, "true or false is wanted")),
        ParameterKind::Choice => choice(definition, value),
        ParameterKind::Password => value.as_str().map(|s| ParameterValue::Password(Secret::new(s))).ok_or_else(|| invalid(definition, "a text is wanted")),
        ParameterKind::Run => run(definition, value),
        ParameterKind::Credentials => {
            let id = value.as_str().or_else(|| value.text("credentials"));
            id.map(|id| ParameterValue::Text(id.to_owned())).ok_or_else(|| invalid(definition, "the id of a credential is wanted"))
        }
        ParameterKind::File => file(definition, value),
        ParameterKind::Unknown => {
            let message = text!("The parameter `", definition.name, "` is of a plugin's kind (", definition.type_name, ").");
            Err(Error::new(Code::ParameterUnsupported, message).with_parameter(&definition.name))
        }
    }
}

/// The value itself is never repeated: it may be a secret in the wrong field.
fn invalid(definition: &ParameterDefinition, why: &str) -> Error {
    Error::new(Code::ParameterInvalid, text!("The value of `", definition.name, "` does not fit: ", why, ".")).with_parameter(&definition.name)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.as_str().to_owned()),
        Value::Bool(b) => Some(text!(if *b { "true" } else { "false" })),
        _ => None,
    }
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(b) => Some(*b),
        Value::String(s) if s == "true" => Some(true),
        Value::String(s) if s == "false" => Some(false),
        _ => None,
    }
}

fn choice(definition: &ParameterDefinition, value: &Value) -> Result<ParameterValue> {
    let text = scalar(value).ok_or_else(|| invalid(definition, "a text is wanted"))?;
    if definition.choices.contains(&text) {
        return Ok(ParameterValue::Text(text));
    }
    Err(invalid(definition, &text!("it must be exactly one of ", text::join(&definition.choices, " | "))))
}

fn run(definition: &ParameterDefinition, value: &Value) -> Result<ParameterValue> {
    let text = value.as_str().or_else(|| value.text("run")).unwrap_or_default();
    let number = text.rsplit_once(['#']).filter(|(job, n)| !job.is_empty() && n.parse::<u32>().is_ok());
    number.map(|_| ParameterValue::Run(text.to_owned())).ok_or_else(|| invalid(definition, "a run is written job#number"))
}

fn file(definition: &ParameterDefinition, value: &Value) -> Result<ParameterValue> {
    let file = value.get("file").and_then(read_file);
    file.map(ParameterValue::File).ok_or_else(|| invalid(definition, "a file is given as {file: {name, type, base64}}, its name without control characters"))
}

pub(crate) fn read_file(value: &Value) -> Option<FileValue> {
    let name = value.text("name").filter(|n| !crate::text::has_control(n))?;
    let bytes = from_base64(value.text("base64")?)?;
    let content_type = value.text("type").filter(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_graphic() || b == b' '));
    let content_type = content_type.unwrap_or("application/octet-stream").to_owned();
    Some(FileValue { name: name.to_owned(), content_type, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::needless_pass_by_value, reason = "defaults are written in place")]
    fn definition(kind: &str, default: Value) -> ParameterDefinition {
        let value = json!({"name": "P", "type": kind, "default": default, "choices": ["a", "b & c"]});
        ParameterDefinition::from_json(&value).expect("valid")
    }

    #[allow(clippy::needless_pass_by_value, reason = "values are written in place")]
    fn fill_one(kind: &str, default: Value, given: Value) -> Result<ParameterValue> {
        let given = if given.is_null() { Map::new() } else { Map::from_iter([("P".to_owned(), given)]) };
        fill(&[definition(kind, default)], &given, Filling::All).map(|mut f| f.remove(0).value)
    }

    #[test]
    fn every_declared_parameter_gets_its_default() {
        for (kind, default, wanted) in [
            ("StringParameterDefinition", json!("d"), ParameterValue::Text("d".to_owned())),
            ("TextParameterDefinition", Value::Null, ParameterValue::Text(String::new())),
            ("BooleanParameterDefinition", json!(true), ParameterValue::Boolean(true)),
            ("ChoiceParameterDefinition", Value::Null, ParameterValue::Text("a".to_owned())),
            ("PasswordParameterDefinition", Value::Null, ParameterValue::PasswordDefault),
            ("RunParameterDefinition", json!("x#3"), ParameterValue::Run("x#3".to_owned())),
        ] {
            assert_eq!(fill_one(kind, default, Value::Null).expect(kind), wanted);
        }
        for kind in ["RunParameterDefinition", "CredentialsParameterDefinition", "FileParameterDefinition", "OddParameterDefinition"] {
            assert_eq!(fill_one(kind, Value::Null, Value::Null).expect_err(kind).code(), Code::ParameterMissing);
        }
    }

    #[test]
    fn buildwithparameters_gets_only_what_was_given() {
        let filled = fill(&[definition("StringParameterDefinition", json!("d"))], &Map::new(), Filling::Given);
        assert_eq!(filled.expect("valid"), []);
    }

    #[test]
    fn wrong_values_name_their_parameter_and_do_not_repeat_the_value() {
        for (kind, given, code) in [
            ("ChoiceParameterDefinition", json!("A"), Code::ParameterInvalid),
            ("ChoiceParameterDefinition", json!(""), Code::ParameterInvalid),
            ("BooleanParameterDefinition", json!("yes"), Code::ParameterInvalid),
            ("RunParameterDefinition", json!("geheim"), Code::ParameterInvalid),
            ("StringParameterDefinition", json!(["geheim"]), Code::ParameterInvalid),
            ("PasswordParameterDefinition", json!({"geheim": 1u64}), Code::ParameterInvalid),
            ("FileParameterDefinition", json!({"file": json!({"name": "x", "base64": "!"})}), Code::ParameterInvalid),
            ("OddParameterDefinition", json!("geheim"), Code::ParameterUnsupported),
        ] {
            let error = fill_one(kind, Value::Null, given).expect_err(kind);
            assert_eq!((error.code(), error.parameter()), (code, Some("P")), "{kind}");
            assert!(!error.to_string().contains("geheim"));
        }
        let given = Map::from_iter([("p".to_owned(), json!("x"))]);
        assert_eq!(fill(&[definition("StringParameterDefinition", Value::Null)], &given, Filling::Given).expect_err("unknown").code(), Code::ParameterUnknown);
    }

    #[test]
    fn secrets_are_not_shown() {
        let filled = Filled::new("P", fill_one("PasswordParameterDefinition", Value::Null, json!("hunter2")).expect("valid"));
        assert!(!format!("{filled:?} {}", filled.shown()).contains("hunter2"));
    }
}
