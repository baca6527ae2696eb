//! The filter by program. The choice lives in the address, so it can be shared and the back button undoes it.

use crate::i18n::t;
use crate::state::balances::use_balances;
use crate::state::route::Route;
use crate::ui::dynamic;
use leptos::prelude::*;

/// The name in the address.
pub const PARAMETER: &str = "program";

/// Links, one for each program of the member.
#[component]
pub fn Filter(
    /// The membership that the address asks for; empty is everything.
    chosen: Memo<String>,
) -> impl IntoView {
    let balances = use_balances();
    let links = dynamic(move || {
        let shown = balances.shown();
        let memberships = shown.as_ref().map(|shown| shown.wallet.memberships.as_slice()).unwrap_or_default();
        let programs = memberships.iter().map(|m| (m.id.0.as_str(), m.program.name.as_str()));
        let all = std::iter::once(("", t::activity_filter_all()));
        let chosen = chosen.get();
        all.chain(programs).map(|(id, name)| link(id, name, id == chosen)).collect_view().into_any()
    });
    view! { <nav class="filters" aria-label=t::activity_filter()>{links}</nav> }.into_any()
}

fn link(id: &str, name: &str, current: bool) -> AnyView {
    let all = Route::Activity.path();
    let href = if id.is_empty() { all } else { [&all, "?", PARAMETER, "=", id].concat() };
    let current = if current { Some("true") } else { None };
    view! { <a href=href aria-current=current>{name.to_owned()}</a> }.into_any()
}
