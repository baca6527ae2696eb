//! The wallet with its numbers: the middle, and the right column from 900 px.

use super::total::total;
use super::{cards, device, model, side, start, table, under_way};
use crate::i18n::t;
use crate::state::balances::Shown;
use crate::state::preferences::use_hidden_amounts;
use crate::state::route::Route;
use crate::state::viewport::Viewport;
use crate::ui::{Alert, Icon, IconName, bold, dynamic};
use leptos::prelude::*;

/// The whole page, by the width of the screen.
pub fn content(shown: &Shown, viewport: Viewport, demo: bool) -> AnyView {
    let note = demo.then(|| view! { <p class="note">{t::app_sample_data()}</p> });
    if shown.wallet.memberships.is_empty() {
        return view! { {device::notice()}{start::start()}{note} }.into_any();
    }
    if viewport == Viewport::Narrow {
        return view! {
            {device::notice()}
            {total(shown, viewport)}
            {following(shown, warning)}
            {quick()}
            {following(shown, under_way::under_way)}
            <div class="section-head"><h2>{t::wallet_col_program()}</h2><a href=Route::Link.path() aria-label=t::wallet_add_long()>{t::wallet_add()}</a></div>
            {following(shown, cards::cards)}
            {note}
        }
        .into_any();
    }
    let programs = following(shown, if viewport == Viewport::Wide { table::table } else { cards::cards });
    view! {
        <div class="split">
            <div class="mid">
                {total(shown, viewport)}
                {programs}
                <p class="add"><a href=Route::Link.path()>{t::wallet_add_long()}</a></p>
                {note}
            </div>
            <div class="side">
                {device::notice()}
                {following(shown, warning)}
                {following(shown, under_way::under_way)}
                {following(shown, side::recent)}
            </div>
        </div>
    }
    .into_any()
}

/// A part that is drawn anew when amounts are hidden or shown, and nothing around it: the button that does so keeps its focus.
pub fn following(shown: &Shown, part: fn(&Shown) -> AnyView) -> AnyView {
    let (shown, hidden) = (shown.clone(), use_hidden_amounts());
    dynamic(move || {
        hidden.get();
        part(&shown)
    })
}

fn warning(shown: &Shown) -> AnyView {
    let wallet = &shown.wallet;
    let Some((expiring, text)) =
        wallet.expiring.as_ref().and_then(|e| Some((e, model::warning(e, wallet, shown.server_now())?)))
    else {
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
