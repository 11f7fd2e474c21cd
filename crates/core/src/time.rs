//! The ways in which Jenkins writes a time, made one: milliseconds since 1970.
//!
//! Core and wfapi write that number. Blue Ocean writes `2026-11-21T20:36:39.309+1200` in the server's zone, and git's
//! changes in core's `changeSets` have `2026-11-21 20:36:39 +0100`. Beside each such text an outcome gets its
//! number: `startTime` stays as it came, and `startTimeMillis` says when that was.

use crate::json::{Map, ToJson as _, Value};
use crate::text::text;
use alloc::string::String;
use alloc::vec::Vec;

/// The milliseconds since 1970 of a time in either text form.
///
/// ```
/// assert_eq!(bellpull::time::millis("1970-01-01T12:00:00.250+1200"), Some(250));
/// assert_eq!(bellpull::time::millis("1970-01-01 00:00:01 -0100"), Some(3_601_000));
/// assert_eq!(bellpull::time::millis("yesterday"), None);
/// ```
#[must_use]
pub fn millis(text: &str) -> Option<i64> {
    let mut rest = Cursor(text.as_bytes());
    let (year, month, day) = (rest.number(4)?, rest.after(b"-")?.number(2)?, rest.after(b"-")?.number(2)?);
    let (hour, minute, second) = (rest.after(b"T ")?.number(2)?, rest.after(b":")?.number(2)?, rest.after(b":")?.number(2)?);
    let fraction = if rest.after(b".").is_some() { rest.number(3)? } else { 0 };
    let zone = rest.zone()?;
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 61;
    let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - zone;
    (valid && rest.0.is_empty()).then_some((minutes * 60 + second) * 1000 + fraction)
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn after(&mut self, any: &[u8]) -> Option<&mut Self> {
        let (first, rest) = self.0.split_first()?;
        any.contains(first).then(|| {
            self.0 = rest;
            self
        })
    }

    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.iter().try_fold(0, |n, digit| digit.is_ascii_digit().then(|| n * 10 + i64::from(digit - b'0')))
    }

    /// Minutes east of Greenwich.
    fn zone(&mut self) -> Option<i64> {
        let _ = self.after(b" ");
        if self.after(b"Z").is_some() {
            return Some(0);
        }
        let west = self.0.first() == Some(&b'-');
        let hours = self.after(b"+-")?.number(2)?;
        let _ = self.after(b":");
        let minutes = hours * 60 + self.number(2)?;
        Some(if west { -minutes } else { minutes })
    }
}

/// Days since 1970 of a date (Gregorian calendar, in eras of 400 years that begin in March).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Gives each time within, wherever it is, its milliseconds beside it.
pub(crate) fn complete(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(complete),
        Value::Object(map) => {
            map.values_mut().for_each(complete);
            for (name, millis) in times(map) {
                map.insert(&name, millis.to_json());
            }
        }
        _ => {}
    }
}

/// Whether a text of this name is a time.
pub(crate) fn is_name(name: &str) -> bool {
    match name.as_bytes().last() {
        Some(b'e') => name.ends_with("Time") || name == "date",
        Some(b'p') => name == "timestamp",
        _ => false,
    }
}

fn times(map: &Map) -> Vec<(String, i64)> {
    let found = map.iter().filter(|(name, _)| is_name(name)).filter_map(|(name, value)| Some((text!(name, "Millis"), millis(value.as_str()?)?)));
    found.filter(|(name, _)| map.get(name).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::testing::json;
    use proptest::prelude::*;

    #[test]
    fn both_forms() {
        for (text, expected) in [
            ("1970-01-01T00:00:00.000+0000", Some(0)),
            ("2026-11-21T20:36:39.309+0000", Some(1_795_293_399_309)),
            ("2026-11-22T08:36:39.309+1200", Some(1_795_293_399_309)),
            ("2026-11-21 15:06:39 -0530", Some(1_795_293_399_000)),
            ("2000-02-29T23:59:59Z", Some(951_868_799_000)),
            ("1969-12-31T23:59:59.999+00:00", Some(-1)),
            ("2026-13-21T20:36:39.309+0000", None),
            ("2026-11-21T20:36:39.309", None),
            ("2026-11-21T20:36:39.309+0000x", None),
            ("", None),
        ] {
            assert_eq!(millis(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_stand_beside_the_texts() {
        let mut value = json!([{"startTime": "1970-01-01T00:00:01.000+0000", "endTime": null, "timestamp": 5, "changes": [{"date": "1970-01-01 00:00:02 +0000", "msg": "1970-01-01T00:00:01.000+0000"}]}]);
        complete(&mut value);
        let expected = json!([{"startTime": "1970-01-01T00:00:01.000+0000", "endTime": null, "timestamp": 5, "changes": [{"date": "1970-01-01 00:00:02 +0000", "msg": "1970-01-01T00:00:01.000+0000", "dateMillis": 2000}], "startTimeMillis": 1000}]);
        assert_eq!(serde_json::Value::from(value), serde_json::Value::from(expected));
    }

    proptest! {
        #[test]
        fn any_text_gives_a_time_or_none(text in "\\PC{0,40}") {
            let _ = millis(&text);
        }

        #[test]
        fn a_day_later_is_a_day_more(year in 1600i64..2400, month in 1i64..12, day in 1i64..28) {
            prop_assert_eq!(days(year, month, day + 1), days(year, month, day) + 1);
            prop_assert!(days(year, month + 1, 1) - days(year, month, 1) >= 28);
        }
    }
}
