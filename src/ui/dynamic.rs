//! Views that change, without a copy of the machinery for each.

use leptos::prelude::*;
use std::sync::{Arc, Mutex};

/// A view that follows the signals its function reads. Every closure in a view has a type of its own, for which the renderer is
/// compiled again; behind this one type it is compiled once.
pub fn dynamic(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let shared: Arc<Mutex<dyn FnMut() -> AnyView + Send>> = Arc::new(Mutex::new(view));
    shared.into_any()
}
