//! The page: fetches activity page by page for the filters of the address.

use super::entry::{Names, entry};
use super::filter::FilterBar;
use super::model::{Day, by_day};
use super::query;
use crate::api::{self, ApiError, activity::Filter};
use crate::i18n::{self, pages as t};
use crate::platform::page as document;
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::listing::Listing;
use crate::state::location::use_location;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::ui::{Button, ButtonKind, ButtonLink, Empty, IconName, PageHeader};
use contract::points::Timestamp;
use contract::{Activity, Page, Program};
use leptos::prelude::*;

/// Grey rows while the first page is under way: as many as a screen has, so that what stands below them is not seen to move.
const GREY_ROWS: usize = 16;

/// The page.
pub fn page() -> AnyView {
    let (balances, location, now) = (use_balances(), use_location(), use_now());
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let filter = location.asked(Route::Activity, |parameter| query::read(parameter));
    // What is shown answers this, which is not yet the address while the next answer is under way.
    let answered = RwSignal::new(None::<Filter>);
    let listing = Listing::new(move |cursor: Option<String>| {
        let filter = filter.get_untracked();
        async move {
            let page = match api::activity::list(&filter, cursor.as_deref()).await {
                // An address may name a program that is not the member's: nothing fits it.
                Err(ApiError::NotFound) => Page { items: Vec::new(), next: None },
                answer => answer?,
            };
            // The first answer is told by the page itself, and a longer list by its focus.
            if untrack(|| answered.get()).is_some_and(|before| before != filter) {
                document::announce(&t::activity_shown(page.items.len() as u64));
            }
            answered.set(Some(filter));
            Ok((page.items, page.next))
        }
    });
    Effect::new(move |before: Option<Filter>| {
        let now = filter.get();
        if before.is_some_and(|before| before != now) {
            listing.restart();
        }
        now
    });
    // Names of all programs, for an entry can be about one that is not in the wallet.
    let names = Call::new();
    names.start(async { api::programs::list().await.map(|programs| programs.items) });
    let rows = move |entries: &[Activity]| {
        // An entry is as high as what is said of its program.
        if !(balances.known() && names.answer().is_some()) {
            return skeleton();
        }
        let shown = balances.shown();
        let memberships = shown.as_ref().map(|shown| shown.wallet.memberships.as_slice()).unwrap_or_default();
        let own: Vec<&Program> = memberships.iter().map(|m| &m.program).collect();
        let listed = names.answer().and_then(Result::ok).unwrap_or_default();
        days(entries, &Names { own, listed: &listed }, now.get())
    };
    view! {
        <div class="activity">
            <PageHeader title=t::nav_activity().to_string()/>
            <FilterBar filter=filter/>
            {listing.view(rows, move || empty(&answered.get().unwrap_or_default()), skeleton)}
        </div>
    }
    .into_any()
}

fn days(entries: &[Activity], names: &Names, now: Timestamp) -> AnyView {
    let day = |day: Day| {
        let entries = day.entries.iter().map(|activity| entry(activity, names)).collect_view();
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

fn skeleton() -> AnyView {
    let rows = (0..GREY_ROWS).map(|_| view! { <div class="sk-line entry-sk"></div> }).collect_view();
    view! {
        <p class="visually-hidden" role="status">{t::app_loading()}</p>
        <div class="sk" aria-hidden="true">{rows}</div>
    }
    .into_any()
}

fn empty(filter: &Filter) -> AnyView {
    if *filter == Filter::default() {
        // Who has no program yet has one thing to do first; which of the two it is, the wallet tells.
        let leads_on = use_balances().shown().map(|shown| {
            let first = shown.wallet.memberships.is_empty();
            let (route, words) = if first { (Route::Link, t::link_title()) } else { (Route::Wallet, t::nav_wallet()) };
            view! { <ButtonLink kind=ButtonKind::Quiet href=route.path()>{words}</ButtonLink> }
        });
        return view! {
            <Empty icon=IconName::Activity text=[t::activity_empty_title(), ". ", t::activity_empty_text()].concat()>
                {leads_on}
            </Empty>
        }
        .into_any();
    }
    let location = use_location();
    let leave = move |()| {
        location.go(&Route::Activity.path());
        document::focus(document::MAIN);
    };
    view! {
        <Empty icon=IconName::Activity text=t::activity_empty_filtered()>
            <Button kind=ButtonKind::Quiet on_press=leave>{t::activity_clear()}</Button>
        </Empty>
    }
    .into_any()
}
