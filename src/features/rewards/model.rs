//! What a reward costs this member, and whether they have it.

use contract::points::Points;
use contract::{Membership, ProgramId, Reward};

/// One price of a reward, against what the member has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The program that pays.
    pub program: ProgramId,
    /// How many of its points.
    pub points: Points,
    /// Whether the member has them.
    pub has: Has,
}

/// Whether the member can pay a price. The order is the order of offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Has {
    /// Enough is available.
    Enough,
    /// So many are missing.
    Missing(Points),
    /// The member has no account in that program.
    NoMembership,
}

/// The prices of a reward, the one nearest to this member first.
pub fn offers(reward: &Reward, memberships: &[Membership]) -> Vec<Offer> {
    let offer = |price: &contract::RewardPrice| {
        let available = memberships.iter().find(|m| m.program.id == price.program).map(|m| m.balance.available);
        Offer { program: price.program.clone(), points: price.points, has: has(price.points, available) }
    };
    let mut offers: Vec<Offer> = reward.prices.iter().map(offer).collect();
    let nearest = (0..offers.len()).min_by_key(|at| offers[*at].has).unwrap_or_default();
    if nearest > 0 {
        offers.swap(0, nearest);
    }
    offers
}

/// The picture of a category: one of a fixed set of classes in the style sheet, and an icon.
pub fn category(reward: &Reward) -> &'static str {
    const KNOWN: [&str; 8] = ["coffee", "travel", "hotel", "shopping", "cinema", "gift", "food", "telecom"];
    KNOWN.into_iter().find(|known| *known == reward.category).unwrap_or("gift")
}

fn has(price: Points, available: Option<Points>) -> Has {
    match available {
        None => Has::NoMembership,
        Some(available) => match price.checked_sub(available) {
            Some(missing) if !missing.is_zero() => Has::Missing(missing),
            _ => Has::Enough,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(value: u64) -> Points {
        Points::new(value).unwrap()
    }

    #[test]
    fn a_price_is_enough_missing_or_without_account() {
        let cases = [
            (100, Some(100), Has::Enough),
            (100, Some(101), Has::Enough),
            (100, Some(99), Has::Missing(points(1))),
            (100, Some(0), Has::Missing(points(100))),
            (100, None, Has::NoMembership),
            (0, Some(0), Has::Enough),
        ];
        for (price, available, expected) in cases {
            assert_eq!(has(points(price), available.map(points)), expected, "{price} of {available:?}");
        }
    }

    #[test]
    fn the_nearest_price_comes_first() {
        let mut order = [Has::NoMembership, Has::Missing(points(9)), Has::Enough, Has::Missing(points(2))];
        order.sort();
        assert_eq!(order, [Has::Enough, Has::Missing(points(2)), Has::Missing(points(9)), Has::NoMembership]);
    }
}
