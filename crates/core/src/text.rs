//! Composing, searching and joining texts. It does what `format!` and `str` do, without the formatter,
//! the two-way searcher and the generic joins that these bring along: five of the sixty kilobytes that a
//! page may load. For the same reason a character to search for is written as a list of one, `split(['/'])`,
//! which needs no searcher of its own.

use alloc::string::{String, ToString as _};

/// What can be part of a text.
pub(crate) trait Part {
    fn put(&self, out: &mut String);
}

impl Part for str {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Part for String {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Part for u64 {
    fn put(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl Part for u32 {
    fn put(&self, out: &mut String) {
        u64::from(*self).put(out);
    }
}

impl Part for usize {
    fn put(&self, out: &mut String) {
        (*self as u64).put(out);
    }
}

impl<T: Part + ?Sized> Part for &T {
    fn put(&self, out: &mut String) {
        (*self).put(out);
    }
}

/// A text of these parts: `text!("No input ", id, " waits.")`.
macro_rules! text {
    ($($part:expr),+ $(,)?) => {
        {
            let mut out = ::alloc::string::String::new();
            $($crate::text::Part::put(&$part, &mut out);)+
            out
        }
    };
}
/// Shows a part as the text that it is.
macro_rules! displayed {
    ($name:ident) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(&$crate::text::text!(self))
            }
        }
    };
}

pub(crate) use {displayed, text};

/// Where a part begins. Parts here are short, so each place is tried.
pub(crate) fn find_bytes(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len().max(1)).position(|window| window == part)
}

pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    find_bytes(text.as_bytes(), part.as_bytes())
}

pub(crate) fn contains(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// What is before and behind the first such mark.
pub(crate) fn split_once<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, mark)?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// With something else in place of each such part.
pub(crate) fn replace(text: &str, part: &str, other: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((front, behind)) = split_once(rest, part) {
        out.push_str(front);
        out.push_str(other);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// All of them in a row, with a mark between.
pub(crate) fn join<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, mark: &str) -> String {
    let mut out = String::new();
    for (place, text) in texts.into_iter().enumerate() {
        if place > 0 {
            out.push_str(mark);
        }
        out.push_str(text.as_ref());
    }
    out
}

/// Undoes the escapes of Jenkins' pages.
pub(crate) fn unescape(page: &str) -> String {
    let mut out = String::from(page);
    for (escape, char) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#039;", "'"), ("&#39;", "'"), ("&amp;", "&")] {
        out = replace(&out, escape, char);
    }
    out
}

pub(crate) fn has_control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_str_does_it(text in "[aé/ ]{0,12}", part in "[aé/]{1,3}", other in "[xa]{0,2}") {
            prop_assert_eq!(find(&text, &part), text.find(&part));
            prop_assert_eq!(split_once(&text, &part), text.split_once(&*part));
            prop_assert_eq!(replace(&text, &part, &other), text.replace(&part, &other));
            prop_assert_eq!(join([&text, &part], &other), [&*text, &part].join(&other));
        }
    }

    #[test]
    fn control_characters() {
        assert!(has_control("a\nb") && has_control("\u{85}") && !has_control("ä b"));
    }
}
