//! JSON as plain data: what operations, events and outcomes are made of, and what Jenkins answers.
//!
//! It does what `serde_json` does, in a fifth of the bytes that a page has to load: objects are lists in
//! the order in which they came, and numbers stay the text that they were, so none loses a digit. With the
//! feature `serde_json` (on by default) values convert to and from that crate's.

use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
#[cfg(feature = "full")]
mod complete;
#[cfg(feature = "serde_json")]
mod convert;
mod parse;
#[cfg(feature = "serde")]
mod serialize;
mod shape;
mod write;

#[cfg(feature = "full")]
pub(crate) use complete::completed;
pub use parse::{Malformed, parse};
pub use shape::ToJson;
pub(crate) use shape::{field_name, json, object, record, serialize, shape, transparent, words};
pub(crate) use write::{quote, write};

use core::ops::Index;

/// Deeper nesting is refused: it would exhaust the stack.
const DEPTH: u32 = 128;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// Names and values.
    Object(Map),
}

/// A number, as the text that JSON has for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(Box<str>);

impl Number {
    /// As JSON writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An object: names and values in order. A name that came twice counts as its last value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Map(Vec<(String, Value)>);

impl Map {
    /// An empty object.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().rev().find(|(n, _)| n == name).map(|(_, v)| v)
    }

    /// The value of a name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.0.iter_mut().rev().find(|(n, _)| n == name).map(|(_, v)| v)
    }

    /// Gives a name a value, in place of the one it had.
    pub fn insert(&mut self, name: &str, value: Value) {
        match self.get_mut(name) {
            Some(old) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// Takes a name out.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(n, _)| n != name);
    }

    /// Names and values, in order.
    pub fn iter(&self) -> core::slice::Iter<'_, (String, Value)> {
        self.0.iter()
    }

    /// Names and values to be changed, in order.
    #[cfg(feature = "full")]
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = &'a (String, Value);
    type IntoIter = core::slice::Iter<'a, (String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Value {
    /// The value of a name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }

    /// The value of a name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.as_object_mut()?.get_mut(name)
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// `true` or `false`.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(yes) = self { Some(*yes) } else { None }
    }

    /// A text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// A whole number that is not negative.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        if let Self::Number(number) = self { number.0.parse().ok() } else { None }
    }

    /// A whole number.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let Self::Number(number) = self else { return None };
        match number.0.strip_prefix('-') {
            Some(digits) => 0_i64.checked_sub_unsigned(digits.parse().ok()?),
            None => i64::try_from(self.as_u64()?).ok(),
        }
    }

    /// A list.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value]> {
        if let Self::Array(list) = self { Some(list) } else { None }
    }

    /// A list, to be changed.
    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Value>> {
        if let Self::Array(list) = self { Some(list) } else { None }
    }

    /// An object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        if let Self::Object(map) = self { Some(map) } else { None }
    }

    /// An object, to be changed.
    pub fn as_object_mut(&mut self) -> Option<&mut Map> {
        if let Self::Object(map) = self { Some(map) } else { None }
    }
}

impl From<&Value> for Value {
    fn from(value: &Value) -> Self {
        value.clone()
    }
}

static NULL: Value = Value::Null;

/// `null` where there is no such name.
impl Index<&str> for Value {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(&NULL)
    }
}

/// `null` where the list is not as long.
impl Index<usize> for Value {
    type Output = Value;

    fn index(&self, place: usize) -> &Value {
        self.as_array().and_then(|l| l.get(place)).unwrap_or(&NULL)
    }
}

#[cfg(test)]
pub(crate) mod testing {
    /// A value as tests write it.
    macro_rules! json {
        ($($tokens:tt)*) => { $crate::json::Value::from(&::serde_json::json!($($tokens)*)) };
    }
    pub(crate) use json;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_two_equal_names_counts() {
        let mut value = parse(r#"{"a":1,"b":2,"a":3}"#.as_bytes()).expect("JSON");
        assert_eq!(value["a"].as_u64(), Some(3));
        let map = value.as_object_mut().expect("an object");
        map.insert("a", Value::Null);
        assert!(map.get("a").is_some_and(Value::is_null));
        map.remove("a");
        assert_eq!((map.get("a"), map.iter().count()), (None, 1));
    }

    #[test]
    fn what_is_not_there_is_null() {
        let value = parse(b"[{\"x\":[true]}]").expect("JSON");
        assert_eq!(value[0]["x"][0].as_bool(), Some(true));
        assert!(value[1]["x"]["y"][9].is_null());
    }
}
