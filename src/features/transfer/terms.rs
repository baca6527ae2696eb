//! What the transfer page needs to know besides the wallet: pairs, programs and currencies, with the server's clock.

use crate::api::{self, ApiError};
use crate::platform::clock;
use crate::state::ticker::ServerClock;
use contract::points::Currency;
use contract::{Pairs, Program};
use futures::future::join;
use std::sync::Arc;

/// Pairs, programs, currencies and the clock of their server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// All pairs.
    pub pairs: Pairs,
    /// All programs, linked or not.
    pub programs: Vec<Program>,
    /// Currencies in which values can be shown.
    pub currencies: Vec<Currency>,
    /// The server's clock.
    pub clock: ServerClock,
}

/// Asks for both at once.
pub async fn load() -> Result<Arc<Terms>, ApiError> {
    let asked_at = clock::now();
    let (pairs, programs) = join(api::pairs::list(), api::programs::list()).await;
    let (pairs, programs) = (pairs?, programs?);
    let clock = ServerClock::learn(pairs.as_of, asked_at);
    Ok(Arc::new(Terms { pairs, programs: programs.items, currencies: programs.currencies, clock }))
}
