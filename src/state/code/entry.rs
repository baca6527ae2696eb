//! The step in which a code is entered: one field, sent by itself once it is whole, and the way to another code.

use super::flow::ProofFlow;
use super::model::{Sent, Trouble, digits};
use super::words;
use crate::i18n::{self, pages as t};
use crate::platform::page;
use crate::state::ticker::{every_second, seconds_left};
use crate::ui::{Button, ButtonKind, ErrorSummary, Field, FieldKind, bold, dynamic};
use contract::limits::CODE_DIGITS;
use leptos::prelude::*;

const FIELD: &str = "code";
const ERROR: &str = "code-error";
/// A whole message may be pasted; the code is found in it.
const KIND: FieldKind = FieldKind { r#type: "text", inputmode: "numeric", autocomplete: "one-time-code", most: 300 };

/// The form. The field takes the focus whenever a code is on its way.
#[component]
pub fn CodeEntry(
    /// The proof.
    flow: ProofFlow,
    /// Where the code went, in a sentence.
    #[prop(into)]
    about: String,
    /// What the member came from: the words of the way back to another number.
    #[prop(into)]
    change: String,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let sent = Memo::new(move |_| flow.sent());
    Effect::new(move |before: Option<()>| {
        sent.track();
        text.set(String::new());
        page::focus(FIELD);
        if before.is_some() {
            page::announce(t::code_resent());
        }
    });
    Effect::new(move |_| {
        if matches!(flow.trouble(), Some(Trouble::Wrong { .. } | Trouble::Expired | Trouble::Locked(_))) {
            text.set(String::new());
        }
    });
    let edit = move |typed: String| {
        let code = digits(&typed);
        if code.len() == CODE_DIGITS && text.with_untracked(|before| *before != code) {
            flow.enter(code.clone());
        }
        code
    };
    let error = Signal::derive(move || flow.trouble().map(|_| ERROR));
    let problem = dynamic(move || match flow.trouble() {
        Some(trouble) => view! { <ErrorSummary id=ERROR text=words::trouble(&trouble) field=FIELD/> }.into_any(),
        None => ().into_any(),
    });
    let is_alive = Memo::new(move |_| flow.is_alive());
    // No code but another one is of use any more.
    let is_locked = Memo::new(move |_| matches!(flow.trouble(), Some(Trouble::Locked(_))));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        flow.enter(text.get_untracked());
    };
    view! {
        <form class="form code-form" novalidate on:submit=submit>
            <p>{about}</p>
            {dynamic(move || sent.get().filter(|_| is_alive.get()).map_or_else(|| ().into_any(), facts))}
            {problem}
            <Field id=FIELD label=t::code_label() kind=KIND value=text error=error on_edit=edit/>
            <Button r#type="submit" busy=flow.busy() disabled=is_locked on_press=|()| {}>{t::code_go()}</Button>
        </form>
        <div class="form-ways">
            {dynamic(move || sent.get().map_or_else(|| ().into_any(), |sent| resend(flow, sent)))}
            <button type="button" class="way" on:click=move |_| flow.change()>{change}</button>
        </div>
    }
    .into_any()
}

/// How long the code is taken; in demo mode the code itself.
fn facts(sent: Sent) -> AnyView {
    let demo = sent.demo_code.map(|code| view! { <p class="demo-code">{bold(&t::code_demo(&code))}</p> });
    view! { <p class="meta">{t::code_until(&i18n::time(sent.expires_at))}</p> {demo} }.into_any()
}

/// Another code: when it may be asked for, then the button.
fn resend(flow: ProofFlow, sent: Sent) -> AnyView {
    let now = every_second(flow.clock());
    let left = Memo::new(move |_| {
        let until = flow.trouble().and_then(|trouble| trouble.until()).unwrap_or(sent.resend_at);
        seconds_left(now.get(), until.max(sent.resend_at))
    });
    let may = Memo::new(move |_| left.get() == 0);
    dynamic(move || {
        if may.get() {
            let again = move |()| flow.ask();
            return view! { <Button kind=ButtonKind::Quiet busy=flow.busy() on_press=again>{t::code_resend()}</Button> }
                .into_any();
        }
        let time = Signal::derive(move || t::code_resend_in(&i18n::stopwatch(left.get())));
        view! { <p class="meta">{time}</p> }.into_any()
    })
}
