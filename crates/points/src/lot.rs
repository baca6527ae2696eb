//! Lots: parts of a balance with one expiry date, and the order in which they are spent.

use crate::amount::Points;
use crate::time::Timestamp;
use core::cmp::Ordering;

/// Points returned to a lot that lapsed meanwhile live this many more days.
pub const RETURN_GRACE_DAYS: i64 = 7;

/// What decides the order of spending. `Id` breaks ties, so the order is total and the same everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spendable<Id> {
    /// The lot.
    pub id: Id,
    /// When it was earned.
    pub earned_at: Timestamp,
    /// When it expires; `None` never.
    pub expires_at: Option<Timestamp>,
    /// What can be spent of it.
    pub available: Points,
}

/// Part of one lot that a transfer or redemption takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Take<Id> {
    /// The lot.
    pub id: Id,
    /// How much of it; never zero.
    pub amount: Points,
}

/// The lots hold less than asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough {
    /// What the lots hold that has not expired.
    pub available: Points,
}

impl core::fmt::Display for NotEnough {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "only {} points can be spent: choose a smaller amount", self.available.get())
    }
}

impl std::error::Error for NotEnough {}

/// Earliest expiry first, then earliest earned, then id; lots without expiry last.
pub fn spending_order<Id: Ord>(a: &Spendable<Id>, b: &Spendable<Id>) -> Ordering {
    let expiry = |lot: &Spendable<Id>| lot.expires_at.map_or((true, Timestamp::EPOCH), |at| (false, at));
    expiry(a).cmp(&expiry(b)).then(a.earned_at.cmp(&b.earned_at)).then(a.id.cmp(&b.id))
}

/// Chooses which lots give `amount` at `now`. Lapsed lots give nothing, even before the expiry job has seen them.
///
/// ```
/// use points::lot::{Spendable, allocate};
/// use points::{Points, Timestamp};
/// let lot = |id, expires, n| Spendable {
///     id, earned_at: Timestamp::EPOCH, expires_at: expires, available: Points::new(n).unwrap(),
/// };
/// let lots = vec![lot(1, None, 500), lot(2, Some(Timestamp::from_ms(9)), 300)];
/// let takes = allocate(lots, Points::new(400).unwrap(), Timestamp::EPOCH).unwrap();
/// assert_eq!(takes.iter().map(|t| (t.id, t.amount.get())).collect::<Vec<_>>(), [(2, 300), (1, 100)]);
/// ```
pub fn allocate<Id: Ord + Clone>(
    mut lots: Vec<Spendable<Id>>,
    amount: Points,
    now: Timestamp,
) -> Result<Vec<Take<Id>>, NotEnough> {
    lots.retain(|lot| !lot.available.is_zero() && lot.expires_at.is_none_or(|at| now < at));
    lots.sort_by(spending_order);
    let mut takes = Vec::new();
    let mut left = amount;
    for lot in &lots {
        if left.is_zero() {
            break;
        }
        let part = left.min(lot.available);
        takes.push(Take { id: lot.id.clone(), amount: part });
        left = left.checked_sub(part).unwrap_or(Points::ZERO);
    }
    if left.is_zero() {
        return Ok(takes);
    }
    Err(NotEnough { available: amount.checked_sub(left).unwrap_or(Points::ZERO) })
}

/// The expiry of points that go back to a lot at `now`: its own, or [`RETURN_GRACE_DAYS`] more when it has lapsed.
pub fn expiry_after_return(expires_at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    expires_at.map(|at| if at <= now { now.plus_days(RETURN_GRACE_DAYS) } else { at })
}
