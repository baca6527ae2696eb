//! A pair: the terms of converting one program's points into another's.

use crate::amount::{MAX_POINTS, Points, exact};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The terms of one directed pair while they are in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairTerms {
    /// Points given, the left side of `give:get`. At least 1.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub give: u64,
    /// Points received for `give`, the right side of `give:get`. At least 1.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub get: u64,
    /// The smallest amount of one transfer.
    pub min: Points,
    /// The largest amount of one transfer, if there is one.
    #[serde(default)]
    pub max: Option<Points>,
    /// Amounts are multiples of this. At least 1.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub step: u64,
    /// What the program charges besides, outside this ledger.
    #[serde(default)]
    pub fee: Option<Fee>,
    /// Extra points on top, while it lasts.
    #[serde(default)]
    pub bonus: Option<Bonus>,
    /// Minutes a transfer waits, cancellable, before anything leaves. 0: it leaves at once.
    pub cancel_minutes: u32,
    /// Hours it usually takes to arrive; `None` is unknown and shown so.
    #[serde(default)]
    pub usual_hours: Option<u32>,
    /// Hours after which it is late; `None` is unknown and shown so.
    #[serde(default)]
    pub latest_hours: Option<u32>,
    /// Tiers of the source program whose members may transfer, by name; empty is everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<String>,
    /// Countries of the phone numbers whose members may transfer, ISO 3166-1 alpha-2; empty is everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
}

/// A fee pro rata of the amount, rounded up to the minor unit and capped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fee {
    /// Minor units for each `per_points`.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub minor: u64,
    /// ISO 4217 code of the fee.
    pub currency: String,
    /// The number of points that `minor` is for. At least 1.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub per_points: u64,
    /// The most one transfer is charged, in minor units.
    #[serde(default, deserialize_with = "exact::optional")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub cap_minor: Option<u64>,
}

/// Extra points: `floor(received × num / den)`, a lot of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bonus {
    /// Numerator.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub num: u64,
    /// Denominator. At least 1.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub den: u64,
    /// Quotes made at or after this instant have no bonus.
    pub until: Timestamp,
}

/// The longest time in which a transfer can be taken back, in minutes: a week.
pub const CANCEL_MINUTES_MOST: u32 = 7 * 24 * 60;
/// The longest time of arrival, in hours: a year.
pub const ARRIVAL_HOURS_MOST: u32 = 365 * 24;

/// Why a row of terms cannot be used; the words say what to correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTerms {
    /// `give`, `get`, `step`, the fee's `per_points` or the bonus' `den` is zero.
    Zero(&'static str),
    /// A number is beyond 2^53 − 1.
    Large(&'static str),
    /// The minimum is zero, off step or above the maximum.
    Minimum,
    /// The maximum is off step.
    Maximum,
    /// The minimum is too small to give a point.
    Nothing,
    /// The minimum gives more points than there can be.
    Everything,
    /// The fee's currency is no ISO 4217 code.
    Currency,
    /// A country is no ISO 3166-1 alpha-2 code.
    Country,
    /// The window or a time of arrival is too long.
    Long(&'static str),
    /// It usually arrives later than at the latest.
    Arrival,
}

impl core::fmt::Display for BadTerms {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            BadTerms::Zero(field) => write!(f, "{field} must be at least 1"),
            BadTerms::Large(field) => write!(f, "{field} must be at most 2^53 - 1"),
            BadTerms::Minimum => f.write_str("min must be at least 1, a multiple of step and not above max"),
            BadTerms::Maximum => f.write_str("max must be a multiple of step"),
            BadTerms::Nothing => f.write_str("min must be so large that it gives at least one point"),
            BadTerms::Everything => f.write_str("min gives more than 2^53 - 1 points: correct give, get or the bonus"),
            BadTerms::Currency => f.write_str("fee_currency must be three capital letters"),
            BadTerms::Country => f.write_str("countries must be two capital letters each"),
            BadTerms::Long("cancel_minutes") => write!(f, "cancel_minutes must be at most {CANCEL_MINUTES_MOST}"),
            BadTerms::Long(field) => write!(f, "{field} must be at most {ARRIVAL_HOURS_MOST}"),
            BadTerms::Arrival => f.write_str("usual_hours must not be more than latest_hours"),
        }
    }
}

impl std::error::Error for BadTerms {}

impl PairTerms {
    /// Terms of `give:get` with step and minimum 1 and nothing else: the start of tests and examples.
    pub const fn simple(give: u64, get: u64) -> PairTerms {
        let min = match Points::new(1) {
            Ok(one) => one,
            Err(_) => Points::ZERO,
        };
        PairTerms {
            give,
            get,
            min,
            max: None,
            step: 1,
            fee: None,
            bonus: None,
            cancel_minutes: 30,
            usual_hours: None,
            latest_hours: None,
            tiers: Vec::new(),
            countries: Vec::new(),
        }
    }

