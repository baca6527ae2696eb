//! What a price in points is worth, and how that compares with the price in a shop.

use contract::points::money::VndMilli;
use contract::points::{Currency, Money, Points};

/// A price in points beside the price in money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Within one per cent.
    Same,
    /// The points are worth so many per cent less.
    Less(u64),
    /// The points are worth so many per cent more.
    More(u64),
}

/// The indicative value of points in a currency, if the list has it.
pub fn value(points: Points, point_value_vnd_milli: u64, currency: &str, currencies: &[Currency]) -> Option<Money> {
    let currency = currencies.iter().find(|known| known.code == currency)?;
    VndMilli::of(points, point_value_vnd_milli).in_currency(currency).ok()
}

/// Compares both in the currency of the shop.
pub fn compare(points: Points, point_value_vnd_milli: u64, retail: &Money, currencies: &[Currency]) -> Option<Worth> {
    let value = value(points, point_value_vnd_milli, &retail.currency, currencies)?;
    let plain = |minor| Some(VndMilli::of(Points::new(minor).ok()?, 1));
    let change = plain(retail.minor)?.change_percent(plain(value.minor)?)?;
    Some(match change {
        -1..=1 => Worth::Same,
        ..-1 => Worth::Less(change.unsigned_abs()),
        2.. => Worth::More(change.unsigned_abs()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::points;
    use super::*;

    #[test]
    fn points_are_compared_with_money_in_the_currency_of_the_shop() {
        let currency = |code: &str, exponent, vnd_rate_milli| Currency {
            code: code.into(),
            exponent,
            vnd_rate_milli,
            basis: "sample".into(),
        };
        let currencies = [currency("VND", 0, 1_000), currency("USD", 2, 25_000_000)];
        let cases = [
            // 3,900 points of 10 ₫ each are worth 39,000 ₫.
            ((39_000, "VND"), Some(Worth::Same)),
            ((39_390, "VND"), Some(Worth::Same)),
            ((45_000, "VND"), Some(Worth::Less(13))),
            ((30_000, "VND"), Some(Worth::More(30))),
            ((156, "USD"), Some(Worth::Same)),
            ((312, "USD"), Some(Worth::Less(50))),
            ((0, "VND"), None),
            ((1, "XAU"), None),
        ];
        for ((minor, code), expected) in cases {
            let retail = Money { minor, currency: code.into() };
            assert_eq!(compare(points(3_900), 10_000, &retail, &currencies), expected, "{minor} {code}");
        }
    }
}
