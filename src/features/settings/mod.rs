//! The member's own settings: language, appearance, currency, signing out.

mod choice;
mod currency;
mod devices;
mod language;
mod page;

pub use devices::devices;
pub use page::page;
