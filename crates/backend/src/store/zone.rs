//! Days of a program's zone as instants, and back.

use jiff::civil;
use jiff::tz::TimeZone;
use points::{Date, Timestamp};

/// The zone of that IANA name, from the database built into the program.
pub fn zone(name: &str) -> Option<TimeZone> {
    // "UTC" style names are fine, but a fixed offset or "unknown" is not a place a person chooses.
    if name.is_empty() || name.len() > contract::limits::ZONE_BYTES { None } else { TimeZone::get(name).ok() }
}

/// The day in that zone on which the instant falls. Beyond the years the calendar knows: the UTC day.
pub fn day_of(zone: &TimeZone, at: Timestamp) -> Date {
    let local = jiff::Timestamp::from_millisecond(at.ms()).map(|at| zone.to_datetime(at).date());
    let day = local
        .ok()
        .and_then(|day| Date::new(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs()).ok());
    day.unwrap_or(at.utc_date())
}

/// 00:00 of that day in that zone; the first instant of the day where a clock change skips midnight.
pub fn start_of(zone: &TimeZone, day: Date) -> Timestamp {
    let (year, month, of_month) = day.ymd();
    let local = i16::try_from(year).ok().and_then(|year| civil::Date::new(year, month as i8, of_month as i8).ok());
    let start = local.and_then(|local| local.to_zoned(zone.clone()).ok());
    let utc = Timestamp::EPOCH.plus_days(day.days());
    start.map_or(utc, |start| Timestamp::from_ms(start.timestamp().as_millisecond()))
}

/// The last day on which something that ends at `end` is still there.
pub fn last_day_before(zone: &TimeZone, end: Timestamp) -> Date {
    day_of(zone, end.plus_ms(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_of_its_zone_also_when_the_clocks_change() {
        let start = |name: &str, day: &str| start_of(&zone(name).unwrap(), Date::parse(day).unwrap()).to_string();
        assert_eq!(start("Asia/Ho_Chi_Minh", "2026-12-02"), "2026-12-01T17:00:00.000Z");
        assert_eq!(start("Europe/Paris", "2027-03-28"), "2027-03-27T23:00:00.000Z");
        assert_eq!(start("Europe/Paris", "2027-03-29"), "2027-03-28T22:00:00.000Z");
        // In Lebanon midnight itself is skipped in spring.
        assert_eq!(start("Asia/Beirut", "2027-03-28"), "2027-03-27T22:00:00.000Z");
        assert!(zone("Asia/Saigon_Nowhere").is_none() && zone("").is_none());
    }

    #[test]
    fn the_last_valid_day_is_the_one_before_the_end() {
        let hanoi = zone("Asia/Ho_Chi_Minh").unwrap();
        let day = Date::parse("2026-12-02").unwrap();
        assert_eq!(last_day_before(&hanoi, start_of(&hanoi, day)), day.plus_days(-1));
        assert_eq!(day_of(&hanoi, start_of(&hanoi, day)), day);
    }
}
