//! The catalog in the store: its sequence and tombstones, several instances, offers that end, kinds and their words.

use crate::support::{World, check_on_both, refused};
use contract::{Language, RewardId, RewardSort};
use gom_backend::seed::{self, CatalogText, EVERYDAY, SAMPLE, Seed};
use gom_backend::store::{Refused, RewardQuery, Store};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The seed without the line of the first item.
async fn import_without_the_first(store: &Store) {
    let (name, text) = EVERYDAY.catalog.items[0];
    let fewer: String =
        text.lines().enumerate().filter(|(at, _)| *at != 1).map(|(_, line)| format!("{line}\n")).collect();
    let catalog = CatalogText { items: &[(name, &fewer)], ..EVERYDAY.catalog };
    seed::import(store, &Seed { catalog, ..EVERYDAY }).await.unwrap();
}

/// Numbers of all that is on offer, page by page.
fn numbers(store: &Store, query: &RewardQuery) -> Vec<u32> {
    let (mut numbers, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let page = store.rewards(query, cursor.as_deref(), 7).unwrap();
        numbers.extend(page.items.iter().map(|reward| reward.id.0));
        cursor = page.next;
        if cursor.is_none() {
            assert_eq!(numbers.len() as u32, page.count);
            return numbers;
        }
    }
}

async fn everyday(world: &World) -> Arc<Store> {
    seed::import(&world.store, &EVERYDAY).await.unwrap();
    world.store.clone()
}

#[test]
fn the_catalog_keeps_a_sequence_and_tombstones() {
    check_on_both(|world| async move {
        let store = everyday(&world).await;
        let all = numbers(&store, &RewardQuery::default());
        let seq = store.rewards(&RewardQuery::default(), None, 1).unwrap().seq;
        assert_eq!((all.len() as u64, all.contains(&1_001_002)), (seq, true));
        seed::import(&store, &EVERYDAY).await.unwrap();
        assert_eq!(store.rewards(&RewardQuery::default(), None, 1).unwrap().seq, seq);

        import_without_the_first(&store).await;
        let fewer = numbers(&store, &RewardQuery::default());
        let gone: Vec<u32> = all.iter().filter(|id| !fewer.contains(id)).copied().collect();
        assert!(!gone.is_empty() && gone.iter().all(|id| id / 1_000_000 == 1), "{gone:?}");
        assert_eq!(store.rewards(&RewardQuery::default(), None, 1).unwrap().seq, seq + gone.len() as u64);
        assert_eq!(refused(store.reward(RewardId(1_001_002), Language::Vi)), Refused::NotFound);
        // What comes back is a change too, and has its number of before.
        seed::import(&store, &EVERYDAY).await.unwrap();
        let newest = RewardQuery { sort: RewardSort::Newest, ..RewardQuery::default() };
        let page = store.rewards(&newest, None, 100).unwrap();
        assert_eq!(page.seq, seq + 2 * gone.len() as u64);
        assert!(page.items[..gone.len()].iter().all(|reward| gone.contains(&reward.id.0)));
        assert_eq!(numbers(&store, &newest).len(), all.len());
    });
}

#[test]
fn another_seed_takes_nothing_away() {
    check_on_both(|world| async move {
        let store = everyday(&world).await;
        let all = numbers(&store, &RewardQuery::default());
        seed::import(&store, &crate::support::SMALL).await.unwrap();
        assert_eq!(numbers(&store, &RewardQuery::default()), all);
        assert!(!store.reward(RewardId(all[0]), Language::Vi).unwrap().terms.is_empty());
    });
}

#[test]
fn instances_that_import_at_once_bring_one_catalog() {
    check_on_both(|world| async move {
        let others = [world.second().await, world.second().await, world.second().await];
        let imports = others.clone().map(|store| tokio::spawn(async move { seed::import(&store, &EVERYDAY).await }));
        for import in imports {
            import.await.unwrap().unwrap();
        }
        let counts = others.map(|store| {
            let page = store.rewards(&RewardQuery::default(), None, 1).unwrap();
            (page.count, page.seq)
        });
        assert!(counts[0].0 > 50 && counts.iter().all(|count| *count == counts[0]), "{counts:?}");
        assert_eq!(u64::from(counts[0].0), counts[0].1);
    });
}

#[test]
fn an_offer_ends_after_its_last_day_in_vietnam() {
    check_on_both(|world| async move {
        let store = everyday(&world).await;
        let all = numbers(&store, &RewardQuery::default());
        let last_days = all.iter().filter_map(|id| store.reward(RewardId(*id), Language::Vi).unwrap().reward.until);
        let first_end = last_days.min().expect("some offers have an end");
        let midnight = points::Timestamp::parse(&format!("{first_end}T17:00:00Z")).unwrap();
        world.clock.set(midnight.plus_ms(-1));
        assert_eq!(numbers(&store, &RewardQuery::default()), all);
        world.clock.set(midnight);
        let left = numbers(&store, &RewardQuery::default());
        assert!(left.len() < all.len());
        let ended = all.iter().find(|id| !left.contains(id)).unwrap();
        assert_eq!(store.reward(RewardId(*ended), Language::Vi).unwrap().reward.until, Some(first_end));
        // The end does not move when the seed is imported later on an instance that starts anew.
        let second = world.second().await;
        seed::import(&second, &EVERYDAY).await.unwrap();
        assert_eq!(numbers(&second, &RewardQuery::default()), left);
    });
}

