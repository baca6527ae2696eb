//! Everything about a member as one file, and the end of an account.

use crate::identity::{fresh_number, fresh_phone, with_consent};
use crate::support::{Place, check_on_both};
use crate::world::{Client, World, fresh_id};
use axum::http::Method;
use contract::*;
use gom_backend::audit;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use serde_json::json;

const NAME: &str = "Nguyễn Thị Gom";
const BROWSER: &str = "Mozilla/5.0 (Windows NT 10.0) Chrome/138.0 Safari/537.36 GomTestBrowser";

/// A member by phone with a name, two devices, a linked membership and a transfer that is over.
async fn somebody(world: &World, phone: &str) -> (Client, Membership) {
    let member = world.signed_in_as(phone, BROWSER).await;
    let change = json!({"name": NAME, "language": "ru", "zone": "Europe/Moscow", "currency": "USD"});
    let me: Me = member.send(Method::PATCH, paths::ME, Some(&change)).await.json();
    assert_eq!(me.name, NAME);
    for program in ["lynkid", "gotit"] {
        member.link(&ProgramId(program.into()), &fresh_number()).await;
    }
    world.clock.advance_ms(60_000);
    world.signed_in_as(phone, BROWSER).await;
    let wanted = member.a_move().await;
    let id = fresh_id();
    assert_eq!(member.accept(&id, &member.quote(&wanted).await.id).await.code(), None);
    member.cancel(&id).await;
    member.quote(&wanted).await;
    let membership = member.wallet().await.memberships.into_iter().find(|one| one.program.id.0 == "lynkid").unwrap();
    (member, membership)
}

