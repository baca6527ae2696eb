//! The catalog through the API: filters, order, counts, cursors, and what is refused.

use crate::support::{Place, check_on_both};
use crate::world::{Client, World};
use axum::http::Method;
use contract::points::Points;
use contract::*;
use std::collections::BTreeMap;

/// All pages of a query.
async fn all(client: &Client, query: &str) -> (Vec<Reward>, Rewards) {
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let page: Rewards = client.get(&format!("{}?limit=9&{query}{cursor}", paths::REWARDS)).await;
        items.extend(page.items.clone());
        match &page.next {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return (items, page),
        }
    }
}

fn cheapest(reward: &Reward, program: &str) -> Option<u64> {
    reward.prices.iter().find(|price| price.program.0 == program).map(|price| price.points.get())
}

#[tokio::test]
async fn filters_leave_what_fits_and_counts_are_of_all_pages() {
    let world = World::new(Place::sqlite()).await;
    let visitor = world.visitor();
    let (everything, page) = all(&visitor, "").await;
    assert_eq!(everything.len() as u32, page.count);
    assert_eq!(page.categories.iter().map(|category| category.count).sum::<u32>(), page.count);
    assert!(page.categories.windows(2).all(|pair| pair[0].count >= pair[1].count) && page.categories.len() == 8);
    // The mixed order shows every category before it shows one twice.
    let mut first: Vec<&str> = everything[..8].iter().map(|reward| reward.category.as_str()).collect();
    first.sort_unstable();
    first.dedup();
    assert_eq!(first.len(), 8);

    for category in &page.categories {
        let (found, page) = all(&visitor, &format!("category={}", category.category)).await;
        assert_eq!((found.len() as u32, page.count), (category.count, category.count));
        assert!(found.iter().all(|reward| reward.category == category.category));
        assert_eq!(page.categories.len(), 8, "the counts are of all categories");
    }
    let (found, page) = all(&visitor, "program=lotusmiles&category=hotel").await;
    let expected = everything.iter().filter(|r| r.category == "hotel" && cheapest(r, "lotusmiles").is_some()).count();
    assert!(expected > 0 && found.len() == expected);
    let payable = everything.iter().filter(|r| cheapest(r, "lotusmiles").is_some()).count();
    assert_eq!(page.categories.iter().map(|category| category.count as usize).sum::<usize>(), payable);
}

#[tokio::test]
async fn every_order_is_kept_over_all_pages() {
    let world = World::new(Place::sqlite()).await;
    let visitor = world.visitor();
    let (best, _) = all(&visitor, "").await;
    let prices = |rewards: &[Reward]| rewards.iter().filter_map(|r| cheapest(r, "lynkid")).collect::<Vec<u64>>();
    let (cheap, _) = all(&visitor, "program=lynkid&sort=cheapest").await;
    assert!(prices(&cheap).is_sorted() && cheap.len() > 30);
    let (dear, _) = all(&visitor, "program=lynkid&sort=dearest").await;
    assert!(prices(&dear).iter().rev().is_sorted() && dear.len() == cheap.len());
    let (new, _) = all(&visitor, "sort=newest").await;
    assert!(new.windows(2).all(|pair| pair[0].seq > pair[1].seq) && new.len() == best.len());
    let (cheap, _) = all(&visitor, "sort=cheapest").await;
    let ids = |rewards: &[Reward]| {
        let mut ids: Vec<u32> = rewards.iter().map(|reward| reward.id.0).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    assert!(ids(&best).len() == best.len() && ids(&best) == ids(&cheap) && ids(&new) == ids(&best));
}

#[tokio::test]
async fn what_is_affordable_is_what_the_member_has_points_for() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let answer = world.visitor().send(Method::GET, &format!("{}?affordable=1", paths::REWARDS), None).await;
        assert_eq!(answer.code(), Some(Code::SignedOut));
        let wallet = member.wallet().await;
        let has: BTreeMap<&str, Points> =
            wallet.memberships.iter().map(|m| (m.program.id.0.as_str(), m.balance.available)).collect();
        let enough = |price: &RewardPrice| has.get(price.program.0.as_str()).is_some_and(|has| *has >= price.points);
        let (everything, _) = all(&member, "").await;
        for (query, program) in [("affordable=1", None), ("affordable=1&program=lynkid", Some("lynkid"))] {
            let of_program = |price: &&RewardPrice| program.is_none_or(|program| program == price.program.0);
            let expected = everything.iter().filter(|r| r.prices.iter().filter(of_program).any(enough)).count();
            let (found, page) = all(&member, query).await;
            assert_eq!((found.len(), page.count as usize), (expected, expected), "{query}");
            assert!(found.len() < everything.len() && !found.is_empty());
            assert!(found.iter().all(|r| r.prices.iter().filter(of_program).any(enough)), "{query}");
        }
        assert_eq!(all(&world.visitor(), "affordable=0").await.0.len(), everything.len());
    })
    .await;
}

