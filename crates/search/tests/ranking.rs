//! Which documents are found, and in which order, against a scan that knows nothing of the index.

use proptest::prelude::*;
use search::{Hit, Index, QUERY_CHARS, folded};
use unicode_normalization::UnicodeNormalization;

fn documents(index: &Index, query: &str) -> Vec<u32> {
    index.find(query).iter().map(|hit| hit.document).collect()
}

#[test]
fn marks_where_they_are_written_then_whole_words_then_fields_then_order() {
    let index = Index::new([
        ["Bánh mì", "Trà"],       // 0: only in the later field
        ["Trá hàng", "Bánh"],     // 1: other marks
        ["Trà sen", "Bánh"],      // 2
        ["Trang trí", "Bánh"],    // 3: the beginning of a word
        ["Trà đào", "Highlands"], // 4
        ["Tràng thi", "x"],       // 5: the beginning with marks
    ]);
    assert_eq!(documents(&index, "trà"), [2, 4, 0, 5, 1, 3]);
    assert_eq!(documents(&index, "TRÀ"), [2, 4, 0, 5, 1, 3]);
    assert_eq!(documents(&index, "tra"), [1, 2, 4, 0, 3, 5]);
    assert_eq!(documents(&index, "tra banh"), [0, 1, 2, 3]);
    assert_eq!(documents(&index, "banh tra"), [0, 1, 2, 3]);
    assert_eq!(documents(&index, "trà highlands"), [4]);
    assert_eq!(documents(&index, "trà highlands bia"), []);
}

#[test]
fn a_query_without_letters_finds_nothing() {
    let index = Index::new([["Cà phê"], ["100.000 ₫"]]);
    for query in ["", " ", "\u{a0}", "🎁", "!?", "₫", "\u{301}", "\u{202e}\u{200f}", "\u{0}"] {
        assert_eq!(index.find(query), [], "{query:?}");
    }
    assert_eq!(Index::new([[""]; 0]).find("a"), []);
    assert!(Index::new([[""]]).find("a").is_empty() && Index::default().is_empty());
}

#[test]
fn amounts_and_names_are_found_however_they_are_written() {
    let index =
        Index::new([["Thẻ quà tặng 100.000 ₫"], ["Карта на 100\u{a0}000\u{a0}₫"], ["Pizza 4P's"], ["Co.opmart"]]);
    for query in ["100000", "100.000", "100 000", "100,000 ₫", "100.00", "1000"] {
        assert_eq!(documents(&index, query), [0, 1], "{query}");
    }
    for query in ["4ps", "4p's", "4p", "4P’s"] {
        assert_eq!(documents(&index, query), [2], "{query}");
    }
    assert_eq!((documents(&index, "coopmart"), documents(&index, "co.op")), (vec![3], vec![3]));
}

#[test]
fn only_the_first_letters_of_a_query_are_read() {
    let index = Index::new([["Cà phê"]]);
    let padded = format!("{}phe", " ".repeat(QUERY_CHARS - 3));
    assert_eq!(documents(&index, &padded), [0]);
    assert_eq!(index.find(&format!(" {padded}")), index.find("ph"));
    assert_eq!(index.find(&format!("phe{}tra", " ".repeat(QUERY_CHARS))), index.find("phe"));
    assert_eq!(index.find(&"a".repeat(100_000)), []);
}

/// The same by looking at every word of every document.
fn scan(texts: &[[String; 2]], query: &str) -> Vec<Hit> {
    let exact = |text: &str| text.to_lowercase().nfd().collect::<String>();
    let split = |text: &str| exact(text).split_whitespace().map(str::to_owned).collect::<Vec<String>>();
    let mut wanted = split(query);
    wanted.sort();
    wanted.dedup();
    let mut hits = Vec::new();
    for (document, fields) in (0_u32..).zip(texts) {
        let mut rank = Some(0);
        for word in &wanted {
            let costs = (0_u32..).zip(fields).flat_map(|(field, text)| {
                split(text).into_iter().filter_map(move |own| {
                    let (own_bare, bare) = (folded(&own), folded(word));
                    let rest = own.strip_prefix(word.as_str());
                    let marked = rest.is_some_and(|rest| !rest.starts_with(|c| ('\u{300}'..='\u{36f}').contains(&c)));
                    let (marks, whole) = if *word == bare { (10, 20) } else { (20, 10) };
                    own_bare
                        .starts_with(&bare)
                        .then(|| u32::from(!marked) << marks | u32::from(own_bare.len() != bare.len()) << whole | field)
                })
            });
            rank = rank.zip(costs.min()).map(|(rank, cost)| rank + cost);
        }
        hits.extend(rank.filter(|_| !wanted.is_empty()).map(|rank| Hit { rank, document }));
    }
    hits.sort();
    hits
}

fn name() -> impl Strategy<Value = String> {
    proptest::collection::vec("[aàáâấăeêếđdoơởsưứ]{1,3}", 0..4).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_a_scan_finds(
        texts in proptest::collection::vec((name(), name()).prop_map(|(a, b)| [a, b]), 0..12),
        query in name(),
    ) {
        let index = Index::new(texts.iter().map(|[a, b]| [a.as_str(), b.as_str()]));
        prop_assert_eq!(index.find(&query), scan(&texts, &query));
    }

    #[test]
    fn composed_and_decomposed_text_is_the_same(texts in proptest::collection::vec(name(), 1..8), query in name()) {
        let forms = [
            texts.iter().map(|text| text.nfc().collect()).collect::<Vec<String>>(),
            texts.iter().map(|text| text.nfd().collect()).collect(),
        ];
        let hits: Vec<Vec<Hit>> = forms
            .iter()
            .flat_map(|texts| {
                let index = Index::new(texts.iter().map(|text| [text.as_str()]));
                [query.nfc().collect::<String>(), query.nfd().collect()].map(|query| index.find(&query))
            })
            .collect();
        prop_assert!(hits.windows(2).all(|pair| pair[0] == pair[1]), "{:?}", hits);
    }

    #[test]
    fn no_text_is_too_strange(texts in proptest::collection::vec(any::<String>(), 0..6), query in any::<String>()) {
        let index = Index::new(texts.iter().map(|text| [text.as_str(), query.as_str()]));
        let hits = index.find(&query);
        prop_assert!(hits.len() <= texts.len());
        // What has letters, few enough to be read whole, is found by itself.
        let short = query.chars().count() <= QUERY_CHARS;
        prop_assert!(!short || folded(&query).is_empty() || hits.len() == texts.len(), "{:?}", query);
        prop_assert_eq!(folded(&folded(&query)), folded(&query));
    }
}
