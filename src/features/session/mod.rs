//! Signing in.

use crate::i18n::t;
use crate::ui::PageHeader;
use leptos::prelude::*;

/// The page.
pub fn page() -> AnyView {
    view! { <PageHeader title=t::session_title().to_string()/> }.into_any()
}
