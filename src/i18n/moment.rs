//! Dates, times, ages and durations, in the member's zone.

use super::{language, t};
use crate::platform::intl::{self, DateStyle};
use contract::points::{Date, Timestamp};
use std::sync::RwLock;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The instant that ages and "this year" are counted from.
pub type Now = Timestamp;

static ZONE: RwLock<String> = RwLock::new(String::new());

/// Sets the zone of all times that are written from now on.
pub fn set_zone(zone: &str) {
    if let Ok(mut current) = ZONE.write() {
        zone.clone_into(&mut current);
    }
}

/// The zone in force.
pub fn zone() -> String {
    let zone = ZONE.read().map(|zone| zone.clone()).unwrap_or_default();
    if zone.is_empty() { "Asia/Ho_Chi_Minh".into() } else { zone }
}

/// The zone that the browser is in, for a new member; `None` when it does not say.
pub fn browser_zone() -> Option<String> {
    Some(intl::zone()).filter(|zone| !zone.is_empty())
}

/// The day of an instant: `1 thg 12`, with the year when it is not this one.
pub fn date(at: Timestamp, now: Now) -> String {
    let zone = zone();
    let style = if year(&zone, at) == year(&zone, now) { DateStyle::Day } else { DateStyle::DayYear };
    intl::date(language().tag(), &zone, at.ms(), style)
}

/// A calendar day, which has no zone.
pub fn day(day: Date, now: Now) -> String {
    let style = if day.ymd().0 == now.utc_date().ymd().0 { DateStyle::Day } else { DateStyle::DayYear };
    intl::date(language().tag(), "UTC", day.days() * DAY, style)
}

/// The month of a calendar day: `thg 6`; from eleven months on, when its name could be this year's or the next's, `thg 12/27`.
pub fn month(day: Date, now: Now) -> String {
    let name = intl::date(language().tag(), "UTC", day.days() * DAY, DateStyle::Month);
    if day < now.utc_date().plus_months(11) {
        return name;
    }
    let year = day.ymd().0.to_string();
    t::time_month_of_year(&name, year.get(2..).unwrap_or_default())
}

/// The time of day: `09:32`.
pub fn time(at: Timestamp) -> String {
    intl::date(language().tag(), &zone(), at.ms(), DateStyle::Time)
}

/// Day and time: `1 thg 12, 09:32`; only the time when it is today.
pub fn date_time(at: Timestamp, now: Now) -> String {
    let (day, today) = (date(at, now), date(now, now));
    if day == today { time(at) } else { [&day, ", ", &time(at)].concat() }
}

/// How long ago: `2 phút trước`; under a minute, and for clocks that disagree, "just now".
pub fn ago(age_ms: i64) -> String {
    let (value, unit) = match age_ms {
        ..MINUTE => return t::time_just_now().into(),
        MINUTE..HOUR => (age_ms / MINUTE, "minute"),
        HOUR..DAY => (age_ms / HOUR, "hour"),
        _ => (age_ms / DAY, "day"),
    };
    intl::ago(language().tag(), value.unsigned_abs(), unit)
}

/// A length of time in hours, in the largest unit that fits it whole: `30 phút` is not one, `3 ngày` and `6 tuần` are.
pub fn duration_hours(hours: u32) -> String {
    let (value, unit) = match hours {
        h if h >= 336 && h % 168 == 0 => (h / 168, "week"),
        h if h >= 24 && h % 24 == 0 => (h / 24, "day"),
        h => (h, "hour"),
    };
    intl::unit(language().tag(), u64::from(value), unit)
}

/// A countdown or short length in seconds: whole minutes from two minutes on, seconds below.
pub fn countdown(seconds: u64) -> String {
    let (value, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7_200 => (seconds / 60, "minute"),
        _ => (seconds / 3_600, "hour"),
    };
    intl::unit(language().tag(), value, unit)
}

/// A length of time in seconds, rounded up to whole seconds, minutes, hours or days.
pub fn length(seconds: u64) -> String {
    let (value, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7_200 => (seconds.div_ceil(60), "minute"),
        7_200..172_800 => (seconds.div_ceil(3_600), "hour"),
        _ => (seconds.div_ceil(86_400), "day"),
    };
    intl::unit(language().tag(), value, unit)
}

/// A length of time as on a stopwatch: `0:25`.
pub fn stopwatch(seconds: u64) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    [minutes.to_string().as_str(), if seconds < 10 { ":0" } else { ":" }, &seconds.to_string()].concat()
}

fn year(zone: &str, at: Timestamp) -> String {
    intl::date("en", zone, at.ms(), DateStyle::Year)
}

#[cfg(test)]
mod tests {
    use super::stopwatch;

    #[test]
    fn a_stopwatch_has_two_digits_of_seconds() {
        for (seconds, text) in [(0, "0:00"), (9, "0:09"), (25, "0:25"), (60, "1:00"), (3_605, "60:05")] {
            assert_eq!(stopwatch(seconds), text);
        }
    }
}
