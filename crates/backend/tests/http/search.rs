//! Searching through the API, in three languages.

use crate::support::Place;
use crate::world::{Client, World};
use axum::http::Method;
use contract::*;

const COFFEE: &str = "Cà phê sữa đá cỡ lớn, Highlands";

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn search(client: &Client, q: &str, language: &str) -> Rewards {
    client.get(&format!("{}?limit=100&language={language}&q={}", paths::REWARDS, encoded(q))).await
}

#[tokio::test]
async fn coffee_is_found_as_people_type_it_in_every_language() {
    let world = World::new(Place::sqlite()).await;
    let visitor = world.visitor();
    let decomposed = "Ca\u{300} phe\u{302} su\u{31b}\u{303}a \u{111}a\u{301}";
    for language in ["vi", "en", "ru"] {
        for q in ["ca phe sua da", "Cà phê sữa đá", "CÀ PHÊ SỮA ĐÁ", decomposed, "da sua phe ca", "sữa đ highl"]
        {
            let found = search(&visitor, q, language).await;
            let best = found.items.first().unwrap_or_else(|| panic!("{q} finds nothing in {language}"));
            let told: RewardDetail = visitor.get(&paths::fill(paths::REWARD, &[&best.id.0.to_string()])).await;
            assert!(told.reward.name.starts_with("Cà phê sữa đá"), "{q} in {language}: {}", told.reward.name);
        }
    }
    assert!(search(&visitor, "ca phe sua da lon highlands", "vi").await.items[0].name == COFFEE);
    assert!(search(&visitor, "iced milk coffee", "en").await.items[0].name.starts_with("Iced milk coffee"));
    assert!(search(&visitor, "КОФЕ сгущенкой", "ru").await.items[0].name.contains("сгущёнкой"));
}

#[tokio::test]
async fn exact_marks_come_first_and_filters_go_with_a_search() {
    let world = World::new(Place::sqlite()).await;
    let visitor = world.visitor();
    let all = search(&visitor, "the", "vi").await;
    let marked = search(&visitor, "thẻ", "vi").await;
    assert!(marked.count == all.count && marked.items[0].name.starts_with("Thẻ"), "{:?}", marked.items[0]);
    let gift_cards = all.categories.iter().find(|category| category.category == "shopping").unwrap();
    let path = format!("{}?q=the&category=shopping&sort=dearest", paths::REWARDS);
    let filtered: Rewards = visitor.get(&path).await;
    assert_eq!((filtered.count, &filtered.categories), (gift_cards.count, &all.categories));
    // A category is found by its name, after what has the words in its own.
    let coffees = search(&visitor, "кофе", "ru").await;
    let first_of_category = coffees.items.iter().position(|reward| !reward.name.to_lowercase().contains("кофе"));
    assert!(first_of_category.is_some_and(|at| at > 0 && coffees.items[at].category == "coffee"));
}

#[tokio::test]
async fn nothing_that_is_typed_breaks_the_search() {
    let world = World::new(Place::sqlite()).await;
    let visitor = world.visitor();
    let everything = search(&visitor, "", "vi").await.count;
    assert_eq!(search(&visitor, " \t\u{a0}", "vi").await.count, everything);
    let storm: String = std::iter::once('a').chain(std::iter::repeat_n('\u{301}', limits::SEARCH_CHARS - 1)).collect();
    for q in ["🎁", "👩‍👩‍👧‍👦", "שלום עולם", "\u{202e}ehp ac", "مرحبا", "%", "' OR 1=1 --", "<script>", "\u{0}", "日本", ";"]
    {
        assert_eq!(search(&visitor, q, "vi").await.count, 0, "{q:?}");
    }
    assert!(search(&visitor, &storm, "vi").await.count > 0);
    let path = format!("{}?q=%ff%fe", paths::REWARDS);
    assert_ne!(visitor.send(Method::GET, &path, None).await.status.as_u16(), 500);
    let too_long = format!("{}?q={}", paths::REWARDS, "a".repeat(50_000));
    let answer = visitor.send(Method::GET, &too_long, None).await;
    assert_eq!((answer.code(), answer.json::<Problem>().errors[0].field.as_str()), (Some(Code::Malformed), "q"));
}

#[test]
fn the_search_reads_as_much_as_the_api_takes() {
    assert_eq!(search::QUERY_CHARS, limits::SEARCH_CHARS);
}
