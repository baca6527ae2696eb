//! How long transfers of a pair took: the middle, what nine of ten kept, and how many there were.

use serde::{Deserialize, Serialize};

/// Fewer transfers than this say nothing about the next one.
pub const OBSERVED_LEAST: usize = 5;

/// Times from leaving to arriving, in whole seconds, rounded up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Observed {
    /// Half of them were there within this.
    pub median_seconds: u64,
    /// Nine of ten were there within this.
    pub most_seconds: u64,
    /// How many transfers were looked at.
    pub count: u64,
}

impl Observed {
    /// What these times in milliseconds say together; `None` when they are too few. By the nearest rank: each answer is a time that
    /// one of them took.
    ///
    /// ```
    /// let seconds: Vec<i64> = (1..=10).map(|s| s * 1_000).collect();
    /// let observed = points::Observed::of(seconds).unwrap();
    /// assert_eq!((observed.median_seconds, observed.most_seconds, observed.count), (5, 9, 10));
    /// ```
    pub fn of(mut times_ms: Vec<i64>) -> Option<Observed> {
        if times_ms.len() < OBSERVED_LEAST {
            return None;
        }
        times_ms.sort_unstable();
        let rank = |tenths: usize| {
            let place = (times_ms.len() * tenths).div_ceil(10).saturating_sub(1);
            let ms = times_ms.get(place).copied().unwrap_or_default();
            u64::try_from(ms).unwrap_or_default().div_ceil(1_000)
        };
        Some(Observed { median_seconds: rank(5), most_seconds: rank(9), count: times_ms.len() as u64 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times, and the middle, nine of ten and the count of them.
    type Case = (&'static [i64], Option<(u64, u64, u64)>);

    #[test]
    fn each_answer_is_a_time_that_one_of_them_took() {
        let cases: [Case; 7] = [
            (&[], None),
            (&[1_000; 4], None),
            (&[1_000; 5], Some((1, 1, 5))),
            (&[5_000, 1_000, 4_000, 2_000, 3_000], Some((3, 5, 5))),
            (&[1, 2, 3, 4, 100_000], Some((1, 100, 5))),
            // Clocks that were set back make no time that is less than none.
            (&[-5, -4, -3, -2, -1], Some((0, 0, 5))),
            (&[1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000, 99_000], Some((6, 10, 11))),
        ];
        for (times, wanted) in cases {
            let observed = Observed::of(times.to_vec());
            assert_eq!(observed.map(|o| (o.median_seconds, o.most_seconds, o.count)), wanted, "{times:?}");
        }
    }
}
