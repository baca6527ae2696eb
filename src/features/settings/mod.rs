//! The member's own settings: name, language, appearance, currency, devices, data, signing out.

mod about;
mod amounts;
mod choice;
mod close;
mod currency;
mod data;
mod devices;
mod everywhere;
mod language;
mod latest;
mod model;
mod page;
mod passkey_add;
mod passkey_change;
mod passkey_name;
mod passkeys;
mod sign_out;
mod theme;
mod who;

pub use devices::devices;
pub use page::page;
pub use passkeys::passkeys;
