//! The notice above what could not be asked for anew: why, how old the wallet's answer is out of which it comes, and a button that tries
//! again.

use super::balances::use_balances;
use super::connectivity::use_connectivity;
use super::failure::words_of_read;
use super::now::use_now;
use crate::api::ApiError;
use crate::i18n::{self, t};
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;

/// How old the balances are; follows the clock.
pub fn age() -> Signal<String> {
    let (balances, now) = (use_balances(), use_now());
    Signal::derive(move || balances.shown().map(|shown| i18n::ago(shown.age_ms(now.get()))).unwrap_or_default())
}

/// The notice, of which the cause is spoken. When the network is back it tries again by itself.
pub fn stale(error: &ApiError, busy: Signal<bool>, retry: Callback<()>) -> AnyView {
    let (age, connectivity) = (age(), use_connectivity());
    let words = Signal::derive(move || t::wallet_stale(&age.get()));
    let support = error.request_id().map(|id| [" ", &t::error_request_id(id)].concat());
    let cause = cause(error);
    Effect::new(move |was_online: Option<bool>| {
        let is_online = connectivity.online();
        if is_online && was_online == Some(false) {
            retry.run(());
        }
        is_online
    });
    view! {
        <div class="stale">
            <p><span role="status">{cause}</span>{words}{support}</p>
            <Button kind=ButtonKind::Quiet busy=busy on_press=retry>{t::app_retry()}</Button>
        </div>
    }
    .into_any()
}

/// Why, with a space after it. Beside something old nothing is said of points that have not changed; and that there is no connection
/// stands above every page.
fn cause(error: &ApiError) -> String {
    match error {
        ApiError::Offline => String::new(),
        ApiError::Server { .. } => [t::wallet_stale_server(), " "].concat(),
        error => [&words_of_read(error), " "].concat(),
    }
}
