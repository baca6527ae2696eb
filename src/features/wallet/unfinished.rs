//! A confirmation whose outcome this device does not know yet: the wallet says so and leads to where it is cleared up.

use crate::i18n::t;
use crate::platform::kv::{self, Store};
use crate::state::balances::use_balances;
use crate::state::route::Route;
use crate::state::session::use_me;
use crate::ui::{Alert, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The strip; nothing while nothing is unfinished. It is looked at anew with the balances, which follow every outcome.
pub fn unfinished() -> AnyView {
    let (me, balances, is_there) = (use_me(), use_balances(), RwSignal::new(false));
    Effect::new(move |_| {
        let (Some(me), _) = (me.get(), balances.shown()) else { return };
        spawn_local(async move {
            let texts = kv::all(Store::Intents).await.unwrap_or_default();
            // Another member's intents are not this one's business; the mark is long enough to stand for the field it is in.
            let _ = is_there.try_set(texts.iter().any(|text| text.contains(&me.mark)));
        });
    });
    dynamic(move || match is_there.get() {
        true => {
            let href = Route::Transfer.path();
            view! { <Alert href=href action=t::transfer_check()>{t::wallet_unfinished()}</Alert> }.into_any()
        }
        false => ().into_any(),
    })
}
