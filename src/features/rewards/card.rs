//! One reward: a picture made of its category, its name, its prices, and whether the member has enough.
//!
//! It leads nowhere yet, so it is not a link.

use super::model::{Has, Offer, category, offers};
use crate::i18n::{self, t};
use crate::ui::{Icon, IconName};
use contract::{Membership, Program, Reward};
use leptos::prelude::*;

/// The card. Without memberships nothing is said about what the member has.
pub fn card(reward: &Reward, memberships: Option<&[Membership]>, programs: &[Program]) -> AnyView {
    let category = category(reward);
    let offers = offers(reward, memberships.unwrap_or_default());
    let name_of = |offer: &Offer| program_name(offer, programs);
    let price = offers.first().map(|offer| price(offer, name_of(offer)));
    let tag = offers.first().filter(|_| memberships.is_some()).map(tag);
    let others: Vec<String> = offers.iter().skip(1).map(|offer| other(offer, &name_of(offer))).collect();
    let others = (!others.is_empty()).then(|| view! { <p class="meta">{t::rewards_also(&others.join(", "))}</p> });
    let has_brand = reward.brand.is_empty() || reward.name.contains(&reward.brand);
    let name = if has_brand { reward.name.clone() } else { [&reward.name, ", ", &reward.brand].concat() };
    let tint = ["", " tint-1", " tint-2"][(reward.id.0 % 3) as usize];
    view! {
        <li class="reward">
            <div class=["reward-picture art-", category, tint].concat() aria-hidden="true"><Icon name=icon(category)/></div>
            <div class="reward-text">
                <h2>{name}</h2>
                {price}
                {others}
                {tag}
            </div>
        </li>
    }
    .into_any()
}

fn price(offer: &Offer, name: String) -> AnyView {
    view! { <p class="reward-price">{i18n::points(offer.points)}" "<span class="meta">{name}</span></p> }.into_any()
}

fn other(offer: &Offer, name: &str) -> String {
    [&i18n::points(offer.points), " ", name].concat()
}

fn tag(offer: &Offer) -> AnyView {
    let words = match offer.has {
        Has::Enough => t::rewards_enough().to_owned(),
        Has::Missing(missing) => t::rewards_missing(&i18n::points(missing)),
        Has::NoMembership => t::rewards_no_account().to_owned(),
    };
    view! { <p class="tag" class:no=offer.has != Has::Enough>{words}</p> }.into_any()
}

fn program_name(offer: &Offer, programs: &[Program]) -> String {
    let program = programs.iter().find(|program| program.id == offer.program);
    program.map_or_else(|| offer.program.0.clone(), |program| program.name.clone())
}

fn icon(category: &str) -> IconName {
    match category {
        "coffee" => IconName::Cup,
        "travel" => IconName::Plane,
        "hotel" => IconName::Bed,
        "shopping" => IconName::Bag,
        "cinema" => IconName::Cinema,
        "food" => IconName::Bowl,
        "telecom" => IconName::Phone,
        _ => IconName::Gift,
    }
}
