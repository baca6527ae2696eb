//! The page: fetches activity page by page for the program that the address asks for.

use super::entry::entry;
use super::filter::{Filter, PARAMETER};
use super::model::{Day, by_day};
use crate::api;
use crate::i18n::{self, t};
use crate::state::balances::use_balances;
use crate::state::listing::Listing;
use crate::state::location::use_location;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::ui::{ButtonKind, ButtonLink, Empty, IconName, PageHeader, dynamic};
use contract::points::Timestamp;
use contract::{Activity, MembershipId};
use leptos::prelude::*;

/// The page.
pub fn page() -> AnyView {
    let balances = use_balances();
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let location = use_location();
    let chosen = Memo::new(move |_| location.parameter(PARAMETER).unwrap_or_default());
    view! {
        <div class="activity">
            <PageHeader title=t::nav_activity().to_string()/>
            <Filter chosen=chosen/>
            {dynamic(move || entries(chosen.get()))}
        </div>
    }
    .into_any()
}

/// The entries of one membership, or of all; drawn anew for each choice.
fn entries(chosen: String) -> AnyView {
    let filtered = !chosen.is_empty();
    let listing = Listing::new(move |cursor: Option<String>| {
        let membership = filtered.then(|| MembershipId(chosen.clone()));
        async move {
            let page = api::activity::list(membership.as_ref(), cursor.as_deref()).await?;
            Ok((page.items, page.next))
        }
    });
    let now = use_now();
    listing.view(move |entries| days(entries, now.get()), move || empty(filtered))
}

fn days(entries: &[Activity], now: Timestamp) -> AnyView {
    let balances = use_balances();
    let day = |day: Day| {
        let entries = day.entries.iter().map(|activity| entry(activity, balances)).collect_view();
        view! { <section><h2>{day.name}</h2><ul class="entries">{entries}</ul></section> }.into_any()
    };
    by_day(entries, |at| day_name(at, now)).into_iter().map(day).collect_view().into_any()
}

/// The day in the member's zone, the last two by their own words.
fn day_name(at: Timestamp, now: Timestamp) -> String {
    let name = i18n::date(at, now);
    if name == i18n::date(now, now) {
        return t::activity_today().into();
    }
    if name == i18n::date(now.plus_days(-1), now) { t::activity_yesterday().into() } else { name }
}

fn empty(filtered: bool) -> AnyView {
    let text = match filtered {
        true => t::activity_empty_filtered().to_owned(),
        false => [t::activity_empty_title(), ". ", t::activity_empty_text()].concat(),
    };
    view! {
        <Empty icon=IconName::Activity text=text>
            <ButtonLink kind=ButtonKind::Quiet href=Route::Wallet.path()>{t::nav_wallet()}</ButtonLink>
        </Empty>
    }
    .into_any()
}
