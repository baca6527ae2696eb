//! The partner registry, as the frame and everybody else may read it.

use crate::support::Place;
use crate::world::World;
use axum::http::Method;
use contract::embed::Partner;
use contract::{Code, Programs, paths};
use gom_backend::seed;

#[tokio::test]
async fn a_partner_is_readable_signed_out_and_others_are_not_there() {
    let world = World::new(Place::sqlite()).await;
    let visitor = world.visitor();
    let partner: Partner = visitor.get(&paths::fill(paths::PARTNER, &["demo-shop"])).await;
    assert_eq!(partner.origins, ["http://shop.localhost:8080"]);
    assert!(partner.demo, "the frame says that this is sample data");
    let programs: Programs = visitor.get(paths::PROGRAMS).await;
    assert!(programs.items.iter().any(|program| program.id == partner.program), "its program is one of ours");
    for id in ["nobody", "Demo-Shop", "demo%2dshop%00", "%ff", "..%2f.."] {
        let answer = visitor.send(Method::GET, &paths::fill(paths::PARTNER, &[id]), None).await;
        assert_eq!(answer.code(), Some(Code::NotFound), "{id}");
    }
}

#[tokio::test]
async fn outside_the_demo_only_the_operators_partners_are_there() {
    let world = World::with(Place::sqlite(), &[("GOM_DEMO", "0")], &seed::EVERYDAY, None).await;
    let answer = world.visitor().send(Method::GET, &paths::fill(paths::PARTNER, &["demo-shop"]), None).await;
    assert_eq!(answer.code(), Some(Code::NotFound));
}
