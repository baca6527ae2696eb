//! The page in the frame: fetches what everybody may see about the partner's program, and meets the page around the frame.

use super::talk::{Look, Talk, size};
use super::view::{Shown, skeleton, there, title, unknown};
use crate::api::{self, ApiError};
use crate::platform::frame::{self, Element};
use crate::platform::page as document;
use crate::state::call::Call;
use crate::state::config;
use crate::state::failure::Failure;
use crate::state::location::use_location;
use crate::ui::dynamic;
use contract::PartnerId;
use contract::embed::{HELLO, Partner};
use futures::future::try_join3;
use leptos::html;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// The page.
pub fn page() -> AnyView {
    let id = PartnerId(untrack(|| use_location().parameter("partner")).unwrap_or_default());
    let (call, content) = (Call::new(), NodeRef::<html::Div>::new());
    call.start(load(id.clone()));
    let retry = Callback::new(move |()| call.start(load(id.clone())));
    Effect::new(move |met: Option<bool>| {
        let met = met == Some(true);
        match (met, call.answer(), content.get()) {
            (false, Some(Ok(shown)), Some(content)) => {
                document::set_title(&[&shown.program.name, " · ", &config::name()].concat());
                meet(&shown.partner, &content);
                true
            }
            _ => met,
        }
    });
    let body = dynamic(move || match call.answer() {
        None => skeleton(),
        Some(Ok(shown)) => there(&shown),
        Some(Err(ApiError::NotFound)) => unknown(),
        Some(Err(error)) => view! { {title()}<Failure error=error retry=retry/> }.into_any(),
    });
    view! { <div class="embed" node_ref=content>{body}</div> }.into_any()
}

async fn load(id: PartnerId) -> Result<Shown, ApiError> {
    let (partner, programs, pairs) =
        try_join3(api::partners::get(&id), api::programs::list(), api::pairs::list()).await?;
    let program = programs.items.iter().find(|program| program.id == partner.program).cloned();
    Ok(Shown { program: program.ok_or(ApiError::NotFound)?, partner, programs: programs.items, pairs })
}

/// Greets the page around the frame, and follows it as far as it is one of the partner's.
fn meet(partner: &Partner, content: &Element) {
    let talk = Rc::new(RefCell::new(Talk::new(partner.origins.clone())));
    let take = {
        let talk = talk.clone();
        move |origin: String, text: String| {
            let first = talk.borrow_mut().meets(&origin, &text);
            document::count_ignored(talk.borrow().ignored());
            first.unwrap_or_default()
        }
    };
    let heard = move |text: String| {
        let look = talk.borrow_mut().hears(&text);
        document::count_ignored(talk.borrow().ignored());
        match look {
            Some(Look::Light) => document::show_theme("light"),
            Some(Look::Dark) => document::show_theme("dark"),
            None => {}
        }
    };
    frame::meet(HELLO, take, heard, content, |height| frame::tell(&size(height)));
}
