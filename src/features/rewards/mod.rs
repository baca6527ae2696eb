//! The catalog: what there is, what it costs, and whether the member has it.

mod card;
mod model;
mod page;

pub use page::page;
