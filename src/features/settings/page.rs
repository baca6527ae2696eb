//! The page.

use super::choice::{Choice, Choosable};
use super::currency::CurrencyChoice;
use super::language::LanguageChoice;
use crate::api;
use crate::i18n::{self, t};
use crate::state::preferences::{self, Theme};
use crate::state::session::{use_me, use_session};
use crate::ui::{Button, ButtonKind, PageHeader, dynamic};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The settings.
pub fn page() -> AnyView {
    view! {
        <div class="settings">
            <PageHeader title=t::settings_title().to_string()/>
            {who()}
            <LanguageChoice/>
            {theme()}
            <CurrencyChoice/>
            <SignOut/>
            {about()}
        </div>
    }
    .into_any()
}

fn who() -> AnyView {
    let me = use_me();
    let card = dynamic(move || {
        let Some(me) = me.get() else { return ().into_any() };
        let zone = t::settings_zone(&me.zone);
        let facts = if me.demo { [t::settings_demo(), " · ", &zone].concat() } else { zone };
        view! {
            <span class="who-mark" aria-hidden="true">{i18n::initials(&me.name)}</span>
            <div><p class="who-name">{me.name}</p><p class="meta">{facts}</p></div>
        }
        .into_any()
    });
    view! { <section class="card who">{card}</section> }.into_any()
}

fn theme() -> AnyView {
    let chosen = RwSignal::new(preferences::theme());
    let named = [
        (Theme::System, "system", t::settings_theme_system()),
        (Theme::Light, "light", t::settings_theme_light()),
        (Theme::Dark, "dark", t::settings_theme_dark()),
    ];
    let name = Signal::derive(move || {
        let theme = chosen.get();
        named.iter().find(|(known, ..)| *known == theme).map_or("", |(_, name, _)| name).to_owned()
    });
    let choose = move |wanted: String| {
        if let Some((theme, ..)) = named.iter().find(|(_, name, _)| *name == wanted) {
            preferences::set_theme(*theme);
            chosen.set(*theme);
        }
    };
    let choices = named.map(|(_, value, label)| Choosable { value: value.into(), label: label.into(), lang: "" });
    view! { <Choice name="theme" legend=t::settings_theme() choices=choices.into() chosen=name on_choose=choose/> }
        .into_any()
}

#[component]
fn SignOut() -> impl IntoView {
    let session = use_session();
    let busy = RwSignal::new(false);
    let end = move |()| {
        busy.set(true);
        spawn_local(session.sign_out());
    };
    view! {
        <section class="sign-out">
            <Button kind=ButtonKind::Quiet busy=busy on_press=end>{t::settings_sign_out()}</Button>
            <p class="meta">{t::settings_sign_out_hint()}</p>
        </section>
    }
    .into_any()
}

fn about() -> AnyView {
    let version = RwSignal::new(String::new());
    spawn_local(async move {
        if let Ok(session) = api::session::get().await
            && !session.build.is_empty()
        {
            version.set(t::settings_build(&session.build));
        }
    });
    view! { <p class="note">{t::app_sample_data()}</p><p class="note">{version}</p> }.into_any()
}
