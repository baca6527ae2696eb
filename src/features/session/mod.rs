//! Signing in by phone number and code, trying the demo, and the farewell to a closed account.

mod consent;
mod demo;
mod goodbye;
mod model;
mod page;
mod passkey;
mod phone;

pub use goodbye::goodbye;
pub use page::page;
