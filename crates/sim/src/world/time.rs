//! Times as the different parts of Jenkins write them. The simulated server's zone is UTC.

/// Year, month, day and the milliseconds of the day (Howard Hinnant's `civil_from_days`).
fn civil(millis: u64) -> (u64, u64, u64, u64) {
    let days = millis / 86_400_000 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day, millis % 86_400_000)
}

/// Hours, minutes, seconds, milliseconds.
fn clock(millis: u64) -> (u64, u64, u64, u64) {
    (millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, millis % 1000)
}

/// Blue Ocean's: the offset has no colon (`AbstractRunImpl.DATE_FORMAT`).
pub(crate) fn blue(millis: u64) -> String {
    let (year, month, day, rest) = civil(millis);
    let (h, m, s, ms) = clock(rest);
    format!("{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}.{ms:03}+0000")
}

/// git's, as `GitChangeSet#getDate` shows it.
pub(crate) fn git(millis: u64) -> String {
    let (year, month, day, rest) = civil(millis);
    let (h, m, s, _) = clock(rest);
    format!("{year:04}-{month:02}-{day:02} {h:02}:{m:02}:{s:02} +0000")
}

/// HTTP's.
pub(crate) fn http(millis: u64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day, rest) = civil(millis);
    let (h, m, s, _) = clock(rest);
    let pick = |names: &[&'static str], at: u64| usize::try_from(at).ok().and_then(|i| names.get(i).copied()).unwrap_or_default();
    format!("{}, {day:02} {} {year:04} {h:02}:{m:02}:{s:02} GMT", pick(&DAYS, millis / 86_400_000 % 7), pick(&MONTHS, month.saturating_sub(1)))
}

/// The id of the month's signing key (`SigningPublicKeyImpl`: `yyyyMM`).
pub(crate) fn month(millis: u64) -> String {
    let (year, month, ..) = civil(millis);
    format!("{year:04}{month:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_recorded() {
        assert_eq!(blue(1_795_293_464_428), "2026-11-21T20:37:44.428+0000");
        assert_eq!(http(1_795_293_464_428), "Sat, 21 Nov 2026 20:37:44 GMT");
        assert_eq!(git(1_795_165_500_000), "2026-11-20 09:05:00 +0000");
        assert_eq!((month(1_795_293_464_428).as_str(), month(0).as_str()), ("202611", "197001"));
        assert_eq!(blue(951_782_400_000), "2000-02-29T00:00:00.000+0000");
    }
}
