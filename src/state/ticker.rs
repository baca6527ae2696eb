//! The server's clock as this device can tell it, and a signal that follows it.

use super::balances::use_balances;
use crate::platform::{clock, timer};
use contract::points::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How far the server's clock is ahead of this device's, learnt from an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServerClock {
    ahead_ms: i64,
}

impl ServerClock {
    /// From an answer that carries the server's time and the moment its question was asked here. The way there counts as no time,
    /// so countdowns end a little early rather than a little late.
    pub fn learn(server: Timestamp, asked_at: Timestamp) -> ServerClock {
        ServerClock { ahead_ms: server.since_ms(asked_at) }
    }

    /// From the latest wallet that came from the server; a view that asks follows it.
    pub fn of_wallet() -> ServerClock {
        let fresh = use_balances().shown().filter(|shown| !shown.from_snapshot);
        fresh.map(|shown| ServerClock::learn(shown.wallet.as_of, shown.asked_at)).unwrap_or_default()
    }

    /// The server's time, as far as known.
    pub fn now(self) -> Timestamp {
        self.of(clock::now())
    }

    /// The server's time at an instant of this device.
    pub fn of(self, here: Timestamp) -> Timestamp {
        here.plus_ms(self.ahead_ms)
    }
}

/// The server's time, moving every second for as long as the view that asks lives.
pub fn every_second(clock: ServerClock) -> ArcReadSignal<Timestamp> {
    let now = ArcRwSignal::new(clock.now());
    let lives = Arc::new(AtomicBool::new(true));
    let ends = lives.clone();
    on_cleanup(move || ends.store(false, Ordering::Relaxed));
    let shown = now.read_only();
    spawn_local(async move {
        while lives.load(Ordering::Relaxed) {
            timer::sleep(1_000).await;
            now.set(clock.now());
        }
    });
    shown
}

/// Whole seconds until `end`, the running one included; 0 when it has come.
pub fn seconds_left(now: Timestamp, end: Timestamp) -> u64 {
    u64::try_from(end.since_ms(now)).unwrap_or(0).div_ceil(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_running_second_counts_and_the_past_is_zero() {
        let at = Timestamp::from_ms;
        for (now, end, left) in [(0, 60_000, 60), (1, 60_000, 60), (59_999, 60_000, 1), (60_000, 60_000, 0), (9, 1, 0)]
        {
            assert_eq!(seconds_left(at(now), at(end)), left);
        }
        assert_eq!(ServerClock::learn(at(5_000), at(2_000)).of(at(10_000)), at(13_000));
    }
}
