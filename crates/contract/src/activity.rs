//! Activity: dated entries of a member.

use crate::ids::{MembershipId, ProgramId, TransferId};
use points::{Points, Timestamp};
use serde::{Deserialize, Serialize};

/// A page of a longer list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Send it as `cursor` for the next page; `None` on the last.
    pub next: Option<String>,
}

/// One dated entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activity {
    /// Number in the member's own sequence; grows by time of booking.
    pub seq: u64,
    /// When it was booked.
    pub at: Timestamp,
    /// What happened.
    pub kind: ActivityKind,
    /// Whose account.
    pub membership: MembershipId,
    /// Its program.
    pub program: ProgramId,
    /// How many points, always positive.
    pub amount: Points,
    /// Whether they came (`true`) or went.
    pub incoming: bool,
    /// What it was for, as the partner wrote it; empty for our own kinds.
    pub text: String,
    /// The transfer it belongs to, if it does.
    pub transfer: Option<TransferId>,
    /// The program at the other end of that transfer.
    pub other_program: Option<ProgramId>,
}

/// What an entry of activity tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// Points were earned and can be used.
    Earn,
    /// Points were earned and wait.
    EarnPending,
    /// Waiting points can be used now.
    Release,
    /// Points were spent on a reward.
    Redeem,
    /// Points were set aside for a transfer.
    TransferHold,
    /// Points left for another program.
    TransferOut,
    /// Points arrived from another program.
    TransferIn,
    /// Set-aside points are available again.
    TransferCancelled,
    /// Points came back after a refusal.
    TransferReturned,
    /// Points expired.
    Expire,
    /// A correction, with its reason in `text`.
    Adjust,
    /// A kind this version does not know.
    #[serde(other)]
    Unknown,
}
