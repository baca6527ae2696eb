//! The slices: each a page or a few, with its pieces and its pure model. Slices never import slices.

pub mod activity;
pub mod embed;
pub mod gallery;
pub mod legal;
pub mod link;
pub mod live;
pub mod membership;
pub mod not_found;
pub mod rates;
pub mod rewards;
pub mod session;
pub mod settings;
pub mod transfer;
pub mod wallet;
