//! Numbers and money.

use super::language;
use crate::platform::intl::{self, MoneyParts};
use contract::points::{Money, Points};
use contract::{Activity, Effect};

/// An integer with the groups of the language: `1.234.567`.
pub fn number(value: u64) -> String {
    // Every number shown is at most 2^53 − 1.
    intl::number(language().tag(), value as i64, false)
}

/// An amount with its unit: `4.000 điểm`.
pub fn amount(points: Points, unit: &str) -> String {
    [&self::points(points), "\u{a0}", &super::unit(unit, points.get())].concat()
}

/// An amount of points, without its unit.
pub fn points(amount: Points) -> String {
    number(amount.get())
}

/// What an entry of activity brought (`+1.200`) or took (`−3.900`). Points that were only set aside have no sign, for they are
/// still the member's.
pub fn change(activity: &Activity) -> String {
    let value = match activity.effect() {
        Effect::Gain => activity.amount.as_i64(),
        Effect::Loss => -activity.amount.as_i64(),
        Effect::Neutral => return points(activity.amount),
    };
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
