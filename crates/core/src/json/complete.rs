//! An answer's bytes as an outcome's text, with each time's milliseconds beside it, but without building the value:
//! several times as fast for a host that reads JSON itself.
//!
//! It gives what [`super::parse`], [`crate::time::complete`] and [`super::write`] give, or nothing: whatever is not
//! plain and valid is theirs to read or to refuse. The few characters beyond ASCII of a mostly plain text are written as
//! escapes: hosts make strings of ASCII several times as fast.

use super::DEPTH;
use super::parse::Reader;
use crate::text::text;
use crate::time;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

/// Writes the value behind what `out` has; false, and `out` as it was, if that takes the other way.
pub(crate) fn completed(bytes: &[u8], list: bool, out: &mut String) -> bool {
    let Ok(source) = core::str::from_utf8(bytes) else { return false };
    let before = out.len();
    out.reserve(source.len() + source.len() / 16 + 16);
    let spare = source.len() / 4;
    let mut scan = Scan { source, read: Reader { bytes, at: 0 }, escaped: false, copied: 0, spare, out, times: Vec::new(), named: Vec::new() };
    let whole = (!list || scan.read.token() == Some(b'[')) && scan.value(0).is_some() && scan.read.token().is_none();
    let copied = whole.then(|| scan.copy(source.len())).flatten().is_some();
    if !copied {
        out.truncate(before);
    }
    copied
}

struct Scan<'a, 'o> {
    source: &'a str,
    read: Reader<'a>,
    /// Whether the last text had an escape.
    escaped: bool,
    /// How much of the source `out` has.
    copied: usize,
    /// How much longer `out` may become by escapes, which are three times as long as most of what they stand for.
    spare: usize,
    out: &'o mut String,
    /// The times of the objects that are open: name and milliseconds.
    times: Vec<(&'a str, i64)>,
    /// The names of theirs that end in `Millis`.
    named: Vec<&'a str>,
}

impl<'a> Scan<'a, '_> {
    /// Brings `out` up to a place.
    fn copy(&mut self, to: usize) -> Option<()> {
        self.out.push_str(self.source.get(self.copied..to)?);
        self.copied = to;
        Some(())
    }

