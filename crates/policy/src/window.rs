//! Times of the week at which a rule holds.

use serde::{Deserialize, Serialize};

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

const WEEK: [Day; 7] = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun];
const MINUTES_OF_DAY: i64 = 24 * 60;

/// A time of the week. One that ends before it begins goes on into the next day, which needs not be named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Window {
    /// The days on which it begins; every day if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub days: Vec<Day>,
    /// When it begins, as `09:00`.
    pub from: String,
    /// When it ends, as `17:00`, which does not belong to it.
    pub to: String,
    /// The time zone by its IANA name, or an offset such as `+01:00`; UTC unless told otherwise.
    #[serde(default = "utc")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub zone: String,
}

fn utc() -> String {
    "UTC".to_owned()
}

impl Window {
    /// Why it cannot be read, if so.
    pub(crate) fn wrong(&self) -> Option<String> {
        for time in [&self.from, &self.to] {
            if minutes(time).is_none() {
                return Some(format!("{time:?} is no time such as 09:00"));
            }
        }
        (self.from == self.to).then(|| "it ends when it begins".to_owned())
    }

    /// The zone's offset in minutes, where it is written as one.
    #[must_use]
    pub fn fixed_offset(&self) -> Option<i64> {
        if self.zone == "UTC" || self.zone == "Z" {
            return Some(0);
        }
        let (sign, rest) = match self.zone.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-", rest) => (-1, rest),
            _ => return None,
        };
        minutes(rest).map(|m| sign * m)
    }

    /// Whether a time lies within; none if the zone's offset is not known.
    pub(crate) fn holds(&self, now: u64, offsets: &std::collections::BTreeMap<String, i64>) -> Option<bool> {
        let offset = self.fixed_offset().or_else(|| offsets.get(&self.zone).copied())?;
        let (from, to) = (minutes(&self.from)?, minutes(&self.to)?);
        let local = i64::try_from(now / 60_000).ok()? + offset;
        let (day, minute) = (local.div_euclid(MINUTES_OF_DAY), local.rem_euclid(MINUTES_OF_DAY));
        // 1970 began on a Thursday.
        let on = |day: i64| self.days.is_empty() || WEEK.get((day + 3).rem_euclid(7) as usize).is_some_and(|d| self.days.contains(d));
        Some(if from < to { on(day) && (from..to).contains(&minute) } else { (on(day) && minute >= from) || (on(day - 1) && minute < to) })
    }
}

/// `09:30` as minutes of the day; `24:00` is its end.
fn minutes(time: &str) -> Option<i64> {
    let (hour, minute) = time.split_once(':')?;
    let number = |text: &str| (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i64>().ok())?;
    let (hour, minute) = (number(hour)?, number(minute)?);
    (minute < 60 && (hour < 24 || (hour == 24 && minute == 0))).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// 2026-11-25 was a Wednesday.
    const WEDNESDAY_NOON: u64 = 1_795_608_000_000;
    const HOUR: u64 = 3_600_000;

    fn window(days: &[Day], from: &str, to: &str, zone: &str) -> Window {
        Window { days: days.to_vec(), from: from.to_owned(), to: to.to_owned(), zone: zone.to_owned() }
    }

    #[test]
    fn days_hours_zones_and_midnight() {
        let offsets = BTreeMap::from([("Europe/Berlin".to_owned(), 60)]);
        for (window, now, expected) in [
            (window(&[Day::Wed], "09:00", "17:00", "UTC"), WEDNESDAY_NOON, Some(true)),
            (window(&[Day::Thu], "09:00", "17:00", "UTC"), WEDNESDAY_NOON, Some(false)),
            (window(&[], "12:00", "12:01", "UTC"), WEDNESDAY_NOON, Some(true)),
            (window(&[], "11:00", "12:00", "UTC"), WEDNESDAY_NOON, Some(false)),
            (window(&[], "13:00", "14:00", "+01:00"), WEDNESDAY_NOON, Some(true)),
            (window(&[], "13:00", "14:00", "Europe/Berlin"), WEDNESDAY_NOON, Some(true)),
            (window(&[], "13:00", "14:00", "Mars/Olympus"), WEDNESDAY_NOON, None),
            (window(&[Day::Wed], "22:00", "06:00", "UTC"), WEDNESDAY_NOON + 11 * HOUR, Some(true)),
            (window(&[Day::Wed], "22:00", "06:00", "UTC"), WEDNESDAY_NOON + 17 * HOUR, Some(true)),
            (window(&[Day::Wed], "22:00", "06:00", "UTC"), WEDNESDAY_NOON + 18 * HOUR, Some(false)),
            (window(&[Day::Wed], "22:00", "06:00", "UTC"), WEDNESDAY_NOON - 7 * HOUR, Some(false)),
            (window(&[Day::Wed], "00:00", "24:00", "-05:30"), WEDNESDAY_NOON, Some(true)),
        ] {
            assert_eq!(window.holds(now, &offsets), expected, "{window:?} {now}");
        }
    }

    #[test]
    fn wrong_times_are_told() {
        for (from, to) in [("9:00", "17:00"), ("09:60", "17:00"), ("25:00", "17:00"), ("09:00", "09:00"), ("", "")] {
            assert!(window(&[], from, to, "UTC").wrong().is_some(), "{from} {to}");
        }
        assert_eq!(window(&[], "09:00", "24:00", "UTC").wrong(), None);
    }
}
