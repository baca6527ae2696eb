//! Rewards of the catalog.

use crate::ids::{ProgramId, RewardId};
use points::{Date, Money, Points};
use serde::{Deserialize, Serialize};

/// A page of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rewards {
    /// Rewards in the order asked for.
    pub items: Vec<Reward>,
    /// How many there are on all pages.
    pub count: u32,
    /// How many of them each category has, whatever category was asked for; the most first.
    #[serde(default)]
    pub categories: Vec<CategoryCount>,
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
    /// The last day on which it is offered; `None` has no end.
    #[serde(default)]
    pub until: Option<Date>,
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

/// Rewards of one category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryCount {
    /// The category.
    pub category: String,
    /// How many rewards.
    pub count: u32,
}

/// One reward with everything a member should know before spending points on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RewardDetail {
    /// The reward.
    pub reward: Reward,
    /// What one gets, in a sentence or two.
    pub about: String,
    /// Conditions, one sentence each.
    pub terms: Vec<String>,
    /// What it costs where it is sold for money; `None` if unknown.
    pub retail: Option<Money>,
    /// Days for which its voucher is valid.
    pub valid_days: u32,
}

/// The order of a list of rewards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RewardSort {
    /// Best match of the search first; without a search a mixed order, the same for everybody.
    #[default]
    Best,
    /// Lowest indicative price first.
    Cheapest,
    /// Highest indicative price first.
    Dearest,
    /// Latest change first.
    Newest,
}

impl RewardSort {
    /// All orders.
    pub const ALL: [RewardSort; 4] = [RewardSort::Best, RewardSort::Cheapest, RewardSort::Dearest, RewardSort::Newest];

    /// The word in an address.
    pub const fn tag(self) -> &'static str {
        match self {
            RewardSort::Best => "best",
            RewardSort::Cheapest => "cheapest",
            RewardSort::Dearest => "dearest",
            RewardSort::Newest => "newest",
        }
    }

    /// The order of that word.
    pub fn from_tag(tag: &str) -> Option<RewardSort> {
        RewardSort::ALL.into_iter().find(|sort| sort.tag() == tag)
    }
}
