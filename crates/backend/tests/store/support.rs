//! A fresh store on each database, and short words for what tests do often.

#[path = "../support/which.rs"]
mod which;

pub use which::{name_of, rounds};

use contract::{MembershipId, ProgramId, Quote, QuoteRequest, Transfer, TransferAccept, TransferId};
use gom_backend::clock::TestClock;
use gom_backend::seed::{self, CatalogText, Seed};
use gom_backend::store::{Earned, MemberId, NewMember, Refused, Spent, Store, StoreError};
use points::{Points, Timestamp};
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use std::sync::Arc;
use tokio::runtime::Runtime;
use uuid::Uuid;

/// Everything may be moved without a fresh proof: that is for the tests of step-up, through the API.
pub const ALL: u64 = u64::MAX;
/// How long a failing case is shrunk.
const SHRINK_MS: u32 = 60_000;

/// A store with its clock.
pub struct World {
    pub store: Arc<Store>,
    pub clock: Arc<TestClock>,
    /// The address, to open a second store on the same database or to look into it by SQL.
    pub url: String,
}

impl World {
    /// The same world under another name.
    pub fn again(&self) -> World {
        World { store: self.store.clone(), clock: self.clock.clone(), url: self.url.clone() }
    }

    /// Another instance on the same database, with the same clock.
    pub async fn second(&self) -> Arc<Store> {
        Arc::new(Store::open(&self.url, self.clock.clone()).await.unwrap().with_step_up_vnd(ALL))
    }

    /// Another instance whose transfers leave at once.
    pub async fn hasty(&self) -> Arc<Store> {
        let store = Store::open(&self.url, self.clock.clone()).await.unwrap().with_step_up_vnd(ALL);
        Arc::new(store.with_demo_cancel_seconds(Some(0)))
    }

    /// The one number that a query answers.
    pub async fn count(&self, query: &str) -> i64 {
        use sea_orm::ConnectionTrait;
        let database = sea_orm::Database::connect(&self.url).await.unwrap();
        let statement = sea_orm::Statement::from_string(database.get_database_backend(), query);
        let row = database.query_one_raw(statement).await.unwrap().unwrap();
        database.close().await.unwrap();
        row.try_get_by_index(0).unwrap()
    }

    /// Runs a statement behind the store's back.
    pub async fn sql(&self, statement: &str) {
        use sea_orm::ConnectionTrait;
        let database = sea_orm::Database::connect(&self.url).await.unwrap();
        database.execute_unprepared(statement).await.unwrap();
        database.close().await.unwrap();
    }
}

/// 2026-11-22, a Sunday, 10:00 in Hà Nội.
pub fn start() -> Timestamp {
    Timestamp::parse("2026-11-22T03:00:00Z").unwrap()
}

/// Runs `check` on a fresh SQLite file and on a fresh PostgreSQL database.
pub fn check_on_both<Fut: Future<Output = ()>>(check: impl Fn(World) -> Fut) {
    runtime().block_on(async {
        if which::wants("sqlite") {
            let folder = tempfile::tempdir().unwrap();
            check(open(&format!("sqlite:{}", folder.path().join("gom.db").display())).await).await;
        }
    });
    check_on_postgres(check);
}

/// Runs `check` on a fresh PostgreSQL database.
pub fn check_on_postgres<Fut: Future<Output = ()>>(check: impl Fn(World) -> Fut) {
    runtime().block_on(async {
        if let Some(cluster) = which::postgres_server() {
            check(open(&fresh_database(&cluster).await).await).await;
        }
    });
}

