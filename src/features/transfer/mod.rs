//! Moving points between programs: a new transfer, the transfers made, and one transfer's life.

mod actions;
mod address;
mod amount_field;
mod detail;
mod draft;
mod facts;
mod flow;
mod form;
mod history;
mod model;
mod outcome;
mod page;
mod quote_left;
mod receipt;
mod review;
mod side;
mod standing;
mod steps;
mod terms;
mod truth;
mod watch;
mod words;

pub use detail::detail;
pub use history::history;
pub use page::page;
