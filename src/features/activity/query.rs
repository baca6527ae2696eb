//! The filters as they stand in the address.

use crate::api::activity::Filter;
use crate::state::route::Route;
use contract::{ActivityGroup, MembershipId, paths};

/// Longest id of a membership that an address is believed.
const ID_BYTES: usize = 40;

/// What an address asks for. What cannot be a value there counts as not asked.
pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Filter {
    let plain = |id: &String| {
        !id.is_empty() && id.len() <= ID_BYTES && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    Filter {
        membership: parameter("program").filter(plain).map(MembershipId),
        group: parameter("kind").and_then(|kind| ActivityGroup::from_tag(&kind)),
    }
}

/// The address of a choice.
pub fn address(filter: &Filter) -> String {
    let program = filter.membership.as_ref().map_or("", |id| &id.0);
    let kind = filter.group.map_or("", ActivityGroup::tag);
    paths::query(&Route::Activity.path(), &[("program", program), ("kind", kind)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_and_their_address_lead_to_each_other() {
        let of =
            |program: &str, kind: &str| read(|name| Some(if name == "program" { program } else { kind }.to_owned()));
        let some = |id: &str, group| Filter { membership: Some(MembershipId(id.into())), group };
        let cases = [
            (("", ""), Filter::default(), "/activity"),
            (("a1-b2", ""), some("a1-b2", None), "/activity?program=a1-b2"),
            (("a1", "transfer"), some("a1", Some(ActivityGroup::Transfer)), "/activity?program=a1&kind=transfer"),
            (("", "earn"), Filter { membership: None, group: Some(ActivityGroup::Earn) }, "/activity?kind=earn"),
            (("../x", "everything"), Filter::default(), "/activity"),
            ((&"a".repeat(41), ""), Filter::default(), "/activity"),
        ];
        for ((program, kind), filter, expected) in cases {
            assert_eq!(of(program, kind), filter, "{program} {kind}");
            assert_eq!(address(&filter), expected);
        }
        assert_eq!(read(|_| None), Filter::default());
    }
}
