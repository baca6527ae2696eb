//! The true price before confirming: rate, value on both sides, fee, bonus, rounding, time, and the way back.

use super::draft::{Deal, Draft};
use super::facts::{self, Fact, fact};
use super::model::preview::{Back, Preview};
use super::words;
use crate::i18n::{self, pages as t};
use crate::state::outlook::model::bonus_until;
use crate::state::outlook::told;
use crate::ui::dynamic;
use contract::PairRow;
use contract::points::{Money, PairTerms, Points, Timestamp};
use leptos::prelude::*;

/// The facts of the pair, and of the amount as long as it can be sent.
#[component]
pub fn Truth(
    /// The form.
    draft: Draft,
) -> impl IntoView {
    let shown = dynamic(move || {
        let Some(deal) = draft.deal() else { return ().into_any() };
        let now = draft.now();
        let row = deal.ask.row(now).clone();
        let preview = draft.preview().and_then(Result::ok);
        let announced = preview.as_ref().map(|preview| announced(&deal, preview.outcome.amount, now));
        let facts = facts(&deal, &row, preview.as_ref(), now);
        view! { {facts::list(facts)}{announced} }.into_any()
    });
    view! { <div>{shown}</div> }.into_any()
}

fn facts(deal: &Deal, row: &PairRow, preview: Option<&Preview>, now: Timestamp) -> Vec<Fact> {
    let terms = &row.terms;
    let unknown = "\u{2013}";
    let money = |money: Option<&Money>| money.map_or_else(|| unknown.into(), i18n::approx_money);
    let given = preview.and_then(|preview| preview.given.as_ref());
    let mut facts = vec![rate(terms)];
    if let (Some(preview), Some(bonus)) = (preview.filter(|p| !p.outcome.bonus.is_zero()), &terms.bonus) {
        let amount = i18n::amount(preview.outcome.bonus, &deal.to.program.unit);
        let until = t::transfer_bonus_until(&i18n::date(bonus_until(&deal.ask.pair, bonus, now), now));
        facts.push(fact(t::transfer_bonus(), ["+", &amount].concat()).note(until));
    }
    facts.push(fact(t::transfer_given(), money(given)));
    facts.push(match preview {
        Some(preview) => received(preview.given.as_ref(), preview.received.as_ref(), preview.change),
        None => fact(t::transfer_received(), unknown),
    });
    let nothing = deal.ask.currency.as_ref().map(|currency| Money { minor: 0, currency: currency.code.clone() });
    let due = preview.and_then(|preview| preview.outcome.fee.as_ref());
    let free = i18n::money;
    facts.push(match due {
        Some(due) => fact(t::transfer_fee(), i18n::money(due)).note(t::transfer_fee_by(&deal.from.program.name)),
        None if terms.fee.is_none() => fact(t::transfer_fee(), nothing.as_ref().map_or_else(|| "0".into(), free)),
        None => fact(t::transfer_fee(), unknown),
    });
    facts.extend(
        preview.and_then(|preview| {
            left_over(terms, preview.outcome.amount, [&deal.to.program.name, &deal.to.program.unit])
        }),
    );
    facts.push(fact(t::transfer_arrival(), words::arrival(terms.usual_hours, terms.latest_hours)));
    facts.push(fact(t::transfer_observed_name(), words::observed(deal.ask.pair.observed)));
    facts.push(match preview {
        Some(preview) => back(deal, &preview.back),
        None => fact(t::transfer_back(), unknown),
    });
    facts
}

/// The rate with its step.
pub fn rate(terms: &PairTerms) -> Fact {
    let (give, get) = terms.ratio();
    fact(t::transfer_rate(), t::transfer_rate_step(&i18n::number(give), &i18n::number(get), &i18n::number(terms.step)))
}

/// What rounding leaves of an amount, as a fraction of a point, and who keeps it.
pub fn left_over(terms: &PairTerms, amount: Points, [to, unit]: [&str; 2]) -> Option<Fact> {
    let (above, below) = terms.left_over(amount)?;
    let part = [&i18n::number(above), "/", &i18n::number(below), "\u{a0}", &i18n::unit_of_part(unit)].concat();
    Some(fact(t::transfer_rounding(), part).note(t::transfer_rounded(to)))
}

/// The value that arrives, with the difference in money and per cent, said in words too.
pub fn received(given: Option<&Money>, received: Option<&Money>, change: Option<i64>) -> Fact {
    let (Some(given), Some(value)) = (given, received) else { return fact(t::transfer_received(), "\u{2013}") };
    let shown = match change {
        Some(change) if change != 0 => t::transfer_with_change(&i18n::approx_money(value), &i18n::percent(change)),
        _ => i18n::approx_money(value),
    };
    let difference = Money { minor: value.minor.abs_diff(given.minor), currency: value.currency.clone() };
    let words = match value.minor.cmp(&given.minor) {
        core::cmp::Ordering::Less => t::transfer_loss(&i18n::money(&difference)),
        core::cmp::Ordering::Equal => t::transfer_even().into(),
        core::cmp::Ordering::Greater => t::transfer_gain(&i18n::money(&difference)),
    };
    fact(t::transfer_received(), shown).note(words).bad_if(value.minor < given.minor)
}

/// What the way back would give.
pub fn back(deal: &Deal, back: &Back) -> Fact {
    let loss = |change: &Option<i64>| change.is_some_and(|change| change < 0);
    match back {
        Back::NoWay => fact(t::transfer_back(), t::transfer_back_none()).bad_if(true),
        Back::UnderMinimum(min) => {
            let min = t::transfer_back_at_least(&i18n::amount(*min, &deal.to.program.unit));
            fact(t::transfer_back(), t::transfer_back_minimum()).note(min).bad_if(true)
        }
        Back::Gives(amount, change) => {
            let amount = i18n::amount(*amount, &deal.from.program.unit);
            let text = match change {
                Some(change) if *change != 0 => t::transfer_back_gives(&amount, &i18n::percent(*change)),
                _ => t::transfer_back_gives_all(&amount),
            };
            fact(t::transfer_back(), text).bad_if(loss(change))
        }
    }
}

/// What changes for this amount, in amber: time runs out.
pub fn announced(deal: &Deal, amount: Points, now: Timestamp) -> AnyView {
    let from = &deal.from.program;
    let changes = told(&deal.ask.pair, amount, [&from.name, &from.unit, &deal.to.program.unit], now);
    let change = |(_, words)| view! { <p class="alert"><span>{words}</span></p> }.into_any();
    changes.into_iter().map(change).collect_view().into_any()
}

/// Where the terms come from.
pub fn basis(row: &PairRow) -> String {
    match row.basis.as_str() {
        "published" => t::transfer_basis_published(&row.source),
        _ => t::transfer_basis_invented().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_leaves_is_said_with_who_keeps_it() {
        let left = |amount| left_over(&PairTerms::simple(3, 5), Points::new(amount).unwrap(), ["LynkiD", "points"]);
        let fact = left(1_000).unwrap();
        assert_eq!((fact.value.as_str(), fact.note.as_str()), ("2/3\u{a0}điểm", "ở lại LynkiD"));
        assert_eq!(left(900), None);
    }
}
