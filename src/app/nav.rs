//! The five places of the app: tabs at the bottom of a phone, a rail at the left from 900 px.

use super::chunks;
use super::lazy::furnish;
use crate::i18n::t;
use crate::state::config;
use crate::state::location::use_location;
use crate::state::route::Route;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

struct Tab {
    route: Route,
    icon: IconName,
    /// For the phone.
    short: &'static str,
    /// For the rail.
    long: &'static str,
    /// Paths below which the tab is the current one too.
    prefix: &'static str,
    preload: fn(),
}

fn tabs() -> [Tab; 5] {
    let tab = |route, icon, short, long, prefix, preload| Tab { route, icon, short, long, prefix, preload };
    [
        tab(Route::Wallet, IconName::Wallet, t::nav_wallet(), t::nav_wallet(), "/programs", || {}),
        tab(
            Route::Rewards,
            IconName::Gift,
            t::nav_rewards(),
            t::nav_rewards_long(),
            "/rewards",
            chunks::preload_rewards,
        ),
        tab(
            Route::Transfer,
            IconName::Transfer,
            t::nav_transfer(),
            t::nav_transfer_long(),
            "/transfer",
            chunks::preload_transfer,
        ),
        tab(
            Route::Activity,
            IconName::Activity,
            t::nav_activity(),
            t::nav_activity(),
            "/activity",
            chunks::preload_activity,
        ),
        tab(Route::Settings, IconName::Person, t::nav_me(), t::nav_me(), "/settings", chunks::preload_settings),
    ]
}

/// The navigation. A page's chunk is fetched when the pointer or the focus comes near.
pub fn nav() -> AnyView {
    let location = use_location();
    let links = tabs().map(|tab| {
        let href = tab.route.path();
        let preload = move || {
            drop(furnish());
            (tab.preload)();
        };
        let own = href.clone();
        let current = Signal::derive(move || {
            let path = location.path();
            (path == own || path.starts_with(tab.prefix)).then_some("page")
        });
        view! {
            <a href=href aria-current=current on:pointerenter=move |_| preload() on:focus=move |_| preload()>
                <Icon name=tab.icon/>
                <span class="short">{tab.short}</span>
                <span class="long">{tab.long}</span>
            </a>
        }
    });
    view! {
        <nav class="nav" aria-label=t::nav_label()>
            {config::logo()}
            {links.collect_view()}
        </nav>
    }
    .into_any()
}
