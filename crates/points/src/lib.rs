//! The rules of the numbers: amounts, pairs, quotes, lots, expiry, value and the states of a transfer.
//!
//! Pure and integer-only: no input or output, no clock, no float. The backend decides with it and the app previews with it,
//! so what a member sees before confirming is what the ledger books.
#![deny(missing_docs)]

pub mod amount;
pub mod cycle;
pub mod expiry;
mod fraction;
pub mod lot;
pub mod money;
mod observed;
#[cfg(feature = "openapi")]
mod openapi;
pub mod pair;
pub mod quote;
pub mod time;
pub mod transfer;

pub use amount::{Overflow, Points};
pub use money::{Currency, Money};
pub use observed::{OBSERVED_LEAST, Observed};
pub use pair::{Bonus, Fee, PairTerms};
pub use quote::{Outcome, Refusal, quote};
pub use time::{Date, Timestamp};
