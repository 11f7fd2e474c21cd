//! Reading JSON (RFC 8259) from bytes that somebody else sent.

use super::{DEPTH, Map, Number, Value};
use crate::text::{Part, displayed, text};
use alloc::string::String;
use alloc::vec::Vec;

/// Bytes that are no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed {
    why: &'static str,
    at: usize,
}

impl Part for Malformed {
    fn put(&self, out: &mut String) {
        out.push_str(&text!(self.why, " at byte ", self.at));
    }
}

displayed!(Malformed);

impl core::error::Error for Malformed {}

/// Reads one value. Halves of surrogate pairs, which Java writes when it cuts texts, become U+FFFD.
///
/// # Errors
/// [`Malformed`] with the place where reading ended.
pub fn parse(bytes: &[u8]) -> Result<Value, Malformed> {
    let mut reader = Reader { bytes, at: 0 };
    let value = reader.value(0)?;
    match reader.token() {
        None => Ok(value),
        Some(_) => Err(reader.wrong("something after the value")),
    }
}

/// Reads on from a place; also for [`super::complete`], which builds nothing.
pub(super) struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    fn wrong(&self, why: &'static str) -> Malformed {
        Malformed { why, at: self.at }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte that is no white space.
    pub(super) fn token(&mut self) -> Option<u8> {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        self.peek()
    }

    fn value(&mut self, depth: u32) -> Result<Value, Malformed> {
        if depth > DEPTH {
            return Err(self.wrong("too many levels"));
        }
        match self.token() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.text().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number().map(|text| Value::Number(Number(text.into()))),
            Some(b't') => self.word(b"true", Value::Bool(true)),
            Some(b'f') => self.word(b"false", Value::Bool(false)),
            Some(b'n') => self.word(b"null", Value::Null),
            Some(_) => Err(self.wrong("no value")),
            None => Err(self.wrong("the end")),
        }
    }

    pub(super) fn word<T>(&mut self, word: &[u8], value: T) -> Result<T, Malformed> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(self.wrong("no value"));
        }
        self.at += word.len();
        Ok(value)
    }

    /// After an element: whether another one follows.
    pub(super) fn more(&mut self, end: u8) -> Result<bool, Malformed> {
        let byte = self.token();
        if byte != Some(b',') && byte != Some(end) {
            return Err(self.wrong("neither a comma nor the end of the list"));
        }
        self.at += 1;
        Ok(byte == Some(b','))
    }

    /// After an opening bracket: whether it is closed at once.
    pub(super) fn empty(&mut self, end: u8) -> bool {
        self.at += 1;
        let empty = self.token() == Some(end);
        self.at += usize::from(empty);
        empty
    }

    fn array(&mut self, depth: u32) -> Result<Value, Malformed> {
        let mut list = Vec::new();
        if !self.empty(b']') {
            loop {
                list.push(self.value(depth + 1)?);
                if !self.more(b']')? {
                    break;
                }
            }
        }
        Ok(Value::Array(list))
    }

    fn object(&mut self, depth: u32) -> Result<Value, Malformed> {
        let mut pairs = Vec::new();
        if !self.empty(b'}') {
            loop {
                if self.token() != Some(b'"') {
                    return Err(self.wrong("no name"));
                }
                let name = self.text()?;
                if self.token() != Some(b':') {
                    return Err(self.wrong("no colon"));
                }
                self.at += 1;
                pairs.push((name, self.value(depth + 1)?));
                if !self.more(b'}')? {
                    break;
                }
            }
        }
        Ok(Value::Object(Map(pairs)))
    }

    fn digits(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { Err(self.wrong("no digit")) } else { Ok(()) }
    }

    /// A number, as its text.
    pub(super) fn number(&mut self) -> Result<&'a str, Malformed> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let first = self.at;
        self.digits()?;
        if self.bytes.get(first) == Some(&b'0') && self.at > first + 1 {
            return Err(self.wrong("a number with a leading zero"));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        let text = self.bytes.get(start..self.at).unwrap_or_default();
        Ok(core::str::from_utf8(text).unwrap_or_default())
    }

    fn text(&mut self) -> Result<String, Malformed> {
        let mut text = Vec::new();
        self.at += 1;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')).unwrap_or(rest.len());
            text.extend_from_slice(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    self.escape(&mut text)?;
                    self.at += 1;
                }
                Some(_) => return Err(self.wrong("a control character in a text")),
                None => return Err(self.wrong("the end")),
            }
        }
        self.at += 1;
        String::from_utf8(text).map_err(|_| self.wrong("a text that is no UTF-8"))
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Result<(), Malformed> {
        self.at += 1;
        let byte = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => byte,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                let char = self.unicode()?;
                text.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                return Ok(());
            }
            _ => return Err(self.wrong("an unknown escape")),
        };
        text.push(byte);
        Ok(())
    }

    /// `\uXXXX`, two of them for what is beyond the basic plane.
    fn unicode(&mut self) -> Result<char, Malformed> {
        let first = self.hex()?;
        let next = self.bytes.get(self.at + 1..self.at + 3);
        if (0xd800..0xdc00).contains(&first) && next == Some(b"\\u") {
            let place = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = place;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// Four digits after the `u`; stays on the last one.
    fn hex(&mut self) -> Result<u32, Malformed> {
        let mut code = 0;
        for _ in 0..4 {
            self.at += 1;
            let digit = self.peek().and_then(|b| char::from(b).to_digit(16));
            code = code * 16 + digit.ok_or_else(|| self.wrong("no hexadecimal digit"))?;
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        for (text, message) in [
            ("", "the end at byte 0"),
            ("{\"a\":1", "neither a comma nor the end of the list at byte 6"),
            ("[1,]", "no value at byte 3"),
            ("01", "a number with a leading zero at byte 2"),
            ("\"\\ud83d\\u00g0\"", "no hexadecimal digit at byte 11"),
            ("\"a\nb\"", "a control character in a text at byte 2"),
            ("1 1", "something after the value at byte 2"),
            ("{a:1}", "no name at byte 1"),
            ("-", "no digit at byte 1"),
            ("nul", "no value at byte 0"),
        ] {
            assert_eq!(parse(text.as_bytes()).expect_err(text).to_string(), message);
        }
        assert!(parse(b"\"\xff\"").is_err());
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    }

    #[test]
    fn halves_of_surrogate_pairs() {
        let text = |t: &str| parse(t.as_bytes()).expect("JSON").as_str().map(str::to_owned);
        assert_eq!(text(r#""\ud83d\ude80""#).as_deref(), Some("🚀"));
        assert_eq!(text(r#""\ud83dA""#).as_deref(), Some("\u{fffd}A"));
        assert_eq!(text(r#""\ud83d\u0041\ude80""#).as_deref(), Some("\u{fffd}A\u{fffd}"));
    }

    #[cfg(feature = "serde_json")]
    proptest! {
        #[test]
        fn agrees_with_serde_json(text in "[\\[\\]{}:,\"\\\\ 0-9a-fnulrtse.+-]{0,24}") {
            let ours = parse(text.as_bytes());
            match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(theirs) => prop_assert_eq!(serde_json::Value::from(ours.expect("JSON")), theirs),
                // It refuses halves of surrogate pairs and numbers that a double cannot hold.
                Err(error) => prop_assert!(ours.is_err() || error.to_string().contains("surrogate") || error.to_string().contains("out of range")),
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = parse(&bytes);
        }
    }
}