#[tokio::test]
async fn a_reward_says_what_it_is_in_each_language() {
    let place = tempfile::tempdir().unwrap();
    let clock = Arc::new(gom_backend::clock::TestClock::at(crate::support::start()));
    let store = Store::open(&format!("sqlite:{}", place.path().join("gom.db").display()), clock).await.unwrap();
    seed::import(&store, &EVERYDAY).await.unwrap();
    for id in numbers(&store, &RewardQuery::default()) {
        let told =
            [Language::Vi, Language::En, Language::Ru].map(|language| store.reward(RewardId(id), language).unwrap());
        for detail in &told {
            assert!(detail.about.len() > 30 && detail.terms.len() > 1 && detail.valid_days > 0, "{detail:?}");
            let texts = [&detail.about, &detail.reward.name].into_iter().chain(&detail.terms);
            assert!(texts.clone().all(|text| !text.contains(['{', '}', '|']) && !text.is_empty()), "{detail:?}");
            assert!(texts.clone().any(|text| text.contains(&detail.reward.brand)), "{detail:?}");
            assert!((1..=3).contains(&detail.reward.prices.len()) && detail.retail.as_ref().unwrap().minor > 0);
        }
        assert_ne!(told[0].about, told[1].about);
        assert_ne!(told[1].about, told[2].about);
    }
}

/// The whole catalog: enough of it, no two of one name, and priced as the demo's history says.
#[tokio::test]
async fn ten_thousand_rewards_have_ten_thousand_names() {
    let place = tempfile::tempdir().unwrap();
    let clock = Arc::new(gom_backend::clock::TestClock::at(crate::support::start()));
    let store = Store::open(&format!("sqlite:{}", place.path().join("gom.db").display()), clock).await.unwrap();
    let started = std::time::Instant::now();
    seed::import(&store, &SAMPLE).await.unwrap();
    let first = started.elapsed();
    seed::import(&store, &SAMPLE).await.unwrap();
    println!("first import {first:?}, again {:?}", started.elapsed() - first);
    for language in [Language::Vi, Language::En, Language::Ru] {
        let (mut names, mut cursor) = (BTreeSet::new(), None::<String>);
        let query = RewardQuery { language, ..RewardQuery::default() };
        let count = loop {
            let page = store.rewards(&query, cursor.as_deref(), 100).unwrap();
            for reward in &page.items {
                assert!(!reward.name.contains(['{', '}', '|']) && !reward.name.contains("  "), "{}", reward.name);
                assert!((1..=3).contains(&reward.prices.len()), "{reward:?}");
                names.insert(reward.name.clone());
            }
            cursor = page.next;
            if cursor.is_none() {
                break page.count;
            }
        };
        assert!(count >= 10_000 && names.len() == count as usize, "{count} rewards, {} names", names.len());
    }
    let found = store.rewards(&RewardQuery { q: "ca phe sua da".into(), ..RewardQuery::default() }, None, 100).unwrap();
    assert!(found.items.iter().any(|reward| reward.name == "Cà phê sữa đá cỡ lớn, Highlands"));
}

#[test]
fn a_bad_line_of_the_catalog_is_named() {
    check_on_both(|world| async move {
        let lines = |item: &str| format!("item,category,kind,vnd,brands,a,b,days,vi,en,ru\n{item}\n");
        for (item, word) in [
            ("1,tea,drink,1000,Highlands,,,,a,b,c", "category"),
            ("1,coffee,potion,1000,Highlands,,,,a,b,c", "kind"),
            ("1,coffee,drink,1000,Nobody,,,,a,b,c", "Nobody"),
            ("1,coffee,drink,1000,#nobody,,,,a,b,c", "#nobody"),
            ("1,coffee,drink,1000,Highlands,sizes,,,a,b,c", "sizes"),
            ("1,coffee,drink,1000,Highlands,cards/brand,,,a,b,c", "Highlands"),
            ("1,coffee,drink,x,Highlands,,,,a,b,c", "vnd"),
            ("1,coffee,drink,1000,Highlands,,,,a,b,", "ru"),
            ("1000,coffee,drink,1000,Highlands,,,,a,b,c", "too large"),
            ("1,coffee,drink,1000,Highlands,,,,a,b,c\n1,coffee,drink,1000,Highlands,,,,a,b,c", "another item"),
        ] {
            let text = lines(item);
            let catalog = CatalogText { items: &[("odd", &text)], ..EVERYDAY.catalog };
            let error = seed::import(&world.store, &Seed { catalog, ..EVERYDAY }).await.unwrap_err().to_string();
            assert!(error.contains("odd, line ") && error.contains(word), "{item}: {error}");
        }
        assert_eq!(world.store.rewards(&RewardQuery::default(), None, 1).unwrap().count, 0);
    });
}
