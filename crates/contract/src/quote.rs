//! Quotes.

use crate::ids::{MembershipId, ProgramId, QuoteId};
use points::{Money, Outcome, PairTerms, Points, Timestamp};
use serde::{Deserialize, Serialize};

/// What to quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteRequest {
    /// The membership that gives.
    pub from: MembershipId,
    /// The membership that receives.
    pub to: MembershipId,
    /// How many points to give.
    pub amount: Points,
}

/// A pair applied to an amount. Its terms stand until `expires_at`; it reserves nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quote {
    /// Its id.
    pub id: QuoteId,
    /// The server's time when it was made.
    pub made_at: Timestamp,
    /// Confirm before this instant, by the server's clock.
    pub expires_at: Timestamp,
    /// The membership that gives.
    pub from: MembershipId,
    /// Its program.
    pub from_program: ProgramId,
    /// The membership that receives.
    pub to: MembershipId,
    /// Its program.
    pub to_program: ProgramId,
    /// The pair's terms.
    pub terms: PairTerms,
    /// What leaves and what arrives.
    pub outcome: Outcome,
    /// Indicative value of what leaves, in the member's currency.
    pub value_given: Money,
    /// Indicative value of what arrives, bonus included.
    pub value_received: Money,
    /// Gain (positive) or loss (negative) in per cent of the value given, towards zero.
    pub change_percent: Option<i64>,
    /// Seconds it will wait, cancellable, once accepted.
    pub cancel_seconds: u32,
}
