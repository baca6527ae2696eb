//! The reference backend: the contract's API over one store, and the files of the built app.

pub mod audit;
pub mod clock;
pub mod code_sender;
pub mod config;
pub mod connector;
pub mod device;
pub mod fail_point;
pub mod http;
pub mod jobs;
pub mod one_time;
pub mod origin;
pub mod outbox;
pub mod outside;
pub mod passkey;
pub mod principal;
pub mod seed;
pub mod settings;
pub mod state;
pub mod store;
pub mod streams;
pub mod token;

mod letters;
mod migration;

pub use http::app;
