//! The filter by program. The choice lives in the address, so it can be shared and the back button undoes it.

use crate::i18n::t;
use crate::state::balances::use_balances;
use crate::state::route::Route;
use contract::{Membership, MembershipId};
use leptos::prelude::*;

/// The name in the address.
pub const PARAMETER: &str = "program";

/// Links, one for each program of the member.
#[component]
pub fn Filter(
    /// What the address asks for; `None` is everything.
    chosen: Memo<Option<MembershipId>>,
) -> impl IntoView {
    let balances = use_balances();
    let programs = move || {
        let memberships = balances.shown().map(|shown| shown.wallet.memberships.clone()).unwrap_or_default();
        let link = |Membership { id, program, .. }: Membership| {
            let href = [&Route::Activity.path(), "?", PARAMETER, "=", &id.0].concat();
            let current = move || chosen.with(|chosen| chosen.as_ref() == Some(&id)).then_some("true");
            view! { <a href=href aria-current=current>{program.name}</a> }
        };
        memberships.into_iter().map(link).collect_view()
    };
    let all = move || chosen.with(Option::is_none).then_some("true");
    view! {
        <nav class="filters" aria-label=t::activity_filter()>
            <a href=Route::Activity.path() aria-current=all>{t::activity_filter_all()}</a>
            {programs}
        </nav>
    }
    .into_any()
}
