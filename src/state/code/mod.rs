//! Proving something by a one-time code: a phone number at sign-in, a membership number at linking. Both ask, enter and fail the same
//! way, so the rules, the calls and the field live here once.

mod entry;
mod flow;
mod model;
mod words;

pub use entry::CodeEntry;
pub use flow::ProofFlow;
pub use model::{Sent, Step, Trouble};
pub use words::trouble as trouble_words;
