//! The last step of a number that is new here: agreeing to the terms and the privacy notice.

use crate::i18n::pages as t;
use crate::platform::page;
use crate::state::code::{ProofFlow, trouble_words};
use crate::state::legal;
use crate::ui::{Button, ErrorSummary, dynamic};
use leptos::prelude::*;

const FIELD: &str = "consent";
const ERROR: &str = "consent-error";

/// The form. The documents open beside the page, so that nothing that was typed is lost.
#[component]
pub fn ConsentForm(
    /// The proof.
    flow: ProofFlow,
    /// The number, as it is read aloud.
    number: String,
) -> impl IntoView {
    let ticked = RwSignal::new(false);
    Effect::new(|_| page::focus(FIELD));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        flow.agree(ticked.get_untracked());
    };
    let error = Signal::derive(move || flow.trouble().map(|_| ERROR));
    let problem = dynamic(move || match flow.trouble() {
        Some(trouble) => view! { <ErrorSummary id=ERROR text=trouble_words(&trouble) field=FIELD/> }.into_any(),
        None => ().into_any(),
    });
    let document = |href: String, words: &'static str| {
        view! {
            <li><a class="link" href=href target="_blank" rel="noopener">{words}<span class="visually-hidden">" "{t::session_new_tab()}</span></a></li>
        }
        .into_any()
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <p>{t::session_consent_text(&number)}</p>
            <ul class="documents">
                {document(legal::terms(), t::legal_terms())}
                {document(legal::privacy(), t::legal_privacy())}
            </ul>
            {problem}
            <label class="tick">
                <input
                    type="checkbox"
                    id=FIELD
                    aria-describedby=error
                    prop:checked=ticked
                    on:change=move |event| ticked.set(event_target_checked(&event))
                />
                <span>{t::session_consent_box()}</span>
            </label>
            <Button r#type="submit" busy=flow.busy() on_press=|()| {}>{t::session_consent_go()}</Button>
        </form>
        <div class="form-ways">
            <button type="button" class="way" on:click=move |_| flow.change()>{t::session_change()}</button>
        </div>
    }
    .into_any()
}
