//! A quote: a pair's terms applied to an amount.

use crate::amount::{Overflow, Points, exact};
use crate::money::Money;
use crate::pair::PairTerms;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A quote's terms stand for at most this long, in milliseconds.
pub const QUOTE_LIFE_MS: i64 = 5 * 60 * 1_000;

/// What a transfer of one amount gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// What leaves the source program.
    pub amount: Points,
    /// What arrives by the rate, bonus not included.
    pub received: Points,
    /// What arrives on top, as a lot of its own.
    pub bonus: Points,
    /// What the program charges outside this ledger.
    pub fee: Option<Money>,
    /// Whether the division left a fraction of a point, which stays with the program that pays out.
    pub rounded: bool,
}

impl Outcome {
    /// Everything that arrives.
    pub fn total_received(&self) -> Result<Points, Overflow> {
        self.received.checked_add(self.bonus)
    }
}

/// Why an amount gets no quote. Each says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "RefusalWire", into = "RefusalWire")]
pub enum Refusal {
    /// Nothing to move: enter at least `min`.
    Zero {
        /// The smallest amount.
        min: Points,
    },
    /// Below the pair's minimum.
    UnderMinimum {
        /// The smallest amount.
        min: Points,
    },
    /// Above the pair's maximum for one transfer.
    OverMaximum {
        /// The largest amount.
        max: Points,
    },
    /// Not a multiple of the step.
    OffStep {
        /// Amounts are multiples of this.
        step: u64,
        /// The nearest allowed amount that is not larger.
        below: Points,
    },
    /// The result is beyond 2^53 − 1.
    Overflow,
    /// A reason this version does not know.
    Unknown,
}

/// A refusal on the wire: a code and the numbers that belong to it. Flat, because a tagged enum costs the app far more code to read.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = Refusal))]
pub(crate) struct RefusalWire {
    /// `zero`, `under_minimum`, `over_maximum`, `off_step` or `overflow`.
    code: String,
    /// The smallest amount, with `zero` and `under_minimum`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min: Option<Points>,
    /// The largest amount, with `over_maximum`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<Points>,
    /// Amounts are multiples of this, with `off_step`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "exact::optional")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    step: Option<u64>,
    /// The nearest allowed amount that is not larger, with `off_step`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    below: Option<Points>,
}

impl From<Refusal> for RefusalWire {
    fn from(refusal: Refusal) -> RefusalWire {
        let bare = |code: &str| RefusalWire { code: code.to_owned(), min: None, max: None, step: None, below: None };
        match refusal {
            Refusal::Zero { min } => RefusalWire { min: Some(min), ..bare("zero") },
            Refusal::UnderMinimum { min } => RefusalWire { min: Some(min), ..bare("under_minimum") },
            Refusal::OverMaximum { max } => RefusalWire { max: Some(max), ..bare("over_maximum") },
            Refusal::OffStep { step, below } => {
                RefusalWire { step: Some(step), below: Some(below), ..bare("off_step") }
            }
            Refusal::Overflow => bare("overflow"),
            Refusal::Unknown => bare("unknown"),
        }
    }
}

impl From<RefusalWire> for Refusal {
    fn from(wire: RefusalWire) -> Refusal {
        match (wire.code.as_str(), wire.min, wire.max, wire.step, wire.below) {
            ("zero", Some(min), ..) => Refusal::Zero { min },
            ("under_minimum", Some(min), ..) => Refusal::UnderMinimum { min },
            ("over_maximum", _, Some(max), ..) => Refusal::OverMaximum { max },
            ("off_step", _, _, Some(step), Some(below)) => Refusal::OffStep { step, below },
            ("overflow", ..) => Refusal::Overflow,
            _ => Refusal::Unknown,
        }
    }
}

