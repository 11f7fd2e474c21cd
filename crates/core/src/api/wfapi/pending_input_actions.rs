//! The pending inputs of a run: `GET …/N/wfapi/pendingInputActions` (`RunAPI#doPendingInputActions`).
//!
//! Does not tell who may answer. Shows the defaults of passwords in clear text to every reader; they are
//! dropped here. May list an input for an instant after it was settled.

use crate::api::Endpoint;
use crate::classify::{Subject, json, not_json};
use crate::error::Result;
use crate::fields::Read;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::json::{Value, transparent};
use crate::pending::PendingInput;
use crate::server::Server;
use crate::text;
use alloc::vec::Vec;

/// Why a password's default is not in an outcome.
pub(crate) const DROPS: &[(&str, &str)] = &[("definition.defaultVal", "the default of a password, in clear text")];

/// The pending inputs as Jenkins sent them.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingInputs(pub Value);

transparent!(PendingInputs);

impl PendingInputs {
    /// The inputs, those that share an id marked.
    #[must_use]
    pub fn inputs(&self) -> Vec<PendingInput> {
        let actions = self.0.as_array().unwrap_or_default();
        PendingInput::mark_ambiguous(actions.iter().filter_map(PendingInput::from_wfapi).collect())
    }
}

/// Removes the clear-text defaults of passwords from an input action.
pub(crate) fn drop_secrets(action: &mut Value) {
    let inputs = action.get_mut("inputs").and_then(Value::as_array_mut);
    for input in inputs.into_iter().flatten() {
        let secret = input.text("type").is_none_or(|t| text::contains(t, "Password"));
        if secret && let Some(definition) = input.get_mut("definition") {
            crate::api::remove(definition, "defaultVal");
        }
    }
}

/// Reads the pending inputs of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingInputActions {
    /// Which run.
    pub run: RunId,
}

impl Endpoint for PendingInputActions {
    type Output = PendingInputs;
    const NAME: &'static str = "pending_input_actions";
    const DROPS: &'static [(&'static str, &'static str)] = DROPS;

    fn request(&self, server: &Server) -> Request {
        server.get(&self.run.below("wfapi/pendingInputActions"))
    }

    fn parse(&self, response: &Response) -> Result<PendingInputs> {
        let mut value = json(response, Subject::Run)?;
        let Some(actions) = value.as_array_mut() else { return Err(not_json(response, &"it is no list")) };
        actions.iter_mut().for_each(drop_secrets);
        Ok(PendingInputs(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::error::Code;
    use crate::json::ToJson as _;

    #[test]
    fn a_password_default_never_comes_out() {
        let read = PendingInputActions { run: run() };
        assert_eq!(wire(&read.request(&server())).0, "GET /jenkins/job/Ops%20Team/job/deploy/42/wfapi/pendingInputActions");
        let body = r#"[{"id":"X","message":"m","proceedText":"Go","inputs":[{"type":"PasswordParameterDefinition","name":"P","definition":{"defaultVal":"hunter2"}},
            {"type":"StringParameterDefinition","name":"S","definition":{"defaultVal":"kept"}}]}]"#;
        let inputs = read.parse(&answer(200, &[], body)).expect("a list");
        let shown = format!("{inputs:?} {:?} {}", inputs.inputs(), inputs.to_json());
        assert!(shown.contains("kept") && !shown.contains("hunter2"));
        assert_eq!(read.parse(&answer(200, &[], "{}")).expect_err("no list").code(), Code::BadResponse);
    }
}
