//! The name of a page, and where else to go.

use super::Side;
use crate::ui::{Back, PageHeader};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    view! {
        <Back href="/settings">"Me"</Back>
        <PageHeader title="Gallery".to_string()><a class="header-link" href="/">"To the wallet"</a></PageHeader>
    }
    .into_any()
}
