//! Tests of the store, each on SQLite and on PostgreSQL by the same code.

// The allowance of clippy.toml reaches `#[test]` functions only, not what they call.
#![allow(clippy::unwrap_used)]

mod activity;
mod audit;
mod bad_partner;
mod catalog;
mod codes;
mod eligible;
mod import;
mod jobs;
mod mirrors;
mod model;
mod ops;
mod oracle;
mod parallel;
mod partners;
mod rough;
mod silent;
mod storm;
mod support;
mod told;
mod told_ends;
mod told_rough;
mod transfers;
mod unknown;
mod wallet;
