//! What a change of page does besides changing it: title, focus, announcement.

use super::routes::title;
use crate::i18n::t;
use crate::platform::page;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Follows the path for as long as the app runs. The first page keeps the focus where the browser put it.
pub fn follow_navigation() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<()>| {
        let title = path.with(|path| title(path));
        page::set_title(&[title, " · ", t::app_name()].concat());
        if before.is_some() {
            page::focus(page::MAIN);
            page::announce(title);
        }
    });
}
