//! One document: its sections, from when it is in force, and the way back.

use crate::api;
use crate::api::legal::{Document, Section};
use crate::i18n::{self, pages as t};
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::legal;
use crate::state::route::Route;
use crate::state::session::{Member, use_session};
use crate::ui::{PageHeader, Skeleton, dynamic};
use contract::LEGAL_VERSION;
use contract::points::{Date, Timestamp};
use leptos::prelude::*;

/// The terms, or the privacy notice.
pub fn page(privacy: bool) -> AnyView {
    let texts = Call::new();
    texts.start(api::legal::get(i18n::language()));
    let retry = Callback::new(move |()| texts.start(api::legal::get(i18n::language())));
    let body = dynamic(move || match texts.answer() {
        None => view! { <Skeleton label=t::app_loading() cards=10/> }.into_any(),
        Some(Err(error)) => view! { <Failure error=error retry=retry/> }.into_any(),
        Some(Ok(texts)) => document(if privacy { texts.privacy } else { texts.terms }),
    });
    let (title, other) = match privacy {
        true => (t::legal_privacy(), view! { <a href=legal::terms()>{t::legal_terms()}</a> }),
        false => (t::legal_terms(), view! { <a href=legal::privacy()>{t::legal_privacy()}</a> }),
    };
    view! {
        <article class="legal">
            <PageHeader title=title.to_string()/>
            {body}
            <p class="small-links">{other}{back()}</p>
        </article>
    }
    .into_any()
}

fn document(document: Document) -> AnyView {
    // Seen from another year, so that the year is written.
    let in_force = Date::parse(LEGAL_VERSION).map(|day| t::legal_in_force(&i18n::day(day, Timestamp::EPOCH)));
    let sections = document.sections.into_iter().map(section).collect_view();
    view! { <p class="meta">{in_force.unwrap_or_default()}</p>{sections} }.into_any()
}

fn section(section: Section) -> AnyView {
    let paragraphs = section.paragraphs.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
    view! { <section><h2>{section.heading}</h2>{paragraphs}</section> }.into_any()
}

/// To where the member can be: the settings, or signing in.
fn back() -> AnyView {
    let session = use_session();
    dynamic(move || {
        let (route, words) = match session.member() {
            Member::SignedIn(_) => (Route::Settings, t::nav_me()),
            _ => (Route::SignIn { back: String::new() }, t::session_title()),
        };
        view! { <a href=route.path()>{words}</a> }.into_any()
    })
}
