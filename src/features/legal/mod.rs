//! The terms of use and the privacy notice, for everybody, signed in or not.

mod page;

pub use page::page;
