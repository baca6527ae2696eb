//! One reward: fetches it, and what its prices are compared with.

use super::category::picture;
use super::model::{Has, offers, title};
use super::price::{Values, link_step, price, transfer_step};
use super::query;
use super::way::way;
use crate::api::{self, ApiError};
use crate::i18n::{self, pages as t};
use crate::platform::page;
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::config;
use crate::state::failure::Failure;
use crate::state::now::use_now;
use crate::state::preferences::use_hidden_amounts;
use crate::state::session::use_me;
use crate::ui::{Back, ButtonLink, Empty, IconName, PageHeader, dynamic};
use contract::{Pairs, Programs, RewardDetail, RewardId};
use leptos::prelude::*;

/// The page of a reward.
pub fn detail(id: RewardId) -> AnyView {
    let balances = use_balances();
    balances.refresh();
    let (detail, programs, pairs) = (Call::new(), Call::new(), Call::new());
    let load = move || {
        detail.start(api::rewards::get(id));
    };
    // By an effect, for the answer may come when the member is on another page.
    Effect::new(move |_| {
        if let Some(Ok(detail)) = detail.answer() {
            page::set_title(&[&title(&detail.reward), " · ", &config::name()].concat());
        }
    });
    load();
    // They say more about its prices; a reward whose prices say less is better than none, so their failures are not told.
    programs.start(api::programs::list());
    pairs.start(api::pairs::list());
    let retry = Callback::new(move |()| load());
    let is_ready = Memo::new(move |_| balances.known() && programs.answer().is_some() && pairs.answer().is_some());
    let body = dynamic(move || match detail.answer() {
        Some(Ok(detail)) if is_ready.get() => there(detail, programs, pairs),
        None | Some(Ok(_)) => skeleton(),
        Some(Err(ApiError::NotFound)) => not_found(),
        Some(Err(error)) => view! { {header(t::page_reward())}<Failure error=error retry=retry/> }.into_any(),
    });
    view! { <div class="reward-page">{body}</div> }.into_any()
}

fn there(detail: RewardDetail, programs: Call<Programs>, pairs: Call<Pairs>) -> AnyView {
    let (heading, picture, facts) = (header(&title(&detail.reward)), picture(&detail.reward), facts(&detail));
    let about = detail.about.clone();
    let terms = detail.terms.iter().map(|term| view! { <li>{term.clone()}</li> }).collect_view();
    let prices = dynamic(move || prices(&detail, programs, pairs));
    view! {
        {heading}
        <div class="reward-columns">
            <div>
                {picture}
                <p>{about}</p>
                {facts}
            </div>
            <div>
                {prices}
                <section>
                    <h2>{t::rewards_terms()}</h2>
                    <ul class="reward-terms">{terms}</ul>
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// What it costs for money, how long its voucher is good for, and until when it can be had.
fn facts(detail: &RewardDetail) -> AnyView {
    let now = untrack(|| use_now().get());
    let days = Some(u64::from(detail.valid_days)).filter(|days| *days > 0);
    let facts = [
        detail.retail.as_ref().map(|retail| t::rewards_retail(&i18n::money(retail))),
        days.map(|days| t::rewards_valid(&i18n::days(days))),
        detail.reward.until.map(|day| t::rewards_until(&i18n::day(day, now))),
    ];
    let facts = facts.into_iter().flatten().map(|fact| view! { <li>{fact}</li> }).collect_view();
    view! { <ul class="reward-facts">{facts}</ul> }.into_any()
}

/// The prices against what the member has by now; what is not known yet is not said.
fn prices(detail: &RewardDetail, programs: Call<Programs>, pairs: Call<Pairs>) -> AnyView {
    let shown = use_balances().shown();
    let memberships = shown.as_ref().map(|shown| shown.wallet.memberships.as_slice()).unwrap_or_default();
    let listed = programs.answer().and_then(Result::ok);
    let (programs, currencies) =
        listed.as_ref().map(|listed| (listed.items.as_slice(), listed.currencies.as_slice())).unwrap_or_default();
    let currency = use_me().get().map(|me| me.currency).unwrap_or_default();
    let values = Values {
        currency: &currency,
        currencies,
        retail: detail.retail.as_ref(),
        wallet_known: shown.is_some(),
        hidden: use_hidden_amounts().get(),
    };
    let offers = offers(&detail.reward, memberships, programs, "");
    let rows = offers.iter().map(|offer| price(offer, &values)).collect_view();
    let pairs = pairs.answer().and_then(Result::ok);
    let step = offers.first().filter(|_| shown.is_some()).map(|nearest| match nearest.has {
        Has::Enough => ().into_any(),
        Has::Missing(missing) => match &pairs {
            Some(pairs) => transfer_step(nearest, way(missing, nearest.id, memberships, pairs).as_ref()),
            None => ().into_any(),
        },
        Has::NoMembership => link_step(nearest),
    });
    view! {
        <section>
            <h2>{t::rewards_prices()}</h2>
            <ul>{rows}</ul>
            {step}
            <p class="note">{t::rewards_look_only()}</p>
        </section>
    }
    .into_any()
}

fn last_search() -> String {
    query::last(&untrack(|| use_me().get()).map(|me| me.mark).unwrap_or_default())
}

fn header(title: &str) -> AnyView {
    view! {
        <Back href=last_search()>{t::rewards_all()}</Back>
        <PageHeader title=title.to_owned()/>
    }
    .into_any()
}

fn skeleton() -> AnyView {
    view! {
        {header(t::page_reward())}
        <p class="visually-hidden" role="status">{t::app_loading()}</p>
        <div class="sk reward-columns" aria-hidden="true">
            <div class="sk-card reward-picture-sk"></div>
            <div class="sk-card reward-prices-sk"></div>
        </div>
    }
    .into_any()
}

fn not_found() -> AnyView {
    view! {
        {header(t::page_reward())}
        <Empty icon=IconName::Lost text=t::rewards_not_found()>
            <ButtonLink href=last_search()>{t::rewards_all()}</ButtonLink>
        </Empty>
    }
    .into_any()
}
