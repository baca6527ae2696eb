//! Made-up rewards and programs for the tests of this slice.

use contract::points::expiry::ExpiryRule;
use contract::points::{Money, Points, Timestamp};
use contract::{Balance, Membership, MembershipId, Owner, Program, ProgramId, Reward, RewardId, RewardPrice};

pub fn points(value: u64) -> Points {
    Points::new(value).unwrap()
}

pub fn program(id: &str, point_value_vnd_milli: u64) -> Program {
    Program {
        id: ProgramId(id.into()),
        name: id.to_uppercase(),
        kind: String::new(),
        unit: "points".into(),
        country: String::new(),
        time_zone: String::new(),
        owner: Owner::InHouse,
        point_value_vnd_milli,
        value_basis: String::new(),
        expiry: ExpiryRule::Never,
        extension: None,
        tiers: Vec::new(),
        brand_color: String::new(),
        monogram: String::new(),
    }
}

pub fn membership(id: &str, available: u64, of: Option<&Program>) -> Membership {
    Membership {
        id: MembershipId(["m-", id].concat()),
        program: of.cloned().unwrap_or_else(|| program(id, 1)),
        number: String::new(),
        tier: None,
        balance: Balance {
            available: points(available),
            pending: Points::ZERO,
            held: Points::ZERO,
            as_of: Timestamp::EPOCH,
            owner: Owner::InHouse,
            source: String::new(),
        },
        value: Money { minor: 0, currency: "VND".into() },
        lots: Vec::new(),
    }
}

pub fn reward(prices: &[(&str, u64)]) -> Reward {
    let price = |(program, amount): &(&str, u64)| RewardPrice {
        program: ProgramId((*program).into()),
        points: points(*amount),
    };
    Reward {
        id: RewardId(1),
        seq: 1,
        deleted: false,
        name: String::new(),
        brand: String::new(),
        category: "coffee".into(),
        prices: prices.iter().map(price).collect(),
        until: None,
    }
}
