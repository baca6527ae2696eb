//! The bar above the wallet on a phone: the name, the age of the numbers, the member.

use crate::i18n::{self, t};
use crate::state::balances::use_balances;
use crate::state::config;
use crate::state::route::Route;
use crate::state::session::use_me;
use crate::state::stale::age;
use crate::ui::{Chip, Dot, Icon, IconName, dynamic};
use leptos::prelude::*;

/// The bar. The dot turns amber when the numbers could not be refreshed.
#[component]
pub fn Bar() -> impl IntoView {
    let (balances, me) = (use_balances(), use_me());
    let dot = Signal::derive(move || {
        let stale = balances.error().is_some() || balances.shown().is_some_and(|shown| shown.from_snapshot);
        match balances.shown() {
            None => Dot::None,
            Some(_) if stale => Dot::Warn,
            Some(_) => Dot::Good,
        }
    });
    let name = move || me.with(|me| me.as_ref().map(|me| me.name.clone()).unwrap_or_default());
    // What is shown begins what is said: whoever steers by voice says the letters.
    let label = Signal::derive(move || match name().as_str() {
        "" => t::nav_me().to_owned(),
        name => [&i18n::initials(name), " ", name].concat(),
    });
    // A new member has no name yet.
    let letters = dynamic(move || match name().as_str() {
        "" => view! { <Icon name=IconName::Person/> }.into_any(),
        name => i18n::initials(name).into_any(),
    });
    let age = age();
    view! {
        <header class="wallet-bar">
            {config::logo()}
            <Chip dot=dot>{age}</Chip>
            <a class="avatar" href=Route::Settings.path() aria-label=label>{letters}</a>
        </header>
    }
    .into_any()
}
