//! The examples of openapi.json, as values of the contract's types, so that they cannot fall behind them.

use crate::http::examples_identity;
use contract::points::expiry::ExpiryRule;
use contract::points::transfer::State;
use contract::points::{Currency, Money, Observed, Outcome, PairTerms, Points, Timestamp};
use contract::*;
use serde_json::{Value, json};

const MINUTE_MS: i64 = 60_000;
/// 2026-11-22T10:48:00.000Z
pub(super) const NOW: Timestamp = Timestamp::from_ms(1_795_344_480_000);

/// The example body of an operation.
pub fn request(operation: &str) -> Option<Value> {
    match operation {
        "change_me" => Some(json!(MeChange { language: Some(Language::En), ..MeChange::default() })),
        "ask" => Some(json!(QuoteRequest { from: from(), to: to(), amount: points(10_000) })),
        "accept" => Some(json!(TransferAccept { quote: quote().id })),
        _ => examples_identity::request(operation),
    }
}

/// The example answer of an operation.
pub fn response(operation: &str) -> Option<Value> {
    let signed_out = Session { member: None, demo: true, build: "3f2a9c04d1e8b7a6".into(), new_device: None };
    Some(match operation {
        "session" | "try_demo" => json!(Session { member: Some(me()), ..signed_out }),
        "sign_out" => json!(signed_out),
        "change_me" => json!(Me { language: Language::En, ..me() }),
        "wallet" => json!(wallet()),
        "membership" => {
            json!(MembershipDetail {
                as_of: NOW,
                membership: membership(),
                number_not_known: false,
                pending: vec![],
                recent: vec![activity()]
            })
        }
        "activity" => json!(Page { items: vec![activity()], next: None }),
        "programs" => json!(Programs { items: vec![program()], currencies: vec![vnd()] }),
        "pairs" => json!(Pairs { as_of: NOW, items: vec![pair()] }),
        "pair" => json!(PairHistory { as_of: NOW, history: vec![pair().current], pair: pair() }),
        "partner" => json!(partner()),
        "ask" | "quote" => json!(quote()),
        "transfers" => json!(Transfers { items: vec![transfer(State::Waiting)], next: None }),
        "accept" | "transfer" => json!(transfer(State::Waiting)),
        "cancel" => json!(transfer(State::Cancelled)),
        "send_now" => json!(transfer(State::Debiting)),
        "rewards" => {
            let categories = vec![CategoryCount { category: "coffee".into(), count: 1 }];
            json!(Rewards { items: vec![reward()], count: 1, categories, seq: 1, next: None })
        }
        "reward" => json!(RewardDetail {
            reward: reward(),
            about: "Một ly theo đúng tên món tại Highlands, dùng tại quán hoặc mang đi.".into(),
            terms: vec!["Phiếu có hạn 30 ngày kể từ ngày đổi.".into(), "Mỗi phiếu dùng một lần.".into()],
            retail: Some(money(39_000)),
            valid_days: 30,
        }),
        _ => return examples_identity::response(operation),
    })
}

fn points(value: u64) -> Points {
    Points::new(value).unwrap_or_default()
}

fn money(minor: u64) -> Money {
    Money { minor, currency: "VND".into() }
}

fn from() -> MembershipId {
    MembershipId("0190b5a8-7c3e-7b1a-9c2d-3e4f5a6b7c8d".into())
}

fn to() -> MembershipId {
    MembershipId("0190b5a8-7c3e-7b1a-9c2d-3e4f5a6b7c8e".into())
}

fn vnd() -> Currency {
    Currency { code: "VND".into(), exponent: 0, vnd_rate_milli: 1_000, basis: "exact".into() }
}

pub(super) fn me() -> Me {
    Me {
        mark: "b81f0c3a".into(),
        name: "Thành viên dùng thử".into(),
        language: Language::Vi,
        zone: "Asia/Ho_Chi_Minh".into(),
        currency: "VND".into(),
        birthday: None,
        demo: true,
        phone: None,
    }
}

fn program() -> Program {
    Program {
        id: ProgramId("lynkid".into()),
        name: "LynkiD".into(),
        kind: "coalition".into(),
        unit: "points".into(),
        country: "VN".into(),
        time_zone: "Asia/Ho_Chi_Minh".into(),
        owner: Owner::InHouse,
        point_value_vnd_milli: 1_000,
        value_basis: "invented".into(),
        expiry: ExpiryRule::Never,
        extension: None,
        tiers: vec![],
        brand_color: "#0a6e5c".into(),
        monogram: "L".into(),
    }
}

