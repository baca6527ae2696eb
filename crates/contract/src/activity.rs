//! Activity: dated entries of a member.

use crate::ids::{MembershipId, ProgramId, RewardId, TransferId};
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
    /// Whether what can be used grew (`true`) or shrank. Setting points aside for a transfer counts here, and sending them is told
    /// once more; [`Activity::effect`] is what they do to what the member owns.
    pub incoming: bool,
    /// What it was for, as the partner wrote it; empty for our own kinds.
    pub text: String,
    /// The transfer it belongs to, if it does.
    pub transfer: Option<TransferId>,
    /// The program at the other end of that transfer.
    pub other_program: Option<ProgramId>,
    /// The reward it was spent on, if it was.
    #[serde(default)]
    pub reward: Option<RewardId>,
}

/// What an entry does to what the member owns: points that can be used and points that are set aside. Over all entries of a
/// membership, gains less losses are exactly that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It is more.
    Gain,
    /// It is less.
    Loss,
    /// It is as much as before: points were set aside or freed, or wait to be released.
    Neutral,
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

/// Kinds of activity that a member filters by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActivityGroup {
    /// Earned, waiting, released.
    Earn,
    /// Spent on rewards.
    Redeem,
    /// Everything about transfers.
    Transfer,
    /// Expired.
    Expire,
    /// Corrections.
    Adjust,
}

impl ActivityGroup {
    /// All groups.
    pub const ALL: [ActivityGroup; 5] = [
        ActivityGroup::Earn,
        ActivityGroup::Redeem,
        ActivityGroup::Transfer,
        ActivityGroup::Expire,
        ActivityGroup::Adjust,
    ];

    /// The word in an address.
    pub const fn tag(self) -> &'static str {
        match self {
            ActivityGroup::Earn => "earn",
            ActivityGroup::Redeem => "redeem",
            ActivityGroup::Transfer => "transfer",
            ActivityGroup::Expire => "expire",
            ActivityGroup::Adjust => "adjust",
        }
    }

    /// The group of that word.
    pub fn from_tag(tag: &str) -> Option<ActivityGroup> {
        ActivityGroup::ALL.into_iter().find(|group| group.tag() == tag)
    }
}

impl Activity {
    /// What it does to what the member owns. A hold is no loss: the points leave with `TransferOut`.
    pub const fn effect(&self) -> Effect {
        match self.kind {
            ActivityKind::EarnPending | ActivityKind::TransferHold | ActivityKind::TransferCancelled => Effect::Neutral,
            _ if self.incoming => Effect::Gain,
            _ => Effect::Loss,
        }
    }
}

impl ActivityKind {
    /// The group it is filtered by; none for a kind this version does not know.
    pub const fn group(self) -> Option<ActivityGroup> {
        Some(match self {
            ActivityKind::Earn | ActivityKind::EarnPending | ActivityKind::Release => ActivityGroup::Earn,
            ActivityKind::Redeem => ActivityGroup::Redeem,
            ActivityKind::TransferHold
            | ActivityKind::TransferOut
            | ActivityKind::TransferIn
            | ActivityKind::TransferCancelled
            | ActivityKind::TransferReturned => ActivityGroup::Transfer,
            ActivityKind::Expire => ActivityGroup::Expire,
            ActivityKind::Adjust => ActivityGroup::Adjust,
            ActivityKind::Unknown => return None,
        })
    }
}
