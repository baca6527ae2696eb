//! One family of icons: 24 px, 1.8 px stroke, drawn from boot/icons.svg, which the page carries.

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
    /// A key.
    Key,
}

impl IconName {
    const fn href(self) -> &'static str {
        match self {
            IconName::Wallet => "#i-wallet",
            IconName::Gift => "#i-gift",
            IconName::Transfer => "#i-transfer",
            IconName::Activity => "#i-activity",
            IconName::Person => "#i-person",
            IconName::Cup => "#i-cup",
            IconName::Bed => "#i-bed",
            IconName::Plane => "#i-plane",
            IconName::Cinema => "#i-cinema",
            IconName::Bag => "#i-bag",
            IconName::Phone => "#i-phone",
            IconName::Bowl => "#i-bowl",
            IconName::Search => "#i-search",
            IconName::Close => "#i-close",
            IconName::Swap => "#i-swap",
            IconName::Offline => "#i-offline",
            IconName::Lost => "#i-lost",
            IconName::Shown => "#i-shown",
            IconName::Hidden => "#i-hidden",
            IconName::Device => "#i-device",
            IconName::Key => "#i-key",
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
