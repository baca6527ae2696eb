//! Tests of the store, each on SQLite and on PostgreSQL by the same code.

mod audit;
mod import;
mod jobs;
mod model;
mod oracle;
mod parallel;
mod support;
mod transfers;
mod wallet;
