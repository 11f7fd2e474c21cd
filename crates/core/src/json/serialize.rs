//! Values for any of serde's formats.

use super::{Number, Value};
use serde::{Serialize, Serializer};

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(yes) => serializer.serialize_bool(*yes),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(list) => serializer.collect_seq(list),
            Self::Object(map) => serializer.collect_map(map.iter().map(|(name, value)| (name, value))),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.as_str();
        if let Ok(whole) = text.parse() {
            return serializer.serialize_u64(whole);
        }
        match text.parse() {
            Ok(whole) => serializer.serialize_i64(whole),
            // JSON's numbers are all of a form that this reads.
            Err(_) => serializer.serialize_f64(text.parse().unwrap_or(f64::NAN)),
        }
    }
}

#[cfg(all(test, feature = "serde_json"))]
mod tests {
    use crate::json::parse;

    #[test]
    fn as_serde_json_writes_it() {
        for text in [r#"{"a":[1,-2,1.5,true,null,"x"],"b":{}}"#, "18446744073709551615", "-9223372036854775808"] {
            assert_eq!(serde_json::to_string(&parse(text.as_bytes()).expect("JSON")).expect("JSON"), text);
        }
    }
}
