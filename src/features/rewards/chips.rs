//! The filters above the rewards: what one has enough points for, and the categories.

use super::{category, query};
use crate::api::rewards::Search;
use crate::i18n::{self, pages as t};
use crate::ui::FilterLink;
use contract::CategoryCount;

/// A count that is not known yet; the style keeps the room of a large one for it.
const ROOM: &str = "\u{a0}";

/// One link for each filter; before the counts are there, one for each known category. A filter in force leads to the same search without it. Categories keep their places while their counts
/// change; one that has nothing to offer is not offered, unless it is in force.
pub fn links(search: &Search, counts: Option<&[CategoryCount]>) -> Vec<FilterLink> {
    let enough = FilterLink {
        href: query::address(&Search { affordable: !search.affordable, ..search.clone() }),
        text: t::rewards_affordable().into(),
        count: String::new(),
        current: search.affordable,
    };
    let category = |(name, count): (&str, u32)| {
        let current = name == search.category;
        let wanted = if current { String::new() } else { name.to_owned() };
        FilterLink {
            href: query::address(&Search { category: wanted, ..search.clone() }),
            text: category::name(name),
            count: if count > 0 { i18n::number(u64::from(count)) } else { String::new() },
            current,
        }
    };
    let categories: Vec<FilterLink> = match counts {
        Some(counts) => offered(&search.category, counts).into_iter().map(category).collect(),
        None => {
            let awaited = |name| FilterLink { count: ROOM.into(), ..category((name, 0)) };
            category::KNOWN.into_iter().map(awaited).collect()
        }
    };
    std::iter::once(enough).chain(categories).collect()
}

/// The categories to offer with their counts: the known ones in their order, then the others as they come.
fn offered<'a>(chosen: &'a str, counts: &'a [CategoryCount]) -> Vec<(&'a str, u32)> {
    let count_of = |name: &str| counts.iter().find(|known| known.category == name).map_or(0, |known| known.count);
    let known = category::KNOWN.into_iter();
    let others = counts.iter().map(|known| known.category.as_str()).chain([chosen]);
    let mut names: Vec<&str> = known.collect();
    for other in others {
        if !other.is_empty() && !names.contains(&other) {
            names.push(other);
        }
    }
    let with_count = names.into_iter().map(|name| (name, count_of(name)));
    with_count.filter(|(name, count)| *count > 0 || *name == chosen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(list: &[(&str, u32)]) -> Vec<CategoryCount> {
        list.iter().map(|(category, count)| CategoryCount { category: (*category).into(), count: *count }).collect()
    }

    #[test]
    fn categories_keep_their_places_and_empty_ones_are_not_offered() {
        let counts = counts(&[("spa", 9), ("travel", 7), ("coffee", 3), ("hotel", 0)]);
        assert_eq!(offered("", &counts), [("coffee", 3), ("travel", 7), ("spa", 9)]);
        assert_eq!(offered("hotel", &counts), [("coffee", 3), ("travel", 7), ("hotel", 0), ("spa", 9)]);
        assert_eq!(offered("casino", &counts)[3], ("casino", 0));
        assert!(offered("", &[]).is_empty());
        assert_eq!(links(&Search::default(), None).len(), 1 + category::KNOWN.len(), "before the counts are there");
    }

    #[test]
    fn a_filter_leads_to_its_search_and_back() {
        let search = Search { q: "tra".into(), category: "coffee".into(), ..Search::default() };
        let links = links(&search, Some(&counts(&[("coffee", 3), ("food", 1)])));
        let seen: Vec<(&str, bool)> = links.iter().map(|link| (link.href.as_str(), link.current)).collect();
        let expected = [
            ("/rewards?q=tra&category=coffee&affordable=1", false),
            ("/rewards?q=tra", true),
            ("/rewards?q=tra&category=food", false),
        ];
        assert_eq!(seen, expected);
        let on = super::links(&Search { affordable: true, ..Search::default() }, Some(&[]));
        assert_eq!((on[0].href.as_str(), on[0].current), ("/rewards", true));
    }
}
