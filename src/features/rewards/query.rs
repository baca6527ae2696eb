//! The search as it stands in the address, so that a reload, a link and the back button all show the same rewards.

use crate::api::rewards::Search;
use crate::state::route::Route;
use contract::limits::SEARCH_CHARS;
use contract::{RewardSort, paths};
use std::sync::RwLock;

/// Longest short name, of a category or a program, that an address is believed.
const NAME_BYTES: usize = 40;

/// Whose, and its address.
static LAST: RwLock<(String, String)> = RwLock::new((String::new(), String::new()));

/// What an address asks for. What cannot be a value there counts as not asked.
pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Search {
    let text = |name: &str| parameter(name).unwrap_or_default();
    Search {
        q: words(&text("q")),
        category: short_name(text("category")),
        program: short_name(text("program")),
        affordable: text("affordable") == "1",
        sort: RewardSort::from_tag(&text("sort")).unwrap_or_default(),
    }
}

/// The address of a search.
pub fn address(search: &Search) -> String {
    paths::query(&Route::Rewards.path(), &search.parameters())
}

/// The address of the search that this member was shown last, for the way back from a reward. What another one looked for, who was
/// here before, is not told.
pub fn last(mark: &str) -> String {
    let (whose, last) = LAST.read().map(|last| last.clone()).unwrap_or_default();
    if last.is_empty() || whose != mark { Route::Rewards.path() } else { last }
}

/// This search is shown to this member now.
pub fn keep(mark: String, search: &Search) {
    if let Ok(mut last) = LAST.write() {
        *last = (mark, address(search));
    }
}

/// Whether anything but words narrows the search.
pub fn has_filters(search: &Search) -> bool {
    search.affordable || !search.category.is_empty() || !search.program.is_empty()
}

/// The words that are searched: as typed, without spaces around and more than one between them.
pub fn words(typed: &str) -> String {
    cut(typed).split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// As much of a text as is searched.
pub fn cut(text: &str) -> &str {
    text.char_indices().nth(SEARCH_CHARS).map_or(text, |(end, _)| &text[..end])
}

fn short_name(text: String) -> String {
    let fits = text.len() <= NAME_BYTES && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
    if fits { text } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads an address as the browser would, for texts that need no escapes.
    fn of(address: &str) -> Search {
        let parameters = address.split_once('?').map_or("", |(_, parameters)| parameters);
        let value = |name: &str| parameters.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        read(|name| value(name).map(str::to_owned))
    }

    #[test]
    fn a_search_and_its_address_lead_to_each_other() {
        let everything = Search {
            q: "tra".into(),
            category: "coffee".into(),
            program: "accor-all".into(),
            affordable: true,
            sort: RewardSort::Cheapest,
        };
        let only_sorted = Search { sort: RewardSort::Newest, ..Search::default() };
        let cases = [
            (Search::default(), "/rewards"),
            (everything, "/rewards?q=tra&category=coffee&program=accor-all&affordable=1&sort=cheapest"),
            (only_sorted, "/rewards?sort=newest"),
        ];
        for (search, expected) in cases {
            assert_eq!(address(&search), expected);
            assert_eq!(of(expected), search);
        }
        assert_eq!(
            address(&Search { q: "cà phê & sữa".into(), ..Search::default() }),
            "/rewards?q=c%C3%A0%20ph%C3%AA%20%26%20s%E1%BB%AFa"
        );
    }

    #[test]
    fn the_last_search_is_only_its_members() {
        keep("a".into(), &Search { q: "tra".into(), ..Search::default() });
        assert_eq!((last("a"), last("b")), ("/rewards?q=tra".into(), "/rewards".into()));
    }

    #[test]
    fn what_is_no_value_counts_as_not_asked() {
        for address in [
            "/rewards?category=%3Cb%3E",
            "/rewards?program=A",
            "/rewards?affordable=yes",
            "/rewards?sort=best",
            "/rewards?x=1",
        ] {
            assert_eq!(of(address), Search::default(), "{address}");
        }
        let long = ["/rewards?category=", &"a".repeat(41)].concat();
        assert_eq!(of(&long), Search::default());
    }

    #[test]
    fn words_are_cut_by_characters_and_lose_idle_spaces() {
        let cases = [
            ("  ca  phe\u{a0}sua\n da ", "ca phe sua da".to_owned()),
            ("", String::new()),
            (" \t ", String::new()),
            (&"đ".repeat(100_000), "đ".repeat(100)),
            (&"😀".repeat(101), "😀".repeat(100)),
            ("قهوة", "قهوة".to_owned()),
        ];
        for (typed, expected) in cases {
            assert_eq!(words(typed), expected);
        }
        assert_eq!(cut(&"a".repeat(100)).len(), 100);
    }
}
