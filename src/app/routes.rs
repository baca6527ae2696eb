//! The table: which page stands at which place, and what it is called.

use super::chunks;
use super::guard::guard;
use super::lazy::{Load, lazy, skeleton};
use crate::features::wallet;
use crate::i18n::t;
use crate::state::location::use_location;
use crate::state::route::Route;
use crate::ui::dynamic;
use leptos::prelude::*;
use std::sync::Arc;

/// The gallery is for developers and speaks English.
const GALLERY: &str = "Gallery";

/// The page of the current path. Going from one id to the next draws it anew; a change behind the `?` does not.
pub fn pages() -> AnyView {
    let location = use_location();
    let route = Memo::new(move |_| location.route());
    dynamic(move || match route.get() {
        // A frame is a document of its own; inside the app its address leads nowhere.
        None | Some(Route::EmbedBalance) => lazy(Arc::new(|| Box::pin(chunks::not_found()))),
        Some(Route::Wallet) => guard(wallet::page, wallet::skeleton),
        Some(Route::Gallery) => lazy(Arc::new(|| Box::pin(chunks::gallery()))),
        Some(public @ (Route::SignIn { .. } | Route::Goodbye | Route::Rates(..) | Route::Terms | Route::Privacy)) => {
            lazy(chunk(public))
        }
        Some(other) => {
            let load = chunk(other);
            guard(move || lazy(load.clone()), skeleton)
        }
    })
}

/// What the page at a place is called.
pub fn title(route: Option<&Route>) -> &'static str {
    match route {
        Some(Route::Wallet) => t::nav_wallet(),
        Some(Route::Rewards) => t::nav_rewards_long(),
        Some(Route::Reward(_)) => t::page_reward(),
        Some(Route::Transfer | Route::TransferFrom(_)) => t::nav_transfer_long(),
        Some(Route::Transfers) => t::page_transfers(),
        Some(Route::TransferDetail(_)) => t::page_transfer_detail(),
        Some(Route::Activity) => t::nav_activity(),
        Some(Route::Program(_)) => t::page_program(),
        Some(Route::Rates(..)) => t::rates_title(),
        Some(Route::Link) => t::link_title(),
        Some(Route::Settings) => t::nav_me(),
        Some(Route::Devices) => t::settings_devices(),
        Some(Route::Passkeys) => t::passkeys_title(),
        Some(Route::SignIn { .. }) => t::session_title(),
        Some(Route::Goodbye) => t::session_goodbye_title(),
        Some(Route::Terms) => t::legal_terms(),
        Some(Route::Privacy) => t::legal_privacy(),
        Some(Route::Gallery) => GALLERY,
        None | Some(Route::EmbedBalance) => t::not_found_title(),
    }
}

/// The chunk of a place. The first screen is in the main file and does not come here.
fn chunk(route: Route) -> Load {
    Arc::new(move || match route.clone() {
        Route::Rewards => Box::pin(chunks::rewards()),
        Route::Reward(id) => Box::pin(chunks::reward(id)),
        Route::Transfers => Box::pin(chunks::transfers()),
        Route::TransferDetail(id) => Box::pin(chunks::transfer_detail(id)),
        Route::Activity => Box::pin(chunks::activity()),
        Route::Program(id) => Box::pin(chunks::membership(id)),
        Route::Rates(from, to) => Box::pin(chunks::rates(from, to)),
        Route::Link => Box::pin(chunks::link()),
        Route::Settings => Box::pin(chunks::settings()),
        Route::Devices => Box::pin(chunks::devices()),
        Route::Passkeys => Box::pin(chunks::passkeys()),
        Route::SignIn { .. } => Box::pin(chunks::sign_in()),
        Route::Goodbye => Box::pin(chunks::goodbye()),
        Route::Terms => Box::pin(chunks::legal(false)),
        Route::Privacy => Box::pin(chunks::legal(true)),
        _ => Box::pin(chunks::transfer()),
    })
}
