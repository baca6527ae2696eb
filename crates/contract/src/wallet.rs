//! The wallet: memberships, balances, lots.

use crate::activity::Activity;
use crate::ids::{MembershipId, ProgramId};
use crate::program::{Owner, Program};
use crate::transfer::Transfer;
use points::{Date, Money, Points, Timestamp};
use serde::{Deserialize, Serialize};

/// Everything the first screen shows, in one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wallet {
    /// The server's time of this answer.
    pub as_of: Timestamp,
    /// Indicative value of available + held + under way, in the member's currency. Pending is apart.
    pub total: Money,
    /// Points and miles in all memberships: available + held + under way, of different units, only for a count.
    pub total_points: Points,
    /// Memberships, the most valuable first.
    pub memberships: Vec<Membership>,
    /// The lot that needs attention first, if one ends within the warning time.
    pub expiring: Option<Expiring>,
    /// Transfers that are not over, newest first.
    pub under_way: Vec<Transfer>,
    /// The latest activity.
    pub recent: Vec<Activity>,
}

/// A member's account in one program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// Its id.
    pub id: MembershipId,
    /// Its program, whole.
    pub program: Program,
    /// The member's number in the program.
    pub number: String,
    /// Status level, if the program has tiers.
    pub tier: Option<Tier>,
    /// What the member has.
    pub balance: Balance,
    /// Indicative value of available + held, in the member's currency.
    pub value: Money,
    /// Parts with one expiry date, in the order they are spent. Only what is available.
    pub lots: Vec<Lot>,
}

/// A balance with its age and origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Balance {
    /// Can be spent now.
    pub available: Points,
    /// Earned, not usable yet.
    pub pending: Points,
    /// Set aside by accepted transfers and redemptions.
    pub held: Points,
    /// When this was true: of a program elsewhere, when its copy was received; the first instant of 1970 while none was.
    pub as_of: Timestamp,
    /// Who owns the truth.
    pub owner: Owner,
    /// Which system said so.
    pub source: String,
}

/// Part of a balance with one expiry date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lot {
    /// Available points of the lot.
    pub amount: Points,
    /// When it was earned.
    pub earned_at: Timestamp,
    /// When it ends, 00:00 in the program's zone; `None` never.
    pub expires_at: Option<Timestamp>,
    /// The last day on which it can be used, in the program's zone.
    pub last_valid_day: Option<Date>,
}

/// Status level and progress over the qualifying period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tier {
    /// Name of the level.
    pub name: String,
    /// The next level, if there is one.
    pub next: Option<String>,
    /// Points or miles that are missing to it.
    pub missing: Option<Points>,
}

/// A lot that ends soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Expiring {
    /// Whose.
    pub membership: MembershipId,
    /// Its program.
    pub program: ProgramId,
    /// How many points end.
    pub amount: Points,
    /// When.
    pub expires_at: Timestamp,
    /// The last day on which they can be used, in the program's zone.
    pub last_valid_day: Date,
    /// Whole days left, 0 on the last day.
    pub days_left: u32,
}

/// A membership's own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MembershipDetail {
    /// The server's time of this answer.
    pub as_of: Timestamp,
    /// The membership, its program and lots.
    pub membership: Membership,
    /// The program's own system says that it does not know the number.
    #[serde(default)]
    pub number_not_known: bool,
    /// Points that are earned and will be usable, with the time of release in `earned_at`'s place of the list's lots.
    pub pending: Vec<Lot>,
    /// The latest activity of this membership.
    pub recent: Vec<Activity>,
}
