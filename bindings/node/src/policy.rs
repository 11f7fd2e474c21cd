//! The policy, for the gateway.

use bellpull_policy::{Facts, Question};
use napi_derive::napi;

/// Rules that were checked.
#[napi]
pub struct Policy {
    inner: bellpull_policy::Policy,
}

#[napi]
impl Policy {
    /// From rules, as JSON.
    ///
    /// # Errors
    /// With what is wrong with them.
    #[napi(constructor)]
    #[allow(clippy::needless_pass_by_value, reason = "an argument from JavaScript")]
    pub fn new(rules: String) -> napi::Result<Self> {
        let inner = bellpull_policy::Policy::parse(&rules).map_err(|e| napi::Error::from_reason(e.to_string()))?;
        Ok(Self { inner })
    }

    /// Decides a question, given as JSON with the facts beside it; the decision as JSON.
    ///
    /// # Errors
    /// If these are no question and facts.
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "arguments from JavaScript")]
    pub fn decide(&self, question: String, facts: String) -> napi::Result<String> {
        let bad = |e: serde_json::Error| napi::Error::from_reason(format!("The question cannot be decided: {e}."));
        let question: Question = serde_json::from_str(&question).map_err(bad)?;
        let facts: Facts = serde_json::from_str(&facts).map_err(bad)?;
        serde_json::to_string(&self.inner.decide(&question, &facts)).map_err(bad)
    }

    /// The zones that a decision needs to know the offsets of.
    #[napi]
    #[must_use]
    pub fn zones(&self) -> Vec<String> {
        self.inner.zones()
    }
}