#[tokio::test]
async fn a_cursor_of_another_query_is_refused_with_words() {
    let world = World::new(Place::sqlite()).await;
    let member = world.member().await;
    let queries = ["", "sort=cheapest&", "category=coffee&", "program=lynkid&", "language=en&", "affordable=1&"];
    let mut cursors = Vec::new();
    for query in queries {
        let page: Rewards = member.get(&format!("{}?{query}limit=1", paths::REWARDS)).await;
        cursors.push(page.next.unwrap());
    }
    let activity: Page<Activity> = member.get(&format!("{}?limit=1", paths::ACTIVITY)).await;
    for query in queries {
        for (of, cursor) in queries.into_iter().zip(&cursors) {
            let path = format!("{}?{query}limit=1&cursor={cursor}", paths::REWARDS);
            let answer = member.send(Method::GET, &path, None).await;
            assert_eq!(answer.code(), (of != query).then_some(Code::Malformed), "{path}: {answer:?}");
            if of != query {
                let problem: Problem = answer.json();
                assert!(problem.errors[0].field == "cursor" && problem.detail.contains("same filters"), "{problem:?}");
            }
        }
        let path = format!("{}?{query}cursor={}", paths::REWARDS, activity.next.as_deref().unwrap());
        assert_eq!(member.send(Method::GET, &path, None).await.code(), Some(Code::Malformed));
    }
    let forged = cursors[0].split_once('-').map(|(_, mark)| format!("18446744073709551616.0-{mark}")).unwrap();
    for bad in [forged.as_str(), "1.1", "-", "%00", "1.1-00000000"] {
        let path = format!("{}?cursor={bad}", paths::REWARDS);
        assert_eq!(member.send(Method::GET, &path, None).await.code(), Some(Code::Malformed), "{bad}");
    }
}

#[tokio::test]
async fn a_query_that_cannot_be_answered_says_why() {
    let world = World::new(Place::sqlite()).await;
    let visitor = world.visitor();
    let long = format!("q={}", "a".repeat(limits::SEARCH_CHARS + 1));
    let longest = format!("{}?q={}", paths::REWARDS, "%C3%AA".repeat(limits::SEARCH_CHARS));
    assert_eq!(visitor.get::<Rewards>(&longest).await.count, 0);
    for (query, code, field) in [
        (long.as_str(), Code::Malformed, "q"),
        ("sort=best1", Code::Malformed, "sort"),
        ("language=fr", Code::Malformed, "language"),
        ("affordable=2", Code::Malformed, "affordable"),
        ("category=nothing", Code::Invalid, "category"),
        ("category=", Code::Invalid, "category"),
        ("program=nobody", Code::Invalid, "program"),
    ] {
        let answer = visitor.send(Method::GET, &format!("{}?{query}", paths::REWARDS), None).await;
        assert_eq!(answer.code(), Some(code), "{query}: {answer:?}");
        assert_eq!(answer.json::<Problem>().errors[0].field, field, "{query}");
    }
    for id in ["0", "4294967295", "4294967296", "x", "01", "+1", "1001002x", "%00", ".."] {
        let answer = visitor.send(Method::GET, &paths::fill(paths::REWARD, &[id]), None).await;
        assert_eq!(answer.code(), Some(Code::NotFound), "{id}: {answer:?}");
    }
}

#[tokio::test]
async fn one_reward_is_told_in_the_language_asked_for() {
    let world = World::new(Place::sqlite()).await;
    let path = paths::fill(paths::REWARD, &["1001002"]);
    let told = async |language: &str| world.visitor().get::<RewardDetail>(&format!("{path}{language}")).await;
    assert_eq!(told("").await.reward.name, "Cà phê sữa đá cỡ lớn, Highlands");
    assert_eq!(told("?language=vi").await, told("").await);
    let english = told("?language=en").await;
    assert_eq!(english.reward.name, "Iced milk coffee, large, Highlands");
    assert!(english.about.contains("Highlands") && english.terms[0].contains(&english.valid_days.to_string()));
    assert_eq!(english.retail.unwrap().minor, 39_000);
    assert!(told("?language=ru").await.reward.name.starts_with("Кофе"));
}
