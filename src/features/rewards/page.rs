//! The page: fetches the catalog page by page.

use super::card::card;
use crate::api;
use crate::i18n::t;
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::listing::Listing;
use crate::state::route::Route;
use crate::ui::{ButtonKind, ButtonLink, Chip, Empty, IconName, PageHeader};
use contract::Reward;
use leptos::prelude::*;

/// The page.
pub fn page() -> AnyView {
    let balances = use_balances();
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let count = RwSignal::new(String::new());
    let listing = Listing::new(move |cursor: Option<String>| async move {
        let page = api::rewards::list(cursor.as_deref()).await?;
        count.set(t::rewards_count(u64::from(page.count)));
        Ok((page.items, page.next))
    });
    // Names of all programs, for a price can be in one where the member has no account.
    let names = Call::new();
    names.start(async { api::programs::list().await.map(|programs| programs.items) });
    let rows = move |rewards: &[Reward]| {
        let shown = balances.shown();
        let memberships = shown.as_ref().map(|shown| shown.wallet.memberships.as_slice());
        let programs = names.answer().and_then(Result::ok).unwrap_or_default();
        let rewards = rewards.iter().filter(|reward| !reward.deleted);
        let cards = rewards.map(|reward| card(reward, memberships, &programs)).collect_view();
        view! { <ul class="reward-grid">{cards}</ul><p class="note">{t::rewards_look_only()}</p> }.into_any()
    };
    view! {
        <div class="rewards">
            <PageHeader title=t::nav_rewards_long().to_string()>
                <Chip>{count}</Chip>
            </PageHeader>
            {listing.view(rows, empty)}
        </div>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <Empty icon=IconName::Gift text=[t::rewards_empty_title(), ". ", t::rewards_empty_text()].concat()>
            <ButtonLink kind=ButtonKind::Quiet href=Route::Wallet.path()>{t::nav_wallet()}</ButtonLink>
        </Empty>
    }
    .into_any()
}
