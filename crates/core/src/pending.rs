//! A pending input: a Pipeline's `input` step that waits for a person.

use crate::error::{Code, Error, Result};
use crate::fields::{Fields, Read};
use crate::ids::InputId;
use crate::json::{Value, shape, words};
use crate::parameter::ParameterDefinition;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// Where pending inputs were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "snake_case"))]
pub enum InputsSource {
    /// The run's `api/json`; knows submitters and captions.
    Core,
    /// The Pipeline REST API; knows no submitters.
    Wfapi,
    /// Blue Ocean's steps; knows submitters, but not into which parameter the name goes.
    BlueOcean,
}

words!(InputsSource { Core: "core", Wfapi: "wfapi", BlueOcean: "blue_ocean" });

/// A paused `input` step.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct PendingInput {
    /// Its id, exactly as Jenkins lists it.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub id: InputId,
    /// What is asked, as text.
    pub message: String,
    /// The author's caption for going on.
    pub ok: Option<String>,
    /// The author's caption for aborting.
    pub cancel: Option<String>,
    /// Users and groups that may answer; none when everybody with Job/Build may, or when it is not known.
    pub submitters: Option<Vec<String>>,
    /// Whether the source tells submitters at all.
    pub submitters_known: bool,
    /// The parameter in which the Pipeline gets the answering user.
    pub submitter_parameter: Option<String>,
    /// What is asked for.
    pub parameters: Vec<ParameterDefinition>,
    /// Where this was read.
    pub source: InputsSource,
    /// Changes when the question changes: id, message, captions, parameters.
    pub fingerprint: String,
    /// Another pending input has the same id, so an answer could reach either (`InputAction#getExecution`).
    pub ambiguous: bool,
}

shape!(PendingInput { id, message, ok, cancel, submitters, submitters_known, submitter_parameter, parameters, source, fingerprint, ambiguous });

impl PendingInput {
    /// From an element of `executions` in core's tree.
    pub(crate) fn from_core(execution: &Value) -> Option<Self> {
        let input = execution.get("input")?;
        Self::of_step(execution.text("id").or(input.text("id"))?, input, InputsSource::Core)
    }

    /// From the `input` of a step in Blue Ocean.
    #[cfg(feature = "full")]
    pub(crate) fn from_blue_ocean(input: &Value) -> Option<Self> {
        Self::of_step(input.text("id")?, input, InputsSource::BlueOcean)
    }

    fn of_step(id: &str, input: &Value, source: InputsSource) -> Option<Self> {
        let id = InputId::new(id).ok()?;
        let submitters = input.text("submitter").map(list_of_names).filter(|l| !l.is_empty());
        Some(
            Self {
                id,
                message: input.string("message").unwrap_or_default(),
                ok: input.string("ok"),
                cancel: input.string("cancel"),
                submitters,
                submitters_known: input.get("submitter").is_some(),
                submitter_parameter: input.string("submitterParameter").filter(|p| !p.is_empty()),
                parameters: input.list("parameters").iter().filter_map(ParameterDefinition::from_core).collect(),
                source,
                fingerprint: String::new(),
                ambiguous: false,
            }
            .stamped(),
        )
    }

    /// From wfapi's `PendingInputActionsExt`.
    pub(crate) fn from_wfapi(action: &Value) -> Option<Self> {
        Some(
            Self {
                id: InputId::new(action.text("id")?).ok()?,
                message: action.string("message").unwrap_or_default(),
                ok: action.string("proceedText"),
                cancel: None,
                submitters: None,
                submitters_known: false,
                submitter_parameter: None,
                parameters: action.list("inputs").iter().filter_map(ParameterDefinition::from_wfapi).collect(),
                source: InputsSource::Wfapi,
                fingerprint: String::new(),
                ambiguous: false,
            }
            .stamped(),
        )
    }

    /// From this type's own JSON shape, as a caller hands it back.
    pub(crate) fn from_json(value: &Value) -> Result<Self> {
        let fields = Fields::of(value, "known input")?;
        let bad = || Error::new(Code::InvalidOperation, "The known input is not one that was read before.");
        let parameters: Result<Vec<_>> = value.list("parameters").iter().map(ParameterDefinition::from_json).collect();
        let input = Self {
            id: InputId::new(fields.text("id")?)?,
            message: fields.text("message")?.to_owned(),
            ok: value.string("ok"),
            cancel: value.string("cancel"),
            submitters: None,
            submitters_known: false,
            submitter_parameter: value.string("submitterParameter"),
            parameters: parameters?,
            source: match value.text("source") {
                Some("core") => InputsSource::Core,
                Some("blue_ocean") => InputsSource::BlueOcean,
                _ => InputsSource::Wfapi,
            },
            fingerprint: String::new(),
            ambiguous: fields.flag("ambiguous")?,
        };
        let input = input.stamped();
        if value.text("fingerprint").is_some_and(|f| f != input.fingerprint) {
            return Err(bad());
        }
        Ok(input)
    }

