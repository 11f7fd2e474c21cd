//! Percent-encoding, one encoder per position: path segment, query, form.
//!
//! Jenkins reads each position differently: a `+` is a plus in a path and a space in a query, a `;`
//! in a path is refused (`SuspiciousRequestFilter`), and names of branch jobs carry `%2F` that must be
//! sent as `%252F`. Encoding happens exactly once, from the name.

use alloc::string::String;
use alloc::vec::Vec;
/// Encodes one path segment: RFC 3986 `pchar` stays, except `;`, which Jenkins answers with 400.
#[must_use]
pub fn path_segment(name: &str) -> String {
    encode(name, b"-._~!$&'()*+,=:@", false)
}

/// Encodes a query value: only unreserved characters and those of a `tree=` that every container takes stay. Tomcat refuses brackets
/// and braces (`HttpParser`), unless it is told otherwise.
#[must_use]
pub fn query_value(value: &str) -> String {
    encode(value, b"-._~*,/:", false)
}

/// Encodes a name or value of an `application/x-www-form-urlencoded` body: space becomes `+`.
#[must_use]
pub fn form_value(value: &str) -> String {
    encode(value, b"-._*", true)
}

fn encode(text: &str, kept: &[u8], plus: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(byte as char);
        } else if plus && byte == b' ' {
            out.push('+');
        } else {
            out.push('%');
            out.push(hex(byte >> 4));
            out.push(hex(byte & 15));
        }
    }
    out
}

pub(crate) fn hex(digit: u8) -> char {
    char::from(if digit < 10 { b'0' + digit } else { b'A' + digit - 10 })
}

/// Decodes `%XX` once; `None` if a sequence is malformed or the bytes are not UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        if first == b'%' {
            let (hex, tail) = tail.split_at_checked(2)?;
            let hex = core::str::from_utf8(hex).ok().filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()))?;
            out.push(u8::from_str_radix(hex, 16).ok()?);
            rest = tail;
        } else {
            out.push(first);
            rest = tail;
        }
    }
    String::from_utf8(out).ok()
}

/// Base64 with padding, as Basic authentication needs it.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |w, b| (w << 8) | u32::from(*b)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = (word >> (18 - 6 * place)) & 63;
            out.push(if place > chunk.len() { '=' } else { base64_digit(digit as u8) });
        }
    }
    out
}

fn base64_digit(digit: u8) -> char {
    char::from(match digit {
        0..=25 => b'A' + digit,
        26..=51 => b'a' + digit - 26,
        52..=61 => b'0' + digit - 52,
        62 => b'+',
        _ => b'/',
    })
}

/// Decodes Base64 (padding optional, line breaks ignored); `None` if it is not Base64.
#[must_use]
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut word, mut bits) = (0u32, 0u32);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        word = (word << 6) | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((word >> bits) as u8);
            word &= (1 << bits) - 1;
        }
    }
    (bits < 6).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn segments_as_the_recordings_have_them() {
        assert_eq!(path_segment("café (1) ~ 'q'"), "caf%C3%A9%20(1)%20~%20'q'");
        assert_eq!(path_segment("eu + us"), "eu%20+%20us");
        assert_eq!(path_segment("feature%2Fux-1"), "feature%252Fux-1");
        assert_eq!(path_segment("bug%2F50%25-off"), "bug%252F50%2525-off");
        assert_eq!(path_segment("a;b#c?d/e🚀"), "a%3Bb%23c%3Fd%2Fe%F0%9F%9A%80");
        assert_eq!(path_segment("A+b:c~d(e)@f"), "A+b:c~d(e)@f");
    }

    proptest! {
        #[test]
        fn encoding_is_reversible(name in "\\PC*") {
            prop_assert_eq!(decode(&path_segment(&name)), Some(name.clone()));
            prop_assert_eq!(decode(&query_value(&name)), Some(name.clone()));
            prop_assert_eq!(decode(&form_value(&name).replace('+', " ")), Some(name));
        }

        #[test]
        fn base64_is_what_everybody_writes(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            use ::base64::{engine::general_purpose::STANDARD, Engine as _};
            let text = super::base64(&bytes);
            prop_assert_eq!(&text, &STANDARD.encode(&bytes));
            prop_assert_eq!(from_base64(&text), Some(bytes));
        }

        #[test]
        fn decoding_anything_does_not_panic(text in "\\PC*") {
            let _ = (decode(&text), from_base64(&text));
        }
    }
}
