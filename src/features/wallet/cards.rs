//! Memberships as cards, for a narrow screen.

use super::{lots, model};
use crate::i18n::{self, t};
use crate::state::balances::Shown;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::ui::{ApproxMoney, Card, LotsBar, Monogram, veiled};
use contract::{Membership, Owner};
use leptos::prelude::*;

/// One card a membership, the most valuable first.
pub fn cards(shown: &Shown) -> AnyView {
    let cards = shown.wallet.memberships.iter().map(|membership| card(membership, shown));
    view! { <div class="cards">{cards.collect_view()}</div> }.into_any()
}

fn card(membership: &Membership, shown: &Shown) -> AnyView {
    let (program, available) = (&membership.program, membership.balance.available);
    let href = Route::Program(membership.id.clone()).path();
    let (name, letters, color) = (program.name.clone(), program.monogram.clone(), program.brand_color.clone());
    let (facts, origin) = (model::facts(membership), origin(membership, shown));
    let (unit, value) = (i18n::unit(&program.unit, available.get()), membership.value.clone());
    let time_left = time_left(membership, shown);
    view! {
        <Card>
            <div class="program">
                <Monogram letters=letters color=color/>
                <div>
                    <h3><a href=href>{name}</a></h3>
                    <p class="meta">{veiled(facts)}</p>
                    {origin}
                </div>
                <p class="balance">
                    {veiled(i18n::own(i18n::points(available)))}<span class="visually-hidden">" "{unit}</span>
                    <small><ApproxMoney value=value/></small>
                </p>
            </div>
            {time_left}
        </Card>
    }
    .into_any()
}

/// Lots as a bar; a rule of inactivity as a sentence, for there all lots end together.
fn time_left(membership: &Membership, shown: &Shown) -> AnyView {
    let now = shown.server_now();
    if let Some(text) = model::inactivity(membership, now) {
        let (_, soon) = model::nearest_end(membership, now);
        return view! { <p class="meta time-left" class:warn=soon>{text}</p> }.into_any();
    }
    let segments = lots::segments(membership, now);
    if segments.is_empty() { ().into_any() } else { view! { <LotsBar segments=segments/> }.into_any() }
}

/// Who says so and how long ago, where this ledger is only a mirror. Before the first copy there is no age; its page says so.
pub fn origin(membership: &Membership, shown: &Shown) -> Option<AnyView> {
    if membership.balance.owner == Owner::InHouse {
        return None;
    }
    let (shown, as_of, name) = (shown.clone(), membership.balance.as_of, membership.program.name.clone());
    let now = use_now();
    let text = Signal::derive(move || match as_of.ms() {
        0 => String::new(),
        _ => t::wallet_origin(&name, &i18n::ago(shown.age_of_ms(as_of, now.get()))),
    });
    Some(view! { <p class="meta">{text}</p> }.into_any())
}
