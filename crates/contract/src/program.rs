//! Programs and currencies.

use crate::ids::ProgramId;
use points::{Currency, Money, Points, amount::exact, expiry::ExpiryRule};
use serde::{Deserialize, Serialize};

/// Programs of the coalition and the currencies that values can be shown in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Programs {
    /// All programs, by name.
    pub items: Vec<Program>,
    /// All currencies, by code.
    pub currencies: Vec<Currency>,
}

/// A loyalty program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Program {
    /// Short name.
    pub id: ProgramId,
    /// Name to show.
    pub name: String,
    /// What it is: `airline`, `hotel`, `bank`, `coalition` and so on.
    pub kind: String,
    /// Its unit: `points`, `miles`, `stars`, `avios`, `km`.
    pub unit: String,
    /// ISO 3166 country.
    pub country: String,
    /// IANA zone in which its days begin.
    pub time_zone: String,
    /// Who owns the truth.
    pub owner: Owner,
    /// Indicative value of one point in thousandths of a đồng.
    #[serde(deserialize_with = "exact::number")]
    #[cfg_attr(feature = "openapi", schema(maximum = 9007199254740991_i64))]
    pub point_value_vnd_milli: u64,
    /// Where that value comes from.
    pub value_basis: String,
    /// How its points expire.
    pub expiry: ExpiryRule,
    /// How lots can be kept longer for money, if the program offers that.
    #[serde(default)]
    pub extension: Option<Extension>,
    /// Names of its tiers, lowest first.
    pub tiers: Vec<String>,
    /// Colour of its monogram, `#rrggbb`. Not to be used elsewhere.
    pub brand_color: String,
    /// One to three letters for its tile.
    pub monogram: String,
}

/// A paid extension of a lot, as the program publishes it. The program sells it, not this ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Extension {
    /// What it costs for each `per_points`.
    pub price: Money,
    /// The number of points that the price is for.
    pub per_points: Points,
    /// By how many months the lot lives longer.
    pub months: u32,
    /// Whether a lot can be extended only once.
    pub once: bool,
    /// It is sold in so many months before the end; `None`: at any time.
    #[serde(default)]
    pub within_months: Option<u32>,
}

/// Who owns the truth about a program's balances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// This ledger.
    InHouse,
    /// Another system; this ledger is a dated mirror of it.
    External,
    /// A value this version does not know; treated as external.
    #[serde(other)]
    Unknown,
}
