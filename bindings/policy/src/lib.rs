//! The policy for JavaScript, where no addon fits: the same class as the addon has.

use bellpull_policy::{Facts, Question};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Rules that were checked.
#[wasm_bindgen]
pub struct Policy {
    inner: bellpull_policy::Policy,
}

#[wasm_bindgen]
impl Policy {
    /// From rules, as JSON.
    ///
    /// # Errors
    /// With what is wrong with them.
    #[wasm_bindgen(constructor)]
    pub fn new(rules: &str) -> Result<Policy, JsError> {
        let inner = bellpull_policy::Policy::parse(rules).map_err(|e| JsError::new(&e.to_string()))?;
        Ok(Self { inner })
    }

    /// Decides a question, given as JSON with the facts beside it; the decision as JSON.
    ///
    /// # Errors
    /// If these are no question and facts.
    pub fn decide(&self, question: &str, facts: &str) -> Result<String, JsError> {
        let bad = |e: serde_json::Error| JsError::new(&format!("The question cannot be decided: {e}."));
        let question: Question = serde_json::from_str(question).map_err(bad)?;
        let facts: Facts = serde_json::from_str(facts).map_err(bad)?;
        serde_json::to_string(&self.inner.decide(&question, &facts)).map_err(bad)
    }

    /// The zones that a decision needs to know the offsets of.
    #[must_use]
    pub fn zones(&self) -> Vec<String> {
        self.inner.zones()
    }
}
