//! The preview of a transfer: the same rules that the server quotes by, applied while the member types.

use super::amount::NotAmount;
use crate::state::outlook::model::in_force;
use contract::points::money::VndMilli;
use contract::points::{Currency, Money, Outcome, PairTerms, Points, Refusal, Timestamp, quote};
use contract::{Pair, PairRow, Quote, QuoteRequest};

/// What a preview is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The pair, with its terms in force and the announced ones.
    pub pair: Pair,
    /// The pair of the way back, if there is one.
    pub reverse: Option<Pair>,
    /// What the source membership can spend.
    pub available: Points,
    /// Indicative value of a source point, in thousandths of a đồng.
    pub from_value: u64,
    /// Indicative value of a target point, in thousandths of a đồng.
    pub to_value: u64,
    /// The member's currency; `None` when the list of currencies lacks it, and then no value is shown.
    pub currency: Option<Currency>,
}

/// What the member sees before asking for a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What leaves and what arrives.
    pub outcome: Outcome,
    /// Everything that arrives, bonus included.
    pub total: Points,
    /// Indicative value of what leaves.
    pub given: Option<Money>,
    /// Indicative value of what arrives.
    pub received: Option<Money>,
    /// Gain or loss in per cent.
    pub change: Option<i64>,
    /// What the way back would give.
    pub back: Back,
}

/// The way back, at the terms of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Back {
    /// There is no pair, or it is closed.
    NoWay,
    /// What arrives is less than the way back takes.
    UnderMinimum(Points),
    /// It gives this much, which is so many per cent more or less than what was sent.
    Gives(Points, Option<i64>),
}

/// Why an amount cannot be sent. Each leads to a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The text is no amount.
    Typed(NotAmount),
    /// Zero.
    Zero(Points),
    /// Below this minimum.
    UnderMinimum(Points),
    /// Above this maximum.
    OverMaximum(Points),
    /// Not a multiple of the step; the nearest amounts below and above that can be sent.
    OffStep(u64, Option<Points>, Option<Points>),
    /// More than there is; the most that can be sent, if anything.
    OverBalance(Points, Option<Points>),
    /// What arrives would be beyond 2^53 − 1.
    Overflow,
    /// The pair makes no quotes.
    Closed,
}

impl Ask {
    /// Applies the terms in force at `now` to `amount`.
    pub fn preview(&self, amount: Points, now: Timestamp) -> Result<Preview, Problem> {
        let row = self.row(now);
        if row.closed {
            return Err(Problem::Closed);
        }
        let outcome = quote(&row.terms, amount, now).map_err(|refusal| self.problem(refusal, &row.terms, amount))?;
        if amount > self.available {
            return Err(Problem::OverBalance(self.available, most(&row.terms, self.available)));
        }
        let total = outcome.total_received().map_err(|_| Problem::Overflow)?;
        let (given, received) = (VndMilli::of(amount, self.from_value), VndMilli::of(total, self.to_value));
        let money = |value: VndMilli| self.currency.as_ref().and_then(|currency| value.in_currency(currency).ok());
        Ok(Preview {
            total,
            given: money(given),
            received: money(received),
            change: given.change_percent(received),
            back: self.back(amount, total, now),
            outcome,
        })
    }

    /// The amounts to offer with one touch: the minimum, two multiples of it, and the most that can be sent.
    pub fn chips(&self, now: Timestamp) -> Vec<Points> {
        let terms = &self.row(now).terms;
        let Some(most) = most(terms, self.available) else { return vec![terms.min] };
        let mut chips: Vec<Points> = [1, 2, 5]
            .into_iter()
            .filter_map(|times| terms.min.mul_div_floor(times, 1).ok())
            .filter(|chip| *chip < most)
            .collect();
        chips.push(most);
        chips
    }

    /// The most that can be sent now: what the balance and the maximum allow, on the step.
    pub fn most(&self, now: Timestamp) -> Option<Points> {
        most(&self.row(now).terms, self.available)
    }

    /// The row in force at `now`.
    pub fn row(&self, now: Timestamp) -> &PairRow {
        in_force(&self.pair, now)
    }

    fn back(&self, sent: Points, arrived: Points, now: Timestamp) -> Back {
        let Some(reverse) = self.reverse.as_ref().map(|pair| in_force(pair, now)).filter(|row| !row.closed) else {
            return Back::NoWay;
        };
        let Some(amount) = most(&reverse.terms, arrived) else { return Back::UnderMinimum(reverse.terms.min) };
        match quote(&reverse.terms, amount, now).map(|outcome| outcome.total_received()) {
            Ok(Ok(back)) => Back::Gives(back, VndMilli::of(sent, 1).change_percent(VndMilli::of(back, 1))),
            _ => Back::NoWay,
        }
    }

    fn problem(&self, refusal: Refusal, terms: &PairTerms, amount: Points) -> Problem {
        match refusal {
            Refusal::Zero { min } => Problem::Zero(min),
            Refusal::UnderMinimum { min } => Problem::UnderMinimum(min),
            Refusal::OverMaximum { max } => Problem::OverMaximum(max),
            Refusal::OffStep { step, below } => {
                let above = Points::new(step).and_then(|step| below.checked_add(step)).ok();
                let most = most(terms, self.available);
                let can_be_sent = |offer: &Points| Some(*offer) <= most && *offer != amount;
                Problem::OffStep(step, Some(below).filter(can_be_sent), above.filter(can_be_sent))
            }
            Refusal::Overflow => Problem::Overflow,
            // Only a newer server knows other reasons; the rules here never give it.
            Refusal::Unknown => Problem::Closed,
        }
    }
}

impl Problem {
    /// Amounts that could be sent instead.
    pub fn offers(&self) -> Vec<Points> {
        match *self {
            Problem::Zero(min) | Problem::UnderMinimum(min) => vec![min],
            Problem::OverMaximum(max) => vec![max],
            Problem::OffStep(_, below, above) => below.into_iter().chain(above).collect(),
            Problem::OverBalance(_, most) => most.into_iter().collect(),
            Problem::Typed(_) | Problem::Overflow | Problem::Closed => Vec::new(),
        }
    }
}

/// The most of `have` that one transfer can take.
fn most(terms: &PairTerms, have: Points) -> Option<Points> {
    let have = terms.max.map_or(have, |max| max.min(have)).get();
    let rest = have.checked_rem(terms.step)?;
    Points::new(have - rest).ok().filter(|most| *most >= terms.min)
}

/// Whether a quote is for what the form asks for now. What is drawn and what is confirmed must be the same deal.
pub fn answers(quote: &Quote, request: &QuoteRequest) -> bool {
    (&quote.from, &quote.to, quote.outcome.amount) == (&request.from, &request.to, request.amount)
}

#[cfg(test)]
#[path = "preview_tests.rs"]
mod tests;
