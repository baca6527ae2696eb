//! Fractions of any size, just enough of them to follow a row of rates exactly.

use core::cmp::Ordering;

/// A positive fraction in lowest terms. Products of hundreds of rates stay exact, and equal values look equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fraction {
    top: Natural,
    bottom: Natural,
}

/// A positive whole number: digits to the base 2^64, the lowest first, the highest not zero.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Natural(Vec<u64>);

impl Fraction {
    /// One.
    pub fn one() -> Fraction {
        Fraction { top: Natural(vec![1]), bottom: Natural(vec![1]) }
    }

    /// This fraction times `top / bottom`, both of which are positive.
    pub fn times(mut self, top: u64, bottom: u64) -> Fraction {
        let shared = common(top, bottom);
        let (mut top, mut bottom) = (top / shared, bottom / shared);
        let above = common(self.top.rest(bottom), bottom);
        (self.top, bottom) = (self.top.divided(above), bottom / above);
        let below = common(self.bottom.rest(top), top);
        (self.bottom, top) = (self.bottom.divided(below), top / below);
        Fraction { top: self.top.multiplied(top), bottom: self.bottom.multiplied(bottom) }
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        // Most fractions differ in their first digits; only near ones are worth two long products.
        let (low, high) = Natural::product_bounds(&self.top, &other.bottom);
        let (other_low, other_high) = Natural::product_bounds(&other.top, &self.bottom);
        if low >= other_high {
            return Ordering::Greater;
        }
        if high <= other_low {
            return Ordering::Less;
        }
        self.top.product(&other.bottom).cmp(&other.top.product(&self.bottom))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Natural) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Natural) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Natural {
    /// What a division by `divisor` leaves.
    fn rest(&self, divisor: u64) -> u64 {
        let step =
            |rest: u64, digit: &u64| ((u128::from(rest) << 64 | u128::from(*digit)) % u128::from(divisor)) as u64;
        if divisor == 1 { 0 } else { self.0.iter().rev().fold(0, step) }
    }

    /// The quotient by a number that divides it.
    fn divided(mut self, divisor: u64) -> Natural {
        if divisor == 1 {
            return self;
        }
        let mut rest = 0_u128;
        for digit in self.0.iter_mut().rev() {
            let value = rest << 64 | u128::from(*digit);
            *digit = (value / u128::from(divisor)) as u64;
            rest = value % u128::from(divisor);
        }
        self.trimmed()
    }

    fn multiplied(mut self, factor: u64) -> Natural {
        let mut carry = 0_u128;
        for digit in &mut self.0 {
            let value = u128::from(*digit) * u128::from(factor) + carry;
            (*digit, carry) = (value as u64, value >> 64);
        }
        self.0.push(carry as u64);
        self.trimmed()
    }

    fn product(&self, other: &Natural) -> Natural {
        let mut digits = vec![0_u64; self.0.len() + other.0.len()];
        for (low, a) in self.0.iter().enumerate() {
            let mut carry = 0_u128;
            for (digit, b) in digits[low..].iter_mut().zip(other.0.iter().chain([&0])) {
                let value = u128::from(*digit) + u128::from(*a) * u128::from(*b) + carry;
                (*digit, carry) = (value as u64, value >> 64);
            }
        }
        Natural(digits).trimmed()
    }

    /// Two numbers between which the product lies, each as a binary exponent and a mantissa, which sort by size.
    fn product_bounds(a: &Natural, b: &Natural) -> ((usize, u128), (usize, u128)) {
        let ((shift_a, lead_a), (shift_b, lead_b)) = (a.lead(), b.lead());
        let shift = shift_a + shift_b;
        let normal = |value: u128| (shift + 128 - value.leading_zeros() as usize, value << value.leading_zeros());
        (normal(lead_a * lead_b), normal((lead_a + 1) * (lead_b + 1)))
    }

    /// How many bits the number has, and the first 63 of them: with as many bits as that it lies from `lead` to below `lead + 1`.
    fn lead(&self) -> (usize, u128) {
        let (high, next) = match self.0.as_slice() {
            [.., next, high] => (*high, *next),
            [high] => (*high, 0),
            [] => (0, 0),
        };
        let all = u128::from(high) << 64 | u128::from(next);
        let unused = all.leading_zeros() as usize;
        (self.0.len() * 64 - unused, all << unused >> 65)
    }

    fn trimmed(mut self) -> Natural {
        while self.0.len() > 1 && self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }
}

/// The greatest common divisor.
fn common(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of every size, the same in each run.
    fn some_numbers() -> impl Iterator<Item = u64> {
        let next = |x: &u64| Some(x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        std::iter::successors(Some(1), next).zip((0..64).cycle()).map(|(x, shift)| (x >> shift).max(1))
    }

    #[test]
    fn short_fractions_are_those_of_128_bits() {
        let mut numbers = some_numbers();
        let mut next = || numbers.next().unwrap() >> 33 | 1;
        for _ in 0..20_000 {
            let [a, b, c, d] = [(); 4].map(|()| next());
            let (left, right) = (Fraction::one().times(a, b), Fraction::one().times(c, d));
            let exact = (u128::from(a) * u128::from(d)).cmp(&(u128::from(c) * u128::from(b)));
            assert_eq!(left.cmp(&right), exact, "{a}/{b} and {c}/{d}");
        }
    }

    #[test]
    fn long_products_come_back_to_one_and_differ_by_their_last_digit() {
        let factors: Vec<(u64, u64)> = some_numbers().zip(some_numbers().skip(31)).take(300).collect();
        let there = factors.iter().fold(Fraction::one(), |f, (a, b)| f.times(*a, *b));
        let back = factors.iter().rev().fold(there.clone(), |f, (a, b)| f.times(*b, *a));
        assert_eq!(back, Fraction::one());
        let (more, less) = (there.clone().times(u64::MAX, u64::MAX - 1), there.clone().times(u64::MAX - 1, u64::MAX));
        assert!(there.top.0.len() > 20 && more > there && less < there && more > less);
        // Less by a part in 2^128, where the first digits say nothing.
        let hair = more.clone().times(u64::MAX - 2, u64::MAX - 1);
        assert!(hair < there && hair > less);
        let hair = less.times(u64::MAX - 1, u64::MAX - 2);
        assert!(hair > there && hair < more);
        assert_eq!(there.top.product(&there.bottom), there.bottom.product(&there.top));
    }
}
