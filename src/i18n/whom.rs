//! Whom a pair is for.

use super::{language, pages as t};
use crate::platform::intl;

/// For whom alone a pair is: members of these tiers of its source, and owners of phone numbers of these countries.
pub fn only_for(tiers: &[String], countries: &[String], source: &str) -> String {
    let tiers = (!tiers.is_empty()).then(|| t::transfer_only_tiers(source, &one_of(tiers)));
    let countries = (!countries.is_empty()).then(|| t::transfer_only_countries(&names(countries)));
    [tiers.unwrap_or_default(), countries.unwrap_or_default()].join(" ").trim().into()
}

/// The same as a part of a sentence about what will be.
pub fn open_to(tiers: &[String], countries: &[String], source: &str) -> String {
    let tiers = (!tiers.is_empty()).then(|| t::rates_new_tiers(source, &one_of(tiers)));
    let countries = (!countries.is_empty()).then(|| t::rates_new_countries(&names(countries)));
    match (tiers, countries) {
        (Some(tiers), Some(countries)) => [&tiers, "; ", &countries].concat(),
        (tiers, countries) => tiers.or(countries).unwrap_or_else(|| t::rates_new_everybody().into()),
    }
}

fn names(countries: &[String]) -> String {
    let names: Vec<String> = countries.iter().map(|code| intl::country(language().tag(), code)).collect();
    names.join(", ")
}

fn one_of(names: &[String]) -> String {
    match names.split_last() {
        Some((last, some)) if !some.is_empty() => t::transfer_or(&some.join(", "), last),
        _ => names.concat(),
    }
}
