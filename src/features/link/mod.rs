//! Linking a program: which one, which number, and the code that proves whose number it is.

mod form;
mod list;
mod model;
mod page;

pub use page::page;
