//! To and from `serde_json`, for hosts in Rust and for tests.

use super::{Map, Number, Value};
use alloc::string::ToString as _;
use serde_json::Value as Theirs;

impl From<&Theirs> for Value {
    fn from(value: &Theirs) -> Self {
        match value {
            Theirs::Null => Self::Null,
            Theirs::Bool(yes) => Self::Bool(*yes),
            Theirs::Number(number) => Self::Number(Number(number.to_string().into_boxed_str())),
            Theirs::String(text) => Self::String(text.clone()),
            Theirs::Array(list) => Self::Array(list.iter().map(Self::from).collect()),
            Theirs::Object(map) => Self::Object(Map(map.iter().map(|(n, v)| (n.clone(), Self::from(v))).collect())),
        }
    }
}

impl From<Theirs> for Value {
    fn from(value: Theirs) -> Self {
        Self::from(&value)
    }
}

/// A number that a double cannot hold becomes `null`.
impl From<&Value> for Theirs {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(yes) => Self::Bool(*yes),
            Value::Number(number) => serde_json::from_str(number.as_str()).unwrap_or_default(),
            Value::String(text) => Self::String(text.clone()),
            Value::Array(list) => Self::Array(list.iter().map(Self::from).collect()),
            Value::Object(map) => Self::Object(map.iter().map(|(n, v)| (n.clone(), Self::from(v))).collect()),
        }
    }
}

impl From<Value> for Theirs {
    fn from(value: Value) -> Self {
        Self::from(&value)
    }
}

impl PartialEq<Theirs> for Value {
    fn eq(&self, other: &Theirs) -> bool {
        let own = Theirs::from(self);
        own == *other
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<u64> for Value {
    fn eq(&self, other: &u64) -> bool {
        self.as_u64() == Some(*other)
    }
}

impl PartialEq<bool> for Value {
    fn eq(&self, other: &bool) -> bool {
        self.as_bool() == Some(*other)
    }
}
