//! What a job or an input asks for: parameter definitions, from whichever source they were read.
//!
//! Core exports `_class`, `type` and `defaultParameterValue`; wfapi has `type` and `definition`. A
//! password's default never leaves this module: wfapi shows it in clear text to every reader
//! (`InputParameterDefExt#toDefinitionMap`), and here it becomes "has a default that we do not know".

use crate::error::{Code, Result};
use crate::fields::{Fields, Read};
use crate::json::{Value, shape, words};
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// The kinds of parameters that need to be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "snake_case"))]
pub enum ParameterKind {
    /// One line of text.
    String,
    /// Several lines of text.
    Text,
    /// Yes or no.
    Boolean,
    /// One of a list, exactly.
    Choice,
    /// A secret.
    Password,
    /// A run of a job, written `job#number`.
    Run,
    /// A file.
    File,
    /// The id of a credential.
    Credentials,
    /// A plugin's kind; its value can be given as raw JSON.
    Unknown,
}

words!(ParameterKind {
    String: "string",
    Text: "text",
    Boolean: "boolean",
    Choice: "choice",
    Password: "password",
    Run: "run",
    File: "file",
    Credentials: "credentials",
    Unknown: "unknown"
});

const KINDS: &[(&str, ParameterKind)] = &[
    ("StringParameterDefinition", ParameterKind::String),
    ("TextParameterDefinition", ParameterKind::Text),
    ("BooleanParameterDefinition", ParameterKind::Boolean),
    ("ChoiceParameterDefinition", ParameterKind::Choice),
    ("PasswordParameterDefinition", ParameterKind::Password),
    ("RunParameterDefinition", ParameterKind::Run),
    ("FileParameterDefinition", ParameterKind::File),
    ("Base64FileParameterDefinition", ParameterKind::File),
    ("StashedFileParameterDefinition", ParameterKind::File),
    ("CredentialsParameterDefinition", ParameterKind::Credentials),
];

impl ParameterKind {
    fn of(type_name: &str) -> Self {
        KINDS.iter().find(|(n, _)| *n == type_name).map_or(Self::Unknown, |(_, k)| *k)
    }
}

/// One declared parameter.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ParameterDefinition {
    /// Its name; case-sensitive.
    pub name: String,
    /// Its kind.
    pub kind: ParameterKind,
    /// The simple name of its Jenkins class, such as `StringParameterDefinition`.
    #[cfg_attr(feature = "ts", ts(rename = "type"))]
    pub type_name: String,
    /// The author's description, as text.
    pub description: Option<String>,
    /// The default where it is known: a text, or true/false. Always null for passwords and credentials.
    #[cfg_attr(feature = "ts", ts(type = "string | boolean | null"))]
    pub default: Option<Value>,
    /// What a choice allows; empty for other kinds.
    pub choices: Vec<String>,
}

shape!(ParameterDefinition { name, kind, type_name as "type", description, default, choices });

impl ParameterDefinition {
    /// From core's `parameterDefinitions[…]` or an input's `parameters[…]`.
    pub(crate) fn from_core(value: &Value) -> Option<Self> {
        let class = value.text("_class").and_then(|c| c.rsplit(['.', '$']).next());
        let type_name = value.text("type").or(class).unwrap_or_default();
        let default = value.get("defaultParameterValue").and_then(|d| {
            let run = d.text("jobName").zip(d.text("number")).map(|(job, number)| Value::String(text!(job, "#", number)));
            d.get("value").cloned().or(run)
        });
        Self::build(value, type_name, default, value)
    }

    /// From wfapi's `inputs[…]`.
    pub(crate) fn from_wfapi(value: &Value) -> Option<Self> {
        let definition = value.get("definition").unwrap_or(&Value::Null);
        Self::build(value, value.text("type").unwrap_or_default(), definition.get("defaultVal").cloned(), definition)
    }

    fn build(value: &Value, type_name: &str, default: Option<Value>, choices: &Value) -> Option<Self> {
        let kind = ParameterKind::of(type_name);
        let default = default.filter(|d| match kind {
            ParameterKind::Password | ParameterKind::Credentials => false,
            ParameterKind::Boolean => d.as_bool().is_some(),
            _ => d.as_str().is_some(),
        });
        Some(Self {
            name: value.string("name")?,
            kind,
            type_name: type_name.to_owned(),
            description: value.string("description").filter(|d| !d.is_empty()),
            default,
            choices: choices.list("choices").iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        })
    }

    /// From this type's own JSON shape, as a caller hands it back.
    pub(crate) fn from_json(value: &Value) -> Result<Self> {
        let fields = Fields::of(value, "parameter definition")?;
        let read = Self::build(value, fields.text("type")?, value.get("default").cloned(), value);
        read.ok_or_else(|| fields.wrong("name", "a text").recoded(Code::InvalidOperation, "A parameter definition needs a name."))
    }

    /// The default as text, where it is known.
    pub(crate) fn default_text(&self) -> Option<&str> {
        self.default.as_ref().and_then(Value::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::ToJson as _;
    use crate::json::testing::json;

    #[test]
    fn a_password_default_in_clear_text_is_dropped() {
        let read = ParameterDefinition::from_wfapi(
            &json!({"type": "PasswordParameterDefinition", "name": "PASS", "description": "d", "definition": {"defaultVal": "hunter2"}}),
        );
        let read = read.expect("a definition");
        assert_eq!((read.kind, &read.default), (ParameterKind::Password, &None));
        assert!(!format!("{read:?}").contains("hunter2"));
    }

    #[test]
    fn core_and_wfapi_agree() {
        let core = ParameterDefinition::from_core(
            &json!({"_class": "hudson.model.ChoiceParameterDefinition", "name": "SIZE", "type": "ChoiceParameterDefinition",
            "description": "size", "choices": ["s", "m"], "defaultParameterValue": {"_class": "hudson.model.StringParameterValue", "name": "SIZE", "value": "s"}}),
        );
        let wfapi = ParameterDefinition::from_wfapi(
            &json!({"type": "ChoiceParameterDefinition", "name": "SIZE", "description": "size", "definition": {"defaultVal": "s", "choices": ["s", "m"]}}),
        );
        assert_eq!(core, wfapi);
        let core = core.expect("a definition");
        let back = ParameterDefinition::from_json(&core.to_json()).expect("its own shape");
        assert_eq!(back, core);
    }

    #[test]
    fn a_run_default_is_written_as_it_is_sent() {
        let run = ParameterDefinition::from_core(
            &json!({"type": "RunParameterDefinition", "name": "RUN", "defaultParameterValue": {"jobName": "Test Workflow", "number": "3", "name": "RUN"}}),
        );
        assert_eq!(run.expect("a definition").default_text(), Some("Test Workflow#3"));
    }

    #[test]
    fn kinds_of_plugins_survive_as_unknown() {
        let odd = ParameterDefinition::from_core(&json!({"_class": "org.example.OddParameterDefinition", "name": "X"})).expect("a definition");
        assert_eq!((odd.kind, odd.type_name.as_str()), (ParameterKind::Unknown, "OddParameterDefinition"));
        // One that does not say its kind is still asked for: left out, its value would be lost.
        for read in [ParameterDefinition::from_core, ParameterDefinition::from_wfapi] {
            assert_eq!(read(&json!({"name": "X"})).map(|d| d.kind), Some(ParameterKind::Unknown));
        }
    }
}
