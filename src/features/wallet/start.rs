//! A wallet without programs: what Gom does in one sentence, and the one thing to do.

use crate::i18n::t;
use crate::state::route::Route;
use crate::state::session::use_session;
use crate::ui::{ButtonKind, ButtonLink, Icon, IconName, dynamic};
use leptos::prelude::*;

/// The start of a new member.
pub fn start() -> AnyView {
    let session = use_session();
    let demo = dynamic(move || match session.demo() {
        true => view! { <p class="meta">{t::wallet_start_demo()}</p> }.into_any(),
        false => ().into_any(),
    });
    view! {
        <section class="start">
            <div class="start-cards" aria-hidden="true"><i></i><i></i><i><Icon name=IconName::Wallet/></i></div>
            <h1>{t::wallet_start_title()}</h1>
            <p>{t::wallet_start_text()}</p>
            <ButtonLink href=Route::Link.path()>{t::link_title()}</ButtonLink>
            {demo}
            <ButtonLink kind=ButtonKind::Quiet href=Route::Rewards.path()>{t::nav_rewards_long()}</ButtonLink>
        </section>
    }
    .into_any()
}
