//! What a partner's page shows in its frame: the public rates of its program, and the way into the wallet. No member, no storage.

mod page;
mod rates;
mod talk;
mod view;

pub use page::page;
