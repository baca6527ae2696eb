//! The first step: which number the code shall go to.

use super::model::{self, Unfit};
use crate::i18n::pages as t;
use crate::platform::page;
use crate::state::code::{ProofFlow, trouble_words};
use crate::ui::{Button, ErrorSummary, Field, FieldKind, dynamic};
use contract::limits::PHONE_BYTES;
use leptos::prelude::*;

const FIELD: &str = "phone";
const ERROR: &str = "phone-error";
const KIND: FieldKind = FieldKind { r#type: "tel", inputmode: "tel", autocomplete: "tel", most: PHONE_BYTES as u32 };

/// The form. A number that cannot be one is not sent.
#[component]
pub fn PhoneForm(
    /// The proof.
    flow: ProofFlow,
    /// The number as it was typed; it stays for as long as the page does.
    text: RwSignal<String>,
    /// Whether the member came back to it: then the field takes the focus.
    again: bool,
) -> impl IntoView {
    let unfit = RwSignal::new(None::<Unfit>);
    if again {
        Effect::new(|_| page::focus(FIELD));
    }
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match text.with_untracked(|text| model::phone(text)) {
            Ok(phone) => {
                unfit.set(None);
                flow.ask_for(phone.e164());
            }
            Err(wrong) => unfit.set(Some(wrong)),
        }
    };
    let words = Signal::derive(move || match (unfit.get(), flow.trouble()) {
        (Some(unfit), _) => Some((unfit_words(unfit).to_owned(), FIELD)),
        (None, Some(trouble)) => Some((trouble_words(&trouble), "")),
        (None, None) => None,
    });
    let error = Signal::derive(move || words.with(Option::is_some).then_some(ERROR));
    let problem = dynamic(move || match words.get() {
        Some((text, field)) => view! { <ErrorSummary id=ERROR text=text field=field/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <form class="form" novalidate on:submit=submit>
            {problem}
            <Field id=FIELD label=t::session_phone() hint=t::session_phone_hint() kind=KIND value=text error=error/>
            <Button r#type="submit" busy=flow.busy() on_press=|()| {}>{t::session_phone_go()}</Button>
        </form>
    }
    .into_any()
}

fn unfit_words(unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::Empty => t::session_phone_empty(),
        Unfit::Malformed => t::session_phone_malformed(),
        Unfit::Foreign => t::session_phone_foreign(),
    }
}
