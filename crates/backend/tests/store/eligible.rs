//! Pairs that are for some members only: by tier of the source program, by the country of the phone number.

use crate::support::{SMALL, World, check_on_both, points, quote, refused, small_member, transfer_id};
use contract::{MembershipId, QuoteRequest, TransferAccept};
use gom_backend::seed::{self, Seed};
use gom_backend::store::{MemberId, Refused};

const VIETNAM: &str = "+84912345678";

/// The small seed; `fixed` has tiers, and its first pair is for these and those only.
fn texts(tiers: &str, countries: &str) -> (String, String) {
    let programs = SMALL.programs.replace("fixed,1,,,,#", "fixed,1,,,Member|Silver|Gold|Platinum,#");
    assert_ne!(programs, SMALL.programs);
    let mut lines = SMALL.pairs.lines();
    let mut pairs = format!("{},tiers,countries\n", lines.next().unwrap());
    pairs += &format!("{},{tiers},{countries}\n", lines.next().unwrap());
    pairs.extend(lines.map(|line| format!("{line},,\n")));
    (programs, pairs)
}

async fn import(world: &World, tiers: &str, countries: &str) {
    let (programs, pairs) = texts(tiers, countries);
    seed::import(&world.store, &Seed { programs: &programs, pairs: &pairs, ..SMALL }).await.unwrap();
}

/// Gives the member this tier and phone number.
async fn is(world: &World, member: &MemberId, account: &MembershipId, tier: &str, phone: Option<&str>) {
    world.sql(&format!("UPDATE accounts SET tier = '{tier}' WHERE id = '{account}'")).await;
    let phone = phone.map_or("NULL".to_owned(), |phone| format!("'{phone}'"));
    world.sql(&format!("UPDATE members SET phone = {phone} WHERE id = '{}'", member.0)).await;
}

fn not_eligible(tiers: &[&str], countries: &[&str]) -> Refused {
    let list = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
    Refused::NotEligible { tiers: list(tiers), countries: list(countries) }
}

#[test]
fn a_pair_for_some_members_is_quoted_to_them_alone() {
    check_on_both(|world| async move {
        let (member, ids) = small_member(&world, 100).await;
        import(&world, "Gold|Platinum", "VN|RU").await;
        let request = QuoteRequest { from: ids[0].clone(), to: ids[1].clone(), amount: points(10) };
        let asked = async || refused(world.store.quote(&member, &request).await);
        assert_eq!(asked().await, not_eligible(&["Gold", "Platinum"], &["VN", "RU"]));
        is(&world, &member, &ids[0], "Silver", Some(VIETNAM)).await;
        assert_eq!(asked().await, not_eligible(&["Gold", "Platinum"], &[]));
        is(&world, &member, &ids[0], "Platinum", None).await;
        assert_eq!(asked().await, not_eligible(&[], &["VN", "RU"]));
        is(&world, &member, &ids[0], "Platinum", Some(VIETNAM)).await;
        let made = world.store.quote(&member, &request).await.unwrap();
        assert_eq!((made.terms.tiers.len(), made.terms.countries.len()), (2, 2));
        import(&world, "", "RU").await;
        assert_eq!(asked().await, not_eligible(&[], &["RU"]));
        // Other pairs of the same program are for everybody.
        is(&world, &member, &ids[0], "Member", None).await;
        quote(&world, &member, (&ids[0], &ids[2]), 10).await;
    });
}

#[test]
fn a_tier_that_was_lost_since_the_quote_refuses_the_transfer_without_a_trace() {
    check_on_both(|world| async move {
        let (member, ids) = small_member(&world, 100).await;
        import(&world, "Gold", "VN").await;
        is(&world, &member, &ids[0], "Gold", Some(VIETNAM)).await;
        let made = quote(&world, &member, (&ids[0], &ids[1]), 10).await;
        let (id, body) = (transfer_id(), TransferAccept { quote: made.id });
        let accept = async || world.store.accept_transfer(&member, &id, &body, None).await;
        is(&world, &member, &ids[0], "Silver", Some(VIETNAM)).await;
        assert_eq!(refused(accept().await), not_eligible(&["Gold"], &[]));
        is(&world, &member, &ids[0], "Gold", None).await;
        assert_eq!(refused(accept().await), not_eligible(&[], &["VN"]));
        let wallet = world.store.wallet(&member).await.unwrap();
        assert_eq!((wallet.total_points.get(), wallet.under_way.len()), (400, 0));
        assert!(wallet.memberships.iter().all(|membership| membership.balance.held.is_zero()));
        // The terms that were quoted stand, whatever the pair asks for by now.
        is(&world, &member, &ids[0], "Gold", Some(VIETNAM)).await;
        import(&world, "Platinum", "RU").await;
        let first = accept().await.unwrap();
        // What was accepted stays so.
        is(&world, &member, &ids[0], "Silver", None).await;
        let again = accept().await.unwrap();
        assert!(again.replayed && again.body == first.body);
    });
}

#[test]
fn whom_a_pair_is_for_is_checked_at_import() {
    check_on_both(|world| async move {
        for (tiers, countries, word) in
            [("Gold|Titan", "", "fixed has no tier Titan"), ("", "Vn", "countries"), ("Gold", "VN|VNM", "countries")]
        {
            let (programs, pairs) = texts(tiers, countries);
            let seed = Seed { programs: &programs, pairs: &pairs, ..SMALL };
            let text = seed::import(&world.store, &seed).await.unwrap_err().to_string();
            assert!(text.contains("pairs, line 2") && text.contains(word), "{text}");
        }
        assert!(world.store.pairs().await.unwrap().items.is_empty());
    });
}
