//! Instants and days. Instants are UTC milliseconds, written as RFC 3339 on the wire; days have no zone.
//!
//! Zones are not here: the backend turns a program's midnight into an instant, the browser shows instants in the member's zone.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

const DAY_MS: i64 = 86_400_000;

/// An instant: milliseconds since 1970-01-01T00:00:00Z. On the wire `2026-11-22T10:48:00.000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// A calendar day. On the wire `2026-11-22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// The text is not an RFC 3339 instant in UTC, or not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadTime;

impl core::fmt::Display for BadTime {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("write an instant as 2026-11-22T10:48:00.000Z and a day as 2026-11-22")
    }
}

impl std::error::Error for BadTime {}

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Timestamp = Timestamp(0);

    /// The instant `ms` milliseconds after the epoch.
    pub const fn from_ms(ms: i64) -> Timestamp {
        Timestamp(ms)
    }

    /// Milliseconds since the epoch.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// This instant moved by `ms`; stays at the ends of the range.
    pub const fn plus_ms(self, ms: i64) -> Timestamp {
        Timestamp(self.0.saturating_add(ms))
    }

    /// This instant moved by whole days of 24 hours.
    pub const fn plus_days(self, days: i64) -> Timestamp {
        self.plus_ms(days.saturating_mul(DAY_MS))
    }

    /// Milliseconds from `earlier` to this instant.
    pub const fn since_ms(self, earlier: Timestamp) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Whole days since `earlier`; negative before it.
    ///
    /// ```
    /// use points::Timestamp;
    /// let end = Timestamp::EPOCH.plus_days(9);
    /// assert_eq!((end.days_since(Timestamp::EPOCH), end.plus_ms(-1).days_since(Timestamp::EPOCH)), (9, 8));
    /// assert_eq!(Timestamp::EPOCH.days_since(Timestamp::from_ms(1)), -1);
    /// ```
    pub const fn days_since(self, earlier: Timestamp) -> i64 {
        self.since_ms(earlier).div_euclid(DAY_MS)
    }

    /// The day this instant falls on in UTC.
    pub const fn utc_date(self) -> Date {
        Date::from_days(self.0.div_euclid(DAY_MS))
    }

    /// Reads `2026-11-22T10:48:00Z`, with or without up to nine digits of a fraction of a second.
    pub fn parse(text: &str) -> Result<Timestamp, BadTime> {
        let (date, clock) = text.split_once('T').ok_or(BadTime)?;
        let (clock, fraction) = clock
            .strip_suffix('Z')
            .ok_or(BadTime)?
            .split_once('.')
            .unwrap_or((clock.strip_suffix('Z').ok_or(BadTime)?, "0"));
        let mut parts = clock.split(':');
        let mut next = |most: u32| parts.next().filter(|p| p.len() == 2).and_then(digits).filter(|v| *v <= most);
        let (hour, minute, second) = (next(23).ok_or(BadTime)?, next(59).ok_or(BadTime)?, next(59).ok_or(BadTime)?);
        if parts.next().is_some() || fraction.is_empty() || fraction.len() > 9 {
            return Err(BadTime);
        }
        let fraction_digits = digits(fraction).ok_or(BadTime)?;
        let millis = (0..3).fold((0, fraction_digits, fraction.len() as u32), |(ms, rest, left), _| match left {
            0 => (ms * 10, rest, 0),
            _ => (ms * 10 + rest / 10_u32.pow(left - 1), rest % 10_u32.pow(left - 1), left - 1),
        });
        let seconds = i64::from(hour * 3_600 + minute * 60 + second);
        Ok(Timestamp(Date::parse(date)?.days() * DAY_MS + seconds * 1_000 + i64::from(millis.0)))
    }
}

impl core::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let ms = self.0.rem_euclid(DAY_MS);
        let (h, m, s) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60);
        write!(f, "{}T{h:02}:{m:02}:{s:02}.{:03}Z", self.utc_date(), ms % 1_000)
    }
}

impl Date {
    /// The day, if it exists in the Gregorian calendar, years 1 to 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Date, BadTime> {
        let date = Date { year, month, day };
        let exists = (1..=9_999).contains(&year) && (1..=12).contains(&month) && day >= 1;
        if exists && Date::from_days(date.days()) == date { Ok(date) } else { Err(BadTime) }
    }

    /// Year, month (1 to 12) and day of the month.
    pub const fn ymd(self) -> (i32, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// Reads `2026-11-22`.
    pub fn parse(text: &str) -> Result<Date, BadTime> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(BadTime);
        }
        let part = |range| text.get(range).and_then(digits).ok_or(BadTime);
        Date::new(part(0..4)? as i32, part(5..7)? as u8, part(8..10)? as u8)
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i64 {
        let year = self.year as i64 - (self.month <= 2) as i64;
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (self.month as i64 + 9) % 12;
        let of_year = (153 * month + 2) / 5 + self.day as i64 - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day `days` after 1970-01-01.
    pub const fn from_days(days: i64) -> Date {
        let days = days + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let of_400 = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * of_400 + of_400 / 4 - of_400 / 100);
        let month = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * month + 2) / 5 + 1) as u8;
        let month = if month < 10 { month + 3 } else { month - 9 } as u8;
        let year = (of_400 + era * 400 + (month <= 2) as i64) as i32;
        Date { year, month, day }
    }

    /// The day `days` later.
    pub const fn plus_days(self, days: i64) -> Date {
        Date::from_days(self.days() + days)
    }

    /// The same day `months` later, or the last day of that month where it is shorter.
    ///
    /// ```
    /// use points::Date;
    /// let end_of_august = Date::new(2026, 8, 31).unwrap();
    /// assert_eq!(end_of_august.plus_months(6), Date::new(2027, 2, 28).unwrap());
    /// ```
    pub fn plus_months(self, months: u32) -> Date {
        let month0 = i64::from(self.year) * 12 + i64::from(self.month) - 1 + i64::from(months);
        let (year, month) = (month0.div_euclid(12) as i32, month0.rem_euclid(12) as u8 + 1);
        let first = Date { year, month, day: 1 };
        let next = Date { year: year + i32::from(month == 12), month: month % 12 + 1, day: 1 };
        let last = (next.days() - first.days()) as u8;
        Date { year, month, day: self.day.min(last) }
    }
}

impl core::fmt::Display for Date {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn digits(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        Date::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_has_one_number_and_back() {
        let mut day = Date::new(1900, 1, 1).unwrap();
        for _ in 0..146_097 {
            let next = day.plus_days(1);
            assert!(next > day && next.days() == day.days() + 1);
            assert_eq!(Date::parse(&next.to_string()), Ok(next));
            day = next;
        }
        assert_eq!(day, Date::new(2300, 1, 1).unwrap());
    }

    #[test]
    fn instants_are_read_as_they_are_written() {
        for text in ["2026-11-22T10:48:00.000Z", "1969-12-31T23:59:59.999Z", "2024-02-29T00:00:00.010Z"] {
            assert_eq!(Timestamp::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Timestamp::parse("1970-01-01T00:00:01Z"), Ok(Timestamp::from_ms(1_000)));
        assert_eq!(Timestamp::parse("1970-01-01T00:00:00.123456789Z"), Ok(Timestamp::from_ms(123)));
        for bad in ["2026-02-30T00:00:00Z", "2026-11-22", "2026-11-22T24:00:00Z", "2026-11-22T10:48:00+07:00", "x"] {
            assert_eq!(Timestamp::parse(bad), Err(BadTime), "{bad} was taken");
        }
    }
}
