//! The currency in which values are shown, out of those that the backend has rates for.

use super::choice::{Choice, Choosable};
use super::latest::Latest;
use crate::api;
use crate::i18n::pages as t;
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::failure::{self, Failure};
use crate::state::session::{use_me, use_session};
use crate::state::toasts::use_toasts;
use crate::ui::dynamic;
use contract::MeChange;
use contract::points::Currency;
use leptos::prelude::*;

/// The choice, once the list of currencies is here.
#[component]
pub fn CurrencyChoice() -> impl IntoView {
    let (session, me, balances, toasts) = (use_session(), use_me(), use_balances(), use_toasts());
    let programs = Call::new();
    programs.start(api::programs::list());
    let retry = Callback::new(move |()| programs.start(api::programs::list()));
    let wrong = RwSignal::new(String::new());
    let chosen = RwSignal::new(String::new());
    let kept = move || me.get().map(|me| me.currency).unwrap_or_default();
    Effect::new(move |_| chosen.set(kept()));
    let latest = Latest::new();
    let choose = Callback::new(move |code: String| {
        chosen.set(code.clone());
        let change = MeChange { currency: Some(code), ..MeChange::default() };
        latest.keep(change, async move |answer| match answer {
            Ok(me) => {
                session.update_me(me).await;
                balances.refresh();
                toasts.show(t::settings_saved());
                wrong.try_set(String::new());
            }
            Err(error) => {
                wrong.try_set(failure::words(&error));
                // The page may be gone by now.
                if let Some(me) = me.try_get_untracked().flatten() {
                    chosen.try_set(me.currency);
                }
            }
        });
    });
    let body = dynamic(move || match programs.answer() {
        None => view! { <div class="choices-sk sk-line" aria-hidden="true"></div> }.into_any(),
        Some(Err(error)) => view! { <Failure error=error retry=retry/> }.into_any(),
        Some(Ok(programs)) => {
            let choices = programs.currencies.iter().map(choosable).collect();
            view! { <Choice name="currency" legend=t::settings_currency() choices=choices chosen=chosen on_choose=choose/> }
                .into_any()
        }
    });
    view! { {body}<p class="field-error" role="alert">{wrong}</p> }.into_any()
}

fn choosable(currency: &Currency) -> Choosable {
    let label = match currency.basis.as_str() {
        "exact" => currency.code.clone(),
        _ => t::settings_currency_sample(&currency.code),
    };
    Choosable { value: currency.code.clone(), label, lang: "" }
}
