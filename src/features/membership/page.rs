//! The page: fetches the membership and the pairs.

use super::activity::recent;
use super::balance::balance;
use super::lots::lots;
use super::rates::Rates;
use super::rule::rule;
use super::unlink::unlink;
use crate::api::{self, ApiError};
use crate::i18n::pages as t;
use crate::platform::clock;
use crate::state::balances::use_balances;
use crate::state::call::Call;
use crate::state::failure::Failure;
use crate::state::now::use_now;
use crate::state::route::Route;
use crate::ui::{ButtonLink, Empty, IconName, Monogram, PageHeader, Skeleton, dynamic};
use contract::points::Timestamp;
use contract::{MembershipDetail, MembershipId};
use leptos::prelude::*;

/// The page of a membership.
pub fn page(id: MembershipId) -> AnyView {
    let balances = use_balances();
    if untrack(|| balances.shown()).is_none() {
        balances.refresh();
    }
    let detail = Call::new();
    detail.start(load(id.clone()));
    let retry = Callback::new(move |()| detail.start(load(id.clone())));
    let body = dynamic(move || match detail.answer() {
        None => loading(),
        Some(Ok((detail, received_at))) => there(&detail, received_at),
        Some(Err(ApiError::NotFound)) => not_found(),
        Some(Err(error)) => view! {
            <PageHeader title=t::page_program().to_string()/>
            <Failure error=error retry=retry/>
        }
        .into_any(),
    });
    view! { <div class="membership">{body}</div> }.into_any()
}

/// The membership, and when this device received it.
async fn load(id: MembershipId) -> Result<(MembershipDetail, Timestamp), ApiError> {
    let detail = api::memberships::get(&id).await?;
    Ok((detail, clock::now()))
}

fn there(detail: &MembershipDetail, received_at: Timestamp) -> AnyView {
    let (membership, clock, pairs) = (detail.membership.clone(), use_now(), Call::new());
    pairs.start(api::pairs::list());
    let program = &membership.program;
    let ahead_ms = detail.as_of.since_ms(received_at);
    let now = Signal::derive(move || clock.get().plus_ms(ahead_ms));
    let (letters, color) = (program.monogram.clone(), program.brand_color.clone());
    view! {
        <PageHeader title=program.name.clone()>
            <Monogram letters=letters color=color/>
        </PageHeader>
        <div class="membership-columns">
            <div>
                {balance(&membership, pairs, now)}
                {lots(&membership, &detail.pending, detail.as_of)}
                {rule(program)}
            </div>
            <div>
                <Rates membership=membership.clone() pairs=pairs/>
                {recent(&detail.recent, &membership, detail.as_of)}
                {unlink(&membership)}
            </div>
        </div>
    }
    .into_any()
}

fn loading() -> AnyView {
    view! {
        <PageHeader title=t::page_program().to_string()/>
        <Skeleton label=t::app_loading() cards=4/>
    }
    .into_any()
}

fn not_found() -> AnyView {
    view! {
        <PageHeader title=t::page_program().to_string()/>
        <Empty icon=IconName::Lost text=t::membership_not_found()>
            <ButtonLink href=Route::Wallet.path()>{t::not_found_home()}</ButtonLink>
        </Empty>
    }
    .into_any()
}
