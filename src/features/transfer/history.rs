//! The transfers made, newest first, page by page.

use super::steps::Told;
use super::words;
use crate::api::{self, ApiError};
use crate::i18n::{self, t};
use crate::state::balances::use_balances;
use crate::state::failure::Failure;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::ui::{Button, ButtonKind, ButtonLink, Empty, IconName, PageHeader, Skeleton};
use contract::points::Timestamp;
use contract::points::transfer::State;
use contract::{Transfer, Transfers};
use leptos::prelude::*;

/// The page.
pub fn history() -> AnyView {
    let balances = use_balances();
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let items = RwSignal::new(Vec::<Transfer>::new());
    let next = RwSignal::new(None::<String>);
    let load = Action::new_local(|cursor: &Option<String>| {
        let cursor = cursor.clone();
        async move { api::transfers::list(cursor.as_deref()).await }
    });
    Effect::new(move |_| {
        if let Some(Ok(Transfers { items: more, next: cursor })) = load.value().get() {
            items.update(|items| items.extend(more));
            next.set(cursor);
        }
    });
    load.dispatch_local(None);
    let more = Callback::new(move |()| drop(load.dispatch_local(next.get_untracked())));
    let error = move || load.value().get().and_then(Result::err);
    let first = Memo::new(move |_| load.value().with(Option::is_none) && items.with(Vec::is_empty));
    let body = move || match (first.get(), items.with(Vec::is_empty) && error().is_none()) {
        (true, _) => view! { <Skeleton label=t::app_loading() cards=4/> }.into_any(),
        (_, true) => empty(),
        _ => list(items, next, load.pending().into(), more),
    };
    view! {
        <div class="transfer">
            <PageHeader title=t::page_transfers().to_string()/>
            {body}
            {move || error().map(|error: ApiError| view! { <Failure error=error retry=more/> })}
        </div>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <Empty icon=IconName::Transfer text=[t::transfer_list_empty_title(), ". ", t::transfer_list_empty_text()].concat()>
            <ButtonLink href=Route::Transfer.path()>{t::transfer_start()}</ButtonLink>
        </Empty>
    }
    .into_any()
}

fn list(
    items: RwSignal<Vec<Transfer>>,
    next: RwSignal<Option<String>>,
    busy: Signal<bool>,
    more: Callback<()>,
) -> AnyView {
    let (balances, now) = (use_balances(), use_now());
    let rows = move || {
        let now = now.get();
        items.get().into_iter().map(|transfer| row(&Told::new(transfer, balances), now)).collect_view()
    };
    let button = move || {
        next.with(Option::is_some).then(|| {
            view! { <Button kind=ButtonKind::Quiet busy=busy on_press=more>{t::list_more()}</Button> }
        })
    };
    view! { <ul class="transfer-list">{rows}</ul>{button} }.into_any()
}

fn row(told: &Told, now: Timestamp) -> AnyView {
    let transfer = &told.transfer;
    let bad = matches!(transfer.state, State::Refused | State::Unresolved);
    let href = Route::TransferDetail(transfer.id.clone()).path();
    let numbers = [&told.sent(), " → ", &told.arrives()].concat();
    view! {
        <li>
            <a href=href>
                <b>{told.title()}</b>
                <span class="meta">{words::when(transfer.accepted_at, now)}</span>
                <span class="numbers">{numbers}</span>
                <span class="state" class:bad=bad>{i18n::transfer_state(transfer.state)}</span>
            </a>
        </li>
    }
    .into_any()
}