impl core::fmt::Display for Refusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Refusal::Zero { min } => write!(f, "the amount is zero: enter at least {}", min.get()),
            Refusal::UnderMinimum { min } => write!(f, "the amount is under the minimum: enter at least {}", min.get()),
            Refusal::OverMaximum { max } => write!(f, "the amount is over the maximum: enter at most {}", max.get()),
            Refusal::OffStep { step, below } => {
                write!(f, "the amount is not a multiple of {step}: enter {} or another multiple", below.get())
            }
            Refusal::Overflow => Overflow.fmt(f),
            Refusal::Unknown => f.write_str("the amount is refused: choose another one"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Overflow> for Refusal {
    fn from(_: Overflow) -> Refusal {
        Refusal::Overflow
    }
}

/// Applies `terms` to `amount` for a quote made at `now`.
///
/// ```
/// use points::{PairTerms, Points, Timestamp, quote};
/// let mut accor_to_lotusmiles = PairTerms::simple(4_000, 2_000);
/// accor_to_lotusmiles.step = 4_000;
/// accor_to_lotusmiles.min = Points::new(4_000).unwrap();
/// let outcome = quote(&accor_to_lotusmiles, Points::new(8_000).unwrap(), Timestamp::EPOCH).unwrap();
/// assert_eq!(outcome.received.get(), 4_000);
/// assert!(quote(&accor_to_lotusmiles, Points::new(5_000).unwrap(), Timestamp::EPOCH).is_err());
/// ```
pub fn quote(terms: &PairTerms, amount: Points, now: Timestamp) -> Result<Outcome, Refusal> {
    check_amount(terms, amount)?;
    let received = amount.mul_div_floor(terms.get, terms.give)?;
    let bonus = match &terms.bonus {
        Some(bonus) if now < bonus.until => received.mul_div_floor(bonus.num, bonus.den)?,
        _ => Points::ZERO,
    };
    received.checked_add(bonus)?;
    let exact = u128::from(amount.get()) * u128::from(terms.get);
    let rounded = exact % u128::from(terms.give) != 0;
    Ok(Outcome { amount, received, bonus, fee: fee(terms, amount)?, rounded })
}

/// When a quote made at `now` ends: after [`QUOTE_LIFE_MS`] or at the pair's next change, whichever is first.
pub fn quote_end(now: Timestamp, next_change: Option<Timestamp>, bonus_until: Option<Timestamp>) -> Timestamp {
    let life = now.plus_ms(QUOTE_LIFE_MS);
    [next_change, bonus_until].into_iter().flatten().filter(|change| *change > now).fold(life, Timestamp::min)
}

fn check_amount(terms: &PairTerms, amount: Points) -> Result<(), Refusal> {
    if amount.is_zero() {
        return Err(Refusal::Zero { min: terms.min });
    }
    if amount < terms.min {
        return Err(Refusal::UnderMinimum { min: terms.min });
    }
    if let Some(max) = terms.max.filter(|max| amount > *max) {
        return Err(Refusal::OverMaximum { max });
    }
    let rest = amount.get().checked_rem(terms.step).ok_or(Refusal::Overflow)?;
    if rest == 0 {
        return Ok(());
    }
    let below = Points::new(amount.get() - rest)?.max(terms.min);
    Err(Refusal::OffStep { step: terms.step, below })
}

fn fee(terms: &PairTerms, amount: Points) -> Result<Option<Money>, Overflow> {
    let Some(fee) = &terms.fee else { return Ok(None) };
    let product = u128::from(amount.get()) * u128::from(fee.minor);
    if fee.per_points == 0 {
        return Err(Overflow);
    }
    let minor = product.div_ceil(u128::from(fee.per_points)).min(u128::from(fee.cap_minor.unwrap_or(u64::MAX)));
    let minor = u64::try_from(minor).ok().and_then(|v| Points::new(v).ok()).ok_or(Overflow)?;
    Ok(Some(Money { minor: minor.get(), currency: fee.currency.clone() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_come_back_from_json() {
        let some = Points::new(4_000).unwrap();
        for refusal in [
            Refusal::Zero { min: some },
            Refusal::UnderMinimum { min: some },
            Refusal::OverMaximum { max: some },
            Refusal::OffStep { step: 4_000, below: some },
            Refusal::Overflow,
            Refusal::Unknown,
        ] {
            let text = serde_json::to_string(&refusal).unwrap();
            assert_eq!(serde_json::from_str::<Refusal>(&text).unwrap(), refusal, "{text}");
        }
        assert_eq!(serde_json::from_str::<Refusal>(r#"{"code":"zero"}"#).unwrap(), Refusal::Unknown);
    }
}
