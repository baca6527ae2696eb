//! A new transfer: fetches pairs and currencies, and shows the form once the wallet is there too.

use super::form::Form;
use super::model::choice;
use super::terms::{self, Terms};
use super::words;
use crate::api::ApiError;
use crate::i18n::pages as t;
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::location::use_location;
use crate::state::route::Route;
use crate::ui::{Alert, ButtonLink, Empty, IconName, PageHeader, Skeleton, dynamic};
use leptos::prelude::*;
use std::sync::Arc;

/// The page.
pub fn page() -> AnyView {
    let balances = use_balances();
    balances.refresh();
    let terms = Call::new();
    terms.start(terms::load());
    // The form stays when the wallet is refreshed, so what is drawn changes only with this.
    let is_ready = Memo::new(move |_| balances.shown().is_some() && matches!(terms.answer(), Some(Ok(_))));
    let retry = Callback::new(move |()| {
        balances.refresh();
        terms.start(terms::load());
    });
    let body = dynamic(move || match untrack(|| terms.answer()) {
        Some(Ok(terms)) if is_ready.get() => ready(terms),
        _ => waiting(terms.error().or_else(|| balances.error().filter(|_| balances.shown().is_none())), retry),
    });
    view! {
        <div class="transfer">
            <PageHeader title=t::nav_transfer_long().to_string()>
                <a class="header-link" href=Route::Transfers.path()>{t::transfer_history()}</a>
            </PageHeader>
            {body}
        </div>
    }
    .into_any()
}

/// What stands there until the form can: its skeleton, or words and a way out.
fn waiting(error: Option<ApiError>, retry: Callback<()>) -> AnyView {
    match error {
        Some(error) => view! { <Failure error=error retry=retry/> }.into_any(),
        None => view! { <Skeleton label=t::app_loading() cards=3/> }.into_any(),
    }
}

/// The form at the place that the address asks for; read once, because afterwards the form writes the address.
fn ready(terms: Arc<Terms>) -> AnyView {
    let location = use_location();
    let asked = |name| untrack(|| location.parameter(name)).unwrap_or_default();
    let (from, to) = (asked("from"), asked("to"));
    let pair = [from.as_str(), to.as_str()];
    let shown = untrack(|| use_balances().shown());
    let memberships = shown.map(|shown| shown.wallet.memberships.clone()).unwrap_or_default();
    let start = choice::start(&memberships, &terms.pairs, &from, &to);
    let missing = choice::unlinked(&memberships, &terms.programs, pair);
    let missed = start.and_then(|start| choice::missed(&memberships, &terms.pairs, pair, start));
    // Another pair than the one asked for is not put in its place without a word, nor with its amount.
    let amount = if missing.is_empty() && missed.is_none() { asked("amount") } else { String::new() };
    let other = |words: String| match start {
        Some(_) => [&words, " ", t::transfer_other_pair()].concat(),
        None => words,
    };
    let notice = match (missing.first(), missed) {
        (Some(first), _) => {
            let names: Vec<&str> = missing.iter().map(|program| program.name.as_str()).collect();
            let words = other(t::transfer_unlinked(&names.join(", ")));
            let href = [&Route::Link.path(), "?program=", &first.id.0].concat();
            view! { <Alert href=href action=t::link_title()>{words}</Alert> }.into_any()
        }
        (None, Some((at, why))) => {
            let words = other(words::choice(&memberships[at].program.name, Some(why)) + ".");
            view! { <p class="alert"><span>{words}</span></p> }.into_any()
        }
        (None, None) => ().into_any(),
    };
    // It is said of the pair that was asked for and of the one that stands in its place, not of what the member chooses then.
    let begun = start.map(|(from, to)| [from, to].map(|at| memberships[at].program.id.0.clone()));
    let form = match start {
        Some((from, to)) => {
            let (from, to) = (memberships[from].id.clone(), memberships[to].id.clone());
            view! { <Form terms=terms from=from to=to amount=amount/> }.into_any()
        }
        None => view! {
            <Empty icon=IconName::Transfer text=if memberships.is_empty() { t::transfer_empty_start() } else { t::transfer_empty_text() }>
                <ButtonLink href=Route::Link.path()>{t::link_title()}</ButtonLink>
            </Empty>
        }
        .into_any(),
    };
    let class = Signal::derive(move || {
        let now = ["from", "to"].map(|name| location.parameter(name).unwrap_or_default());
        let is_over = now != [from.as_str(), to.as_str()] && begun.as_ref().is_none_or(|begun| now != *begun);
        if is_over { "transfer-notice over" } else { "transfer-notice" }
    });
    view! { <div class=class>{notice}</div>{form} }.into_any()
}
