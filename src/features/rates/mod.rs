//! The rate of a pair as it was, is and will be. Readable signed out.

mod chart;
mod model;
mod page;

pub use page::page;
