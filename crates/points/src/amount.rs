//! Amounts of points: integers from 0 to 2^53 − 1, so that every value survives JSON in every browser.

use serde::{Deserialize, Deserializer, Serialize};

/// The largest amount: 2^53 − 1, the largest integer that JavaScript keeps exactly.
pub const MAX_POINTS: u64 = (1 << 53) - 1;

/// A number of points of one program (points, miles, stars: the unit belongs to the program).
///
/// ```
/// use points::Points;
/// let have = Points::new(1_000).unwrap();
/// assert_eq!(have.checked_sub(Points::new(400).unwrap()).unwrap().get(), 600);
/// assert!(Points::new(1 << 53).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 9007199254740991_i64))]
pub struct Points(u64);

/// The result does not fit an amount of points or money: use a smaller amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

impl core::fmt::Display for Overflow {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the amount is beyond 2^53 - 1: use a smaller one")
    }
}

impl std::error::Error for Overflow {}

impl Points {
    /// No points.
    pub const ZERO: Points = Points(0);

    /// An amount, if it is at most [`MAX_POINTS`].
    pub const fn new(value: u64) -> Result<Points, Overflow> {
        if value <= MAX_POINTS { Ok(Points(value)) } else { Err(Overflow) }
    }

    /// The plain number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The number as the signed 64-bit integer that databases keep; it always fits.
    pub const fn as_i64(self) -> i64 {
        self.0 as i64
    }

    /// Whether there is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, if it fits.
    pub const fn checked_add(self, other: Points) -> Result<Points, Overflow> {
        Points::new(self.0 + other.0)
    }

    /// The sum, or the largest amount where it does not fit: for counts that nobody calculates with.
    pub const fn saturating_add(self, other: Points) -> Points {
        match self.checked_add(other) {
            Ok(sum) => sum,
            Err(Overflow) => Points(MAX_POINTS),
        }
    }

    /// The difference, if it is not negative.
    pub const fn checked_sub(self, other: Points) -> Option<Points> {
        match self.0.checked_sub(other.0) {
            Some(rest) => Some(Points(rest)),
            None => None,
        }
    }

    /// `floor(self × numerator / denominator)`, with the product in 128 bits.
    ///
    /// A denominator of zero counts as an overflow: no amount is infinite.
    pub fn mul_div_floor(self, numerator: u64, denominator: u64) -> Result<Points, Overflow> {
        let product = u128::from(self.0) * u128::from(numerator);
        let quotient = product.checked_div(u128::from(denominator)).ok_or(Overflow)?;
        u64::try_from(quotient).map_err(|_| Overflow).and_then(Points::new)
    }
}

impl TryFrom<u64> for Points {
    type Error = Overflow;
    fn try_from(value: u64) -> Result<Points, Overflow> {
        Points::new(value)
    }
}

impl TryFrom<i64> for Points {
    type Error = Overflow;
    fn try_from(value: i64) -> Result<Points, Overflow> {
        u64::try_from(value).map_err(|_| Overflow).and_then(Points::new)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Points, D::Error> {
        Points::new(u64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// Plain numbers on the wire: they end where [`Points`] ends, for the same reason.
pub mod exact {
    use super::Points;
    use serde::{Deserialize, Deserializer};

    /// A whole number from 0 to 2^53 − 1.
    pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        Points::deserialize(deserializer).map(Points::get)
    }

    /// Such a number, or none.
    pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
        Ok(Option::<Points>::deserialize(deserializer)?.map(Points::get))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_survive_json_and_one_more_does_not() {
        let text = serde_json::to_string(&Points::new(MAX_POINTS).unwrap()).unwrap();
        assert_eq!(text, "9007199254740991");
        assert_eq!(serde_json::from_str::<Points>(&text).unwrap().get(), MAX_POINTS);
        for bad in ["9007199254740992", "-1", "1.5", "\"1\""] {
            assert!(serde_json::from_str::<Points>(bad).is_err(), "{bad} was taken");
        }
    }

    #[test]
    fn a_product_beyond_the_limit_is_an_error_not_a_wrap() {
        let most = Points::new(MAX_POINTS).unwrap();
        assert_eq!(most.mul_div_floor(u64::MAX, u64::MAX), Ok(most));
        assert_eq!(most.mul_div_floor(2, 1), Err(Overflow));
        assert_eq!(most.mul_div_floor(1, 0), Err(Overflow));
        let one = Points::new(1).unwrap();
        assert_eq!(most.checked_add(one), Err(Overflow));
        assert_eq!((most.saturating_add(one), one.saturating_add(one).get()), (most, 2));
    }
}
