//! What a change of page does besides changing it: title, focus, announcement.

use super::routes::title;
use crate::platform::page;
use crate::state::config;
use crate::state::location::use_location;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Follows the path for as long as the app runs. The first page keeps the focus where the browser put it.
pub fn follow_navigation() {
    let location = use_location();
    Effect::new(move |before: Option<()>| {
        let title = title(location.route().as_ref());
        page::set_title(&[title, " · ", &config::name()].concat());
        if before.is_some() {
            // After the page has changed: the focus makes the browser lay out what is there, once for the new page is enough. A page whose
            // own first effect takes the focus or speaks would come before it.
            spawn_local(async move {
                page::focus(page::MAIN);
                page::announce(title);
            });
        }
    });
}
