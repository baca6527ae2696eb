//! Tests through the public API: the whole router on a real store, and the real program over TCP.
// clippy.toml allows unwrap in test functions; the helpers of this crate are tests too.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod account;
mod activity;
mod authenticator;
mod bank;
mod branded;
mod cross_site;
mod eligible;
mod embed;
mod events;
mod files;
mod happened;
mod headers;
mod identity;
mod input;
mod kill;
mod links;
mod lost_reply;
mod observed;
mod openapi;
mod operations;
mod outbox;
mod partners;
mod passkeys;
mod program;
mod proving;
mod quote_edge;
mod rewards;
mod same_id;
mod search;
mod session;
mod sessions;
mod sign_in;
mod step_up;
mod strangers;
mod tcp;
mod webhook;
mod world;
