//! The activity page.

use crate::i18n::t;
use crate::ui::PageHeader;
use leptos::prelude::*;

/// The page.
pub fn page() -> AnyView {
    view! { <PageHeader title=t::nav_activity().to_string()/> }.into_any()
}
