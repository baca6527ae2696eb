//! The first screen: what the member has, what it is worth, what runs out.

use crate::i18n::t;
use crate::ui::PageHeader;
use leptos::prelude::*;

/// The page.
pub fn page() -> AnyView {
    view! { <PageHeader title=t::nav_wallet().to_string()/> }.into_any()
}
