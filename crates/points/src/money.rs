//! Money: an integer of minor units with its ISO 4217 code, and the indicative value of points.

use crate::amount::{MAX_POINTS, Overflow, Points, exact};
use serde::{Deserialize, Serialize};

/// An amount of money in minor units (đồng, cents, kopecks) of one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Money {
    /// Minor units: 1 đồng, 1 cent.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub minor: u64,
    /// ISO 4217 code, such as `VND`.
    pub currency: String,
}

/// A currency and its indicative rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Currency {
    /// ISO 4217 code.
    pub code: String,
    /// Digits after the decimal mark: 0 for VND, 2 for USD.
    pub exponent: u8,
    /// Thousandths of a đồng for one unit (not one minor unit) of this currency.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub vnd_rate_milli: u64,
    /// Where the rate comes from: `exact` or `sample`.
    pub basis: String,
}

/// An indicative value in thousandths of a đồng. Sums stay in this unit; only the last step rounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct VndMilli(u128);

impl VndMilli {
    /// What `points` are worth at `point_value_vnd_milli` thousandths of a đồng each.
    pub const fn of(points: Points, point_value_vnd_milli: u64) -> VndMilli {
        VndMilli(points.get() as u128 * point_value_vnd_milli as u128)
    }

    /// The sum; an overflow is an error.
    pub fn checked_add(self, other: VndMilli) -> Result<VndMilli, Overflow> {
        self.0.checked_add(other.0).map(VndMilli).ok_or(Overflow)
    }

    /// The plain number of thousandths of a đồng.
    pub const fn get(self) -> u128 {
        self.0
    }

    /// The value in `currency`, rounded down once.
    ///
    /// ```
    /// use points::{Currency, Points, money::VndMilli};
    /// let vnd = Currency { code: "VND".into(), exponent: 0, vnd_rate_milli: 1_000, basis: "exact".into() };
    /// let miles = VndMilli::of(Points::new(38_750).unwrap(), 150_000);
    /// assert_eq!(miles.in_currency(&vnd).unwrap().minor, 5_812_500);
    /// ```
    pub fn in_currency(self, currency: &Currency) -> Result<Money, Overflow> {
        let scale = 10_u128.checked_pow(u32::from(currency.exponent)).ok_or(Overflow)?;
        let minor = self.0.checked_mul(scale).and_then(|v| v.checked_div(u128::from(currency.vnd_rate_milli)));
        let minor = minor.and_then(|v| u64::try_from(v).ok()).filter(|v| *v <= MAX_POINTS).ok_or(Overflow)?;
        Ok(Money { minor, currency: currency.code.clone() })
    }

    /// By how many per cent `received` is worth less (negative) or more (positive) than `self`, towards zero.
    /// `None` when nothing was given, for then there is no ratio.
    ///
    /// ```
    /// use points::money::VndMilli;
    /// use points::Points;
    /// let given = VndMilli::of(Points::new(4_000).unwrap(), 544_000);
    /// let received = VndMilli::of(Points::new(2_000).unwrap(), 150_000);
    /// assert_eq!(given.change_percent(received), Some(-86));
    /// ```
    pub fn change_percent(self, received: VndMilli) -> Option<i64> {
        let (loss, diff) = (received.0 < self.0, received.0.abs_diff(self.0));
        let percent = i64::try_from(diff.checked_mul(100)?.checked_div(self.0)?).ok()?;
        Some(if loss { -percent } else { percent })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd() -> Currency {
        Currency { code: "USD".into(), exponent: 2, vnd_rate_milli: 24_900_000, basis: "sample".into() }
    }

    #[test]
    fn cents_are_rounded_down_once() {
        let value = VndMilli::of(Points::new(3).unwrap(), 83_000);
        assert_eq!(value.in_currency(&usd()).unwrap().minor, 1);
        let sum = value.checked_add(VndMilli::of(Points::new(3).unwrap(), 83_000)).unwrap();
        assert_eq!(sum.in_currency(&usd()).unwrap().minor, 2);
    }

    #[test]
    fn money_and_rates_on_the_wire_end_where_points_do() {
        let money = |minor: &str| serde_json::from_str::<Money>(&format!(r#"{{"minor":{minor},"currency":"VND"}}"#));
        let rate = |milli: &str| {
            let fields = format!(r#"{{"code":"VND","exponent":0,"vnd_rate_milli":{milli},"basis":"exact"}}"#);
            serde_json::from_str::<Currency>(&fields)
        };
        assert_eq!(money("9007199254740991").unwrap().minor, MAX_POINTS);
        assert_eq!(rate("9007199254740991").unwrap().vnd_rate_milli, MAX_POINTS);
        for bad in ["9007199254740992", "18446744073709551615", "-1", "0.5"] {
            assert!(money(bad).is_err() && rate(bad).is_err(), "{bad} was taken");
        }
    }

    #[test]
    fn a_rate_of_zero_or_a_huge_value_is_refused() {
        let mut free = usd();
        free.vnd_rate_milli = 0;
        assert_eq!(VndMilli::of(Points::new(1).unwrap(), 1).in_currency(&free), Err(Overflow));
        let most = VndMilli::of(Points::new(MAX_POINTS).unwrap(), u64::MAX);
        assert_eq!(most.in_currency(&usd()), Err(Overflow));
    }
}
