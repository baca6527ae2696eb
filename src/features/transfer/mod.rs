//! Moving points between programs.

use crate::i18n::t;
use crate::ui::PageHeader;
use contract::TransferId;
use leptos::prelude::*;

/// A new transfer.
pub fn page() -> AnyView {
    view! { <PageHeader title=t::nav_transfer_long().to_string()/> }.into_any()
}

/// The transfers made.
pub fn history() -> AnyView {
    view! { <PageHeader title=t::page_transfers().to_string()/> }.into_any()
}

/// One transfer.
pub fn detail(_id: TransferId) -> AnyView {
    view! { <PageHeader title=t::page_transfer_detail().to_string()/> }.into_any()
}
