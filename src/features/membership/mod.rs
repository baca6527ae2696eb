//! One membership: lots, tier, rules, its activity.

use crate::i18n::t;
use crate::ui::PageHeader;
use contract::MembershipId;
use leptos::prelude::*;

/// The page of a membership.
pub fn page(_id: MembershipId) -> AnyView {
    view! { <PageHeader title=t::page_program().to_string()/> }.into_any()
}
