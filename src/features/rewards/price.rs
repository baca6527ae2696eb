//! The prices of a reward: what each takes, what the member has of it, what it is worth, and where what is missing could come from.

use super::model::{Has, Offer, share};
use super::way::Way;
use super::worth::{self, Worth};
use crate::i18n::{self, pages as t};
use crate::state::route::Route;
use crate::ui::{ButtonKind, ButtonLink, Monogram, veiled};
use contract::points::{Currency, Money, Points};
use contract::{Program, paths};
use leptos::prelude::*;

/// What values are shown by.
pub struct Values<'a> {
    /// The member's currency.
    pub currency: &'a str,
    /// All currencies.
    pub currencies: &'a [Currency],
    /// What it costs for money, if that is known.
    pub retail: Option<&'a Money>,
    /// Whether it is known what the member has.
    pub wallet_known: bool,
    /// Whether the member's own amounts are hidden; a bar would show them all the same.
    pub hidden: bool,
}

/// One price as a row.
pub fn price(offer: &Offer, values: &Values) -> AnyView {
    let unit = offer.program.map(|program| program.unit.as_str()).unwrap_or_default();
    let (letters, color) =
        offer.program.map(|program| (program.monogram.clone(), program.brand_color.clone())).unwrap_or_default();
    let value = offer.program.and_then(|program| {
        worth::value(offer.points, program.point_value_vnd_milli, values.currency, values.currencies)
    });
    let available = offer.membership.map(|membership| membership.balance.available);
    let bar = available
        .filter(|available| *available < offer.points && !values.hidden)
        .map(|available| bar(share(available, offer.points)));
    let have = values
        .wallet_known
        .then(|| view! { <p class="have" class:short=offer.has != Has::Enough>{veiled(have(offer, unit))}</p> });
    view! {
        <li class="offer-row">
            <Monogram letters=letters color=color/>
            <div>
                <p class="offer-line"><b>{i18n::points(offer.points)}<small>" "{i18n::unit(unit, offer.points.get())}</small></b><span>{offer.name().to_owned()}</span></p>
                <p class="meta">{value.map(|value| i18n::approx_money(&value))}{comparison(offer, values)}</p>
                {bar}
                {have}
            </div>
        </li>
    }
    .into_any()
}

/// The way on when the program is not in the wallet.
pub fn link_step(offer: &Offer) -> AnyView {
    let words = t::rewards_link(offer.name());
    let href = paths::query(&Route::Link.path(), &[("program", &offer.id.0)]);
    view! { <ButtonLink href=href>{words}</ButtonLink> }.into_any()
}

/// The way on: what is missing, from another program. Nothing where there is no way.
pub fn transfer_step(offer: &Offer, way: Option<&Way>) -> AnyView {
    let (Some(way), Some(program)) = (way, offer.program) else { return ().into_any() };
    let amount = way.amount.map(|amount| amount.get().to_string()).unwrap_or_default();
    let parameters =
        [("from", way.from.program.id.0.as_str()), ("to", offer.id.0.as_str()), ("amount", amount.as_str())];
    let href = paths::query(&Route::Transfer.path(), &parameters);
    let kind = if way.amount.is_some() { ButtonKind::Primary } else { ButtonKind::Quiet };
    let hint = match way.amount {
        Some(amount) => t::rewards_way_enough(&with_unit(amount, &way.from.program.unit), &way.from.program.name),
        None => t::rewards_way_part(&way.from.program.name),
    };
    let words = t::rewards_transfer_into(&program.name);
    view! {
        <ButtonLink kind=kind href=href>{words}</ButtonLink>
        <p class="note">{veiled(hint)}</p>
    }
    .into_any()
}

fn bar(share: u64) -> AnyView {
    view! { <div class="offer-bar" aria-hidden="true"><i style:width=[&share.to_string(), "%"].concat()></i></div> }
        .into_any()
}

fn have(offer: &Offer, unit: &str) -> String {
    let available = offer.membership.map_or(Points::ZERO, |membership| membership.balance.available);
    match offer.has {
        Has::Enough => t::rewards_have_enough(&with_unit(available, unit)),
        Has::Missing(missing) => t::rewards_have_missing(&with_unit(available, unit), &with_unit(missing, unit)),
        Has::NoMembership => t::rewards_have_none().into(),
    }
}

/// The indicative value beside the price in a shop, in words.
fn comparison(offer: &Offer, values: &Values) -> Option<String> {
    let program: &Program = offer.program?;
    let worth = worth::compare(offer.points, program.point_value_vnd_milli, values.retail?, values.currencies)?;
    // Less and more are told by the words, so the sign goes.
    let percent = |value: u64| i18n::percent(value as i64).replace('+', "");
    let words = match worth {
        Worth::Same => t::rewards_worth_same().to_owned(),
        Worth::Less(value) => t::rewards_worth_less(&percent(value)),
        Worth::More(value) => t::rewards_worth_more(&percent(value)),
    };
    Some([" · ", &words].concat())
}

/// What the member has, or lacks.
fn with_unit(amount: Points, unit: &str) -> String {
    [&i18n::own(i18n::points(amount)), "\u{a0}", &i18n::unit(unit, amount.get())].concat()
}
