//! The rules of the transfer pages without a browser: reading an amount, choosing a pair, the preview, the life of an
//! unfinished confirmation, and the timeline. Plain structs with table tests; the views only draw what these say.

pub mod amount;
pub mod choice;
pub mod preview;
pub mod sending;
pub mod timeline;
