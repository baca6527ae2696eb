//! One program: its number, then the code that the program sends to whoever owns the number.

use super::list::facts;
use super::model::is_number;
use crate::api;
use crate::i18n::pages as t;
use crate::platform::page;
use crate::state::balances::use_balances;
use crate::state::code::{CodeEntry, ProofFlow, Sent, Step, trouble_words};
use crate::state::location::use_location;
use crate::state::route::Route;
use crate::state::session::use_session;
use crate::state::title;
use crate::state::toasts::use_toasts;
use crate::ui::{Button, ErrorSummary, Field, FieldKind, Monogram, PageHeader, dynamic};
use contract::{LinkAsk, Owner, Program, ProgramId};
use leptos::prelude::*;

const FIELD: &str = "number";
const ERROR: &str = "number-error";
/// Spaces and hyphens may stand between the letters and digits.
const KIND: FieldKind = FieldKind { r#type: "text", inputmode: "text", autocomplete: "off", most: 60 };

/// The steps of linking this program.
pub fn form(program: Program) -> AnyView {
    let number = RwSignal::new(String::new());
    let flow = proof(&program, number);
    let step = Memo::new(move |_| flow.step());
    let name = program.name.clone();
    let heading = {
        let name = name.clone();
        Signal::derive(move || match step.get() {
            Step::Code => t::session_code_title().to_owned(),
            _ => t::link_number_title(&name),
        })
    };
    Effect::new(move |_| title::set(&heading.get()));
    let (letters, color) = (program.monogram.clone(), program.brand_color.clone());
    let body = dynamic(move || match step.get() {
        Step::Code => {
            let about = number.with_untracked(|number| t::link_code_sent(&name, number.trim()));
            view! { <CodeEntry flow=flow about=about change=t::link_change()/> }.into_any()
        }
        _ => view! { <NumberForm flow=flow program=program.clone() text=number/> }.into_any(),
    });
    view! {
        <PageHeader title=heading><Monogram letters=letters color=color/></PageHeader>
        <div class="link-form">{body}</div>
    }
    .into_any()
}

fn proof(program: &Program, number: RwSignal<String>) -> ProofFlow {
    let (balances, location, toasts) = (use_balances(), use_location(), use_toasts());
    let (id, name): (ProgramId, String) = (program.id.clone(), program.name.clone());
    let ask = move || {
        let body = LinkAsk { program: id.clone(), number: number.get_untracked() };
        async move {
            let started = api::links::start(&body).await?;
            let (request, demo_code) = (started.id.0, started.demo_code);
            Ok(Sent { request, expires_at: started.expires_at, resend_at: started.resend_at, demo_code })
        }
    };
    ProofFlow::new(ask, move |prove| {
        let name = name.clone();
        async move {
            let membership = api::links::confirm(&prove.request, prove.code).await?;
            balances.refresh();
            toasts.show(t::link_done(&name));
            // Who has gone elsewhere meanwhile stays there.
            if number.try_get_untracked().is_some() {
                location.replace(&Route::Program(membership.id).path());
            }
            Ok(())
        }
    })
}

/// The number. What cannot be one is not sent.
#[component]
fn NumberForm(flow: ProofFlow, program: Program, text: RwSignal<String>) -> impl IntoView {
    let unfit = RwSignal::new(false);
    Effect::new(|_| page::focus(FIELD));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        unfit.set(!text.with_untracked(|text| is_number(text)));
        if !unfit.get_untracked() {
            text.with_untracked(|text| flow.ask_for(text));
        }
    };
    let words = Signal::derive(move || match (unfit.get(), flow.trouble()) {
        (true, _) => Some(t::link_number_bad().to_owned()),
        (false, trouble) => trouble.map(|trouble| trouble_words(&trouble)),
    });
    let error = Signal::derive(move || words.with(Option::is_some).then_some(ERROR));
    let problem = dynamic(move || match words.get() {
        Some(text) => view! { <ErrorSummary id=ERROR text=text field=FIELD/> }.into_any(),
        None => ().into_any(),
    });
    let session = use_session();
    let demo = dynamic(move || match session.demo() {
        true => view! { <p class="meta">{t::link_number_demo()}</p> }.into_any(),
        false => ().into_any(),
    });
    let mirror =
        (program.owner != Owner::InHouse).then(|| view! { <p class="meta">{t::link_mirror_note(&program.name)}</p> });
    view! {
        <form class="form" novalidate on:submit=submit>
            <p class="meta">{facts(&program)}</p>
            {problem}
            <Field id=FIELD label=t::link_number() hint=t::link_number_hint() kind=KIND value=text error=error/>
            {demo}
            {mirror}
            <Button r#type="submit" busy=flow.busy() on_press=|()| {}>{t::link_go()}</Button>
        </form>
        <div class="form-ways"><a class="way" href=Route::Link.path()>{t::link_other()}</a></div>
    }
    .into_any()
}
