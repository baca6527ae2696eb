//! The operations of the model check, and how random ones are made.

use crate::model::PAIRS;
use crate::oracle::{DAY_MS, PROGRAMS};
use points::transfer::Event;
use proptest::prelude::*;

pub const EVENTS: [Event; 9] = [
    Event::Cancel,
    Event::Claim,
    Event::DebitDone,
    Event::DebitRefused,
    Event::CreditSent,
    Event::CreditDone,
    Event::CreditRefused,
    Event::ReturnDone,
    Event::NoAnswer,
];
pub const STEPS_MS: [i64; 7] = [1_000, 299_999, 300_000, 1_800_000, DAY_MS, 8 * DAY_MS, 32 * DAY_MS];

/// What can happen.
#[derive(Clone, Debug)]
pub enum Op {
    Earn { program: usize, amount: u64, pending_days: Option<i64> },
    Redeem { program: usize, amount: u64 },
    Correct { program: usize, amount: u64, up: bool },
    Quote { pair: usize, amount: u64 },
    Accept { quote: usize },
    Replay { transfer: usize, quote: usize },
    Cancel { transfer: usize },
    SendNow { transfer: usize },
    Event { transfer: usize, event: usize },
    Tick,
    Clock { step: usize },
}

/// Any operation, the interesting ones more often. Indexes are taken modulo what there is.
pub fn op() -> impl Strategy<Value = Op> {
    let (program, amount) = (0..PROGRAMS, 1..120_u64);
    let any_index = || any::<u16>().prop_map(usize::from);
    prop_oneof![
        3 => (program.clone(), amount.clone(), proptest::option::of(0..40_i64))
            .prop_map(|(program, amount, pending_days)| Op::Earn { program, amount, pending_days }),
        1 => (program.clone(), amount.clone()).prop_map(|(program, amount)| Op::Redeem { program, amount }),
        1 => (program, amount, any::<bool>()).prop_map(|(program, amount, up)| Op::Correct { program, amount, up }),
        4 => (0..PAIRS.len(), 0..90_u64).prop_map(|(pair, amount)| Op::Quote { pair, amount }),
        5 => any_index().prop_map(|quote| Op::Accept { quote }),
        1 => (any_index(), any_index()).prop_map(|(transfer, quote)| Op::Replay { transfer, quote }),
        2 => any_index().prop_map(|transfer| Op::Cancel { transfer }),
        2 => any_index().prop_map(|transfer| Op::SendNow { transfer }),
        8 => (any_index(), 0..EVENTS.len()).prop_map(|(transfer, event)| Op::Event { transfer, event }),
        2 => Just(Op::Tick),
        3 => (0..STEPS_MS.len()).prop_map(|step| Op::Clock { step }),
    ]
}
