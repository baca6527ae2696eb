//! What stands in a partner's frame: one page, without navigation. No session is asked for, nothing is read from storage.

use super::chunks;
use super::lazy::lazy;
use crate::platform::page::MAIN;
use crate::{api, state};
use leptos::prelude::*;
use std::sync::Arc;

/// The frame.
pub fn frame() -> AnyView {
    api::ask_as_nobody();
    state::provide_in_frame();
    let page = lazy(Arc::new(|| Box::pin(chunks::embed())));
    view! { <main id=MAIN class="frame" tabindex="-1">{page}</main> }.into_any()
}
