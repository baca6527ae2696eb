//! The latest activity of the membership.

use crate::i18n::{self, pages as t};
use crate::state::route::Route;
use crate::ui::veiled;
use contract::points::Timestamp;
use contract::{Activity, Effect, Membership};
use leptos::prelude::*;

/// The section, with the way to all of it.
pub fn recent(entries: &[Activity], membership: &Membership, now: Timestamp) -> AnyView {
    let all = [&Route::Activity.path(), "?program=", &membership.id.0].concat();
    let body = if entries.is_empty() {
        view! { <p class="meta">{t::membership_activity_none()}</p> }.into_any()
    } else {
        let rows = entries.iter().map(|entry| row(entry, now)).collect_view();
        view! { <ul class="recent-list">{rows}</ul> }.into_any()
    };
    view! {
        <section>
            <div class="section-head"><h2>{t::membership_activity()}</h2><a class="header-link" href=all>{t::membership_activity_all()}</a></div>
            {body}
        </section>
    }
    .into_any()
}

fn row(entry: &Activity, now: Timestamp) -> AnyView {
    let title = match entry.text.is_empty() {
        true => i18n::activity_kind(entry.kind).to_owned(),
        false => entry.text.clone(),
    };
    let title = match &entry.transfer {
        Some(id) => view! { <a href=Route::TransferDetail(id.clone()).path()>{title}</a> }.into_any(),
        None => view! { <span>{title}</span> }.into_any(),
    };
    let amount = veiled(i18n::own(i18n::change(entry)));
    let gain = entry.effect() == Effect::Gain;
    view! {
        <li>
            <div>{title}<span class="meta">{i18n::date_time(entry.at, now)}</span></div>
            <b class:gain=gain>{amount}</b>
        </li>
    }
    .into_any()
}
