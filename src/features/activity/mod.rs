//! Activity of all memberships or of one, by day.

mod entry;
mod filter;
mod model;
mod page;
mod query;

pub use page::page;
