//! Activity through the API: filters and the file.

use crate::support::{Place, check_on_both};
use crate::world::{Client, World, fresh_id};
use axum::http::Method;
use contract::*;
use std::collections::BTreeMap;

async fn entries(member: &Client, query: &str) -> Vec<Activity> {
    let page: Page<Activity> = member.get(&format!("{}?limit=100&{query}", paths::ACTIVITY)).await;
    assert_eq!(page.next, None);
    page.items
}

/// Lines of the file as fields, without its header.
async fn file(member: &Client, query: &str) -> Vec<BTreeMap<String, String>> {
    let answer = member.send(Method::GET, &format!("{}?{query}", paths::ACTIVITY_CSV), None).await;
    assert_eq!(answer.code(), None, "{answer:?}");
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"activity.csv\"");
    assert_eq!(answer.header("cache-control"), "no-store");
    let text = answer.text();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.ends_with("\r\n") && text.matches('\n').count() == text.matches("\r\n").count());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let record = |record: csv::Result<csv::StringRecord>| {
        header.iter().map(str::to_owned).zip(record.unwrap().iter().map(str::to_owned)).collect()
    };
    reader.records().map(record).collect()
}

/// A demo member who has moved points, and taken some back.
async fn busy(world: &World) -> Client {
    let member = world.member().await;
    let wanted = member.a_move().await;
    for cancelled in [true, false] {
        let id = fresh_id();
        let quote = member.quote(&wanted).await;
        assert_eq!(member.accept(&id, &quote.id).await.code(), None);
        if cancelled {
            assert_eq!(member.cancel(&id).await.code(), None);
        }
    }
    world.clock.advance_ms(120_000);
    while !member.wallet().await.under_way.is_empty() {
        gom_backend::jobs::tick(&world.state.store).await.unwrap();
    }
    member
}

#[tokio::test]
async fn groups_and_memberships_divide_everything() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = busy(&world).await;
        let all = entries(&member, "").await;
        let mut seen = 0;
        for group in ActivityGroup::ALL {
            let of_group = entries(&member, &format!("kind={}", group.tag())).await;
            assert!(of_group.iter().all(|entry| entry.kind.group() == Some(group)), "{group:?}");
            seen += of_group.len();
        }
        assert_eq!(seen, all.len());
        let wallet = member.wallet().await;
        let mut seen = 0;
        for membership in &wallet.memberships {
            let own = entries(&member, &format!("membership={}", membership.id)).await;
            assert!(own.iter().all(|entry| entry.membership == membership.id));
            let both = entries(&member, &format!("kind=transfer&membership={}", membership.id)).await;
            assert_eq!(both.len(), own.iter().filter(|e| e.kind.group() == Some(ActivityGroup::Transfer)).count());
            seen += own.len();
        }
        assert_eq!(seen, all.len());
    })
    .await;
}

#[tokio::test]
async fn gains_less_losses_are_what_the_member_owns() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = busy(&world).await;
        let all = entries(&member, "").await;
        assert!(all.iter().any(|entry| entry.kind == ActivityKind::TransferHold && entry.effect() == Effect::Neutral));
        for membership in member.wallet().await.memberships {
            let own = all.iter().filter(|entry| entry.membership == membership.id);
            let sum: i64 = own
                .map(|entry| match entry.effect() {
                    Effect::Gain => entry.amount.as_i64(),
                    Effect::Loss => -entry.amount.as_i64(),
                    Effect::Neutral => 0,
                })
                .sum();
            let balance = &membership.balance;
            assert_eq!(sum, balance.available.as_i64() + balance.held.as_i64(), "{}", membership.program.id);
        }
    })
    .await;
}

#[tokio::test]
async fn the_file_has_what_the_list_has() {
    let world = World::new(Place::sqlite()).await;
    let member = busy(&world).await;
    for query in ["", "kind=redeem", "kind=transfer"] {
        let (listed, lines) = (entries(&member, query).await, file(&member, query).await);
        assert!(!listed.is_empty() && listed.len() == lines.len(), "{query}");
        for (entry, line) in listed.iter().zip(&lines) {
            assert_eq!((&line["utc"], &line["points"]), (&entry.at.to_string(), &entry.amount.get().to_string()));
            assert_eq!(line["text"], entry.text);
            assert_eq!(line["transfer"], entry.transfer.as_ref().map(|id| id.0.clone()).unwrap_or_default());
            assert_eq!(line["change"].starts_with('-'), entry.effect() == Effect::Loss);
        }
    }
    let sum: i64 = file(&member, "").await.iter().map(|line| line["change"].parse::<i64>().unwrap()).sum();
    let wallet = member.wallet().await;
    let owned: i64 = wallet.memberships.iter().map(|m| m.balance.available.as_i64() + m.balance.held.as_i64()).sum();
    assert_eq!(sum, owned);
}

#[tokio::test]
async fn filters_of_a_wrong_form_or_of_somebody_else_are_refused() {
    let world = World::new(Place::sqlite()).await;
    let (member, other) = (world.member().await, world.member().await);
    let theirs = other.wallet().await.memberships[0].id.clone();
    for path in [paths::ACTIVITY, paths::ACTIVITY_CSV] {
        for (query, code) in [
            ("kind=all", Code::Malformed),
            ("kind=", Code::Malformed),
            ("membership=x", Code::NotFound),
            (&format!("membership={theirs}"), Code::NotFound),
            ("what=1", Code::Malformed),
        ] {
            let answer = member.send(Method::GET, &format!("{path}?{query}"), None).await;
            assert_eq!(answer.code(), Some(code), "{path}?{query}: {answer:?}");
        }
    }
    let page: Page<Activity> = member.get(&format!("{}?limit=1", paths::ACTIVITY)).await;
    let path = format!("{}?kind=earn&cursor={}", paths::ACTIVITY, page.next.unwrap());
    assert_eq!(member.send(Method::GET, &path, None).await.code(), Some(Code::Malformed));
}

#[tokio::test]
async fn files_are_counted_for_each_member() {
    let world = World::new(Place::sqlite()).await;
    let (member, other) = (world.member().await, world.member().await);
    for _ in 0..limits::EXPORTS_PER_MINUTE {
        file(&member, "").await;
    }
    let answer = member.send(Method::GET, paths::ACTIVITY_CSV, None).await;
    assert_eq!(answer.code(), Some(Code::RateLimited));
    assert!(!answer.header("retry-after").is_empty());
    file(&other, "").await;
    assert_eq!(member.send(Method::GET, paths::EXPORT, None).await.code(), None, "the export has a count of its own");
    world.clock.advance_ms(60_000);
    file(&member, "").await;
}
