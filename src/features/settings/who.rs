//! The member: name, phone number, zone; and the form that changes the name.

use super::model::is_name;
use crate::api;
use crate::i18n::{self, pages as t};
use crate::platform::page;
use crate::state::failure;
use crate::state::session::{use_me, use_session};
use crate::state::toasts::use_toasts;
use crate::ui::{Button, ButtonKind, ErrorSummary, Field, FieldKind, Icon, IconName, dynamic};
use contract::limits::NAME_CHARS;
use contract::{Me, MeChange};
use leptos::prelude::*;
use leptos::task::spawn_local;

const FIELD: &str = "name";
const ERROR: &str = "name-error";
const EDIT: &str = "name-edit";
const KIND: FieldKind = FieldKind { r#type: "text", inputmode: "text", autocomplete: "name", most: NAME_CHARS as u32 };

/// The card; while the name is changed, the form is in its place.
pub fn who() -> AnyView {
    let me = use_me();
    let editing = RwSignal::new(false);
    let card = dynamic(move || match (editing.get(), me.get()) {
        (true, Some(me)) => form(me, editing),
        (false, Some(me)) => card(me, editing),
        (_, None) => ().into_any(),
    });
    view! { <section class="card who">{card}</section> }.into_any()
}

fn card(me: Me, editing: RwSignal<bool>) -> AnyView {
    let sample = me.demo.then(|| t::settings_demo().to_owned());
    let facts: Vec<String> = me.phone.into_iter().chain([t::settings_zone(&me.zone)]).chain(sample).collect();
    let (mark, name) = match me.name.is_empty() {
        true => (view! { <Icon name=IconName::Person/> }.into_any(), t::settings_name_none().to_owned()),
        false => (i18n::initials(&me.name).into_any(), me.name),
    };
    let edit = move |()| editing.set(true);
    view! {
        <span class="who-mark" aria-hidden="true">{mark}</span>
        <div class="who-text"><p class="who-name">{name}</p><p class="meta">{facts.join(" · ")}</p></div>
        <Button kind=ButtonKind::Quiet id=EDIT on_press=edit>{t::settings_name_edit()}</Button>
    }
    .into_any()
}

fn form(me: Me, editing: RwSignal<bool>) -> AnyView {
    let (session, toasts) = (use_session(), use_toasts());
    let (text, busy, wrong) = (RwSignal::new(me.name), RwSignal::new(false), RwSignal::new(None::<String>));
    Effect::new(|_| page::focus(FIELD));
    // The button that opened the form is drawn anew; it takes the focus back in the frame after.
    let close = move || {
        editing.set(false);
        spawn_local(async {
            leptos::task::tick().await;
            page::focus(EDIT);
        });
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = text.get_untracked().trim().to_owned();
        wrong.set(None);
        if !is_name(&name) {
            wrong.set(Some(t::settings_name_bad().into()));
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let change = MeChange { name: Some(name), ..MeChange::default() };
            match api::session::change_me(&change).await {
                Ok(me) => {
                    close();
                    session.update_me(me).await;
                    toasts.show(t::settings_saved());
                }
                Err(error) => drop(wrong.try_set(Some(failure::told(&error)))),
            }
            busy.try_set(false);
        });
    };
    let error = Signal::derive(move || wrong.with(Option::is_some).then_some(ERROR));
    let problem = dynamic(move || match wrong.get() {
        Some(text) => view! { <ErrorSummary id=ERROR text=text field=FIELD/> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <form class="form who-form" novalidate on:submit=save>
            {problem}
            <Field id=FIELD label=t::settings_name() kind=KIND value=text error=error/>
            <div class="buttons">
                <Button r#type="submit" busy=busy on_press=|()| {}>{t::settings_name_save()}</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| close()>{t::settings_name_cancel()}</Button>
            </div>
        </form>
    }
    .into_any()
}
