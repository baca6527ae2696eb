//! The wallet with its numbers: the middle, and the right column from 900 px.

use super::{bar, cards, model, side, table, under_way};
use crate::i18n::t;
use crate::state::balances::Shown;
use crate::state::route::Route;
use crate::state::viewport::Viewport;
use crate::ui::{Alert, ButtonLink, Empty, HeroMoney, Icon, IconName, bold};
use leptos::prelude::*;

/// The whole page, by the width of the screen.
pub fn content(shown: &Shown, viewport: Viewport, demo: bool) -> AnyView {
    let wallet = &shown.wallet;
    let note = demo.then(|| view! { <p class="note">{t::app_sample_data()}</p> });
    let under_way = under_way::under_way(wallet, wallet.as_of);
    if wallet.memberships.is_empty() {
        return view! { {total(shown, viewport)} {empty()} {note} }.into_any();
    }
    if viewport == Viewport::Narrow {
        return view! {
            {total(shown, viewport)}
            {warning(shown)}
            {quick()}
            {under_way}
            <h2>{t::wallet_col_program()}</h2>
            {cards::cards(shown)}
            {note}
        }
        .into_any();
    }
    let programs = if viewport == Viewport::Wide { table::table(shown) } else { cards::cards(shown) };
    view! {
        <div class="split">
            <div class="mid">{total(shown, viewport)}{programs}{note}</div>
            <div class="side">{warning(shown)}{under_way}{side::recent(wallet)}</div>
        </div>
    }
    .into_any()
}

fn total(shown: &Shown, viewport: Viewport) -> AnyView {
    let age = bar::age();
    let updated = (viewport != Viewport::Narrow).then(|| Signal::derive(move || t::wallet_updated(&age.get())));
    view! {
        <h1 class="total-label">{t::wallet_total()}</h1>
        <HeroMoney value=shown.wallet.total.clone()/>
        <p class="summary">{model::summary(&shown.wallet)}{updated}</p>
    }
    .into_any()
}

fn warning(shown: &Shown) -> AnyView {
    let wallet = &shown.wallet;
    let Some((expiring, text)) = wallet.expiring.as_ref().and_then(|e| Some((e, model::warning(e, wallet)?))) else {
        return ().into_any();
    };
    let href = Route::Program(expiring.membership.clone()).path();
    view! { <Alert href=href action=t::wallet_see()>{bold(&text)}</Alert> }.into_any()
}

fn quick() -> AnyView {
    let action = |route: Route, icon, text| view! { <a href=route.path()><Icon name=icon/>{text}</a> }.into_any();
    view! {
        <nav class="quick" aria-label=t::wallet_quick()>
            {action(Route::Transfer, IconName::Transfer, t::nav_transfer())}
            {action(Route::Rewards, IconName::Gift, t::nav_rewards_long())}
            {action(Route::Activity, IconName::Activity, t::nav_activity())}
        </nav>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <Empty icon=IconName::Wallet text=t::wallet_empty()>
            <ButtonLink href=Route::Rewards.path()>{t::nav_rewards_long()}</ButtonLink>
        </Empty>
    }
    .into_any()
}