    /// Marks those that share an id.
    pub(crate) fn mark_ambiguous(mut inputs: Vec<Self>) -> Vec<Self> {
        let ids: Vec<InputId> = inputs.iter().map(|i| i.id.clone()).collect();
        for input in &mut inputs {
            input.ambiguous = ids.iter().filter(|id| **id == input.id).count() > 1;
        }
        inputs
    }

    /// The fingerprint covers what both sources tell alike. It notices change; it is no seal against the
    /// Pipeline's author, who writes the gate anyway.
    fn stamped(mut self) -> Self {
        let mut hash = Fnv::default();
        for text in [self.id.as_str(), &self.message, self.ok.as_deref().unwrap_or_default()] {
            hash.text(text);
        }
        for parameter in &self.parameters {
            hash.text(&parameter.name);
            hash.text(&parameter.type_name);
            // Core shows the trimmed default of a trimmed string, wfapi the raw one; a run's only core tells.
            let default = parameter.default.as_ref().filter(|_| parameter.kind != crate::parameter::ParameterKind::Run);
            hash.text(&default.map(|d| d.as_str().map_or_else(|| d.to_text(), |t| t.trim().to_owned())).unwrap_or_default());
            parameter.choices.iter().for_each(|c| hash.text(c));
        }
        self.fingerprint = hash.digits();
        self
    }
}

/// `submitter`: comma-separated, each trimmed (`InputStepExecution#canSettle`).
fn list_of_names(submitter: &str) -> Vec<String> {
    submitter.split([',']).map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// FNV-1a, 128 bits.
struct Fnv(u128);

impl Default for Fnv {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Fnv {
    /// All 32 hexadecimal digits.
    fn digits(&self) -> String {
        (0..32).rev().map(|place| crate::encode::hex((self.0 >> (4 * place)) as u8 & 15).to_ascii_lowercase()).collect()
    }

    /// Adds a text and an end mark that no text contains.
    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::ToJson as _;
    use crate::json::testing::json;

    fn core(message: &str, default: &str) -> PendingInput {
        PendingInput::from_core(&json!({"id": "Ship", "settled": false, "input": {"id": "Ship", "message": message, "ok": "Go", "cancel": "Abort", "submitter": "a, b", "submitterParameter": "WHO",
            "parameters": [{"name": "TRIM", "type": "StringParameterDefinition", "defaultParameterValue": {"value": default}}]}})).expect("an input")
    }

    #[test]
    fn both_sources_give_the_same_fingerprint_and_changes_give_another() {
        let wfapi = PendingInput::from_wfapi(&json!({"id": "Ship", "message": "Ship it?", "proceedText": "Go",
            "inputs": [{"name": "TRIM", "type": "StringParameterDefinition", "definition": {"defaultVal": " t "}}]}))
        .expect("an input");
        assert_eq!(core("Ship it?", "t").fingerprint, wfapi.fingerprint);
        assert_ne!(core("Ship it now?", "t").fingerprint, wfapi.fingerprint);
        assert_ne!(core("Ship it?", "u").fingerprint, wfapi.fingerprint);
        assert_eq!(core("x", "t").submitters, Some(vec!["a".to_owned(), "b".to_owned()]));
        assert!(!wfapi.submitters_known);
    }

    #[test]
    fn what_was_read_can_be_handed_back_but_not_altered() {
        let mut shape = core("Ship it?", "t").to_json();
        assert_eq!(PendingInput::from_json(&shape).expect("own shape").fingerprint, core("Ship it?", "t").fingerprint);
        *shape.get_mut("message").expect("a message") = json!("Something else");
        assert_eq!(PendingInput::from_json(&shape).expect_err("altered").code(), Code::InvalidOperation);
    }

    #[test]
    fn shared_ids_are_marked() {
        let marked = PendingInput::mark_ambiguous(vec![core("a", ""), core("b", "")]);
        assert!(marked.iter().all(|i| i.ambiguous));
        assert!(!PendingInput::mark_ambiguous(vec![core("a", "")])[0].ambiguous);
    }
}
