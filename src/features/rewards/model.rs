//! What a reward costs this member, and whether they have it.

use contract::points::Points;
use contract::points::money::VndMilli;
use contract::{Membership, Program, ProgramId, Reward};

/// One price of a reward, against what the member has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer<'a> {
    /// The program that pays.
    pub id: &'a ProgramId,
    /// The same in full, if it is known here.
    pub program: Option<&'a Program>,
    /// The member's account there, if there is one.
    pub membership: Option<&'a Membership>,
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

impl Offer<'_> {
    /// The program's name; its short name while the list of programs is not there.
    pub fn name(&self) -> &str {
        self.program.map_or(self.id.0.as_str(), |program| program.name.as_str())
    }

    /// How far the member is from it: what is missing, or what it takes, by its value; then the share of what there is that it
    /// takes. Points whose value is not known are the furthest.
    fn distance(&self) -> (u128, u64) {
        let points = if let Has::Missing(missing) = self.has { missing } else { self.points };
        let value = self.program.map_or(u128::MAX, |program| VndMilli::of(points, program.point_value_vnd_milli).get());
        let available = self.membership.map_or(Points::ZERO, |membership| membership.balance.available);
        (value, share(self.points, available))
    }
}

/// The prices of a reward, the one nearest to this member first; before it only that of the program asked for.
pub fn offers<'a>(
    reward: &'a Reward,
    memberships: &'a [Membership],
    programs: &'a [Program],
    wanted: &str,
) -> Vec<Offer<'a>> {
    let offer = |price: &'a contract::RewardPrice| {
        let membership = memberships.iter().find(|m| m.program.id == price.program);
        let listed = || programs.iter().find(|program| program.id == price.program);
        Offer {
            id: &price.program,
            program: membership.map(|m| &m.program).or_else(listed),
            membership,
            points: price.points,
            has: has(price.points, membership.map(|m| m.balance.available)),
        }
    };
    let mut offers: Vec<Offer> = reward.prices.iter().map(offer).collect();
    let class = |has: Has| match has {
        Has::Enough => 0,
        Has::Missing(_) => 1,
        Has::NoMembership => 2,
    };
    offers.sort_by_key(|offer| (offer.id.0 != wanted, class(offer.has), offer.distance()));
    offers
}

/// The name of a reward with its giver, once.
pub fn title(reward: &Reward) -> String {
    let has_brand = reward.brand.is_empty() || reward.name.contains(&reward.brand);
    if has_brand { reward.name.clone() } else { [&reward.name, ", ", &reward.brand].concat() }
}

/// How much of a price is there, in whole per cent.
pub fn share(available: Points, price: Points) -> u64 {
    let hundred = available.mul_div_floor(100, price.get().max(1));
    hundred.map_or(100, |share| share.get().min(100))
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
    use super::super::samples::{membership, points, program, reward};
    use super::*;

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
    fn the_nearest_price_comes_first_and_before_it_only_the_one_asked_for() {
        // Names of programs and what one of their points is worth; of a and b the member has 100 each, of c 200.
        let programs = [program("a", 10), program("b", 1), program("c", 1), program("d", 1)];
        let memberships = [("a", 100), ("b", 100), ("c", 200)]
            .map(|(id, has)| membership(id, has, programs.iter().find(|p| p.id.0 == id)));
        let order = |prices: &[(&str, u64)], wanted| {
            let reward = reward(prices);
            let offers = offers(&reward, &memberships, &programs, wanted);
            offers.iter().map(|offer| offer.id.0.clone()).collect::<Vec<String>>().concat()
        };
        type Prices = &'static [(&'static str, u64)];
        let cases: [(Prices, &str, &str); 8] = [
            (&[("b", 50), ("c", 50)], "", "cb"),
            (&[("d", 1), ("b", 120), ("a", 90)], "", "abd"),
            (&[("a", 90), ("b", 90)], "", "ba"),
            (&[("a", 105), ("b", 120)], "", "ba"),
            (&[("a", 101), ("b", 120)], "", "ab"),
            (&[("x", 1), ("d", 500)], "", "dx"),
            (&[("b", 90), ("d", 1), ("c", 500)], "d", "dbc"),
            (&[], "d", ""),
        ];
        for (prices, wanted, expected) in cases {
            assert_eq!(order(prices, wanted), expected, "{prices:?} {wanted}");
        }
    }

    #[test]
    fn a_share_is_never_more_than_all() {
        for (available, price, expected) in
            [(0, 10, 0), (1, 3, 33), (9, 10, 90), (10, 10, 100), (50, 10, 100), (1, 0, 100)]
        {
            assert_eq!(share(points(available), points(price)), expected);
        }
        let most = contract::points::amount::MAX_POINTS;
        assert_eq!(share(points(most), points(1)), 100);
    }

    #[test]
    fn a_brand_is_named_once() {
        let named = |name: &str, brand: &str| title(&Reward { name: name.into(), brand: brand.into(), ..reward(&[]) });
        assert_eq!(named("Tea", "Kat"), "Tea, Kat");
        assert_eq!(named("Kat tea", "Kat"), "Kat tea");
        assert_eq!(named("Tea", ""), "Tea");
    }
}
