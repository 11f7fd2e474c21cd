//! Reading JSON by hand: small code for the wasm build, and errors that name the field.

use crate::error::{Code, Error, Result};
use crate::json::{Map, Value};
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;

/// The fields of an object that a caller gave.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    map: &'a Map,
    what: &'a str,
}

impl<'a> Fields<'a> {
    pub(crate) fn of(value: &'a Value, what: &'a str) -> Result<Self> {
        let map = value.as_object().ok_or_else(|| Error::new(Code::InvalidOperation, text!("The ", what, " must be an object.")))?;
        Ok(Self { map, what })
    }

    /// Refuses fields that nobody reads: a typing error must not be silently lost.
    pub(crate) fn only(&self, names: &[&str]) -> Result<()> {
        match self.map.iter().map(|(n, _)| n).find(|n| !names.contains(&n.as_str())) {
            Some(name) => {
                Err(Error::new(Code::InvalidOperation, text!("The ", self.what, " has no field `", name, "`; it knows ", crate::text::join(names, ", "), ".")))
            }
            None => Ok(()),
        }
    }

    /// A field that is there and not null.
    pub(crate) fn get(&self, name: &str) -> Option<&'a Value> {
        self.map.get(name).filter(|v| !v.is_null())
    }

    pub(crate) fn wrong(&self, name: &str, wanted: &str) -> Error {
        Error::new(Code::InvalidOperation, text!("The field `", name, "` of the ", self.what, " must be ", wanted, "."))
    }

    pub(crate) fn text(&self, name: &str) -> Result<&'a str> {
        self.optional_text(name)?.ok_or_else(|| self.wrong(name, "given, as a text"))
    }

    pub(crate) fn optional_text(&self, name: &str) -> Result<Option<&'a str>> {
        self.get(name).map(|v| v.as_str().ok_or_else(|| self.wrong(name, "a text"))).transpose()
    }

    pub(crate) fn int(&self, name: &str) -> Result<u64> {
        self.optional_int(name)?.ok_or_else(|| self.wrong(name, "given, as a whole number"))
    }

    /// A whole number that is not negative; `5.0` counts, since JavaScript has no other.
    pub(crate) fn optional_int(&self, name: &str) -> Result<Option<u64>> {
        self.get(name).map(|v| whole(v).ok_or_else(|| self.wrong(name, "a whole number that is not negative"))).transpose()
    }

    pub(crate) fn flag(&self, name: &str) -> Result<bool> {
        self.get(name).map_or(Ok(false), |v| v.as_bool().ok_or_else(|| self.wrong(name, "true or false")))
    }

    pub(crate) fn object(&self, name: &str) -> Result<Option<&'a Map>> {
        self.get(name).map(|v| v.as_object().ok_or_else(|| self.wrong(name, "an object"))).transpose()
    }
}

fn whole(value: &Value) -> Option<u64> {
    let Value::Number(number) = value else { return None };
    let (whole, fraction) = number.as_str().split_once(['.']).unwrap_or((number.as_str(), ""));
    whole.parse().ok().filter(|_| fraction.bytes().all(|b| b == b'0'))
}

/// Reading what Jenkins sent: everything is optional there.
pub(crate) trait Read {
    /// A text field.
    fn text(&self, name: &str) -> Option<&str>;
    /// A text field as an owned text.
    fn string(&self, name: &str) -> Option<String>;
    /// A whole number.
    fn number(&self, name: &str) -> Option<u64>;
    /// A number that may be negative (`estimatedDuration` is -1 when unknown).
    fn signed(&self, name: &str) -> Option<i64>;
    /// true or false.
    fn truth(&self, name: &str) -> Option<bool>;
    /// A list; empty if absent.
    fn list(&self, name: &str) -> &[Value];
    /// Whether `_class` ends in this simple or nested class name.
    fn is_class(&self, name: &str) -> bool;
}

impl Read for Value {
    fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }
    fn string(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }
    fn number(&self, name: &str) -> Option<u64> {
        self.get(name)?.as_u64()
    }
    fn signed(&self, name: &str) -> Option<i64> {
        self.get(name)?.as_i64()
    }
    fn truth(&self, name: &str) -> Option<bool> {
        self.get(name)?.as_bool()
    }
    fn list(&self, name: &str) -> &[Value] {
        self.get(name).and_then(Value::as_array).unwrap_or_default()
    }
    fn is_class(&self, name: &str) -> bool {
        self.text("_class").is_some_and(|c| c.rsplit(['.', '$']).next() == Some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::testing::json;

    #[test]
    fn mistakes_are_named() {
        let value = json!({"n": 1.5, "t": 3, "x": true});
        let fields = Fields::of(&value, "operation").expect("object");
        for error in [fields.int("n").map(|_| ()), fields.text("t").map(|_| ()), fields.text("u").map(|_| ()), fields.only(&["n", "t"])] {
            let error = error.expect_err("refused");
            assert_eq!(error.code(), Code::InvalidOperation);
            assert!(error.message().contains('`'), "{error}");
        }
        assert_eq!(Fields::of(&json!({"n": 5.0}), "operation").expect("object").int("n").expect("whole"), 5);
    }
}
