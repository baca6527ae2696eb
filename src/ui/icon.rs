//! One family of icons: 24 px, 1.8 px stroke, drawn from public/icons.svg.

use leptos::prelude::*;

/// The symbols of the sprite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// A wallet.
    Wallet,
    /// A wrapped present.
    Gift,
    /// Two arrows, there and back.
    Transfer,
    /// A clock with a past.
    Activity,
    /// A person.
    Person,
    /// A cup.
    Cup,
    /// A bed.
    Bed,
    /// A plane.
    Plane,
    /// A clapperboard.
    Cinema,
    /// A bag.
    Bag,
    /// A phone.
    Phone,
    /// A bowl.
    Bowl,
    /// A magnifying glass.
    Search,
    /// A cross.
    Close,
    /// Two arrows, up and down.
    Swap,
    /// A cloud without connection.
    Offline,
    /// A signpost that leads nowhere.
    Lost,
    /// An eye: what it stands by is shown.
    Shown,
    /// An eye with a stroke: what it stands by is hidden.
    Hidden,
    /// A screen.
    Device,
}

impl IconName {
    const fn href(self) -> &'static str {
        match self {
            IconName::Wallet => "/icons.svg#wallet",
            IconName::Gift => "/icons.svg#gift",
            IconName::Transfer => "/icons.svg#transfer",
            IconName::Activity => "/icons.svg#activity",
            IconName::Person => "/icons.svg#person",
            IconName::Cup => "/icons.svg#cup",
            IconName::Bed => "/icons.svg#bed",
            IconName::Plane => "/icons.svg#plane",
            IconName::Cinema => "/icons.svg#cinema",
            IconName::Bag => "/icons.svg#bag",
            IconName::Phone => "/icons.svg#phone",
            IconName::Bowl => "/icons.svg#bowl",
            IconName::Search => "/icons.svg#search",
            IconName::Close => "/icons.svg#close",
            IconName::Swap => "/icons.svg#swap",
            IconName::Offline => "/icons.svg#offline",
            IconName::Lost => "/icons.svg#lost",
            IconName::Shown => "/icons.svg#shown",
            IconName::Hidden => "/icons.svg#hidden",
            IconName::Device => "/icons.svg#device",
        }
    }
}

/// An icon. It is decoration: the words beside it carry the meaning.
#[component]
pub fn Icon(
    /// Which.
    name: IconName,
) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true" viewBox="0 0 24 24"><use href=name.href()></use></svg> }.into_any()
}
