//! The first screen: what the member has, what it is worth, what runs out.

mod bar;
mod cards;
mod content;
mod device;
mod lots;
mod model;
mod page;
mod side;
mod start;
mod table;
mod total;
mod under_way;
mod unfinished;

pub use page::{page, skeleton};
