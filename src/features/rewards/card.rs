//! One reward of the list: a picture made of its category, its name, its nearest price, and whether the member has it.

use super::category::picture;
use super::model::{Has, Offer, offers, title};
use crate::i18n::{self, t};
use crate::state::route::Route;
use crate::ui::veiled;
use contract::{Membership, Program, Reward};
use leptos::prelude::*;

/// The card. Without memberships nothing is said about what the member has.
pub fn card(reward: &Reward, memberships: Option<&[Membership]>, programs: &[Program], wanted: &str) -> AnyView {
    let offers = offers(reward, memberships.unwrap_or_default(), programs, wanted);
    let nearest = offers.first();
    let tag = nearest.filter(|_| memberships.is_some()).map(tag);
    view! {
        <li class="reward">
            {picture(reward)}
            <div class="reward-text">
                <h2><a href=Route::Reward(reward.id).path()>{title(reward)}</a></h2>
                {nearest.map(price)}
                {tag}
            </div>
        </li>
    }
    .into_any()
}

fn price(offer: &Offer) -> AnyView {
    view! { <p class="reward-price">{i18n::points(offer.points)}" "<span class="meta">{offer.name().to_owned()}</span></p> }
        .into_any()
}

fn tag(offer: &Offer) -> AnyView {
    let words = match offer.has {
        Has::Enough => t::rewards_enough().to_owned(),
        Has::Missing(missing) => t::rewards_missing(&i18n::own(i18n::points(missing))),
        Has::NoMembership => t::rewards_no_account().to_owned(),
    };
    view! { <p class="tag" class:no=offer.has != Has::Enough>{veiled(words)}</p> }.into_any()
}
