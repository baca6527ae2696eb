//! Partners' systems as the demo and the tests need them: each program keeps a ledger of its own on disk, speaks the connector protocol
//! of docs/PARTNERS.md, and fails as real systems do where a setting says so.
//!
//! It shares the messages of the protocol with Gom (`contract::connector`), and nothing else: signatures and ledger are written anew, as
//! a partner would write them.
#![deny(missing_docs)]

mod book;
mod callbacks;
mod earnings;
mod faults;
mod happened;
mod memberships;
mod server;
mod signature;

pub use book::{Book, Mismatch};
pub use callbacks::{Callbacks, LATE_MS};
pub use faults::{BadFaults, Faults};
pub use happened::{Deed, NotTaken};
pub use server::{Program, Sim};
pub use signature::{sign, signed_at};
