//! The bar above the wallet on a phone: the name, the age of the numbers, the member.

use super::model::initials;
use crate::i18n::{self, t};
use crate::state::balances::use_balances;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::state::session::use_me;
use crate::ui::{Chip, Dot};
use leptos::prelude::*;

/// The bar. The dot turns amber when the numbers could not be refreshed.
#[component]
pub fn Bar() -> impl IntoView {
    let (balances, me) = (use_balances(), use_me());
    let dot = Signal::derive(move || {
        let stale = balances.error().is_some() || balances.shown().is_some_and(|shown| shown.from_snapshot);
        if stale { Dot::Warn } else { Dot::Good }
    });
    let letters = move || me.with(|me| me.as_ref().map(|me| initials(&me.name)).unwrap_or_default());
    let label = move || me.with(|me| me.as_ref().map(|me| me.name.clone()).unwrap_or_default());
    view! {
        <header class="wallet-bar">
            <span class="logo" aria-hidden="true">{t::app_name_short()}</span>
            {move || balances.shown().is_some().then(|| view! { <Chip dot=dot>{age()}</Chip> })}
            <a class="avatar" href=Route::Settings.path() aria-label=label>{letters}</a>
        </header>
    }
    .into_any()
}

/// How old the numbers are; follows the clock.
pub fn age() -> impl Fn() -> String + Send + 'static {
    let (balances, now) = (use_balances(), use_now());
    move || balances.shown().map(|shown| i18n::ago(shown.age_ms(now.get()))).unwrap_or_default()
}
