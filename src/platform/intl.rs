//! Numbers, money, dates and plurals as the browser's Intl writes them. In native tests there is no browser: then numbers are
//! plain and every plural is `other`.

/// A style of writing an instant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// `1 thg 12`.
    Day,
    /// `1 thg 12, 2027`.
    DayYear,
    /// `thg 12`.
    Month,
    /// `09:32`.
    Time,
    /// `2026`.
    Year,
}

/// What stands before the digits of an amount of money, the digits, and what stands after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneyParts {
    /// Such as `$`.
    pub before: String,
    /// Such as `1.234.567`.
    pub digits: String,
    /// Such as ` ₫`, with its no-break space.
    pub after: String,
}

/// A decimal number out of an integer of minor units: 12345 with two digits is `123.45`.
pub fn decimal(minor: u64, exponent: u32) -> String {
    let digits = minor.to_string();
    let exponent = exponent as usize;
    if exponent == 0 {
        return digits;
    }
    let padded = "0".repeat((exponent + 1).saturating_sub(digits.len())) + &digits;
    let (whole, part) = padded.split_at(padded.len() - exponent);
    [whole, ".", part].concat()
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{DateStyle, MoneyParts, decimal};
    use crate::platform::bindings;

    /// An integer with its groups.
    pub fn number(lang: &str, value: i64, sign: bool) -> String {
        bindings::format_number(lang, value as f64, sign)
    }

    /// A signed percentage.
    pub fn percent(lang: &str, value: i64) -> String {
        bindings::format_percent(lang, value as f64)
    }

    /// A number with a unit in words, such as `3 ngày`.
    pub fn unit(lang: &str, value: u64, unit: &str) -> String {
        bindings::format_unit(lang, value as f64, unit)
    }

    /// How long ago, such as `2 phút trước`.
    pub fn ago(lang: &str, value: u64, unit: &str) -> String {
        bindings::format_age(lang, value as f64, unit)
    }

    /// The name of a country, by its code.
    pub fn country(lang: &str, code: &str) -> String {
        bindings::country_name(lang, code)
    }

    /// `one`, `few`, `many` or `other`.
    pub fn plural(lang: &str, value: u64) -> String {
        bindings::plural_form(lang, value as f64)
    }

    /// An instant in a zone.
    pub fn date(lang: &str, zone: &str, ms: i64, style: DateStyle) -> String {
        let style = match style {
            DateStyle::Day => "day",
            DateStyle::DayYear => "dayYear",
            DateStyle::Month => "month",
            DateStyle::Time => "time",
            DateStyle::Year => "year",
        };
        bindings::format_date(lang, zone, ms as f64, style)
    }

    /// The browser's own zone; empty when it does not say.
    pub fn zone() -> String {
        bindings::browser_zone()
    }

    /// An amount of money; a currency the browser refuses is written as its code.
    pub fn money(lang: &str, minor: u64, currency: &str) -> MoneyParts {
        let parts = bindings::exponent(currency)
            .and_then(|exponent| bindings::money_parts(lang, currency, &decimal(minor, exponent)));
        let Ok(parts) = parts else {
            return MoneyParts {
                digits: minor.to_string(),
                after: ["\u{a0}", currency].concat(),
                ..Default::default()
            };
        };
        let part = |index| parts.get(index).as_string().unwrap_or_default();
        MoneyParts { before: part(0), digits: part(1), after: part(2) }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod browser {
    use super::{DateStyle, MoneyParts};

    /// An integer.
    pub fn number(_lang: &str, value: i64, sign: bool) -> String {
        if sign && value > 0 { ["+", &value.to_string()].concat() } else { value.to_string() }
    }

    /// A signed percentage.
    pub fn percent(lang: &str, value: i64) -> String {
        [&number(lang, value, true), "%"].concat()
    }

    /// A number with a unit.
    pub fn unit(_lang: &str, value: u64, unit: &str) -> String {
        [&value.to_string(), " ", unit].concat()
    }

    /// How long ago.
    pub fn ago(lang: &str, value: u64, unit_name: &str) -> String {
        ["-", &unit(lang, value, unit_name)].concat()
    }

    /// Its code.
    pub fn country(_lang: &str, code: &str) -> String {
        code.into()
    }

    /// Always `other`, as in Vietnamese.
    pub fn plural(_lang: &str, _value: u64) -> String {
        "other".into()
    }

    /// The day in UTC.
    pub fn date(_lang: &str, _zone: &str, ms: i64, _style: DateStyle) -> String {
        contract::points::Timestamp::from_ms(ms).utc_date().to_string()
    }

    /// None is known.
    pub fn zone() -> String {
        String::new()
    }

    /// Minor units and code.
    pub fn money(_lang: &str, minor: u64, currency: &str) -> MoneyParts {
        MoneyParts { digits: minor.to_string(), after: [" ", currency].concat(), ..Default::default() }
    }
}

pub use browser::{ago, country, date, money, number, percent, plural, unit, zone};

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn minor_units_become_decimals_without_losing_a_digit() {
        for (minor, exponent, text) in [
            (0, 0, "0"),
            (5, 2, "0.05"),
            (12_345, 2, "123.45"),
            (7, 0, "7"),
            (9_007_199_254_740_991, 3, "9007199254740.991"),
        ] {
            assert_eq!(decimal(minor, exponent), text);
        }
    }
}
