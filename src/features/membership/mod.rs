//! One membership: what is there, its level, its lots and their dates, the rule of expiry, rates, and what happened.

mod activity;
mod balance;
mod lots;
mod model;
mod page;
mod rates;
mod rule;
mod unlink;

pub use page::page;