/// Runs `check` on random cases, each on a fresh SQLite file, then on a fresh PostgreSQL database. A failure is shrunk.
pub fn check_cases_on_both<S, Fut>(name: &str, cases: u32, strategy: S, check: impl Fn(Arc<World>, S::Value) -> Fut)
where
    S: Strategy,
    Fut: Future<Output = ()>,
{
    let runtime = runtime();
    let run = |cluster: Option<String>| {
        let config = Config { cases, failure_persistence: None, max_shrink_time: SHRINK_MS, ..Config::default() };
        let outcome = TestRunner::new(config).run(&strategy, |case| {
            runtime.block_on(async {
                let folder = tempfile::tempdir().unwrap();
                let url = match &cluster {
                    Some(cluster) => fresh_database(cluster).await,
                    None => format!("sqlite:{}", folder.path().join("gom.db").display()),
                };
                let world = Arc::new(open(&url).await);
                check(world.clone(), case).await;
                world.store.close().await;
                if let Some(cluster) = &cluster {
                    drop_database(cluster, &url).await;
                }
            });
            Ok(())
        });
        outcome.unwrap();
        let database = if cluster.is_some() { "PostgreSQL" } else { "SQLite" };
        println!("{name} on {database}: {cases} cases, 0 violations");
    };
    if which::wants("sqlite") {
        run(None);
    }
    if let Some(cluster) = which::postgres_server() {
        run(Some(cluster));
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

async fn open(url: &str) -> World {
    let clock = Arc::new(TestClock::at(start()));
    let store = Store::open(url, clock.clone()).await.unwrap().with_step_up_vnd(ALL);
    World { store: Arc::new(store), clock, url: url.to_owned() }
}

async fn fresh_database(cluster: &str) -> String {
    use sea_orm::ConnectionTrait;
    let name = format!("gom_test_{}", Uuid::new_v4().simple());
    let database = sea_orm::Database::connect(cluster).await.unwrap();
    database.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    database.close().await.unwrap();
    let (server, query) = cluster.split_once('?').map_or((cluster, String::new()), |(s, q)| (s, format!("?{q}")));
    let (server, _) = server.rsplit_once('/').unwrap();
    format!("{server}/{name}{query}")
}

/// Thousands of cases would fill the disk.
async fn drop_database(cluster: &str, url: &str) {
    use sea_orm::ConnectionTrait;
    let name = url.split('?').next().and_then(|url| url.rsplit('/').next()).unwrap();
    let database = sea_orm::Database::connect(cluster).await.unwrap();
    database.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    database.close().await.unwrap();
}

/// Four programs with every kind of rule that lots can follow, and pairs between them.
pub const SMALL: Seed<'static> = Seed {
    name: "small",
    currencies: "code,exponent,vnd_rate_milli,basis\nVND,0,1000,exact\n",
    programs: "id,name,kind,unit,country,time_zone,owner,point_value_vnd_milli,value_basis,expiry_kind,expiry_months,activity_kinds,extend_minor,tiers,brand_color,monogram
fixed,Fixed,airline,miles,VN,Asia/Ho_Chi_Minh,in_house,1000,sample,fixed,1,,,,#000000,F
idle,Idle,hotel,points,AE,Asia/Dubai,in_house,1000,sample,inactivity,1,earn|transfer,,,#000000,I
year,Year,telecom,points,JP,Asia/Tokyo,in_house,1000,sample,calendar_year_end,0,,,,#000000,Y
never,Never,bank,points,VN,Asia/Ho_Chi_Minh,in_house,1000,sample,never,,,,,#000000,N
",
    tiers: "program,tier,threshold,basis\n",
    pairs: "from,to,valid_from,give,get,min,max,step,fee_minor,fee_currency,fee_per_points,fee_cap_minor,bonus_num,bonus_den,bonus_until,cancel_minutes,usual_hours,latest_hours,basis,as_of,source
fixed,idle,,1,1,1,,1,,,,,,,,30,1,2,published,,
idle,fixed,,3,2,2,,1,,,,,10,100,2027-03-01,30,1,2,published,,
fixed,year,,2,1,2,,2,,,,,,,,30,,,published,,
year,never,,1,1,1,500,1,,,,,,,,0,0,1,published,,
never,fixed,,1,1,1,,1,,,,,,,,30,0,1,published,,
",
    catalog: CatalogText::EMPTY,
};

pub fn points(amount: u64) -> Points {
    Points::new(amount).unwrap()
}

pub fn transfer_id() -> TransferId {
    TransferId(Uuid::new_v4().to_string())
}

/// A member with the small programs, each with this many points, in the order of [`SMALL`].
pub async fn small_member(world: &World, amount: u64) -> (MemberId, Vec<MembershipId>) {
    seed::import(&world.store, &SMALL).await.unwrap();
    let new = NewMember { name: "A", language: contract::Language::Vi, zone: None, demo: false };
    let member = world.store.create_member(new).await.unwrap();
    let mut memberships = Vec::new();
    for program in ["fixed", "idle", "year", "never"] {
        let number = Uuid::new_v4().to_string();
        let id = world.store.link(&member, &ProgramId(program.to_owned()), &number).await.unwrap();
        if amount > 0 {
            earn(world, &member, &id, amount).await;
        }
        memberships.push(id);
    }
    (member, memberships)
}

pub async fn earn(world: &World, member: &MemberId, to: &MembershipId, amount: u64) {
    let earned = Earned { amount: points(amount), at: world.store.now(), release_at: None, text: "test" };
    world.store.earn(member, to, earned).await.unwrap();
}

/// Points that are spent now.
pub fn spent(world: &World, amount: u64) -> Spent<'static> {
    Spent { amount: points(amount), at: world.store.now(), text: "tea", reward: None }
}

pub async fn quote(world: &World, member: &MemberId, ends: (&MembershipId, &MembershipId), amount: u64) -> Quote {
    let request = QuoteRequest { from: ends.0.clone(), to: ends.1.clone(), amount: points(amount) };
    world.store.quote(member, &request).await.unwrap()
}

/// Quotes and accepts.
pub async fn transfer(world: &World, member: &MemberId, ends: (&MembershipId, &MembershipId), amount: u64) -> Transfer {
    let body = TransferAccept { quote: quote(world, member, ends, amount).await.id };
    let accepted = world.store.accept_transfer(member, &transfer_id(), &body, None).await.unwrap();
    serde_json::from_slice(&accepted.body).unwrap()
}

pub fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>) -> Refused {
    match result {
        Err(StoreError::Refused(refused)) => refused,
        other => panic!("not refused: {other:?}"),
    }
}
