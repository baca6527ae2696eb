//! The program's rule of expiry in one sentence.

use crate::i18n::t;
use contract::Program;
use contract::points::expiry::ExpiryRule;
use leptos::prelude::*;

/// The section.
pub fn rule(program: &Program) -> AnyView {
    let extend = (!program.extend_terms.is_empty())
        .then(|| view! { <p class="meta">{t::membership_extend()}" "<span lang="en">{program.extend_terms.clone()}</span></p> });
    view! { <section><h2>{t::membership_rule()}</h2><p>{words(&program.expiry)}</p>{extend}</section> }.into_any()
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
