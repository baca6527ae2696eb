//! A database with members who can move points, and one transfer of theirs.

use super::Outcome;
use contract::points::Points;
use contract::{Language, MembershipId, ProgramId, QuoteRequest, TransferAccept, TransferId};
use gom_backend::clock::SystemClock;
use gom_backend::seed::{self, CatalogText, Seed};
use gom_backend::store::{Earned, MemberId, NewMember, Store};
use sea_orm::{ConnectionTrait, Database};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

const DEPOSIT: u64 = 1_000_000_000;
const CURRENCIES: &str = "code,exponent,vnd_rate_milli,basis\nVND,0,1000,exact\n";
const PROGRAMS: &str = "\
id,name,kind,unit,country,time_zone,owner,point_value_vnd_milli,value_basis,expiry_kind,expiry_months,activity_kinds,extend_minor,tiers,brand_color,monogram
bench-a,Bench A,bank,points,VN,Asia/Ho_Chi_Minh,in_house,1000,test,never,,,,,#123456,BA
bench-b,Bench B,bank,points,VN,Asia/Ho_Chi_Minh,in_house,1000,test,never,,,,,#123456,BB
";
const PAIRS: &str = "\
from,to,valid_from,give,get,min,max,step,fee_minor,fee_currency,fee_per_points,fee_cap_minor,bonus_num,bonus_den,bonus_until,cancel_minutes,usual_hours,latest_hours,basis,as_of,source
bench-a,bench-b,,1,1,1,,1,,,,,,,,0,0,1,invented,2026,bench
";

/// A store, and as many members as there are clients.
pub struct World {
    pub store: Store,
    pub members: Vec<Arc<Mover>>,
}

/// A member with points in one program and an account in the other.
pub struct Mover {
    member: MemberId,
    from: MembershipId,
    to: MembershipId,
}

/// How long the two halves of a transfer took.
#[derive(Clone, Copy)]
pub struct Took {
    pub quote: Duration,
    pub accept: Duration,
}

impl World {
    /// Makes the schema, the programs and the members.
    pub async fn open(url: &str, members: usize) -> Outcome<World> {
        // No proof is asked for: what a member's device needs for one is not the server's time.
        let store = Store::open(url, Arc::new(SystemClock)).await?.with_step_up_vnd(u64::MAX);
        let data = Seed {
            name: "bench",
            currencies: CURRENCIES,
            programs: PROGRAMS,
            tiers: "",
            pairs: PAIRS,
            catalog: CatalogText::EMPTY,
        };
        seed::import(&store, &data).await?;
        let mut world = World { store, members: Vec::new() };
        for number in 0..members {
            let mover = world.member(number).await?;
            world.members.push(Arc::new(mover));
        }
        Ok(world)
    }

    async fn member(&self, number: usize) -> Outcome<Mover> {
        let new = NewMember { name: "Bench", language: Language::En, zone: None, demo: false };
        let member = self.store.create_member(new).await?;
        let account = |program: &str| ProgramId(program.to_owned());
        let from = self.store.link(&member, &account("bench-a"), &format!("a-{number}")).await?;
        let to = self.store.link(&member, &account("bench-b"), &format!("b-{number}")).await?;
        let amount = Points::new(DEPOSIT).map_err(|_| "the deposit is too large")?;
        let earned = Earned { amount, at: self.store.now(), release_at: None, text: "deposit" };
        self.store.earn(&member, &from, earned).await?;
        Ok(Mover { member, from, to })
    }
}

impl Mover {
    /// One transfer of one point, as a member makes it: a quote, and its acceptance.
    pub async fn transfer(&self, store: &Store) -> Outcome<Took> {
        let started = Instant::now();
        let amount = Points::new(1).map_err(|_| "one point is too much")?;
        let request = QuoteRequest { from: self.from.clone(), to: self.to.clone(), amount };
        let quote = store.quote(&self.member, &request).await?;
        let quoted = started.elapsed();
        let id = TransferId(Uuid::new_v4().to_string());
        store.accept_transfer(&self.member, &id, &TransferAccept { quote: quote.id }, None).await?;
        Ok(Took { quote: quoted, accept: started.elapsed().saturating_sub(quoted) })
    }
}

/// A database of its own on the server of `url`; answers its address.
pub async fn fresh_database(url: &str) -> Outcome<String> {
    let name = format!("bench{}", Uuid::new_v4().simple());
    let server = Database::connect(url).await?;
    server.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    server.close().await?;
    let (base, _) = url.rsplit_once('/').ok_or("the server's address names no database")?;
    Ok(format!("{base}/{name}"))
}
