//! The page: asks for the balances, and shows what there is: numbers, a skeleton of their size, or words and a way out.

use super::bar::Bar;
use super::content::content;
use super::unfinished::unfinished;
use crate::i18n::t;
use crate::platform::timer;
use crate::state::balances::{Balances, use_balances};
use crate::state::failure::instead_of_page;
use crate::state::live::use_live;
use crate::state::now::use_now;
use crate::state::session::{is_demo, use_me};
use crate::state::stale::stale;
use crate::state::updates::use_updates;
use crate::state::viewport::use_viewport;
use crate::ui::dynamic;
use leptos::prelude::*;

/// The wallet.
pub fn page() -> AnyView {
    let (balances, viewport, me, updates) = (use_balances(), use_viewport(), use_me(), use_updates());
    balances.refresh();
    follow(balances);
    Effect::new(move |marked: Option<bool>| {
        let there = balances.shown().is_some();
        if there && marked != Some(true) {
            timer::mark_next_frame("gom:balances");
            updates.begin();
        }
        there || marked == Some(true)
    });
    // An answer that says the same again draws nothing anew, so that the focus stays where it is; another day does.
    let clock = use_now();
    let numbers = Memo::new_with_compare(
        move |_| balances.shown().map(|shown| (shown.day(clock.get()), shown)),
        |before, after| match (before, after) {
            (Some(Some((day, before))), Some(Some((today, after)))) => day != today || !before.says_the_same(after),
            _ => true,
        },
    );
    let demo = Memo::new(move |_| is_demo(me));
    view! {
        <Bar/>
        {unfinished()}
        {dynamic(move || refresh_failed(balances))}
        {dynamic(move || match numbers.get() {
            Some((_, shown)) => content(&shown, viewport.get(), demo.get()),
            None => without_numbers(balances),
        })}
    }
    .into_any()
}

/// While something is under way the wallet follows it.
fn follow(balances: Balances) {
    let under_way = Memo::new(move |_| balances.shown().is_some_and(|shown| !shown.wallet.under_way.is_empty()));
    let refresh = Callback::new(move |()| {
        let free = !balances.loading();
        if free {
            balances.refresh();
        }
        free
    });
    use_live().follow(under_way.into(), refresh);
}

/// What stands where the numbers will be, in their size.
pub fn skeleton() -> AnyView {
    let lines =
        ["total-label sk-line", "hero sk-line", "summary sk-line"].map(|class| view! { <div class=class></div> });
    let cards = [(); 4].map(|()| view! { <div class="sk-card"></div> });
    view! {
        <h1 class="visually-hidden">{t::nav_wallet()}</h1>
        <p class="visually-hidden" role="status">{t::app_loading()}</p>
        <div class="wallet-sk" aria-hidden="true">{lines.collect_view()}{cards.collect_view()}</div>
    }
    .into_any()
}

fn without_numbers(balances: Balances) -> AnyView {
    match balances.error() {
        Some(error) => instead_of_page(t::nav_wallet(), error, Callback::new(move |()| balances.refresh())),
        None => skeleton(),
    }
}

/// Numbers are there, but the last try to refresh them failed: the page says so and how old they are.
fn refresh_failed(balances: Balances) -> AnyView {
    let Some(error) = balances.error().filter(|_| balances.shown().is_some()) else { return ().into_any() };
    let busy = Signal::derive(move || balances.loading());
    stale(&error, busy, Callback::new(move |()| balances.refresh()))
}
