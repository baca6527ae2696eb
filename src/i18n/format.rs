//! Numbers and money.

use super::language;
use crate::platform::intl::{self, MoneyParts};
use contract::points::{Money, Points};

/// An integer with the groups of the language: `1.234.567`.
pub fn number(value: u64) -> String {
    // Every number shown is at most 2^53 − 1.
    intl::number(language().tag(), value as i64, false)
}

/// An amount of points, without its unit.
pub fn points(amount: Points) -> String {
    number(amount.get())
}

/// An amount that came (`+1.200`) or went (`−3.900`).
pub fn signed_points(amount: Points, incoming: bool) -> String {
    let value = if incoming { amount.as_i64() } else { -amount.as_i64() };
    // A real minus sign, as wide as the plus.
    intl::number(language().tag(), value, true).replace('-', "\u{2212}")
}

/// A signed percentage: `−86 %`.
pub fn percent(value: i64) -> String {
    intl::percent(language().tag(), value).replace('-', "\u{2212}")
}

/// Money: `1.234.567 ₫`.
pub fn money(money: &Money) -> String {
    let MoneyParts { before, digits, after } = money_parts(money);
    [before, digits, after].concat()
}

/// Money that is indicative: `≈ 1.234.567 ₫`.
pub fn approx_money(value: &Money) -> String {
    ["≈\u{a0}", &money(value)].concat()
}

/// Money in parts, for large figures with a small unit.
pub fn money_parts(money: &Money) -> MoneyParts {
    intl::money(language().tag(), money.minor, &money.currency)
}
