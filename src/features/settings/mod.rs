//! The member's own settings: language, appearance, currency, signing out.

mod choice;
mod currency;
mod language;
mod page;

pub use page::page;
