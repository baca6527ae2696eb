//! The reference backend: the contract's API over one store.

pub mod audit;
pub mod clock;
pub mod jobs;
pub mod seed;
pub mod store;

mod migration;