    fn value(&mut self, depth: u32) -> Option<()> {
        if depth > DEPTH {
            return None;
        }
        match self.read.token()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.text().map(|_| ()),
            b'-' | b'0'..=b'9' => self.read.number().ok().map(|_| ()),
            b't' => self.read.word(b"true", ()).ok(),
            b'f' => self.read.word(b"false", ()).ok(),
            b'n' => self.read.word(b"null", ()).ok(),
            _ => None,
        }
    }

    fn array(&mut self, depth: u32) -> Option<()> {
        if !self.read.empty(b']') {
            loop {
                self.value(depth + 1)?;
                if !self.read.more(b']').ok()? {
                    break;
                }
            }
        }
        Some(())
    }

    fn object(&mut self, depth: u32) -> Option<()> {
        if self.read.empty(b'}') {
            return Some(());
        }
        let (times, named) = (self.times.len(), self.named.len());
        loop {
            self.member(depth)?;
            if !self.read.more(b'}').ok()? {
                break;
            }
        }
        if self.times.len() > times {
            self.add(times, named)?;
        }
        self.named.truncate(named);
        Some(())
    }

    fn member(&mut self, depth: u32) -> Option<()> {
        if self.read.token()? != b'"' {
            return None;
        }
        let name = self.plain_text()?;
        if self.read.token()? != b':' {
            return None;
        }
        self.read.at += 1;
        if name.ends_with("Millis") {
            self.named.push(name);
        }
        if time::is_name(name) && self.read.token()? == b'"' {
            if let Some(millis) = time::millis(self.plain_text()?) {
                self.times.push((name, millis));
            }
            return Some(());
        }
        self.value(depth + 1)
    }

    /// Adds the milliseconds of an object that has just ended, before its bracket.
    fn add(&mut self, times: usize, named: usize) -> Option<()> {
        self.copy(self.read.at - 1)?;
        for (name, millis) in self.times.drain(times..) {
            let there = self.named.get(named..)?.iter().any(|known| known.strip_suffix("Millis") == Some(name));
            if !there {
                self.out.push_str(&text!(",\"", name, "Millis\":", millis.to_string().as_str()));
            }
        }
        Some(())
    }

    /// A text that is read here: one with escapes is left to the other way.
    fn plain_text(&mut self) -> Option<&'a str> {
        self.escaped = false;
        let text = self.text()?;
        (!self.escaped).then_some(text)
    }

    /// What stands between the quotes.
    fn text(&mut self) -> Option<&'a str> {
        self.read.at += 1;
        let start = self.read.at;
        loop {
            self.read.at += plain(self.read.bytes.get(self.read.at..)?);
            match self.read.peek()? {
                b'"' => break,
                b'\\' => {
                    self.escaped = true;
                    self.escape()?;
                }
                128.. => self.other()?,
                _ => return None,
            }
        }
        self.read.at += 1;
        self.source.get(start..self.read.at - 1)
    }

    /// A character beyond ASCII, and those that follow it.
    fn other(&mut self) -> Option<()> {
        let rest = self.source.get(self.read.at..)?;
        let others = rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len());
        // Two bytes become six, three become six, four twelve.
        if let Some(spare) = self.spare.checked_sub(2 * others) {
            self.spare = spare;
            self.copy(self.read.at)?;
            for unit in rest.get(..others)?.encode_utf16() {
                push_escape(unit, self.out);
            }
            self.copied += others;
        }
        self.read.at += others;
        Some(())
    }

    fn escape(&mut self) -> Option<()> {
        match self.read.bytes.get(self.read.at + 1)? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.read.at += 2,
            // Halves of pairs, which the other way replaces, are among these.
            b'u' => {
                let digits = self.source.get(self.read.at + 2..self.read.at + 6)?;
                let code = u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
                char::from_u32(code)?;
                self.read.at += 6;
            }
            _ => return None,
        }
        Some(())
    }
}

fn push_escape(unit: u16, out: &mut String) {
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        out.extend(char::from_digit(u32::from(unit >> shift & 15), 16));
    }
}

