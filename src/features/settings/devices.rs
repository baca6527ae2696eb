//! Stub.
use leptos::prelude::*;
/// Stub.
pub fn devices() -> AnyView {
    ().into_any()
}