/// Every column of every table in which one of the texts is found.
async fn traces(world: &World, texts: &[&str]) -> Vec<String> {
    let database = Database::connect(&world.place.url).await.unwrap();
    let backend = database.get_database_backend();
    let columns = match backend {
        DbBackend::Sqlite => {
            "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        }
        _ => {
            "SELECT table_name::text AS t, column_name::text AS c FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let mut found = Vec::new();
    let mut looked = 0;
    for row in database.query_all_raw(Statement::from_string(backend, columns)).await.unwrap() {
        let (table, column): (String, String) = (row.try_get("", "t").unwrap(), row.try_get("", "c").unwrap());
        for text in texts {
            let sql = format!("SELECT COUNT(*) AS n FROM \"{table}\" WHERE CAST(\"{column}\" AS TEXT) LIKE '%{text}%'");
            let count = database.query_one_raw(Statement::from_string(backend, sql)).await.unwrap().unwrap();
            if count.try_get::<i64>("", "n").unwrap() > 0 {
                found.push(format!("{table}.{column}: {text}"));
            }
            looked += 1;
        }
    }
    assert!(looked > 100);
    database.close().await.unwrap();
    found
}

#[tokio::test]
async fn names_are_trimmed_and_bad_ones_are_named() {
    let world = World::new(Place::sqlite()).await;
    let member = world.signed_in(&fresh_phone()).await;
    let change = async |name: &str| member.send(Method::PATCH, paths::ME, Some(&json!({"name": name}))).await;
    let longest = "ễ".repeat(limits::NAME_CHARS);
    for (name, kept) in [("  Lan \n", "Lan"), ("Ж", "Ж"), ("👩‍🚀 Lan", "👩‍🚀 Lan"), (longest.as_str(), longest.as_str())]
    {
        assert_eq!(change(name).await.json::<Me>().name, kept);
    }
    let too_long = format!("{longest}a");
    for bad in ["", "   ", "a\nb", "a\u{0}b", "a\u{202e}b", "\u{feff}a", "a\u{2028}b", too_long.as_str()] {
        let answer = change(bad).await;
        assert_eq!(
            (answer.code(), answer.json::<Problem>().errors[0].field.as_str()),
            (Some(Code::Invalid), "name"),
            "{bad:?}"
        );
    }
    assert_eq!(member.get::<Session>(paths::SESSION).await.member.unwrap().name, longest);
}

#[tokio::test]
async fn the_export_holds_everything_about_the_member_and_nothing_of_others() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let (phone, other) = (fresh_phone(), fresh_phone());
        let (stranger, theirs) = somebody(&world, &other).await;
        let (member, linked) = somebody(&world, &phone).await;
        let gone = member.wallet().await.memberships.into_iter().find(|one| one.program.id.0 == "gotit").unwrap();
        member.unlink(&gone.id).await;
        world.clock.advance_ms(60_000);
        let leaving = world.signed_in_as(&phone, BROWSER).await;
        leaving.send(Method::DELETE, paths::SESSION, None).await;
        let answer = member.send(Method::GET, paths::EXPORT, None).await;
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"gom-2026-11-22.json\"");
        assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("application/json", "no-store"));
        let export: Export = answer.json();
        assert_eq!((export.me.name.as_str(), export.me.currency.as_str()), (NAME, "USD"));
        assert_eq!(export.phone.as_deref(), Some(Phone::parse(&phone).unwrap().e164()));
        let agreed: Vec<&str> = export.consents.iter().map(|consent| consent.document.as_str()).collect();
        assert_eq!(agreed, ["privacy", "terms"]);
        assert!(export.consents.iter().all(|consent| consent.version == LEGAL_VERSION));
        assert_eq!(export.sessions, member.get::<Sessions>(paths::SESSIONS).await.items);
        let kept = (export.past_sessions.len(), export.known_browsers.len(), export.quotes.len());
        assert_eq!(kept, (1, 3, 1), "what is remembered for a while is told too");
        let memberships: Vec<&MembershipId> = export.memberships.iter().map(|one| &one.membership.id).collect();
        assert_eq!(memberships, [&linked.id]);
        assert!(
            export.activity.iter().any(|entry| entry.membership == gone.id),
            "what was unlinked is the member's too"
        );
        let unlinked: Vec<_> = export.unlinked.iter().map(|one| (&one.id, one.number.as_str())).collect();
        assert_eq!(unlinked, [(&gone.id, gone.number.as_str())]);
        assert_eq!(export.transfers, member.get::<Transfers>(paths::TRANSFERS).await.items);
        assert!(export.transfers.len() == 1 && export.activity.len() >= 6);
        for foreign in [Phone::parse(&other).unwrap().e164(), theirs.id.0.as_str(), theirs.number.as_str()] {
            assert!(!answer.text().contains(foreign));
        }
        for _ in 1..limits::EXPORTS_PER_MINUTE {
            member.send(Method::GET, paths::EXPORT, None).await;
        }
        assert_eq!(member.send(Method::GET, paths::EXPORT, None).await.code(), Some(Code::RateLimited));
        assert_eq!(stranger.send(Method::GET, paths::EXPORT, None).await.code(), None);
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_leaves_nothing_personal_and_the_ledger_whole() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let phone = fresh_phone();
        let (member, linked) = somebody(&world, &phone).await;
        let mark = member.get::<Session>(paths::SESSION).await.member.unwrap().mark;
        member.send(Method::POST, paths::SESSION_CODE, Some(&json!({"phone": phone}))).await;
        let digits = &Phone::parse(&phone).unwrap().e164()[3..].to_owned();
        let personal = [digits.as_str(), NAME, "GomTestBrowser", "Moscow", mark.as_str()];
        let before = traces(&world, &personal).await;
        for place in
            ["members.phone", "members.name", "members.zone", "members.mark", "sessions.user_agent", "codes.target"]
        {
            assert!(before.iter().any(|trace| trace.starts_with(place)), "the scan misses {place}: {before:?}");
        }
        world.clock.advance_ms(60_000);
        let other = world.signed_in(&phone).await;

        let answer = member.send(Method::DELETE, paths::ME, None).await;
        assert!(answer.status.as_u16() == 204 && answer.header("set-cookie").contains("Max-Age=0"), "{answer:?}");
        assert_eq!(traces(&world, &personal).await, Vec::<String>::new());
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
        for client in [&member, &other] {
            assert!(client.get::<Session>(paths::SESSION).await.member.is_none());
            assert_eq!(client.send(Method::GET, paths::EXPORT, None).await.code(), Some(Code::SignedOut));
        }

        // The phone belongs to nobody now, and the number brings its points to whoever proves control of it.
        let sent = world.visitor().ask_code(&phone).await;
        let consent = world.visitor().try_code(&sent.request, sent.demo_code.as_ref().unwrap(), false).await;
        assert_eq!(consent.code(), Some(Code::ConsentNeeded));
        let answer = world.visitor().send(Method::POST, paths::SESSION, Some(&with_consent(&sent))).await;
        let anew = Client { cookie: Some(answer.cookie()), ..world.visitor() };
        let wallet = anew.wallet().await;
        assert!(wallet.memberships.is_empty() && wallet.recent.is_empty());
        assert!(anew.get::<Export>(paths::EXPORT).await.transfers.is_empty());
        let found = anew.link(&linked.program.id, &linked.number).await;
        assert_eq!((&found.id, found.balance.available), (&linked.id, linked.balance.available));
        assert_eq!(audit::run(&world.state.store).await.unwrap().findings, []);
    })
    .await;
}

#[tokio::test]
async fn an_account_is_not_closed_while_a_transfer_is_open() {
    check_on_both(async |place| {
        let world = World::new(place).await;
        let member = world.member().await;
        let id = fresh_id();
        member.accept(&id, &member.quote(&member.a_move().await).await.id).await;
        let before = (member.wallet().await, member.get::<Session>(paths::SESSION).await);
        let refused = member.send(Method::DELETE, paths::ME, None).await;
        assert_eq!((refused.status.as_u16(), refused.code()), (409, Some(Code::TransferOpen)));
        assert!(refused.header("set-cookie").is_empty());
        assert_eq!((member.wallet().await, member.get::<Session>(paths::SESSION).await), before);
        member.cancel(&id).await;
        assert_eq!(member.send(Method::DELETE, paths::ME, None).await.status.as_u16(), 204);
    })
    .await;
}
