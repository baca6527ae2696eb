//! The catalog, in the language of the app.

use super::client;
use super::error::ApiError;
use crate::i18n;
use contract::{RewardDetail, RewardId, RewardSort, Rewards, paths};

/// Which rewards are asked for, in which order. Empty texts ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Words of the name or the brand.
    pub q: String,
    /// One category.
    pub category: String,
    /// Only what this program can pay for.
    pub program: String,
    /// Only what the member has enough points for.
    pub affordable: bool,
    /// The order.
    pub sort: RewardSort,
}

impl Search {
    /// The parameters as they stand in an address, of the API and of the page alike; what is not asked for has no value.
    pub fn parameters(&self) -> [(&'static str, &str); 5] {
        let sort = if self.sort == RewardSort::default() { "" } else { self.sort.tag() };
        let affordable = if self.affordable { "1" } else { "" };
        [
            ("q", &self.q),
            ("category", &self.category),
            ("program", &self.program),
            ("affordable", affordable),
            ("sort", sort),
        ]
    }
}

/// A page of what was asked for.
pub async fn list(search: &Search, cursor: Option<&str>) -> Result<Rewards, ApiError> {
    let [q, category, program, affordable, sort] = search.parameters();
    let cursor = ("cursor", cursor.unwrap_or_default());
    client::get(&paths::query(paths::REWARDS, &[q, category, program, affordable, sort, language(), cursor])).await
}

/// One reward with its terms.
pub async fn get(id: RewardId) -> Result<RewardDetail, ApiError> {
    let path = paths::fill(paths::REWARD, &[&id.0.to_string()]);
    client::get(&paths::query(&path, &[language()])).await
}

fn language() -> (&'static str, &'static str) {
    ("language", i18n::language().tag())
}
