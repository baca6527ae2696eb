//! The latest activity, for the right column of a wide screen.

use super::model;
use crate::i18n::{self, t};
use crate::state::balances::Shown;
use crate::state::route::Route;
use crate::ui::veiled;
use contract::Effect;
use leptos::prelude::*;

/// The latest entries and the way to all of them.
pub fn recent(shown: &Shown) -> AnyView {
    let wallet = &shown.wallet;
    if wallet.recent.is_empty() {
        return ().into_any();
    }
    let entries = wallet.recent.iter().map(|activity| {
        let class = if activity.effect() == Effect::Gain { "num gain" } else { "num" };
        let amount = veiled(i18n::own(i18n::change(activity)));
        view! { <li><span>{model::entry(activity, wallet)}</span><span class=class>{amount}</span></li> }
    });
    view! {
        <section class="recent">
            <h2>{t::nav_activity()}<a href=Route::Activity.path()>{t::wallet_all()}</a></h2>
            <ul>{entries.collect_view()}</ul>
        </section>
    }
    .into_any()
}
