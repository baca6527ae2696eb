//! Tests of the store, each on SQLite and on PostgreSQL by the same code.

mod support;
mod wallet;
