//! The program's rule of expiry in one sentence.

use crate::i18n::{self, pages as t};
use contract::points::expiry::ExpiryRule;
use contract::{Extension, Program};
use leptos::prelude::*;

/// The section.
pub fn rule(program: &Program) -> AnyView {
    let extension =
        program.extension.as_ref().map(|offer| view! { <p class="meta">{extension(offer, &program.unit)}</p> });
    view! { <section><h2>{t::membership_rule()}</h2><p>{words(&program.expiry)}</p>{extension}</section> }.into_any()
}

/// What it costs to keep a lot longer, and when that can be bought.
fn extension(offer: &Extension, unit: &str) -> String {
    let points = i18n::amount(offer.per_points, unit);
    let mut text = t::membership_extend(u64::from(offer.months), &points, &i18n::money(&offer.price));
    if offer.once {
        text = [&text, " ", t::membership_extend_once()].concat();
    }
    match offer.within_months {
        Some(months) => [&text, " ", &t::membership_extend_within(u64::from(months))].concat(),
        None => text,
    }
}

fn words(rule: &ExpiryRule) -> String {
    match rule {
        ExpiryRule::Fixed { months } => t::membership_rule_fixed(u64::from(*months)),
        ExpiryRule::Inactivity { months, activity_kinds } => {
            let kinds: Vec<&str> = activity_kinds.iter().filter_map(|kind| kind_words(kind)).collect();
            t::membership_rule_inactivity(u64::from(*months), &kinds.join(", "))
        }
        ExpiryRule::CalendarYearEnd { months } => t::membership_rule_year_end(u64::from(*months)),
        ExpiryRule::Never => t::membership_rule_never().into(),
        ExpiryRule::Unknown => t::membership_rule_unknown().into(),
    }
}

fn kind_words(kind: &str) -> Option<&'static str> {
    match kind {
        "earn" => Some(t::membership_kind_earn()),
        "redeem" => Some(t::membership_kind_redeem()),
        "transfer" => Some(t::membership_kind_transfer()),
        _ => None,
    }
}
