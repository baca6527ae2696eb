//! Icons beside the words that say what they mean.

use super::Side;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

pub fn example(_: Side) -> AnyView {
    let icons =
        [IconName::Wallet, IconName::Gift, IconName::Transfer, IconName::Activity, IconName::Person, IconName::Search];
    let icons = icons.map(|name| view! { <Icon name=name/> });
    view! { <p class="gallery-row">{icons.collect_view()}"Wallet, rewards, transfer, activity, me, search"</p> }
        .into_any()
}
