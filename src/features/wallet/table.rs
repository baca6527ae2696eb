//! Memberships as a table, for a wide screen.

use super::cards::origin;
use super::model;
use crate::i18n::{self, t};
use crate::state::balances::Shown;
use crate::state::route::Route;
use crate::ui::{ApproxMoney, Monogram, veiled};
use contract::Membership;
use leptos::prelude::*;

/// One row a membership, the most valuable first.
pub fn table(shown: &Shown) -> AnyView {
    let rows = shown.wallet.memberships.iter().map(|membership| row(membership, shown));
    view! {
        <table class="programs">
            <thead>
                <tr>
                    <th scope="col">{t::wallet_col_program()}</th>
                    <th scope="col">{t::wallet_col_tier()}</th>
                    <th scope="col" class="num">{t::wallet_col_balance()}</th>
                    <th scope="col" class="num">{t::wallet_col_value()}</th>
                    <th scope="col">{t::wallet_col_end()}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(membership: &Membership, shown: &Shown) -> AnyView {
    let (program, balance) = (&membership.program, &membership.balance);
    let (end, soon) = model::nearest_end(membership, shown.server_now());
    let tier = membership.tier.as_ref().map_or("–".into(), |tier| tier.name.clone());
    let waiting = model::waiting(membership);
    let unit = i18n::unit(&program.unit, balance.available.get());
    view! {
        <tr>
            <th scope="row">
                <span class="named">
                    <Monogram letters=program.monogram.clone() color=program.brand_color.clone()/>
                    <span>
                        <a href=Route::Program(membership.id.clone()).path()>{program.name.clone()}</a>
                        {origin(membership, shown)}
                    </span>
                </span>
            </th>
            <td>{tier}</td>
            <td class="num">
                <b>{veiled(i18n::own(i18n::points(balance.available)))}</b><span class="visually-hidden">" "{unit}</span>
                <span class="meta">{veiled(waiting)}</span>
            </td>
            <td class="num"><ApproxMoney value=membership.value.clone()/></td>
            <td class="end" class:warn=soon class:wraps=model::inactivity(membership, shown.server_now()).is_some()>{veiled(end)}</td>
        </tr>
    }
    .into_any()
}
