//! The page: fetches the catalog page by page.

use super::card::card;
use crate::api::{self, ApiError};
use crate::i18n::t;
use crate::state::balances::use_balances;
use crate::state::failure::Failure;
use crate::state::route::Route;
use crate::ui::{Button, ButtonKind, ButtonLink, Chip, Empty, IconName, PageHeader, Skeleton};
use contract::Reward;
use leptos::prelude::*;

/// The page.
pub fn page() -> AnyView {
    let balances = use_balances();
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let items = RwSignal::new(Vec::<Reward>::new());
    let next = RwSignal::new(None::<String>);
    let count = RwSignal::new(None::<u32>);
    let load = Action::new_local(|cursor: &Option<String>| {
        let cursor = cursor.clone();
        async move { api::rewards::list(cursor.as_deref()).await }
    });
    Effect::new(move |_| {
        if let Some(Ok(page)) = load.value().get() {
            items.update(|items| items.extend(page.items.into_iter().filter(|reward| !reward.deleted)));
            next.set(page.next);
            count.set(Some(page.count));
        }
    });
    load.dispatch_local(None);
    let more = Callback::new(move |()| drop(load.dispatch_local(next.get_untracked())));
    let error = move || load.value().get().and_then(Result::err);
    let body = move || match (items.with(Vec::is_empty), load.value().with(Option::is_none), error().is_none()) {
        (true, true, _) => view! { <Skeleton label=t::app_loading() cards=4/> }.into_any(),
        (true, _, true) => empty(),
        _ => grid(items),
    };
    let button = move || {
        (next.with(Option::is_some) && error().is_none()).then(|| {
            view! { <Button kind=ButtonKind::Quiet busy=load.pending() on_press=more>{t::list_more()}</Button> }
        })
    };
    view! {
        <div class="rewards">
            <PageHeader title=t::nav_rewards_long().to_string()>
                <Chip>{move || count.get().map(|count| t::rewards_count(u64::from(count)))}</Chip>
            </PageHeader>
            {body}
            {button}
            {move || error().map(|error: ApiError| view! { <Failure error=error retry=more/> })}
        </div>
    }
    .into_any()
}

/// The cards. Names of programs come from the list of all, for a price can be in one where the member has no account.
fn grid(items: RwSignal<Vec<Reward>>) -> AnyView {
    let balances = use_balances();
    let programs = LocalResource::new(api::programs::list);
    let cards = move || {
        let memberships = balances.shown().map(|shown| shown.wallet.memberships.clone());
        let programs = programs.get().and_then(Result::ok).map(|programs| programs.items).unwrap_or_default();
        items.with(|items| items.iter().map(|reward| card(reward, memberships.as_deref(), &programs)).collect_view())
    };
    view! { <ul class="reward-grid">{cards}</ul><p class="note">{t::rewards_look_only()}</p> }.into_any()
}

fn empty() -> AnyView {
    view! {
        <Empty icon=IconName::Gift text=[t::rewards_empty_title(), ". ", t::rewards_empty_text()].concat()>
            <ButtonLink kind=ButtonKind::Quiet href=Route::Wallet.path()>{t::nav_wallet()}</ButtonLink>
        </Empty>
    }
    .into_any()
}
