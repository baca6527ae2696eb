//! The name of a page, and where else to go.

use super::Side;
use crate::ui::PageHeader;
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    view! { <PageHeader title="Gallery".to_string()><a class="header-link" href="/">"To the wallet"</a></PageHeader> }
        .into_any()
}