/// How many bytes come before a quote, a backslash, a control character or one that is not of ASCII; eight at a time.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit);
    let mut at = 0;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*eight);
        let found = (word | below(word, 32) | below(word ^ (ONES * 34), 1) | below(word ^ (ONES * 92), 1)) & HIGH;
        // Only behind the first one can a borrow have marked another that is none.
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ' | 128..)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Value, parse};
    use proptest::prelude::*;

    fn fast(bytes: &[u8]) -> Option<String> {
        let mut out = "before ".to_owned();
        let done = completed(bytes, false, &mut out);
        assert!(done || out == "before ");
        done.then(|| out.strip_prefix("before ").expect("kept").to_owned())
    }

    fn slow(bytes: &[u8]) -> Option<Value> {
        let mut value = parse(bytes).ok()?;
        time::complete(&mut value);
        Some(value)
    }

    #[test]
    fn times_get_their_numbers_and_all_else_stays() {
        for (text, expected) in [
            (r#"{"a": [1, -2.5e+3, "é\n\u00e9"], "b": {}}"#, Some(r#"{"a": [1, -2.5e+3, "\u00e9\n\u00e9"], "b": {}}"#)),
            (
                r#"{"date":"1970-01-01 00:00:01 +0000","x":{"endTime":"1970-01-01T00:00:02Z"}}"#,
                Some(r#"{"date":"1970-01-01 00:00:01 +0000","x":{"endTime":"1970-01-01T00:00:02Z","endTimeMillis":2000},"dateMillis":1000}"#),
            ),
            (r#"{"dateMillis":7,"date":"1970-01-01 00:00:01 +0000"}"#, Some(r#"{"dateMillis":7,"date":"1970-01-01 00:00:01 +0000"}"#)),
            (
                r#"[{"x":{"dateMillis":7},"date":"1970-01-01 00:00:01 +0000"}]"#,
                Some(r#"[{"x":{"dateMillis":7},"date":"1970-01-01 00:00:01 +0000","dateMillis":1000}]"#),
            ),
            (r#"{"d\u0061te":"1970-01-01 00:00:01 +0000"}"#, None),
            (r#"{"date":"1970\u002d01-01 00:00:01 +0000"}"#, None),
            (r#""\ud83d\ude00""#, None),
            (r#""\udc00""#, None),
            ("[1,]", None),
            ("[1] x", None),
            ("", None),
        ] {
            assert_eq!(fast(text.as_bytes()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn few_characters_are_escaped_and_many_are_not() {
        let plain = "plain ".repeat(20);
        let escaped = fast(text!("{\"ü", plain.as_str(), "\":\"", plain.as_str(), "日本😀\"}").as_bytes());
        assert_eq!(escaped, Some(text!("{\"\\u00fc", plain.as_str(), "\":\"", plain.as_str(), "\\u65e5\\u672c\\ud83d\\ude00\"}")));
        let foreign = text!("[\"", "日本 ".repeat(200).as_str(), "\"]");
        let told = fast(foreign.as_bytes()).expect("JSON");
        assert!(told.contains("日本") && told.len() < foreign.len() * 4 / 3, "{told}");
        assert_eq!(parse(told.as_bytes()), parse(foreign.as_bytes()));
    }

    #[test]
    fn a_list_is_asked_for_where_one_is_due() {
        for (text, list, expected) in [(" [1]", true, true), ("{}", true, false), ("{}", false, true)] {
            assert_eq!(completed(text.as_bytes(), list, &mut String::new()), expected, "{text}");
        }
    }

    #[test]
    fn depth_is_limited_alike() {
        for depth in [128, 129, 130] {
            let text = "[".repeat(depth) + &"]".repeat(depth);
            assert_eq!(fast(text.as_bytes()).is_some(), parse(text.as_bytes()).is_ok(), "{depth}");
        }
    }

    fn any_value() -> impl Strategy<Value = serde_json::Value> {
        let time = prop_oneof![Just("1970-01-01T00:00:02.000+0000"), Just("1970-01-01 00:00:02 +0000"), Just("soon")];
        let leaf =
            prop_oneof![any::<bool>().prop_map(Into::into), any::<f64>().prop_map(Into::into), any::<String>().prop_map(Into::into), time.prop_map(Into::into)];
        let name = prop_oneof![
            Just("date".to_owned()),
            Just("startTime".to_owned()),
            Just("dateMillis".to_owned()),
            Just("startTimeMillis".to_owned()),
            any::<String>()
        ];
        leaf.prop_recursive(5, 40, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::vec((name.clone(), inner), 0..6).prop_map(|pairs| serde_json::Value::Object(pairs.into_iter().collect()))
            ]
        })
    }

    proptest! {
        #[test]
        fn plain_text_ends_where_it_ends(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let expected = bytes.iter().position(|b| matches!(b, b'"' | b'\\' | ..b' ' | 128..)).unwrap_or(bytes.len());
            prop_assert_eq!(plain(&bytes), expected);
        }

        #[test]
        fn both_ways_give_the_same(value in any_value(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.expect("JSON");
            let expected = serde_json::Value::from(slow(text.as_bytes()).expect("JSON"));
            match fast(text.as_bytes()) {
                Some(fast) => prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&fast).expect("JSON"), expected),
                None => prop_assert!(text.contains('\\')),
            }
        }

        #[test]
        fn what_one_way_takes_the_other_takes(value in any_value(), place in any::<prop::sample::Index>(), byte in any::<u8>(), length in any::<prop::sample::Index>()) {
            let mut bytes = serde_json::to_vec(&value).expect("JSON");
            let at = place.index(bytes.len());
            bytes[at] = byte;
            bytes.truncate(length.index(bytes.len()) + 1);
            if let Some(text) = fast(&bytes) {
                let expected = slow(&bytes).map(serde_json::Value::from);
                prop_assert_eq!(serde_json::from_str(&text).ok(), expected);
            }
        }
    }
}
