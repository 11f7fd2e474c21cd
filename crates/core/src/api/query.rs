//! A query, composed pair by pair.

use crate::encode::query_value;
use crate::text::{Part, text};
use alloc::string::String;

/// A query, composed pair by pair.
#[derive(Default)]
pub(crate) struct Query(String);

impl Query {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a pair if there is a value.
    pub(crate) fn with<P: Part>(mut self, name: &str, value: Option<P>) -> Self {
        if let Some(value) = value {
            self.0.push(if self.0.is_empty() { '?' } else { '&' });
            self.0.push_str(&text!(name, "=", query_value(&text!(value))));
        }
        self
    }

    /// Adds `name=true` if it is so.
    #[cfg(feature = "full")]
    pub(crate) fn flag(self, name: &str, yes: bool) -> Self {
        self.with(name, yes.then_some("true"))
    }
}

impl Part for Query {
    fn put(&self, out: &mut String) {
        out.push_str(&self.0);
    }
}
