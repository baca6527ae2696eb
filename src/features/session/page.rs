//! The page: what Gom is in one sentence, and one step of signing in after the other.

use super::consent::ConsentForm;
use super::demo::TryDemo;
use super::model::{self, landing};
use super::passkey::by_passkey;
use super::phone::PhoneForm;
use crate::api;
use crate::i18n::{self, pages as t};
use crate::state::code::{CodeEntry, ProofFlow, Sent, Step};
use crate::state::location::use_location;
use crate::state::session::{Member, SignedOut, use_session};
use crate::state::title;
use crate::state::{config, legal};
use crate::ui::{Icon, IconName, dynamic};
use contract::{CodeRequestId, SignIn};
use leptos::prelude::*;

/// The page. Whoever is signed in already goes on at once.
pub fn page() -> AnyView {
    let (session, location) = (use_session(), use_location());
    let signed_in = Memo::new(move |_| matches!(session.member(), Member::SignedIn(_)));
    Effect::new(move |_| {
        if signed_in.get() {
            let back = untrack(|| location.parameter("back"));
            location.replace(landing(back.as_deref()));
        }
    });
    let phone = RwSignal::new(String::new());
    let flow = proof(phone);
    let step = Memo::new(move |_| flow.step());
    Effect::new(move |before: Option<Step>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            title::set(step_title(now));
        }
        now
    });
    view! {
        <section class="sign-in" class:first=move || step.get() == Step::Ask>
            <div class="sign-in-about">
                {config::logo()}
                <p class="lead">{t::session_lead()}</p>
                {promises()}
            </div>
            <div class="sign-in-steps">
                <h1>{Signal::derive(move || step_title(step.get()))}</h1>
                {dynamic(move || if step.get() == Step::Ask { notice() } else { ().into_any() })}
                {dynamic(move || view(flow, phone, step.get()))}
                {dynamic(move || if step.get() == Step::Ask { other_ways() } else { ().into_any() })}
                {dynamic(move || if step.get() == Step::Consent { ().into_any() } else { documents() })}
            </div>
        </section>
    }
    .into_any()
}

fn proof(phone: RwSignal<String>) -> ProofFlow {
    let session = use_session();
    let ask = move || {
        let number = phone.get_untracked();
        async move {
            let sent = api::session::send_code(&number).await?;
            let (request, demo_code) = (sent.request.0, sent.demo_code);
            Ok(Sent { request, expires_at: sent.expires_at, resend_at: sent.resend_at, demo_code })
        }
    };
    ProofFlow::new(ask, move |prove| async move {
        let body = SignIn {
            request: CodeRequestId(prove.request),
            code: prove.code,
            consent: prove.consent,
            language: Some(i18n::language()),
            zone: i18n::browser_zone(),
        };
        session.sign_in(&body).await
    })
}

fn step_title(step: Step) -> &'static str {
    match step {
        Step::Ask | Step::Done => t::session_title(),
        Step::Code => t::session_code_title(),
        Step::Consent => t::session_consent_title(),
    }
}

fn view(flow: ProofFlow, phone: RwSignal<String>, step: Step) -> AnyView {
    let number =
        || phone.with_untracked(|text| model::phone(text)).map(|phone| model::spoken(&phone)).unwrap_or_default();
    match step {
        Step::Ask => {
            view! { <PhoneForm flow=flow text=phone again=phone.with_untracked(|text| !text.is_empty())/> }.into_any()
        }
        Step::Code => view! {
            <CodeEntry flow=flow about=t::session_code_sent(&number()) change=t::session_change()/>
        }
        .into_any(),
        Step::Consent => view! { <ConsentForm flow=flow number=number()/> }.into_any(),
        Step::Done => ().into_any(),
    }
}

/// Why the member is here again, above the form; the demo is below it.
fn notice() -> AnyView {
    let session = use_session();
    let expired = Memo::new(move |_| matches!(session.member(), Member::SignedOut(SignedOut::Expired)));
    dynamic(move || match expired.get() {
        true => view! { <p class="notice" role="status">{t::session_expired()}</p> }.into_any(),
        false => ().into_any(),
    })
}

fn promises() -> AnyView {
    let promise = |icon, text: &'static str| view! { <li><Icon name=icon/><span>{text}</span></li> }.into_any();
    view! {
        <ul class="promises">
            {promise(IconName::Wallet, t::session_promise_balances())}
            {promise(IconName::Transfer, t::session_promise_price())}
            {promise(IconName::Activity, t::session_promise_back())}
        </ul>
    }
    .into_any()
}

fn other_ways() -> AnyView {
    let session = use_session();
    let demo = dynamic(move || if session.demo() { view! { <TryDemo/> }.into_any() } else { ().into_any() });
    view! { {by_passkey()}{demo} }.into_any()
}

fn documents() -> AnyView {
    view! {
        <p class="small-links">
            <a href=legal::terms()>{t::legal_terms()}</a>
            <a href=legal::privacy()>{t::legal_privacy()}</a>
        </p>
    }
    .into_any()
}
