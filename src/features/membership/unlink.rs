//! Taking the membership out of the wallet: what it means, and the safe button first.

use crate::api;
use crate::i18n::pages as t;
use crate::state::balances::use_balances;
use crate::state::failure;
use crate::state::location::use_location;
use crate::state::route::Route;
use crate::state::toasts::use_toasts;
use crate::ui::{Button, ButtonKind, Dialog, ErrorSummary, dynamic};
use contract::{Code, Membership};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The question and what became of it. It outlives the drawing of the page.
#[derive(Clone, Copy)]
pub struct Question {
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    wrong: RwSignal<Option<String>>,
}

impl Question {
    pub fn new() -> Question {
        Question { open: RwSignal::new(false), busy: RwSignal::new(false), wrong: RwSignal::new(None) }
    }

    /// Asks it.
    pub fn ask(self) {
        self.wrong.set(None);
        self.open.set(true);
    }
}

/// The button and its question.
pub fn unlink(membership: &Membership, question: Question) -> AnyView {
    let (open, name) = (question.open, membership.program.name.clone());
    let membership = StoredValue::new(membership.clone());
    view! {
        <section class="unlink">
            <Button kind=ButtonKind::Quiet on_press=move |()| question.ask()>{t::membership_unlink()}</Button>
            <p class="meta">{t::membership_unlink_hint(&name)}</p>
            <Dialog open=open title=t::membership_unlink_title(&name) id="unlink-title">
                {content(membership.get_value(), question)}
            </Dialog>
        </section>
    }
    .into_any()
}

fn content(membership: Membership, Question { open, busy, wrong }: Question) -> AnyView {
    let (balances, location, toasts) = (use_balances(), use_location(), use_toasts());
    let (id, name) = (membership.id, membership.program.name);
    let points = t::membership_unlink_points(&name, &membership.number);
    let end = move |()| {
        busy.set(true);
        wrong.set(None);
        let (id, name) = (id.clone(), name.clone());
        spawn_local(async move {
            match api::memberships::unlink(&id).await {
                Ok(()) => {
                    balances.refresh();
                    toasts.show(t::membership_unlink_done(&name));
                    // Who has gone elsewhere meanwhile stays there.
                    if open.try_get_untracked().is_some() {
                        location.replace(&Route::Wallet.path());
                    }
                }
                Err(error) if error.code() == Some(Code::TransferOpen) => {
                    wrong.try_set(Some(t::membership_unlink_open().into()));
                }
                Err(error) => drop(wrong.try_set(Some(failure::told(&error)))),
            }
            busy.try_set(false);
        });
    };
    let problem = dynamic(move || match wrong.get() {
        Some(text) => view! { <ErrorSummary id="unlink-error" text=text/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <ul class="consequences">
            <li>{points}</li>
            <li>{t::membership_unlink_view()}</li>
        </ul>
        {problem}
        <button type="button" class="button quiet" autofocus=true on:click=move |_| open.set(false)>
            {t::membership_unlink_back()}
        </button>
        <Button kind=ButtonKind::Danger busy=busy on_press=end>{t::membership_unlink()}</Button>
    }
    .into_any()
}
