//! Pairs: what converts into what, on which terms, since when.

use crate::ids::ProgramId;
use points::{Observed, PairTerms, Timestamp};
use serde::{Deserialize, Serialize};

/// All pairs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pairs {
    /// The server's time of this answer.
    pub as_of: Timestamp,
    /// Pairs by source, then target.
    pub items: Vec<Pair>,
}

/// One directed pair: the terms in force and the next announced change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pair {
    /// Source program.
    pub from: ProgramId,
    /// Target program.
    pub to: ProgramId,
    /// The row in force.
    pub current: PairRow,
    /// The next announced change, if there is one.
    #[serde(default)]
    pub next: Option<PairRow>,
    /// How long the latest transfers took from leaving to arriving; `None` is unknown.
    #[serde(default)]
    pub observed: Option<Observed>,
}

/// Terms with the time from which they are in force, and where they come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairRow {
    /// In force from this instant; `None` for the first known terms.
    pub valid_from: Option<Timestamp>,
    /// The terms.
    pub terms: PairTerms,
    /// Closed: no quotes are made.
    pub closed: bool,
    /// `published` or `invented` (a placeholder of the sample data).
    pub basis: String,
    /// When the source was read; empty if unknown.
    pub as_of: String,
    /// Where the terms were published.
    pub source: String,
}

/// One pair with everything known about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PairHistory {
    /// The server's time of this answer.
    pub as_of: Timestamp,
    /// The pair now.
    pub pair: Pair,
    /// All rows, oldest first, announced changes included.
    pub history: Vec<PairRow>,
}
