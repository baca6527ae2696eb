//! One reward: a picture made of its category, its name, its prices, and whether the member has enough.
//!
//! It leads nowhere yet, so it is not a link.

use super::model::{Has, Offer, category, offers};
use crate::i18n::{self, t};
use crate::state::balances::use_balances;
use crate::ui::{Icon, IconName};
use contract::{Membership, Reward};
use leptos::prelude::*;

/// The card. Without memberships nothing is said about what the member has.
pub fn card(reward: &Reward, memberships: Option<&[Membership]>) -> AnyView {
    let category = category(reward);
    let offers = offers(reward, memberships.unwrap_or_default());
    let price = offers.first().map(price);
    let tag = offers.first().filter(|_| memberships.is_some()).map(tag);
    let others = offers.iter().skip(1).map(|offer| {
        let words = t::rewards_also(&i18n::points(offer.points), &program_name(offer));
        view! { <p class="meta">{words}</p> }
    });
    let name = if reward.brand.is_empty() { reward.name.clone() } else { [&reward.name, ", ", &reward.brand].concat() };
    view! {
        <li class="reward">
            <div class=["reward-picture art-", category].concat() aria-hidden="true"><Icon name=icon(category)/></div>
            <div class="reward-text">
                <h2>{name}</h2>
                {price}
                {others.collect_view()}
                {tag}
            </div>
        </li>
    }
    .into_any()
}

fn price(offer: &Offer) -> AnyView {
    view! { <p class="reward-price">{i18n::points(offer.points)}" "<span class="meta">{program_name(offer)}</span></p> }
        .into_any()
}

fn tag(offer: &Offer) -> AnyView {
    let words = match offer.has {
        Has::Enough => t::rewards_enough().to_owned(),
        Has::Missing(missing) => t::rewards_missing(&i18n::points(missing)),
        Has::NoMembership => t::rewards_no_account().to_owned(),
    };
    view! { <p class="tag" class:no=offer.has != Has::Enough>{words}</p> }.into_any()
}

fn program_name(offer: &Offer) -> String {
    use_balances().program(&offer.program).map_or_else(|| offer.program.0.clone(), |program| program.name)
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
