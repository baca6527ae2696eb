//! What is there: available, pending, held, with its age and its origin, and the level.

use super::rates::can_leave;
use super::unlink::Question;
use crate::i18n::{self, pages as t};
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::route::Route;
use crate::ui::{ApproxMoney, ButtonKind, ButtonLink, dynamic, veiled};
use contract::points::{Points, Timestamp};
use contract::{Membership, MembershipDetail, Owner, Pairs};
use leptos::prelude::*;

/// The top of the page, with the way to the transfer.
pub fn balance(detail: &MembershipDetail, pairs: Call<Pairs>, now: Signal<Timestamp>, unlinking: Question) -> AnyView {
    let membership = &detail.membership;
    let (available, unit) = (membership.balance.available, membership.program.unit.clone());
    let (mine, balances) = (membership.clone(), use_balances());
    // Where nothing leads from here to a program of the member, another program is the next thing to do.
    let stuck = Memo::new(move |_| can_leave(&mine, pairs, balances) == Some(false));
    let transfer = Route::TransferFrom(membership.id.clone()).path();
    let wrong_number = detail.number_not_known;
    let next = dynamic(move || {
        let (href, words) = match stuck.get() {
            true => (Route::Link.path(), t::wallet_add_long()),
            false => (transfer.clone(), t::membership_transfer()),
        };
        // A number that the program does not know comes first.
        let kind = if wrong_number { ButtonKind::Quiet } else { ButtonKind::Primary };
        view! { <ButtonLink kind=kind href=href>{words}</ButtonLink> }.into_any()
    });
    let held = (!membership.balance.held.is_zero()).then(|| [" · ", t::membership_worth_held()].concat());
    let number = (!membership.number.is_empty()).then(|| t::membership_number(&membership.number));
    let not_known = wrong_number.then(|| {
        view! {
            <div class="alert">
                <p>{t::membership_number_not_known(&membership.program.name)}</p>
                <button type="button" class="alert-go" on:click=move |_| unlinking.ask()>{t::membership_unlink()}</button>
            </div>
        }
    });
    view! {
        {not_known}
        <section class="balance-head">
            <p class="meta">{t::membership_available()}</p>
            <p class="amount">{veiled(i18n::own(i18n::points(available)))}<small>{i18n::unit(&unit, available.get())}</small></p>
            <p class="worth"><ApproxMoney value=membership.value.clone()/>{held}</p>
            {parts(membership)}
            {tier(membership)}
            {origin(membership, now)}
            <p class="meta">{number}</p>
        </section>
        {next}
    }
    .into_any()
}

/// What is not available: shown only when there is some.
fn parts(membership: &Membership) -> AnyView {
    let part = |name: &'static str, amount: Points, sign: &'static str| {
        let amount = (!amount.is_zero()).then(|| veiled([sign, &i18n::own(i18n::points(amount))].concat()))?;
        Some(view! { <div><dt>{name}</dt><dd>{amount}</dd></div> })
    };
    let pending = part(t::membership_pending(), membership.balance.pending, "+");
    let held = part(t::membership_held(), membership.balance.held, "");
    if pending.is_none() && held.is_none() {
        return ().into_any();
    }
    view! { <dl class="parts">{pending}{held}</dl> }.into_any()
}

fn tier(membership: &Membership) -> AnyView {
    let Some(tier) = membership.tier.clone() else { return ().into_any() };
    let progress = match (tier.next, tier.missing) {
        (Some(next), Some(missing)) => {
            let unit = i18n::unit(&membership.program.unit, missing.get());
            t::membership_tier_next(&[&i18n::own(i18n::points(missing)), "\u{a0}", &unit].concat(), &next)
        }
        _ => t::membership_tier_top().into(),
    };
    view! { <p class="tier"><span class="meta">{t::membership_tier()}</span>" "<b>{tier.name}</b>" · "{veiled(progress)}</p> }
        .into_any()
}

/// Who says so and when. A mirror of another system always tells its age.
fn origin(membership: &Membership, now: Signal<Timestamp>) -> AnyView {
    let balance = membership.balance.clone();
    let name = membership.program.name.clone();
    let words = Signal::derive(move || match balance.owner {
        Owner::InHouse => {
            let time = i18n::date_time(balance.as_of, now.get());
            [&t::membership_as_of(&time), " · ", t::membership_in_house()].concat()
        }
        Owner::External | Owner::Unknown if balance.as_of == Timestamp::EPOCH => t::membership_mirrored_none(&name),
        Owner::External | Owner::Unknown => {
            t::membership_mirrored(&name, &i18n::ago(now.get().since_ms(balance.as_of)), &balance.source)
        }
    });
    view! { <p class="meta">{words}</p> }.into_any()
}
