//! Every widget of `ui` as it is meant to be used, light and dark, with what holds for everyone who uses it. For developers: it
//! speaks English, and nothing in the app leads here.

mod examples;
mod page;

pub use page::page;
