//! From types to JSON. Names are written as JavaScript writes them, `display_name` as `displayName`.

use super::{Map, Number, Value};
use alloc::borrow::ToOwned as _;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

/// What can be written as JSON.
pub trait ToJson {
    /// Its JSON.
    fn to_json(&self) -> Value;

    /// The same of a value that is not needed any more: what is JSON already is not copied.
    fn into_json(self) -> Value
    where
        Self: Sized,
    {
        self.to_json()
    }
}

impl ToJson for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }

    fn into_json(self) -> Value {
        self
    }
}

impl ToJson for Map {
    fn to_json(&self) -> Value {
        Value::Object(self.clone())
    }
}

impl ToJson for () {
    fn to_json(&self) -> Value {
        Value::Null
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }
}

impl ToJson for str {
    fn to_json(&self) -> Value {
        Value::String(self.to_owned())
    }
}

impl ToJson for String {
    fn to_json(&self) -> Value {
        self.as_str().to_json()
    }
}

impl ToJson for u64 {
    fn to_json(&self) -> Value {
        Value::Number(Number(self.to_string().into_boxed_str()))
    }
}

impl ToJson for i64 {
    fn to_json(&self) -> Value {
        Value::Number(Number(self.to_string().into_boxed_str()))
    }
}

impl ToJson for u32 {
    fn to_json(&self) -> Value {
        u64::from(*self).to_json()
    }
}

impl ToJson for u16 {
    fn to_json(&self) -> Value {
        u64::from(*self).to_json()
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn to_json(&self) -> Value {
        (*self).to_json()
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToJson::to_json)
    }
}

impl<T: ToJson> ToJson for [T] {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(ToJson::to_json).collect())
    }
}

impl<T: ToJson, const N: usize> ToJson for [T; N] {
    fn to_json(&self) -> Value {
        self.as_slice().to_json()
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Value {
        self.as_slice().to_json()
    }
}

/// An object of these. The fields are data, so that each type needs no code of its own to be written.
pub(crate) fn object(fields: &[(&str, &dyn ToJson)]) -> Value {
    Value::Object(Map(fields.iter().map(|(name, value)| ((*name).to_owned(), value.to_json())).collect()))
}

/// An object of a type's fields.
pub(crate) fn record(fields: &[(&str, &dyn ToJson)]) -> Value {
    Value::Object(Map(fields.iter().map(|(name, value)| (camel(name), value.to_json())).collect()))
}

fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for char in name.chars() {
        if char != '_' {
            out.push(if upper { char.to_ascii_uppercase() } else { char });
        }
        upper = char == '_';
    }
    out
}

/// Writes a type with all its fields; forgetting one does not compile.
macro_rules! shape {
    ($name:ident { $($field:ident $(as $word:literal)?),* $(,)? }) => {
        impl $crate::json::ToJson for $name {
            fn to_json(&self) -> $crate::json::Value {
                let Self { $($field),* } = self;
                $crate::json::record(&[$(($crate::json::field_name!($field $($word)?), $field as &dyn $crate::json::ToJson)),*])
            }
        }

        $crate::json::serialize!($name);
    };
}

/// Lets serde write a type as its JSON says.
macro_rules! serialize {
    ($name:ident) => {
        #[cfg(feature = "serde")]
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&$crate::json::ToJson::to_json(self), serializer)
            }
        }
    };
}

macro_rules! field_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $word:literal) => {
        $word
    };
}

/// Writes a type that is one value and nothing else.
macro_rules! transparent {
    ($name:ident) => {
        impl $crate::json::ToJson for $name {
            fn to_json(&self) -> $crate::json::Value {
                $crate::json::ToJson::to_json(&self.0)
            }

            fn into_json(self) -> $crate::json::Value {
                $crate::json::ToJson::into_json(self.0)
            }
        }

        $crate::json::serialize!($name);
    };
}

/// Gives each variant of an enum its word.
macro_rules! words {
    ($name:ident { $($variant:ident: $word:literal),* $(,)? }) => {
        impl $name {
            /// The word that stands for it in every language.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl $crate::json::ToJson for $name {
            fn to_json(&self) -> $crate::json::Value {
                $crate::json::ToJson::to_json(self.as_str())
            }
        }

        $crate::json::serialize!($name);
    };
}

/// An object of names and values, or one value.
macro_rules! json {
    ({ $($name:literal: $value:expr),* $(,)? }) => {
        $crate::json::object(&[$(($name, &$value as &dyn $crate::json::ToJson)),*])
    };
    ($value:expr) => {
        $crate::json::ToJson::to_json(&$value)
    };
}

pub(crate) use {field_name, json, serialize, shape, transparent, words};

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_written_as_javascript_writes_them() {
        struct Seen {
            queue_id: Option<u64>,
            display_name: String,
        }
        shape!(Seen { queue_id, display_name });
        let seen = Seen { queue_id: None, display_name: "x".to_owned() };
        assert_eq!(json!(seen).to_string(), r#"{"queueId":null,"displayName":"x"}"#);
        assert_eq!(json!({"_class": vec![1u64], "camelCase": true}).to_string(), r#"{"_class":[1],"camelCase":true}"#);
    }
}
