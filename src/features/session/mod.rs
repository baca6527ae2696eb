//! Signing in.

mod model;
mod page;

pub use page::page;
