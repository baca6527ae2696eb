//! The hero of the page: what everything is worth, and the button that hides it.

use super::content::following;
use super::model;
use crate::i18n::t;
use crate::state::balances::Shown;
use crate::state::preferences::use_hidden_amounts;
use crate::state::stale::age;
use crate::state::viewport::Viewport;
use crate::ui::{HeroMoney, Icon, IconName, dynamic};
use leptos::prelude::*;

/// The total and the line under it.
pub fn total(shown: &Shown, viewport: Viewport) -> AnyView {
    let age = age();
    let updated = (viewport != Viewport::Narrow).then(|| Signal::derive(move || t::wallet_updated(&age.get())));
    view! {
        <div class="total-head"><h1 class="total-label">{t::wallet_total()}</h1>{eye()}</div>
        {following(shown, |shown| view! { <HeroMoney value=shown.wallet.total.clone()/> }.into_any())}
        <p class="summary">{following(shown, |shown| model::summary(&shown.wallet).into_any())}{updated}</p>
    }
    .into_any()
}

/// Hides every amount of the member on this device, or shows them again.
fn eye() -> AnyView {
    let hidden = use_hidden_amounts();
    let pressed = Signal::derive(move || if hidden.get() { "true" } else { "false" });
    let icon = dynamic(move || {
        let name = if hidden.get() { IconName::Hidden } else { IconName::Shown };
        view! { <Icon name=name/> }.into_any()
    });
    let turn = move |_| hidden.set(!untrack(|| hidden.get()));
    view! { <button type="button" class="eye" aria-label=t::wallet_hide() aria-pressed=pressed on:click=turn>{icon}</button> }
        .into_any()
}
