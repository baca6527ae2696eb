//! The page: fetches the membership and the pairs.

use super::activity::recent;
use super::balance::balance;
use super::lots::lots;
use super::rates::Rates;
use super::rule::rule;
use super::unlink::{Question, unlink};
use crate::api::{self, ApiError};
use crate::i18n::pages as t;
use crate::platform::clock;
use crate::state::balances::{Shown, use_balances};
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::live::{Live, use_live};
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::state::stale::stale;
use crate::ui::{Back, ButtonLink, Empty, IconName, Monogram, PageHeader, Skeleton, dynamic};
use contract::points::Timestamp;
use contract::{Membership, MembershipDetail, MembershipId, Owner, Pairs};
use futures::future::ready;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page of a membership.
pub fn page(id: MembershipId) -> AnyView {
    let balances = use_balances();
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let detail = Call::new();
    let id = StoredValue::new(id);
    detail.start(load(id.get_value()));
    let retry = Callback::new(move |()| detail.start(load(id.get_value())));
    // The balance of another system comes a moment after the membership was linked.
    let is_there = Signal::derive(move || matches!(detail.answer(), Some(Ok(_))));
    let live = use_live();
    live.follow(is_there, Callback::new(move |()| look_again(id.get_value(), detail, live)));
    // A question that is open stays so when the page is drawn anew.
    let unlinking = Question::new();
    let clock = use_now();
    let body = dynamic(move || match detail.answer() {
        None => loading(),
        Some(Ok((detail, asked_at))) => there(&detail, asked_at, unlinking),
        Some(Err(ApiError::NotFound)) => not_found(),
        // The wallet may still be on its way from this device.
        Some(Err(_)) if !balances.known() => loading(),
        Some(Err(error)) => match id.with_value(|id| balances.membership(id)).zip(balances.shown()) {
            Some((membership, shown)) => {
                // Words that count days are others on another day.
                let _ = clock.get();
                kept(membership, &shown, stale(&error, detail.busy(), retry), unlinking)
            }
            None => view! {
                <PageHeader title=t::page_program().to_string()/>
                <Failure error=error retry=retry/>
            }
            .into_any(),
        },
    });
    view! { <div class="membership"><Back href=Route::Wallet.path()>{t::nav_wallet()}</Back>{body}</div> }.into_any()
}

/// The page is drawn anew only where there is something new; what cannot be asked for stays as it was.
fn look_again(id: MembershipId, detail: Call<(MembershipDetail, Timestamp)>, live: Live) -> bool {
    spawn_local(async move {
        let next = load(id).await;
        let Some(Ok(before)) = detail.peek() else { return };
        let Ok(next) = next else { return live.missed() };
        if !says_the_same(&next.0, &before.0) {
            detail.start(ready(Ok(next)));
        }
    });
    true
}

/// Whether nothing but the time of the answer is another.
fn says_the_same(one: &MembershipDetail, two: &MembershipDetail) -> bool {
    let balance = |of: &MembershipDetail| {
        let balance = &of.membership.balance;
        (balance.available, balance.pending, balance.held)
    };
    let rest = |of: &MembershipDetail| (of.pending.clone(), of.recent.clone(), of.membership.lots.clone());
    one.number_not_known == two.number_not_known
        && balance(one) == balance(two)
        && rest(one) == rest(two)
        && one.membership.tier == two.membership.tier
}

/// The membership, and when this device asked for it.
async fn load(id: MembershipId) -> Result<(MembershipDetail, Timestamp), ApiError> {
    let asked_at = clock::now();
    Ok((api::memberships::get(&id).await?, asked_at))
}

fn there(detail: &MembershipDetail, asked_at: Timestamp, unlinking: Question) -> AnyView {
    let (membership, pairs) = (&detail.membership, Call::new());
    pairs.start(api::pairs::list());
    view! {
        {header(membership)}
        <div class="membership-columns">
            {account(detail, asked_at, detail.as_of, pairs, unlinking)}
            <div>
                <Rates membership=membership.clone() pairs=pairs/>
                {recent(&detail.recent, membership, detail.as_of)}
                {unlink(membership, unlinking)}
            </div>
        </div>
    }
    .into_any()
}

/// It could not be asked for: what the wallet has of it, and how old that is. What else belongs to the page is not there, and nothing is
/// said of it.
fn kept(membership: Membership, shown: &Shown, notice: AnyView, unlinking: Question) -> AnyView {
    let (as_of, today) = (shown.wallet.as_of, shown.server_now());
    let mut detail =
        MembershipDetail { as_of, membership, number_not_known: false, pending: Vec::new(), recent: Vec::new() };
    if detail.membership.balance.owner == Owner::InHouse {
        detail.membership.balance.as_of = as_of;
    }
    view! {
        {header(&detail.membership)}
        {notice}
        <div class="membership-columns">{account(&detail, shown.asked_at, today, Call::new(), unlinking)}</div>
    }
    .into_any()
}

fn header(membership: &Membership) -> AnyView {
    let program = &membership.program;
    let (letters, color) = (program.monogram.clone(), program.brand_color.clone());
    view! { <PageHeader title=program.name.clone()><Monogram letters=letters color=color/></PageHeader> }.into_any()
}

/// What is there and until when, seen from `today`.
fn account(
    detail: &MembershipDetail,
    asked_at: Timestamp,
    today: Timestamp,
    pairs: Call<Pairs>,
    unlinking: Question,
) -> AnyView {
    let (clock, ahead_ms) = (use_now(), detail.as_of.since_ms(asked_at));
    let now = Signal::derive(move || clock.get().plus_ms(ahead_ms));
    view! {
        <div>
            {balance(detail, pairs, now, unlinking)}
            {lots(&detail.membership, &detail.pending, today)}
            {rule(&detail.membership.program)}
        </div>
    }
    .into_any()
}

fn loading() -> AnyView {
    view! {
        <PageHeader title=t::page_program().to_string()/>
        <Skeleton label=t::app_loading() cards=4/>
    }
    .into_any()
}

fn not_found() -> AnyView {
    view! {
        <PageHeader title=t::page_program().to_string()/>
        <Empty icon=IconName::Lost text=t::membership_not_found()>
            <ButtonLink href=Route::Wallet.path()>{t::not_found_home()}</ButtonLink>
        </Empty>
    }
    .into_any()
}