pub(super) fn membership() -> Membership {
    let lot = Lot { amount: points(12_000), earned_at: NOW, expires_at: None, last_valid_day: None };
    let balance = Balance {
        available: points(12_000),
        pending: Points::ZERO,
        held: Points::ZERO,
        as_of: NOW,
        owner: Owner::InHouse,
        source: "gom".into(),
    };
    let number = "1000000001".into();
    Membership { id: from(), program: program(), number, tier: None, balance, value: money(12_000), lots: vec![lot] }
}

fn wallet() -> Wallet {
    Wallet {
        as_of: NOW,
        total: money(12_000),
        total_points: points(12_000),
        memberships: vec![membership()],
        expiring: None,
        under_way: vec![],
        recent: vec![activity()],
    }
}

pub(super) fn activity() -> Activity {
    Activity {
        seq: 1,
        at: NOW,
        kind: ActivityKind::Earn,
        membership: from(),
        program: ProgramId("lynkid".into()),
        amount: points(12_000),
        incoming: true,
        text: "Highlands Coffee".into(),
        transfer: None,
        other_program: None,
        reward: None,
    }
}

fn pair() -> Pair {
    let current = PairRow {
        valid_from: None,
        terms: PairTerms::simple(1, 1),
        closed: false,
        basis: "invented".into(),
        as_of: "2026-11-22".into(),
        source: String::new(),
    };
    Pair {
        from: ProgramId("lynkid".into()),
        to: ProgramId("skyjoy".into()),
        current,
        next: None,
        observed: Some(observed()),
    }
}

fn partner() -> embed::Partner {
    let origins = vec!["https://shop.example".into()];
    embed::Partner {
        id: PartnerId("demo-shop".into()),
        name: "Tiệm Mây".into(),
        program: pair().from,
        origins,
        demo: true,
    }
}

fn quote() -> Quote {
    let amount = points(10_000);
    Quote {
        id: QuoteId("0190b5a8-7c3e-7b1a-9c2d-3e4f5a6b7c8f".into()),
        made_at: NOW,
        expires_at: NOW.plus_ms(5 * MINUTE_MS),
        from: from(),
        from_program: pair().from,
        to: to(),
        to_program: pair().to,
        terms: pair().current.terms,
        outcome: Outcome { amount, received: amount, bonus: Points::ZERO, fee: None, rounded: false },
        value_given: money(10_000),
        value_received: money(10_000),
        change_percent: Some(0),
        cancel_seconds: 1_800,
    }
}

fn observed() -> Observed {
    Observed { median_seconds: 9_000, most_seconds: 172_800, count: 41 }
}

fn transfer(state: State) -> Transfer {
    let quote = quote();
    let event = |state, ms| TransferEvent { state, at: NOW.plus_ms(ms), reason: String::new() };
    let mut events = vec![event(State::Waiting, 0)];
    events.extend((state != State::Waiting).then(|| event(state, MINUTE_MS)));
    Transfer {
        id: TransferId("7f9c24e5-2f8b-4c6d-8e1f-0a1b2c3d4e5f".into()),
        reference: "0190b5a8-7c3e-7b1a-9c2d-3e4f5a6b7c8d".into(),
        state,
        from: quote.from,
        from_program: quote.from_program,
        to: quote.to,
        to_program: quote.to_program,
        amount: quote.outcome.amount,
        received: quote.outcome.received,
        bonus: quote.outcome.bonus,
        fee: None,
        value_given: quote.value_given,
        value_received: quote.value_received,
        accepted_at: NOW,
        cancel_until: NOW.plus_ms(30 * MINUTE_MS),
        usual_by: None,
        latest_by: None,
        silent_since: None,
        events,
    }
}

fn reward() -> Reward {
    Reward {
        id: RewardId(1_001_002),
        seq: 1,
        deleted: false,
        name: "Cà phê sữa đá cỡ lớn, Highlands".into(),
        brand: "Highlands".into(),
        category: "coffee".into(),
        prices: vec![RewardPrice { program: ProgramId("lynkid".into()), points: points(3_900) }],
        until: None,
    }
}
