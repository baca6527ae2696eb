//! Pages that need a member: whoever is signed out goes to the sign-in page and comes back after.

use crate::state::failure::Failure;
use crate::state::route::Route;
use crate::state::session::{Member, use_session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gate {
    Wait,
    Open,
    SignIn,
    Unreachable,
}

/// The page, once there is a member; its skeleton until that is known. Only a change of the gate draws the page anew, not every change of the member.
pub fn guard(page: fn() -> AnyView, skeleton: fn() -> AnyView) -> AnyView {
    let session = use_session();
    let gate = Memo::new(move |_| match session.member() {
        Member::Asking => Gate::Wait,
        Member::SignedIn(_) => Gate::Open,
        Member::SignedOut { .. } => Gate::SignIn,
        Member::Unreachable(_) => Gate::Unreachable,
    });
    let (path, navigate) = (use_location().pathname, use_navigate());
    Effect::new(move |_| {
        if gate.get() == Gate::SignIn {
            let back = path.get_untracked();
            let options = NavigateOptions { replace: true, ..Default::default() };
            navigate(&Route::SignIn { back }.path(), options);
        }
    });
    (move || match gate.get() {
        Gate::Open => page(),
        Gate::Wait | Gate::SignIn => skeleton(),
        Gate::Unreachable => unreachable(session.member()),
    })
    .into_any()
}

fn unreachable(member: Member) -> AnyView {
    let session = use_session();
    let retry = move |()| spawn_local(session.load());
    match member {
        Member::Unreachable(error) => view! { <Failure error=error retry=retry/> }.into_any(),
        _ => ().into_any(),
    }
}
