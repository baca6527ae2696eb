//! The transfers made, newest first, page by page.

use super::actions::standing;
use super::model::timeline::{is_final, may_arrive};
use super::steps::Told;
use super::words;
use crate::api::{self, ApiError};
use crate::i18n::{self, pages as t};
use crate::platform::page;
use crate::state::balances::{Balances, use_balances};
use crate::state::listing::Listing;
use crate::state::live::use_live;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::ui::{ButtonLink, Empty, IconName, PageHeader, Skeleton, veiled};
use contract::points::Timestamp;
use contract::{Transfer, TransferId};
use leptos::prelude::*;
use leptos::task::spawn_local;

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
    follow(listing, balances);
    let now = use_now();
    let rows = move |transfers: &[Transfer]| {
        let now = now.get();
        let rows = transfers.iter().map(|transfer| row(&Told::new(transfer.clone(), balances), now)).collect_view();
        view! { <ul class="transfer-list">{rows}</ul> }.into_any()
    };
    view! {
        <div class="transfer">
            <PageHeader title=t::page_transfers().to_string()>
                <a class="header-link" href=Route::Transfer.path()>{t::transfer_start()}</a>
            </PageHeader>
            {listing.view(rows, empty, skeleton)}
        </div>
    }
    .into_any()
}

/// Asks for what may have changed at all news, one question at a time, and says each change of state once.
fn follow(listing: Listing<Transfer>, balances: Balances) {
    let (asking, live) = (RwSignal::new(false), use_live());
    let ask = Callback::new(move |()| {
        let free = !asking.get() && !listing.busy();
        if free {
            asking.set(true);
            spawn_local(async move {
                let before = listing.shown();
                let latest = latest(&before).await;
                if asking.try_get_untracked().is_none() {
                    return;
                }
                match latest {
                    Ok(latest) if latest == before => {}
                    // More were shown meanwhile, and would be lost.
                    Ok(_) if listing.shown() != before => live.missed(),
                    Ok(latest) => {
                        let told = |transfer: &Transfer| untrack(|| Told::new(transfer.clone(), balances).state());
                        let said: Vec<String> = moved(&before, &latest).map(told).collect();
                        if !said.is_empty() {
                            page::announce(&said.join(". "));
                        }
                        listing.show(latest);
                    }
                    // What is not there or cannot be read will not be so at the next question either.
                    Err(ApiError::NotFound | ApiError::Decode) => {}
                    Err(_) => live.missed(),
                }
                asking.set(false);
            });
        }
        free
    });
    live.follow(Signal::stored(true), ask);
}

/// The newest transfers, then those of before as they are now.
async fn latest(before: &[Transfer]) -> Result<Vec<Transfer>, ApiError> {
    let mut latest = api::transfers::list(None).await?.items;
    let newest = latest.len();
    for transfer in before {
        if latest[..newest].iter().all(|known| known.id != transfer.id) {
            let over = is_final(transfer);
            latest.push(if over { transfer.clone() } else { api::transfers::get(&transfer.id).await? });
        }
    }
    Ok(latest)
}

/// Those that entered another state.
fn moved<'a>(before: &'a [Transfer], now: &'a [Transfer]) -> impl Iterator<Item = &'a Transfer> {
    let stood = |id: &TransferId| before.iter().find(|transfer| transfer.id == *id).map(|transfer| transfer.state);
    now.iter().filter(move |transfer| stood(&transfer.id).is_some_and(|state| state != transfer.state))
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
    let href = Route::TransferDetail(transfer.id.clone()).path();
    let (class, state) = standing(told);
    // What comes back has not become anything.
    let numbers = match may_arrive(transfer.state) {
        true => [&i18n::own(told.sent()), " → ", &i18n::own(told.arrives())].concat(),
        false => i18n::own(told.sent()),
    };
    view! {
        <li>
            <a href=href>
                <b>{told.title()}</b>
                <span class="meta">{words::when(transfer.accepted_at, now)}</span>
                <span class="numbers">{veiled(numbers)}</span>
                <span class=class>{state}</span>
            </a>
        </li>
    }
    .into_any()
}
