//! The page of an address that leads nowhere.

use crate::i18n::pages as t;
use crate::state::route::Route;
use crate::ui::{ButtonLink, Empty, IconName, PageHeader};
use leptos::prelude::*;

/// One sentence and the way home.
pub fn page() -> AnyView {
    view! {
        <PageHeader title=t::not_found_title().to_string()/>
        <Empty icon=IconName::Lost text=t::not_found_text()>
            <ButtonLink href=Route::Wallet.path()>{t::not_found_home()}</ButtonLink>
        </Empty>
    }
    .into_any()
}
