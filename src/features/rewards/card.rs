//! One reward of the list: a picture made of its category, its name, its nearest price, and whether the member has it.

use super::category::picture;
use super::model::{Has, Offer, offers, title};
use crate::api::rewards::Search;
use crate::i18n::{self, pages as t};
use crate::state::balances::Balances;
use crate::state::route::Route;
use crate::ui::{dynamic, veiled};
use contract::{Program, Reward};
use leptos::prelude::*;

/// What prices are compared with.
#[derive(Clone, Copy)]
pub struct Means {
    /// The wallet, for the member's accounts.
    pub balances: Balances,
    /// All programs, once they are known.
    pub programs: Signal<Vec<Program>>,
    /// What is asked for: the price in its program comes first.
    pub asked: RwSignal<Search>,
}

/// The card. Without memberships nothing is said about what the member has. Only the price changes with what is known: the link
/// keeps the focus.
pub fn card(reward: &Reward, means: Means) -> AnyView {
    let (picture, address, title) = (picture(reward), Route::Reward(reward.id).path(), title(reward));
    let reward = reward.clone();
    view! {
        <li class="reward">
            {picture}
            <div class="reward-text">
                <h2><a href=address>{title}</a></h2>
                {dynamic(move || nearest(&reward, means))}
            </div>
        </li>
    }
    .into_any()
}

/// The price that is nearest to the member, and whether they have it.
fn nearest(reward: &Reward, means: Means) -> AnyView {
    let (shown, programs, asked) = (means.balances.shown(), means.programs.get(), means.asked.get());
    let memberships = shown.as_ref().map(|shown| shown.wallet.memberships.as_slice());
    let offers = offers(reward, memberships.unwrap_or_default(), &programs, &asked.program);
    let nearest = offers.first();
    let tag = nearest.filter(|_| memberships.is_some()).map(tag);
    [nearest.map(price), tag].into_iter().flatten().collect_view().into_any()
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
