//! What is known of a pair's future, in words.

pub mod model;

use crate::i18n::{self, pages as t};
use contract::Pair;
use contract::points::{Fee, Money, Outcome, Points, Timestamp};
use model::{Stage, stages, total};

/// The changes to come, each with its time and what it means for the amount. `names` are the source's, its unit, and the target's unit.
pub fn told(pair: &Pair, amount: Points, names: [&str; 3], now: Timestamp) -> Vec<(Timestamp, String)> {
    let stages = stages(pair, amount, now);
    let changes = stages.iter().zip(stages.iter().skip(1)).map(|(before, after)| {
        let date = i18n::date(after.from, now);
        (after.from, words(before, after, before.from == now, &date, names))
    });
    changes.filter(|(_, words)| !words.is_empty()).collect()
}

fn words(before: &Stage, after: &Stage, is_first: bool, date: &str, names: [&str; 3]) -> String {
    let Some(then) = &after.outcome else {
        return before.outcome.as_ref().map(|_| t::transfer_announced_none(date)).unwrap_or_default();
    };
    let [_, from, to] = names;
    let arrives = |outcome: &Outcome| i18n::amount(total(outcome), to);
    let news = news(before, after, then, names).join("; ");
    let received = match &before.outcome {
        Some(now) if now.amount == then.amount && total(now) == total(then) => {
            return if news.is_empty() { news } else { t::rates_new_from(date, &news) };
        }
        Some(now) if is_first && now.amount != then.amount => {
            t::transfer_announced_amount(&arrives(now), date, &i18n::amount(then.amount, from), &arrives(then))
        }
        Some(now) if is_first && total(then) < total(now) => t::transfer_announced(&arrives(now), date, &arrives(then)),
        Some(now) if is_first => t::transfer_announced_more(&arrives(now), date, &arrives(then)),
        _ => t::transfer_announced_then(date, &i18n::amount(then.amount, from), &arrives(then)),
    };
    if news.is_empty() { received } else { [&received, " ", &t::rates_new(&news)].concat() }
}

/// What else is new: rate and step, fee, smallest and largest amount, for whom, and how long it can be cancelled.
fn news(before: &Stage, after: &Stage, then: &Outcome, [name, unit, _]: [&str; 3]) -> Vec<String> {
    let (old, new) = (&before.row.terms, &after.row.terms);
    let mut parts = Vec::new();
    if (old.ratio(), old.step) != (new.ratio(), new.step) {
        let (give, get) = new.ratio();
        let rate = t::transfer_rate_step(&i18n::number(give), &i18n::number(get), &i18n::number(new.step));
        parts.push(t::rates_new_rate(&rate));
    }
    let free = |old: &Fee| Money { minor: 0, currency: old.currency.clone() };
    if let Some(fee) = then.fee.clone().or(old.fee.as_ref().map(free)).filter(|_| old.fee != new.fee) {
        parts.push(t::rates_new_fee(&i18n::money(&fee)));
    }
    if old.min != new.min {
        parts.push(t::rates_new_min(&i18n::amount(new.min, unit)));
    }
    if old.max != new.max {
        parts.push(
            new.max.map_or_else(|| t::rates_new_no_max().into(), |max| t::rates_new_max(&i18n::amount(max, unit))),
        );
    }
    if (&old.tiers, &old.countries) != (&new.tiers, &new.countries) {
        parts.push(i18n::open_to(&new.tiers, &new.countries, name));
    }
    if old.cancel_minutes != new.cancel_minutes {
        parts.push(match u64::from(new.cancel_minutes) * 60 {
            0 => t::rates_new_no_cancel().into(),
            seconds => t::rates_new_cancel(&i18n::length(seconds)),
        });
    }
    parts
}

#[cfg(test)]
mod tests;
