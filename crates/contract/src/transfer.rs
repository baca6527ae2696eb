//! Transfers.

use crate::ids::{MembershipId, ProgramId, QuoteId, TransferId};
use points::transfer::State;
use points::{Money, Points, Timestamp};
use serde::{Deserialize, Serialize};

/// The body of `PUT /transfers/{id}`: which quote to accept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferAccept {
    /// A quote of this member whose time is not over.
    pub quote: QuoteId,
}

/// A page of transfers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transfers {
    /// Newest first.
    pub items: Vec<Transfer>,
    /// Send it as `cursor` for the next page; `None` on the last.
    pub next: Option<String>,
}

/// An accepted quote on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transfer {
    /// The id the client made.
    pub id: TransferId,
    /// The id that the programs know it by; support of theirs asks for it.
    #[serde(default)]
    pub reference: String,
    /// Where it stands.
    pub state: State,
    /// The membership that gives.
    pub from: MembershipId,
    /// Its program.
    pub from_program: ProgramId,
    /// The membership that receives.
    pub to: MembershipId,
    /// Its program.
    pub to_program: ProgramId,
    /// What leaves.
    pub amount: Points,
    /// What arrives by the rate.
    pub received: Points,
    /// What arrives on top.
    pub bonus: Points,
    /// What the program charges outside this ledger.
    pub fee: Option<Money>,
    /// Indicative value of what leaves, as quoted.
    pub value_given: Money,
    /// Indicative value of what arrives, as quoted.
    pub value_received: Money,
    /// When it was accepted.
    pub accepted_at: Timestamp,
    /// Can be cancelled until this instant, by the server's clock.
    pub cancel_until: Timestamp,
    /// Usually there by this instant; `None` is unknown.
    pub usual_by: Option<Timestamp>,
    /// Late after this instant; `None` is unknown.
    pub latest_by: Option<Timestamp>,
    /// Since when the program whose turn it is has not answered, after several tries; gone once it answers, and where none was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silent_since: Option<Timestamp>,
    /// Every change of state, oldest first.
    pub events: Vec<TransferEvent>,
}

/// A refusal's reason that is Gom's own: the partner never executed the order, and can no more.
pub const NOT_EXECUTED: &str = "not executed before the deadline";
/// A refusal's reason that is Gom's own: the target cannot hold so many points.
pub const TOO_MANY_POINTS: &str = "the target account would hold more points than there can be";
/// What a reason begins with that the operator wrote.
pub const BY_OPERATOR: &str = "the operator: ";

/// A change of state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferEvent {
    /// The state it entered.
    pub state: State,
    /// When.
    pub at: Timestamp,
    /// Why, in English, for support; may be empty.
    pub reason: String,
}
