//! The page: fetches activity page by page for the program that the address asks for.

use super::entry::entry;
use super::filter::{Filter, PARAMETER};
use super::model::by_day;
use crate::api::{self, ApiError};
use crate::i18n::{self, t};
use crate::state::balances::use_balances;
use crate::state::failure::Failure;
use crate::state::location::use_location;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::ui::{Button, ButtonKind, ButtonLink, Empty, IconName, PageHeader, Skeleton};
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
    let filter = Memo::new(move |_| location.parameter(PARAMETER).filter(|id| !id.is_empty()).map(MembershipId));
    view! {
        <div class="activity">
            <PageHeader title=t::nav_activity().to_string()/>
            <Filter chosen=filter/>
            {move || entries(filter.get())}
        </div>
    }
    .into_any()
}

/// The entries of one membership or of all; drawn anew for each choice.
fn entries(filter: Option<MembershipId>) -> AnyView {
    let items = RwSignal::new(Vec::<Activity>::new());
    let next = RwSignal::new(None::<String>);
    let asked = filter.clone();
    let load = Action::new_local(move |cursor: &Option<String>| {
        let (asked, cursor) = (asked.clone(), cursor.clone());
        async move { api::activity::list(asked.as_ref(), cursor.as_deref()).await }
    });
    Effect::new(move |_| {
        if let Some(Ok(page)) = load.value().get() {
            items.update(|items| items.extend(page.items));
            next.set(page.next);
        }
    });
    load.dispatch_local(None);
    let more = Callback::new(move |()| drop(load.dispatch_local(next.get_untracked())));
    let error = move || load.value().get().and_then(Result::err);
    let filtered = filter.is_some();
    let body = move || match (items.with(Vec::is_empty), load.value().with(Option::is_none), error().is_none()) {
        (true, true, _) => view! { <Skeleton label=t::app_loading() cards=4/> }.into_any(),
        (true, _, true) => empty(filtered),
        _ => days(items),
    };
    let button = move || {
        (next.with(Option::is_some) && error().is_none()).then(|| {
            view! { <Button kind=ButtonKind::Quiet busy=load.pending() on_press=more>{t::list_more()}</Button> }
        })
    };
    view! {
        {body}
        {button}
        {move || error().map(|error: ApiError| view! { <Failure error=error retry=more/> })}
    }
    .into_any()
}

fn days(items: RwSignal<Vec<Activity>>) -> AnyView {
    let (balances, now) = (use_balances(), use_now());
    let days = move || {
        let now = now.get();
        let days = items.with(|items| by_day(items, |at| day_name(at, now)));
        let day = |day: super::model::Day| {
            let entries = day.entries.iter().map(|activity| entry(activity, balances)).collect_view();
            view! { <section><h2>{day.name}</h2><ul class="entries">{entries}</ul></section> }
        };
        days.into_iter().map(day).collect_view()
    };
    view! { <div>{days}</div> }.into_any()
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
    let text = if filtered {
        t::activity_empty_filtered().to_owned()
    } else {
        [t::activity_empty_title(), ". ", t::activity_empty_text()].concat()
    };
    view! {
        <Empty icon=IconName::Activity text=text>
            <ButtonLink kind=ButtonKind::Quiet href=Route::Wallet.path()>{t::nav_wallet()}</ButtonLink>
        </Empty>
    }
    .into_any()
}
