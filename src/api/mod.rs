//! The backend as functions: one file per resource, each returns contract types or an [`ApiError`].

pub mod activity;
mod client;
mod error;
pub mod events;
pub mod export;
pub mod legal;
pub mod links;
pub mod memberships;
pub mod pairs;
pub mod partners;
pub mod passkeys;
pub mod programs;
pub mod quotes;
pub mod rewards;
pub mod session;
pub mod sessions;
pub mod step_up;
pub mod transfers;
pub mod wallet;

pub use client::{ask_as_nobody, on_answer};
pub use error::{ApiError, Said};
