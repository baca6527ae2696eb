//! Giving up a request.

use web_sys::{AbortController, AbortSignal};

/// Gives up the request that carries its signal as soon as it is dropped: nobody waits for the answer any more. After the answer
/// it does nothing.
pub struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    /// For one request. A browser without abortion just lets it go on unheard.
    #[expect(clippy::new_without_default, reason = "dropping it is what counts, so it is never made in passing")]
    pub fn new() -> AbortOnDrop {
        AbortOnDrop(AbortController::new().ok())
    }

    /// What the request carries.
    pub fn signal(&self) -> Option<AbortSignal> {
        Some(self.0.as_ref()?.signal())
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
