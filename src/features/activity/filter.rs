//! The filters above the list: kinds as links, programs as a list of the browser, and the way to all of it as a file.

use super::query::address;
use crate::api::activity::{self, Filter};
use crate::i18n::{self, pages as t};
use crate::state::balances::{Balances, use_balances};
use crate::state::download::{Download, File};
use crate::state::location::use_location;
use crate::state::pause::Pause;
use crate::ui::{Choices, FilterLink, Filters, Select};
use contract::{ActivityGroup, MembershipId};
use leptos::prelude::*;

/// An arrow key chooses at once in some browsers; only where it comes to rest is a choice.
const PAUSE_MS: u32 = 300;
/// What the file is called on the member's device.
const FILE: &str = "gom-activity.csv";

/// The bar. Everything chosen is in the address, so it can be shared and the back button undoes it.
#[component]
pub fn FilterBar(
    /// What the address asks for.
    filter: Memo<Filter>,
) -> impl IntoView {
    let (balances, location, pause) = (use_balances(), use_location(), Pause::new());
    let choose = move |id: String| {
        pause.edit(PAUSE_MS, move || {
            let membership = (!id.is_empty()).then_some(MembershipId(id));
            location.go(&address(&Filter { membership, ..filter.get_untracked() }));
        });
    };
    let csv = move |()| File {
        name: FILE.to_owned(),
        kind: "text/csv",
        text: Box::pin(activity::csv(filter.get_untracked())),
    };
    let chosen = move || filter.get().membership.map(|id| id.0).unwrap_or_default();
    view! {
        <Filters label=t::activity_kinds() links=Signal::derive(move || kinds(&filter.get()))/>
        <div class="filter-line">
            <Select
                label=t::activity_filter()
                choices=Signal::derive(move || programs(balances, &chosen()))
                chosen=Signal::derive(chosen)
                on_choose=choose
            />
            <Download label=t::activity_csv() done=t::activity_csv_done() ask=csv/>
        </div>
    }
    .into_any()
}

/// One link for each kind; that of the kind in force stays where it is.
fn kinds(filter: &Filter) -> Vec<FilterLink> {
    let link = |group: Option<ActivityGroup>, text: &str| FilterLink {
        href: address(&Filter { group, ..filter.clone() }),
        text: text.to_owned(),
        count: String::new(),
        current: filter.group == group,
    };
    let all = link(None, t::activity_filter_all());
    let groups = ActivityGroup::ALL.map(|group| link(Some(group), i18n::activity_group(group)));
    std::iter::once(all).chain(groups).collect()
}

fn programs(balances: Balances, chosen: &str) -> Vec<Choices> {
    let shown = balances.shown();
    let memberships = shown.as_ref().map(|shown| shown.wallet.memberships.as_slice()).unwrap_or_default();
    let mut choices = vec![(String::new(), t::activity_all_programs().to_owned())];
    choices.extend(memberships.iter().map(|m| (m.id.0.clone(), m.program.name.clone())));
    if !choices.iter().any(|(id, _)| id == chosen) {
        // One that is no longer in the wallet, or whose wallet is still under way.
        choices.push((chosen.to_owned(), t::page_program().to_owned()));
    }
    vec![Choices { heading: String::new(), choices }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_keeps_the_program_and_only_one_is_in_force() {
        let filter = Filter { membership: Some(MembershipId("m1".into())), group: Some(ActivityGroup::Redeem) };
        let links = kinds(&filter);
        let hrefs: Vec<&str> = links.iter().map(|link| link.href.as_str()).collect();
        assert_eq!(
            hrefs[..3],
            ["/activity?program=m1", "/activity?program=m1&kind=earn", "/activity?program=m1&kind=redeem"]
        );
        let current: Vec<usize> = (0..links.len()).filter(|at| links[*at].current).collect();
        assert_eq!((links.len(), current), (6, vec![2]));
        assert!(kinds(&Filter::default())[0].current);
    }
}
