//! The backend as functions: one file per resource, each returns contract types or an [`ApiError`].

pub mod activity;
mod client;
mod error;
pub mod export;
pub mod legal;
pub mod links;
pub mod memberships;
pub mod pairs;
pub mod partners;
pub mod programs;
pub mod quotes;
pub mod rewards;
pub mod session;
pub mod sessions;
pub mod transfers;
pub mod wallet;

pub use client::{address, ask_as_nobody, on_unauthorized};
pub use error::ApiError;

/// A path with those parameters that have a value. Ids and cursors are URL-safe already, so nothing is escaped.
fn query(path: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut url = String::from(path);
    for (name, value) in parameters {
        if let Some(value) = value {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&[name, "=", value].concat());
        }
    }
    url
}
