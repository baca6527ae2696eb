//! Rewards of the catalog.

use crate::ids::{ProgramId, RewardId};
use points::Points;
use serde::{Deserialize, Serialize};

/// A page of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rewards {
    /// Rewards by id.
    pub items: Vec<Reward>,
    /// How many there are in all.
    pub count: u32,
    /// Highest change number in the catalog; ask later for what changed since.
    pub seq: u64,
    /// Send it as `cursor` for the next page; `None` on the last.
    pub next: Option<String>,
}

/// Something in the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reward {
    /// Its number.
    pub id: RewardId,
    /// Number of its last change.
    pub seq: u64,
    /// Gone: only the number and `seq` still mean anything.
    pub deleted: bool,
    /// Name in the language asked for.
    pub name: String,
    /// Who gives it.
    pub brand: String,
    /// `coffee`, `travel`, `hotel`, `shopping`, `cinema`, `gift`, `food`, `telecom`.
    pub category: String,
    /// What it costs, one price for each program that can pay.
    pub prices: Vec<RewardPrice>,
}

/// A price in one program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RewardPrice {
    /// Which program.
    pub program: ProgramId,
    /// How many of its points.
    pub points: Points,
}
