//! The page: fetches the pair and the programs, and says what waiting would change.

use super::chart::{drawing, table};
use super::model::amount;
use crate::api::{self, ApiError};
use crate::i18n::{self, pages as t};
use crate::platform::clock;
use crate::state::balances::{Balances, use_balances};
use crate::state::call::Call;
use crate::state::config;
use crate::state::failure::Failure;
use crate::state::location::use_location;
use crate::state::now::use_now;
use crate::state::outlook::model::{bonus_until, in_force, stages, total};
use crate::state::outlook::told;
use crate::state::route::Route;
use crate::state::session::{Member, use_me, use_session};
use crate::state::ticker::{ServerClock, seconds_left};
use crate::ui::{ButtonLink, Empty, IconName, PageHeader, Skeleton, dynamic};
use contract::points::{Points, Timestamp};
use contract::{PairHistory, PairRow, Program, ProgramId};
use futures::future::join;
use leptos::prelude::*;
use std::sync::Arc;

/// A pair, both its programs, and the server's clock.
struct Known {
    pair: PairHistory,
    from: Program,
    to: Program,
    clock: ServerClock,
}

/// The page of the pair between two programs.
pub fn page(from: ProgramId, to: ProgramId) -> AnyView {
    let (balances, me, here) = (use_balances(), use_me(), use_now());
    Effect::new(move |_| {
        if me.with(Option::is_some) && untrack(|| balances.shown()).is_none() {
            balances.refresh();
        }
    });
    let ids = StoredValue::new((from, to));
    let pair = Call::new();
    let ask = move || ids.with_value(|(from, to)| pair.start(load(from.clone(), to.clone())));
    ask();
    let title = Signal::derive(move || match pair.answer() {
        Some(Ok(known)) => t::transfer_pair(&known.from.name, &known.to.name),
        _ => t::rates_title().to_owned(),
    });
    let body = dynamic(move || match pair.answer() {
        None => view! { <Skeleton label=t::app_loading() cards=3/> }.into_any(),
        Some(Ok(known)) => there(&known, balances, known.clock.of(here.get())),
        Some(Err(ApiError::NotFound)) => view! {
            <Empty icon=IconName::Lost text=t::rates_none()>
                <ButtonLink href=Route::Wallet.path()>{t::not_found_home()}</ButtonLink>
            </Empty>
        }
        .into_any(),
        Some(Err(error)) => view! { <Failure error=error retry=Callback::new(move |()| ask())/> }.into_any(),
    });
    let session = use_session();
    // Signed out there is no navigation that says whose page this is.
    let home = dynamic(move || match session.member() {
        Member::SignedOut(_) => {
            view! { <a class="rates-home" href=Route::Wallet.path()>{config::logo()}</a> }.into_any()
        }
        _ => ().into_any(),
    });
    view! { <div class="rates-page">{home}<PageHeader title=title/>{body}</div> }.into_any()
}

async fn load(from: ProgramId, to: ProgramId) -> Result<Arc<Known>, ApiError> {
    let asked_at = clock::now();
    let (pair, programs) = join(api::pairs::history(&from, &to), api::programs::list()).await;
    let (pair, programs) = (pair?, programs?);
    let clock = ServerClock::learn(pair.as_of, asked_at);
    let named = |id: ProgramId| programs.items.iter().find(|program| program.id == id).cloned();
    let (from, to) = (named(from).ok_or(ApiError::NotFound)?, named(to).ok_or(ApiError::NotFound)?);
    Ok(Arc::new(Known { pair, from, to, clock }))
}

fn there(known: &Known, balances: Balances, now: Timestamp) -> AnyView {
    let Known { pair, from, to, .. } = known;
    let location = use_location();
    let asked = untrack(|| location.parameter("amount")).and_then(|text| text.parse().ok());
    let own = balances.shown().and_then(|shown| {
        let of = shown.wallet.memberships.iter().find(|membership| membership.program.id == from.id)?;
        Some(of.balance.available)
    });
    let row = in_force(&pair.pair, now);
    let amount = amount(&row.terms, asked.and_then(|n| Points::new(n).ok()), own);
    let asked = asked.map(|amount: u64| ["&amount=", &amount.to_string()].concat()).unwrap_or_default();
    let href = [&Route::Transfer.path(), "?from=", &from.id.0, "&to=", &to.id.0, &asked].concat();
    let only = i18n::only_for(&row.terms.tiers, &row.terms.countries, &from.name);
    let go = (!row.closed).then(|| view! { <ButtonLink href=href>{t::nav_transfer_long()}</ButtonLink> });
    view! {
        {choice(known, amount, now)}
        <h2>{t::rates_title()}</h2>
        {drawing(&pair.history, now)}
        {table(&pair.history, from, to, now)}
        {(!only.is_empty()).then(|| view! { <p class="meta">{only}</p> })}
        <p class="meta">{basis(row)}</p>
        {go}
    }
    .into_any()
}

/// Now, or after the change, for one amount.
fn choice(known: &Known, amount: Points, now: Timestamp) -> AnyView {
    let (pair, from, to) = (&known.pair.pair, &known.from.unit, &known.to.unit);
    let gives = stages(pair, amount, now).into_iter().next().and_then(|stage| stage.outcome);
    let now_words = match &gives {
        Some(outcome) => {
            let becomes = t::rates_gives(&i18n::amount(outcome.amount, from));
            view! { {becomes}" "<b>{i18n::amount(total(outcome), to)}</b> }.into_any()
        }
        None => t::transfer_bad_closed().into_any(),
    };
    let bonus = in_force(pair, now).terms.bonus.as_ref().filter(|bonus| now < bonus.until && bonus.den > 0);
    let bonus = bonus.filter(|_| gives.is_some()).map(|bonus| {
        let percent = i64::try_from(bonus.num.saturating_mul(100) / bonus.den).unwrap_or(i64::MAX);
        let words = t::embed_bonus(&i18n::percent(percent), &i18n::date(bonus_until(pair, bonus, now), now));
        view! { <p class="meta gain">{words}</p> }
    });
    let changes = told(pair, amount, [&known.from.name, from, to], now);
    let is_ahead = pair.next.as_ref().and_then(|row| row.valid_from).is_some_and(|from| from > now);
    let same = (changes.is_empty() && !is_ahead).then(|| view! { <p class="meta">{t::rates_same()}</p> });
    let change = |(at, words): (Timestamp, String)| {
        let left = t::rates_after(&i18n::length(seconds_left(now, at)));
        view! { <p class="alert"><span><b>{left}</b>". "{words}</span></p> }.into_any()
    };
    view! { <p class="rates-now">{now_words}</p>{bonus}{same}{changes.into_iter().map(change).collect_view()} }
        .into_any()
}

fn basis(row: &PairRow) -> String {
    match row.basis.as_str() {
        "published" => t::transfer_basis_published(&row.source),
        _ => t::transfer_basis_invented().into(),
    }
}
