//! Categories: their names, and the picture that stands where a partner gives none.

use crate::i18n::pages as t;
use crate::ui::{Icon, IconName};
use contract::Reward;
use leptos::prelude::*;

/// Those that this version knows, in the order they are offered.
pub const KNOWN: [&str; 8] = ["coffee", "travel", "shopping", "cinema", "food", "hotel", "gift", "telecom"];

/// The name of a category; one of a newer catalog keeps the name it has there.
pub fn name(category: &str) -> String {
    let known = match category {
        "coffee" => t::rewards_category_coffee(),
        "food" => t::rewards_category_food(),
        "travel" => t::rewards_category_travel(),
        "hotel" => t::rewards_category_hotel(),
        "shopping" => t::rewards_category_shopping(),
        "cinema" => t::rewards_category_cinema(),
        "gift" => t::rewards_category_gift(),
        "telecom" => t::rewards_category_telecom(),
        other => other,
    };
    known.to_owned()
}

/// A gradient of the category, a little different for neighbours, and its icon.
pub fn picture(reward: &Reward) -> AnyView {
    let known = KNOWN.into_iter().find(|known| *known == reward.category).unwrap_or("gift");
    let tint = ["", " tint-1", " tint-2"][(reward.id.0 % 3) as usize];
    view! { <div class=["reward-picture art-", known, tint].concat() aria-hidden="true"><Icon name=icon(known)/></div> }
        .into_any()
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
