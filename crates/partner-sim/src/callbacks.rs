//! What is told by callbacks, and when: some never, some twice, some late, some in the wrong order.

use crate::faults::Faults;
use contract::connector::Operation;
use contract::points::Timestamp;
use std::iter::repeat_n;

/// How late a callback is that comes late: Gom has asked by itself before.
pub const LATE_MS: i64 = 20_000;

/// Callbacks that are kept back.
#[derive(Debug, Default)]
pub struct Callbacks {
    late: Vec<(Timestamp, Operation)>,
    /// It comes after the next one.
    swapped: Option<Operation>,
}

impl Callbacks {
    /// What is told now, in this order, when these decisions were made.
    pub fn told(&mut self, faults: &mut Faults, decided: Vec<Operation>, now: Timestamp) -> Vec<Operation> {
        let (rates, mut told) = (faults.clone(), Vec::new());
        for operation in decided {
            let [silent, double, late, swap] =
                [rates.silent, rates.double, rates.late, rates.swap].map(|rate| faults.happens(rate));
            if silent {
                continue;
            }
            let again = repeat_n(operation.clone(), usize::from(double));
            if late {
                let from = now.plus_ms(LATE_MS);
                self.late.extend(again.chain([operation]).map(|operation| (from, operation)));
            } else if swap && self.swapped.is_none() {
                self.swapped = Some(operation);
            } else {
                told.extend(again.chain([operation]).chain(self.swapped.take()));
            }
        }
        let due = self.late.extract_if(.., |(from, _)| *from <= now);
        told.extend(due.map(|(_, operation)| operation));
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::connector::{OperationState, Step};

    fn decided(ids: &[&str]) -> Vec<Operation> {
        let one = |id: &&str| {
            let (id, step, state) = ((*id).to_owned(), Step::Credit, OperationState::Done);
            Operation { id, step, state, reason: None, at: Timestamp::EPOCH }
        };
        ids.iter().map(one).collect()
    }

    fn told(callbacks: &mut Callbacks, faults: &str, ids: &[&str], now_ms: i64) -> String {
        let mut faults = Faults::parse(faults).unwrap();
        let told = callbacks.told(&mut faults, decided(ids), Timestamp::from_ms(now_ms));
        told.into_iter().map(|operation| operation.id).collect()
    }

    #[test]
    fn callbacks_come_never_twice_late_and_after_the_next() {
        let none = &mut Callbacks::default();
        assert_eq!(told(none, "", &["a", "b"], 0), "ab");
        assert_eq!(told(none, "silent=1000,double=1000,late=1000", &["a"], 0), "");
        assert_eq!(told(none, "double=1000", &["a", "b"], LATE_MS), "aabb");

        let late = &mut Callbacks::default();
        assert_eq!(told(late, "late=1000,double=1000", &["a"], 0), "");
        assert_eq!(told(late, "", &["b"], LATE_MS - 1), "b");
        assert_eq!(told(late, "", &["c"], LATE_MS), "caa");
        assert_eq!(told(late, "", &[], LATE_MS + 1), "");

        let swapped = &mut Callbacks::default();
        assert_eq!(told(swapped, "swap=1000", &["a", "b", "c"], 0), "ba");
        assert_eq!(told(swapped, "", &[], LATE_MS), "");
        assert_eq!(told(swapped, "", &["d"], LATE_MS), "dc");
    }
}
