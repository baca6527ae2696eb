//! The catalog: what there is, what it costs, and whether the member has it.

mod card;
mod category;
mod chips;
mod choices;
mod detail;
mod field;
mod model;
mod page;
mod price;
mod query;
#[cfg(test)]
mod samples;
mod way;
mod worth;

pub use detail::detail;
pub use page::page;
