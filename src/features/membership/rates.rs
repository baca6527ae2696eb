//! The pairs between this program and the member's others, with their terms and where those come from.

use super::model::pairs_of;
use crate::api;
use crate::i18n::{self, pages as t};
use crate::state::balances::{Balances, Shown, use_balances};
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::route::Route;
use crate::ui::dynamic;
use contract::{Membership, Pair, Pairs, ProgramId};
use leptos::prelude::*;

/// The section. The rest of the page does not wait for it.
#[component]
pub fn Rates(
    /// Whose.
    membership: Membership,
    /// All pairs.
    pairs: Call<Pairs>,
) -> impl IntoView {
    let balances = use_balances();
    let retry = Callback::new(move |()| {
        pairs.start(api::pairs::list());
        balances.refresh();
    });
    let body = dynamic(move || {
        // Which of the pairs are the member's only the wallet tells.
        let unknown = balances.error().filter(|_| balances.shown().is_none());
        match (pairs.answer(), balances.shown()) {
            (Some(Err(error)), _) => view! { <Failure error=error retry=retry/> }.into_any(),
            (Some(Ok(pairs)), Some(shown)) => rates(&pairs, &membership, &shown, balances),
            _ => match unknown {
                Some(error) => view! { <Failure error=error retry=retry/> }.into_any(),
                None => view! { <div class="sk-line rates-sk" aria-hidden="true"></div> }.into_any(),
            },
        }
    });
    view! { <section class="rates"><h2>{t::membership_rates()}</h2>{body}</section> }.into_any()
}

/// Whether points can leave for a program of the member; `None` while that is not known.
pub fn can_leave(membership: &Membership, pairs: Call<Pairs>, balances: Balances) -> Option<bool> {
    let (pairs, shown) = (pairs.answer()?.ok()?, balances.shown()?);
    let (out, _) = pairs_of(&pairs, &membership.program.id, &programs(&shown));
    Some(out.iter().any(|pair| !pair.current.closed))
}

fn programs(shown: &Shown) -> Vec<ProgramId> {
    shown.wallet.memberships.iter().map(|m| m.program.id.clone()).collect()
}

fn rates(pairs: &Pairs, membership: &Membership, shown: &Shown, balances: Balances) -> AnyView {
    let (out, into) = pairs_of(pairs, &membership.program.id, &programs(shown));
    if out.is_empty() && into.is_empty() {
        return view! { <p class="meta">{t::membership_rates_none()}</p> }.into_any();
    }
    let list = |title: &'static str, pairs: Vec<&Pair>| {
        let rows = pairs.into_iter().map(|pair| row(pair, balances)).collect_view();
        (!rows.is_empty()).then(|| view! { <h3>{title}</h3><ul>{rows}</ul> })
    };
    view! { {list(t::membership_rates_out(), out)}{list(t::membership_rates_in(), into)} }.into_any()
}

fn row(pair: &Pair, balances: Balances) -> AnyView {
    let name = |id: &ProgramId| balances.program(id).map_or_else(|| id.0.clone(), |program| program.name);
    let (row, terms) = (&pair.current, &pair.current.terms);
    let title = t::transfer_pair(&name(&pair.from), &name(&pair.to));
    let (give, get) = terms.ratio();
    let rate = [&i18n::number(give), " : ", &i18n::number(get)].concat();
    let limits = match row.closed {
        true => t::membership_rate_closed().to_owned(),
        false => t::membership_rate_terms(&i18n::points(terms.min), &i18n::number(terms.step)),
    };
    let basis = match row.basis.as_str() {
        "published" => t::membership_basis_published(&row.source),
        _ => t::membership_basis_invented().into(),
    };
    let href = [&Route::Transfer.path(), "?from=", &pair.from.0, "&to=", &pair.to.0].concat();
    let history = Route::Rates(pair.from.clone(), pair.to.clone()).path();
    let title = match row.closed {
        true => view! { <b>{title}</b> }.into_any(),
        false => view! { <a href=href>{title}</a> }.into_any(),
    };
    view! {
        <li>
            <div class="rate-line">{title}<b>{rate}</b></div>
            <p class="meta">{limits}" · "{basis}" · "<a href=history>{t::rates_title()}</a></p>
        </li>
    }
    .into_any()
}
