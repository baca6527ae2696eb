//! Activity of all memberships or of one, by day.

mod entry;
mod filter;
mod model;
mod page;

pub use page::page;
