//! The transfers made, newest first, page by page.

use super::steps::Told;
use super::words;
use crate::api;
use crate::i18n::{self, t};
use crate::state::balances::use_balances;
use crate::state::listing::Listing;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::ui::{ButtonLink, Empty, IconName, PageHeader, Skeleton};
use contract::Transfer;
use contract::points::Timestamp;
use contract::points::transfer::State;
use leptos::prelude::*;

/// The page.
pub fn history() -> AnyView {
    let balances = use_balances();
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let listing = Listing::new(|cursor: Option<String>| async move {
        let page = api::transfers::list(cursor.as_deref()).await?;
        Ok((page.items, page.next))
    });
    let now = use_now();
    let rows = move |transfers: &[Transfer]| {
        let now = now.get();
        let rows = transfers.iter().map(|transfer| row(&Told::new(transfer.clone(), balances), now)).collect_view();
        view! { <ul class="transfer-list">{rows}</ul> }.into_any()
    };
    view! {
        <div class="transfer">
            <PageHeader title=t::page_transfers().to_string()/>
            {listing.view(rows, empty, skeleton)}
        </div>
    }
    .into_any()
}

fn skeleton() -> AnyView {
    view! { <Skeleton label=t::app_loading() cards=4/> }.into_any()
}

fn empty() -> AnyView {
    view! {
        <Empty icon=IconName::Transfer text=[t::transfer_list_empty_title(), ". ", t::transfer_list_empty_text()].concat()>
            <ButtonLink href=Route::Transfer.path()>{t::transfer_start()}</ButtonLink>
        </Empty>
    }
    .into_any()
}

fn row(told: &Told, now: Timestamp) -> AnyView {
    let transfer = &told.transfer;
    let bad = matches!(transfer.state, State::Refused | State::Unresolved);
    let state = if bad { "state bad" } else { "state" };
    let href = Route::TransferDetail(transfer.id.clone()).path();
    let numbers = [&told.sent(), " → ", &told.arrives()].concat();
    view! {
        <li>
            <a href=href>
                <b>{told.title()}</b>
                <span class="meta">{words::when(transfer.accepted_at, now)}</span>
                <span class="numbers">{numbers}</span>
                <span class=state>{i18n::transfer_state(transfer.state)}</span>
            </a>
        </li>
    }
    .into_any()
}
