//! Pages that need a member: whoever is signed out goes to the sign-in page and comes back after; who has left begins at the start.

use crate::i18n::t;
use crate::state::failure::instead_of_page;
use crate::state::location::use_location;
use crate::state::route::Route;
use crate::state::session::{Member, SignedOut, use_session};
use crate::ui::dynamic;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gate {
    Wait,
    Open,
    SignIn,
    Left,
    Unreachable,
}

/// The page, once there is a member; its skeleton until that is known. Only a change of the gate draws the page anew, not every
/// change of the member.
pub fn guard(page: impl Fn() -> AnyView + Send + 'static, skeleton: fn() -> AnyView) -> AnyView {
    let (session, location) = (use_session(), use_location());
    let gate = Memo::new(move |_| match session.member() {
        Member::Asking => Gate::Wait,
        Member::SignedIn(_) => Gate::Open,
        Member::SignedOut(SignedOut::Left) => Gate::Left,
        Member::SignedOut(_) => Gate::SignIn,
        Member::Unreachable(_) => Gate::Unreachable,
    });
    Effect::new(move |_| {
        let back = match gate.get() {
            Gate::SignIn => location.address(),
            Gate::Left => String::new(),
            Gate::Wait | Gate::Open | Gate::Unreachable => return,
        };
        location.replace(&Route::SignIn { back }.path());
    });
    dynamic(move || match gate.get() {
        Gate::Open => page(),
        Gate::Wait | Gate::SignIn | Gate::Left => skeleton(),
        Gate::Unreachable => unreachable(),
    })
}

fn unreachable() -> AnyView {
    let session = use_session();
    let retry = move |()| spawn_local(session.load());
    match session.member() {
        Member::Unreachable(error) => instead_of_page(t::app_name(), error, Callback::new(retry)),
        _ => ().into_any(),
    }
}
