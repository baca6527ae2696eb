//! The demo member's wallet, programs, pairs and preferences.

use crate::support::{World, check_on_both, refused};
use contract::{Language, MeChange, MembershipId, ProgramId};
use gom_backend::seed::{self, EVERYDAY};
use gom_backend::store::{ActivityFilter, MemberId, Refused};

pub async fn demo(world: &World) -> MemberId {
    seed::import(&world.store, &EVERYDAY).await.unwrap();
    world.store.create_demo_member(Language::Vi, None).await.unwrap()
}

#[test]
fn a_demo_member_has_what_the_mock_shows() {
    check_on_both(|world| async move {
        let member = demo(&world).await;
        let wallet = world.store.wallet(&member).await.unwrap();
        assert_eq!(wallet.memberships.len(), 7);
        let of = |id: &str| wallet.memberships.iter().find(|m| m.program.id.0 == id).unwrap().clone();
        let lotusmiles = of("lotusmiles");
        assert_eq!(lotusmiles.balance.available.get(), 38_750);
        assert_eq!(lotusmiles.value.minor, 5_812_500);
        assert_eq!(lotusmiles.lots.iter().map(|lot| lot.amount.get()).collect::<Vec<_>>(), [12_300, 8_900, 17_550]);
        let tier = lotusmiles.tier.unwrap();
        assert_eq!(
            (tier.name.as_str(), tier.next.as_deref(), tier.missing.unwrap().get()),
            ("Titan", Some("Gold"), 4_200)
        );
        let skyjoy = of("skyjoy");
        assert_eq!((skyjoy.balance.available.get(), skyjoy.balance.pending.get()), (86_200, 1_200));
        assert_eq!(of("accor-all").balance.available.get(), 9_430);
        assert_eq!(of("accor-all").lots.iter().filter_map(|lot| lot.last_valid_day).collect::<Vec<_>>().len(), 2);
        assert_eq!(of("lynkid").balance.available.get(), 8_880);
        let expiring = wallet.expiring.unwrap();
        assert_eq!((expiring.program.0.as_str(), expiring.amount.get(), expiring.days_left), ("lotusmiles", 12_300, 9));
        assert_eq!(expiring.last_valid_day.to_string(), "2026-12-01");
        assert_eq!(wallet.recent.len(), 5);
        let sum: u64 = wallet.memberships.iter().map(|m| m.balance.available.get()).sum();
        assert_eq!(wallet.total_points.get(), sum);
    });
}

#[test]
fn two_demo_members_share_nothing_and_see_nothing_of_each_other() {
    check_on_both(|world| async move {
        let (a, b) = (demo(&world).await, demo(&world).await);
        let (wallet_a, wallet_b) = (world.store.wallet(&a).await.unwrap(), world.store.wallet(&b).await.unwrap());
        for one in &wallet_a.memberships {
            assert!(wallet_b.memberships.iter().all(|other| other.id != one.id && other.number != one.number));
            assert_eq!(refused(world.store.membership(&b, &one.id).await), Refused::NotFound);
            assert_eq!(
                refused(world.store.activity(&b, &ActivityFilter::of(&one.id), None, 5).await),
                Refused::NotFound
            );
        }
        let none = MembershipId("nothing".to_owned());
        assert_eq!(refused(world.store.membership(&a, &none).await), Refused::NotFound);
    });
}

#[test]
fn the_announced_change_and_the_bonus_always_lie_ahead() {
    check_on_both(|world| async move {
        world.clock.set(points::Timestamp::parse("2031-05-20T00:00:00Z").unwrap());
        seed::import(&world.store, &EVERYDAY).await.unwrap();
        let id = |text: &str| ProgramId(text.to_owned());
        let history = world.store.pair_history(&id("lynkid"), &id("lotusmiles")).await.unwrap();
        assert_eq!((history.history.len(), history.pair.current.terms.give), (2, 20));
        let change = history.pair.next.unwrap().valid_from.unwrap();
        assert_eq!(change.to_string(), "2031-07-31T17:00:00.000Z");
        let bonus =
            world.store.pair_history(&id("skyjoy"), &id("lynkid")).await.unwrap().pair.current.terms.bonus.unwrap();
        assert!(bonus.until > world.store.now().plus_days(59));
        world.clock.set(change);
        seed::import(&world.store, &EVERYDAY).await.unwrap();
        let history = world.store.pair_history(&id("lynkid"), &id("lotusmiles")).await.unwrap();
        assert_eq!((history.pair.current.terms.give, history.pair.next), (25, None));
        assert_eq!(refused(world.store.pair_history(&id("lynkid"), &id("nothing")).await), Refused::NotFound);
        assert!(world.store.pairs().await.unwrap().items.len() > 40);
        assert_eq!(world.store.programs().await.unwrap().items.len(), 34);
    });
}

#[test]
fn preferences_change_together_or_not_at_all() {
    check_on_both(|world| async move {
        let member = demo(&world).await;
        let text = |text: &str| Some(text.to_owned());
        let change =
            MeChange { name: None, language: Some(Language::Ru), zone: text("Europe/Paris"), currency: text("USD") };
        let me = world.store.change_me(&member, &change).await.unwrap();
        assert_eq!((me.language, me.zone.as_str(), me.currency.as_str()), (Language::Ru, "Europe/Paris", "USD"));
        assert_eq!(world.store.wallet(&member).await.unwrap().total.currency, "USD");
        let bad = MeChange {
            name: None,
            language: Some(Language::Unknown),
            zone: text("Mars/Olympus"),
            currency: text("XXX"),
        };
        let Refused::Invalid(errors) = refused(world.store.change_me(&member, &bad).await) else { panic!() };
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["language", "zone", "currency"]);
        let half = MeChange { zone: text("Asia/Tokyo"), currency: text("XXX"), ..MeChange::default() };
        refused(world.store.change_me(&member, &half).await);
        assert_eq!(world.store.me(&member).await.unwrap(), me);
        assert_eq!(world.store.change_me(&member, &MeChange::default()).await.unwrap(), me);
        // A body that was on its way when the account was closed brings no name back into it.
        world.store.close_account(&member).await.unwrap();
        let late = MeChange { name: text("A"), ..MeChange::default() };
        assert_eq!(refused(world.store.change_me(&member, &late).await), Refused::NotFound);
        assert_eq!(world.count("SELECT COUNT(*) FROM members WHERE name = 'A'").await, 0);
    });
}

#[test]
fn sessions_slide_for_90_days_and_end_after_a_year() {
    check_on_both(|world| async move {
        let member = demo(&world).await;
        world.store.create_session(&member, "hash", "browser").await.unwrap();
        let day_ms = 86_400_000;
        for _ in 0..4 {
            world.clock.advance_ms(89 * day_ms);
            assert_eq!(world.store.session("hash").await.unwrap().unwrap().member, member);
        }
        world.clock.advance_ms(9 * day_ms - 1);
        assert!(world.store.session("hash").await.unwrap().is_some());
        world.clock.advance_ms(1);
        assert!(world.store.session("hash").await.unwrap().is_none());
        world.store.create_session(&member, "other", "browser").await.unwrap();
        world.clock.advance_ms(90 * day_ms);
        assert!(world.store.session("other").await.unwrap().is_none());
        assert_eq!(gom_backend::jobs::forget(&world.store).await.unwrap(), 2);
        world.store.create_session(&member, "third", "browser").await.unwrap();
        world.store.end_session("third").await.unwrap();
        world.store.end_session("third").await.unwrap();
        assert!(world.store.session("third").await.unwrap().is_none());
    });
}
