//! The composition root: starts the app, provides the shared state, and puts pages into the shell.

mod chunks;
mod frame;
mod guard;
mod lazy;
mod nav;
mod navigation;
mod routes;
mod shell;

use crate::platform::{location, page, settings, timer};
use crate::state::live::use_live;
use crate::state::route::Route;
use crate::{i18n, state};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Loads the texts, then mounts the app. Without texts the words that index.html has ready are shown.
pub fn start() {
    page::before_mount(async {
        if i18n::load().await.is_err() {
            page::fail();
            return;
        }
        settings::show_accent();
        mount_to_body(App);
        page::remove("sk");
        timer::mark_next_frame("gom:shell");
    });
}

#[component]
fn App() -> impl IntoView {
    if Route::from_path(&location::path()) == Some(Route::EmbedBalance) {
        return frame::frame();
    }
    state::provide();
    state::ahead::provide(chunks::preload_transfer_detail);
    read_news();
    view! { <shell::Shell/> }.into_any()
}

/// Loads the reader of news once a page follows them. Without it pages ask by themselves.
fn read_news() {
    let (live, owner) = (use_live(), Owner::current());
    Effect::new(move |loads: Option<bool>| {
        let loads = loads.unwrap_or_default();
        let (followed, Some(owner)) = (live.followed(), owner.clone()) else { return loads };
        if followed && !loads {
            spawn_local(async move { drop(chunks::live(owner).await) });
        }
        loads || followed
    });
}
