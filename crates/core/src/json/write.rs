//! Writing JSON.

use super::Value;
use alloc::string::String;
use core::fmt;

/// As JSON, without white space.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        write(self, &mut out);
        f.write_str(&out)
    }
}

impl Value {
    /// As JSON, without white space.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        write(self, &mut out);
        out
    }
}

pub(crate) fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(number.as_str()),
        Value::String(text) => quote(text, out),
        Value::Array(list) => {
            let mut mark = '[';
            for value in list {
                out.push(mark);
                write(value, out);
                mark = ',';
            }
            out.push_str(if list.is_empty() { "[]" } else { "]" });
        }
        Value::Object(map) => {
            let mut mark = '{';
            for (name, value) in map {
                out.push(mark);
                quote(name, out);
                out.push(':');
                write(value, out);
                mark = ',';
            }
            out.push_str(if map.is_empty() { "{}" } else { "}" });
        }
    }
}

/// A text, in quotes.
pub(crate) fn quote(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(text.get(written..at).unwrap_or_default());
        written = at + 1;
        match byte {
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            ..b' ' => {
                out.push_str(if byte < 16 { "\\u000" } else { "\\u001" });
                out.push(char::from(HEX.get(usize::from(byte % 16)).copied().unwrap_or(b'0')));
            }
            _ => {
                out.push('\\');
                out.push(char::from(byte));
            }
        }
    }
    out.push_str(text.get(written..).unwrap_or_default());
    out.push('"');
}

#[cfg(test)]
mod tests {
    use crate::json::parse;
    use proptest::prelude::*;

    #[test]
    fn written_as_it_was_read() {
        for text in ["null", "[true,false,[],{}]", "{\"a\":[1,-2.50e+3,{\"b\":\"é\"}]}", "\"a\\\"\\\\\\n\\r\\t\\u0001\\u001f\u{7f}\""] {
            assert_eq!(parse(text.as_bytes()).expect("JSON").to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            let value = crate::json::Value::String(text);
            prop_assert_eq!(parse(value.to_text().as_bytes()), Ok(value));
        }
    }
}