    /// `give:get` in lowest terms, as a rate is read.
    ///
    /// ```
    /// use points::PairTerms;
    /// assert_eq!(PairTerms::simple(4_000, 2_000).ratio(), (2, 1));
    /// ```
    pub fn ratio(&self) -> (u64, u64) {
        lowest(self.give, self.get)
    }

    /// What rounding leaves of `amount`, as a fraction of one target point in lowest terms; it stays with the program that pays out.
    ///
    /// ```
    /// use points::{PairTerms, Points};
    /// assert_eq!(PairTerms::simple(3, 5).left_over(Points::new(1_000).unwrap()), Some((2, 3)));
    /// ```
    pub fn left_over(&self, amount: Points) -> Option<(u64, u64)> {
        let exact = u128::from(amount.get()) * u128::from(self.get);
        let rest = u64::try_from(exact.checked_rem(u128::from(self.give))?).ok()?;
        (rest > 0).then(|| lowest(rest, self.give))
    }

    /// The amount nearest to `amount` that these terms take; of two that are as near, the smaller.
    ///
    /// ```
    /// use points::{PairTerms, Points};
    /// let terms = PairTerms { step: 250, ..PairTerms::simple(25, 1) };
    /// assert_eq!(terms.nearest(Points::new(8_800).unwrap()), Points::new(8_750).ok());
    /// ```
    pub fn nearest(&self, amount: Points) -> Option<Points> {
        let rest = amount.get().checked_rem(self.step)?;
        let below = amount.get() - rest;
        let near = if self.step - rest < rest { below.saturating_add(self.step) } else { below };
        let near = near.max(self.min.get());
        Points::new(self.max.map_or(near, |max| near.min(max.get()))).ok()
    }

    /// Says what is wrong with the terms, if anything is.
    pub fn check(&self) -> Result<(), BadTerms> {
        self.check_numbers()?;
        self.check_times()?;
        let off_step = |amount: Points| !amount.get().is_multiple_of(self.step);
        if self.max.is_some_and(off_step) {
            return Err(BadTerms::Maximum);
        }
        if self.min.is_zero() || off_step(self.min) || self.max.is_some_and(|max| self.min > max) {
            return Err(BadTerms::Minimum);
        }
        // Larger amounts give more, so the minimum decides whether the pair can give anything sensible at all.
        let received = self.min.mul_div_floor(self.get, self.give).map_err(|_| BadTerms::Everything)?;
        let bonus = self.bonus.as_ref().map_or(Ok(Points::ZERO), |bonus| received.mul_div_floor(bonus.num, bonus.den));
        bonus.and_then(|bonus| received.checked_add(bonus)).map_err(|_| BadTerms::Everything)?;
        if received.is_zero() { Err(BadTerms::Nothing) } else { Ok(()) }
    }

    fn check_numbers(&self) -> Result<(), BadTerms> {
        let (fee, bonus) = (self.fee.as_ref(), self.bonus.as_ref());
        let counts = [
            ("give", self.give),
            ("get", self.get),
            ("step", self.step),
            ("fee_per_points", fee.map_or(1, |fee| fee.per_points)),
            ("bonus_den", bonus.map_or(1, |bonus| bonus.den)),
        ];
        let amounts = [
            ("fee_minor", fee.map_or(0, |fee| fee.minor)),
            ("fee_cap_minor", fee.and_then(|fee| fee.cap_minor).unwrap_or(0)),
            ("bonus_num", bonus.map_or(0, |bonus| bonus.num)),
        ];
        if let Some((field, _)) = counts.into_iter().find(|(_, value)| *value == 0) {
            return Err(BadTerms::Zero(field));
        }
        if let Some((field, _)) = counts.into_iter().chain(amounts).find(|(_, value)| *value > MAX_POINTS) {
            return Err(BadTerms::Large(field));
        }
        let is_code = |code: &str, letters| code.len() == letters && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if fee.is_some_and(|fee| !is_code(&fee.currency, 3)) {
            return Err(BadTerms::Currency);
        }
        if self.countries.iter().all(|country| is_code(country, 2)) { Ok(()) } else { Err(BadTerms::Country) }
    }

    fn check_times(&self) -> Result<(), BadTerms> {
        let over = |hours: Option<u32>| hours.is_some_and(|hours| hours > ARRIVAL_HOURS_MOST);
        match (self.usual_hours, self.latest_hours) {
            _ if self.cancel_minutes > CANCEL_MINUTES_MOST => Err(BadTerms::Long("cancel_minutes")),
            (usual, _) if over(usual) => Err(BadTerms::Long("usual_hours")),
            (_, latest) if over(latest) => Err(BadTerms::Long("latest_hours")),
            (Some(usual), Some(latest)) if usual > latest => Err(BadTerms::Arrival),
            _ => Ok(()),
        }
    }
}

/// A fraction in lowest terms.
fn lowest(above: u64, below: u64) -> (u64, u64) {
    let (mut a, mut b) = (above, below);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let divisor = a.max(1);
    (above / divisor, below / divisor)
}

#[cfg(test)]
#[path = "pair_tests.rs"]
mod tests;
