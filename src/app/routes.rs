//! The table: which page stands at which path, and what it is called.

use super::{
    chunks,
    guard::guard,
    lazy::{lazy, skeleton},
    not_found::NotFound,
};
use crate::features::{session, wallet};
use crate::i18n::t;
use contract::{MembershipId, TransferId};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::hooks::use_params_map;
use leptos_router::path;

/// The page at the current path.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <NotFound/> }>
            <Route path=path!("/") view=|| guard(wallet::page, wallet::skeleton)/>
            <Route path=path!("/rewards") view=|| guard(rewards, skeleton)/>
            <Route path=path!("/transfer") view=|| guard(transfer, skeleton)/>
            <Route path=path!("/transfers") view=|| guard(transfers, skeleton)/>
            <Route path=path!("/transfers/:id") view=|| guard(transfer_detail, skeleton)/>
            <Route path=path!("/activity") view=|| guard(activity, skeleton)/>
            <Route path=path!("/programs/:id") view=|| guard(membership, skeleton)/>
            <Route path=path!("/settings") view=|| guard(settings, skeleton)/>
            <Route path=path!("/sign-in") view=session::page/>
        </FlatRoutes>
    }
    .into_any()
}

/// What the page at a path is called.
pub fn title(path: &str) -> &'static str {
    match path {
        "/" => t::nav_wallet(),
        "/rewards" => t::nav_rewards_long(),
        "/transfer" => t::nav_transfer_long(),
        "/transfers" => t::page_transfers(),
        "/activity" => t::nav_activity(),
        "/settings" => t::nav_me(),
        "/sign-in" => t::session_title(),
        path if path.starts_with("/transfers/") => t::page_transfer_detail(),
        path if path.starts_with("/programs/") => t::page_program(),
        _ => t::not_found_title(),
    }
}

/// The id in the path; read in a view, so that going from one id to the next draws the page anew.
fn id() -> Signal<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default())).into()
}

fn rewards() -> AnyView {
    lazy(|| Box::pin(chunks::rewards()))
}

fn transfer() -> AnyView {
    lazy(|| Box::pin(chunks::transfer()))
}

fn transfers() -> AnyView {
    lazy(|| Box::pin(chunks::transfers()))
}

fn activity() -> AnyView {
    lazy(|| Box::pin(chunks::activity()))
}

fn settings() -> AnyView {
    lazy(|| Box::pin(chunks::settings()))
}

fn transfer_detail() -> AnyView {
    let id = id();
    (move || {
        let id = TransferId(id.get());
        lazy(move || Box::pin(chunks::transfer_detail(id.clone())))
    })
    .into_any()
}

fn membership() -> AnyView {
    let id = id();
    (move || {
        let id = MembershipId(id.get());
        lazy(move || Box::pin(chunks::membership(id.clone())))
    })
    .into_any()
}
