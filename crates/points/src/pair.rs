//! A pair: the terms of converting one program's points into another's.

use crate::amount::Points;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The terms of one directed pair while they are in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairTerms {
    /// Points given, the left side of `give:get`. At least 1.
    pub give: u64,
    /// Points received for `give`, the right side of `give:get`. At least 1.
    pub get: u64,
    /// The smallest amount of one transfer.
    pub min: Points,
    /// The largest amount of one transfer, if there is one.
    #[serde(default)]
    pub max: Option<Points>,
    /// Amounts are multiples of this. At least 1.
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
}

/// A fee pro rata of the amount, rounded up to the minor unit and capped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fee {
    /// Minor units for each `per_points`.
    pub minor: u64,
    /// ISO 4217 code of the fee.
    pub currency: String,
    /// The number of points that `minor` is for. At least 1.
    pub per_points: u64,
    /// The most one transfer is charged, in minor units.
    #[serde(default)]
    pub cap_minor: Option<u64>,
}

/// Extra points: `floor(received × num / den)`, a lot of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bonus {
    /// Numerator.
    pub num: u64,
    /// Denominator. At least 1.
    pub den: u64,
    /// Quotes made at or after this instant have no bonus.
    pub until: Timestamp,
}

/// Why a row of terms cannot be used; the words say what to correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTerms {
    /// `give`, `get`, `step`, the fee's `per_points` or the bonus' `den` is zero.
    Zero(&'static str),
    /// The minimum is zero, off step or above the maximum.
    Minimum,
    /// The maximum is off step.
    Maximum,
}

impl core::fmt::Display for BadTerms {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            BadTerms::Zero(field) => write!(f, "{field} must be at least 1"),
            BadTerms::Minimum => f.write_str("min must be at least 1, a multiple of step and not above max"),
            BadTerms::Maximum => f.write_str("max must be a multiple of step"),
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
        }
    }

    /// `give:get` in lowest terms, as a rate is read.
    ///
    /// ```
    /// use points::PairTerms;
    /// assert_eq!(PairTerms::simple(4_000, 2_000).ratio(), (2, 1));
    /// ```
    pub fn ratio(&self) -> (u64, u64) {
        let (mut a, mut b) = (self.give, self.get);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let divisor = a.max(1);
        (self.give / divisor, self.get / divisor)
    }

    /// Says what is wrong with the terms, if anything is.
    pub fn check(&self) -> Result<(), BadTerms> {
        let zeros = [("give", self.give), ("get", self.get), ("step", self.step)];
        if let Some((field, _)) = zeros.into_iter().find(|(_, value)| *value == 0) {
            return Err(BadTerms::Zero(field));
        }
        if self.fee.as_ref().is_some_and(|fee| fee.per_points == 0) {
            return Err(BadTerms::Zero("fee_per_points"));
        }
        if self.bonus.as_ref().is_some_and(|bonus| bonus.den == 0) {
            return Err(BadTerms::Zero("bonus_den"));
        }
        let off_step = |amount: Points| !amount.get().is_multiple_of(self.step);
        if self.max.is_some_and(off_step) {
            return Err(BadTerms::Maximum);
        }
        let above = self.max.is_some_and(|max| self.min > max);
        if self.min.is_zero() || off_step(self.min) || above { Err(BadTerms::Minimum) } else { Ok(()) }
    }
}
