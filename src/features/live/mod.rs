//! The stream of what changes while pages follow it, and what a listener hears of it where no page tells more.

mod reader;
mod spoken;

pub use reader::run;
