//! The page: fetches what the address asks for, page by page.

use super::card::{Means, card};
use super::chips;
use super::choices::Selects;
use super::field::SearchField;
use super::query;
use crate::api::{self, ApiError, rewards::Search};
use crate::i18n::pages as t;
use crate::platform::{page as document, timer};
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::listing::Listing;
use crate::state::location::use_location;
use crate::state::route::Route;
use crate::state::session::use_me;
use crate::state::turns::Turns;
use crate::ui::{Button, ButtonKind, Chip, Empty, Filters, IconName, PageHeader, dynamic};
use contract::{CategoryCount, Reward, Rewards};
use leptos::prelude::*;

/// Grey cards while the first page is under way.
const GREY_CARDS: usize = 12;

/// Cards that are made in one task. The first of them fill a phone; a press between two tasks is answered before the next.
const CARDS_AT_ONCE: usize = 8;
/// Groups of the first page that have a task of their own after the first.
const NEXT_GROUPS: usize = 2;

/// The page.
pub fn page() -> AnyView {
    let (balances, location, me) = (use_balances(), use_location(), use_me());
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let search = location.asked(Route::Rewards, |parameter| query::read(parameter));
    let (count, categories) = (RwSignal::new(String::new()), RwSignal::new(None::<Vec<CategoryCount>>));
    // What is shown answers this, which is not yet the address while the next answer is under way.
    let answered = RwSignal::new(Search::default());
    let listing = Listing::new(move |cursor: Option<String>| {
        let search = search.get_untracked();
        async move {
            let page = match api::rewards::list(&search, cursor.as_deref()).await {
                // An address may name a program or a category that is not there: nothing fits it.
                Err(ApiError::Invalid { .. }) => nothing(),
                answer => answer?,
            };
            if cursor.is_none() {
                let (first, words) = (count.with_untracked(String::is_empty), t::rewards_count(u64::from(page.count)));
                count.set(words.clone());
                categories.set(Some(page.categories));
                answered.set(search);
                // A press between the filters and the cards is answered before the cards are made.
                timer::breathe().await;
                if !first {
                    tell(&words);
                }
            }
            Ok((page.items, page.next))
        }
    });
    Effect::new(move |before: Option<Search>| {
        let now = search.get();
        query::keep(untrack(|| me.get()).map(|me| me.mark).unwrap_or_default(), &now);
        if before.is_some_and(|before| before != now) {
            listing.restart();
        }
        now
    });
    // Names and values of all programs, for a price can be in one where the member has no account.
    let names = Call::new();
    names.start(async { api::programs::list().await.map(|programs| programs.items) });
    let programs = Signal::derive(move || names.answer().and_then(Result::ok).unwrap_or_default());
    let means = Means { balances, programs, asked: answered };
    // A card is as high as its price and what the member has of it: it waits for both, which were asked for at once.
    let is_known = Memo::new(move |_| balances.known() && names.answer().is_some());
    let (turns, marked) = (Turns::new(), StoredValue::new(false));
    let rows = move |rewards: &[Reward]| {
        let rewards: Vec<Reward> = rewards.iter().filter(|reward| !reward.deleted).cloned().collect();
        dynamic(move || if is_known.get() { grid(&rewards, turns, marked, means) } else { skeleton() })
    };
    let chips =
        Signal::derive(move || categories.with(|categories| chips::links(&search.get(), categories.as_deref())));
    view! {
        <div class="rewards">
            <PageHeader title=t::nav_rewards_long().to_string()>
                <Chip>{count}</Chip>
            </PageHeader>
            <SearchField search=search/>
            <Filters label=t::rewards_filters() links=chips/>
            <Selects search=search programs=programs/>
            {listing.view(rows, move || empty(answered.get()), skeleton)}
        </div>
    }
    .into_any()
}

/// The cards, the first groups one after the other. Whoever measures is told of the first ones.
fn grid(rewards: &[Reward], turns: Turns, marked: StoredValue<bool>, means: Means) -> AnyView {
    if !marked.get_value() {
        marked.set_value(true);
        timer::mark_next_frame("gom:catalog");
    }
    let groups = rewards.chunks(CARDS_AT_ONCE).enumerate().map(|(place, group)| cards(group, place, turns, means));
    let groups = groups.collect_view();
    // Whatever comes after the first page is made at once, for the focus may go to it.
    if rewards.len() > CARDS_AT_ONCE * (NEXT_GROUPS + 2) {
        turns.end()
    } else {
        turns.begin(NEXT_GROUPS)
    }
    view! { <ul class="reward-grid">{groups}</ul> }.into_any()
}

/// The cards of a group, once it is its turn.
fn cards(group: &[Reward], place: usize, turns: Turns, means: Means) -> AnyView {
    let (group, many) = (group.to_vec(), group.len());
    // What stands below the list does not move while it grows.
    let grey = move || (0..many).map(|_| view! { <li class="sk-card reward-sk"></li> }).collect_view().into_any();
    turns.part_instead(place, move || group.iter().map(|reward| card(reward, means)).collect_view().into_any(), grey)
}

fn nothing() -> Rewards {
    Rewards { items: Vec::new(), count: 0, categories: Vec::new(), seq: 0, next: None }
}

/// What is there now, for a screen reader and for who measures. The first answer is told by the page itself, and marked with its cards.
fn tell(count: &str) {
    document::announce(count);
    timer::mark_next_frame("gom:search");
}

fn skeleton() -> AnyView {
    let cards = (0..GREY_CARDS).map(|_| view! { <div class="sk-card reward-sk"></div> }).collect_view();
    view! {
        <p class="visually-hidden" role="status">{t::app_loading()}</p>
        <div class="sk reward-grid" aria-hidden="true">{cards}</div>
    }
    .into_any()
}

/// Nothing was found: the way out drops the filters if there are any, else the words.
fn empty(now: Search) -> AnyView {
    let location = use_location();
    if now == Search::default() {
        return view! { <Empty icon=IconName::Gift text=[t::rewards_empty_title(), ". ", t::rewards_empty_text()].concat()/> }
            .into_any();
    }
    let (text, action, out) = match query::has_filters(&now) {
        true => (
            t::rewards_none().to_owned(),
            t::rewards_none_filters(),
            Search { q: now.q, sort: now.sort, ..Search::default() },
        ),
        false => {
            (t::rewards_none_for(&now.q), t::rewards_search_clear(), Search { sort: now.sort, ..Search::default() })
        }
    };
    let leave = move |()| {
        location.go(&query::address(&out));
        document::focus(document::MAIN);
    };
    view! {
        <Empty icon=IconName::Search text=text>
            <Button kind=ButtonKind::Quiet on_press=leave>{action}</Button>
        </Empty>
    }
    .into_any()
}
