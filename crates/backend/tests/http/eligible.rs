//! Pairs that are for some members only, as a client hears of them.

use crate::support::check_on_both;
use crate::world::World;
use axum::http::StatusCode;
use contract::{Code, MembershipId, Problem, Wallet};
use gom_backend::seed::{EVERYDAY, Seed};

/// The sample pairs, with whom some of them are for.
fn pairs() -> String {
    let mut lines = EVERYDAY.pairs.lines();
    let mut pairs = format!("{},tiers,countries\n", lines.next().unwrap());
    for line in lines {
        let whom = match line.split(',').take(2).collect::<Vec<_>>()[..] {
            ["skyjoy", "lynkid"] => "Gold|Diamond,",
            ["lynkid", "gotit"] => ",VN",
            ["lotusmiles", _] => "Titan|Gold,",
            _ => ",",
        };
        pairs += &format!("{line},{whom}\n");
    }
    pairs
}

fn of(wallet: &Wallet, program: &str) -> MembershipId {
    wallet.memberships.iter().find(|one| one.program.id.0 == program).unwrap().id.clone()
}

#[tokio::test]
async fn who_may_not_transfer_hears_who_may() {
    check_on_both(async |place| {
        let world = World::with(place, &[], &Seed { pairs: &pairs(), ..EVERYDAY }, None).await;
        let member = world.member().await;
        let wallet = member.wallet().await;
        let ask =
            async |from: &str, to: &str, amount: u64| member.ask(&of(&wallet, from), &of(&wallet, to), amount).await;
        // The demo member is Silver there, and has no phone number.
        let answer = ask("skyjoy", "lynkid", 1_000).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::UNPROCESSABLE_ENTITY, Some(Code::NotEligible)));
        let problem: Problem = answer.json();
        assert_eq!(problem.tiers, ["Gold", "Diamond"]);
        assert!(!answer.text().contains("countries\":"), "{answer:?}");
        let problem: Problem = ask("lynkid", "gotit", 1_000).await.json();
        assert_eq!((problem.code, problem.countries), (Code::NotEligible, vec!["VN".to_owned()]));
        assert_eq!(ask("lotusmiles", "accor-all", 4_000).await.code(), None);
        assert_eq!(member.wallet().await, wallet);
    })
    .await;
}
