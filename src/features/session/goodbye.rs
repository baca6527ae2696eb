//! What stands there after an account was closed.

use crate::i18n::pages as t;
use crate::state::route::Route;
use crate::ui::{ButtonKind, ButtonLink, Empty, IconName, PageHeader};
use leptos::prelude::*;

/// What is gone, what stays with the programs, and the way to the beginning.
pub fn goodbye() -> AnyView {
    let back = Route::SignIn { back: String::new() }.path();
    view! {
        <div class="goodbye">
            <PageHeader title=t::session_goodbye_title().to_string()/>
            <Empty icon=IconName::Wallet text=t::session_goodbye_text()>
                <ButtonLink kind=ButtonKind::Quiet href=back>{t::session_title()}</ButtonLink>
            </Empty>
        </div>
    }
    .into_any()
}
