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

/// What can happen. A failing case shrinks to `Nothing` where an operation does not matter.
#[derive(Clone, Debug)]
pub enum Op {
    Nothing,
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
        1 => Just(Op::Nothing),
        12 => (program.clone(), amount.clone(), proptest::option::of(0..40_i64))
            .prop_map(|(program, amount, pending_days)| Op::Earn { program, amount, pending_days }),
        4 => (program.clone(), amount.clone()).prop_map(|(program, amount)| Op::Redeem { program, amount }),
        4 => (program, amount, any::<bool>()).prop_map(|(program, amount, up)| Op::Correct { program, amount, up }),
        16 => (0..PAIRS.len(), 0..90_u64).prop_map(|(pair, amount)| Op::Quote { pair, amount }),
        20 => any_index().prop_map(|quote| Op::Accept { quote }),
        4 => (any_index(), any_index()).prop_map(|(transfer, quote)| Op::Replay { transfer, quote }),
        8 => any_index().prop_map(|transfer| Op::Cancel { transfer }),
        8 => any_index().prop_map(|transfer| Op::SendNow { transfer }),
        32 => (any_index(), 0..EVENTS.len()).prop_map(|(transfer, event)| Op::Event { transfer, event }),
        8 => Just(Op::Tick),
        12 => (0..STEPS_MS.len()).prop_map(|step| Op::Clock { step }),
    ]
}
