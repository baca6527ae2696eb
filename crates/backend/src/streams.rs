//! Who follows what changes: one seat for each open stream, and one task that looks into the database for all of them.
//!
//! Whichever instance makes a change, all hear of it at their next look; nothing is sent between them. Without a stream nobody looks.

use crate::store::{MemberId, Store};
use contract::SessionId;
use contract::limits::{EVENTS_MOST, EVENTS_OF_MEMBER, EVENTS_POLL_MS};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// The seats of one server.
#[derive(Default)]
pub struct Streams(Mutex<Seats>);

#[derive(Default)]
struct Seats {
    taken: HashMap<u64, Taken>,
    next: u64,
    /// The task is under way.
    looking: bool,
    /// The server stops: nobody is seated any more.
    closed: bool,
}

struct Taken {
    member: MemberId,
    session: SessionId,
    number: watch::Sender<i64>,
}

/// Why there is no seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSeat {
    /// The member has as many streams as one may have.
    OfMember,
    /// The server has, or it stops.
    Full,
}

/// A seat; given back when it is dropped.
pub struct Seat {
    streams: Arc<Streams>,
    place: u64,
    number: watch::Receiver<i64>,
}

impl Streams {
    /// Takes a seat for a stream of this session, whose member's last number is known.
    pub fn sit(
        self: &Arc<Self>,
        store: &Arc<Store>,
        member: &MemberId,
        session: &SessionId,
        number: i64,
    ) -> Result<Seat, NoSeat> {
        let mut seats = self.seats();
        if seats.closed || seats.taken.len() >= EVENTS_MOST {
            return Err(NoSeat::Full);
        }
        if seats.taken.values().filter(|taken| taken.member == *member).count() >= EVENTS_OF_MEMBER {
            return Err(NoSeat::OfMember);
        }
        let (sender, receiver) = watch::channel(number);
        let place = seats.next;
        seats.next += 1;
        seats.taken.insert(place, Taken { member: member.clone(), session: session.clone(), number: sender });
        if !seats.looking {
            seats.looking = true;
            tokio::spawn(self.clone().look(store.clone()));
        }
        Ok(Seat { streams: self.clone(), place, number: receiver })
    }

    /// Ends all streams and takes no more: the server stops.
    pub fn close(&self) {
        let mut seats = self.seats();
        seats.closed = true;
        seats.taken.clear();
    }

    /// How many streams there are.
    pub fn count(&self) -> usize {
        self.seats().taken.len()
    }

    async fn look(self: Arc<Self>, store: Arc<Store>) {
        loop {
            tokio::time::sleep(Duration::from_millis(EVENTS_POLL_MS)).await;
            let Some((members, sessions)) = self.who() else { return };
            match store.pulse(&members, &sessions).await {
                Ok(pulse) => self.seats().taken.retain(|_, taken| {
                    let number = pulse.numbers.get(&taken.member.0).copied().unwrap_or_default();
                    taken.number.send_if_modified(|known| {
                        let moved = number > *known;
                        *known = number.max(*known);
                        moved
                    });
                    let asked = sessions.binary_search(&taken.session).is_ok();
                    !asked || pulse.sessions.contains(&taken.session.0)
                }),
                Err(error) => tracing::warn!(%error, "nobody could be told what changed"),
            }
        }
    }

    /// Who is seated; nobody ends the task.
    fn who(&self) -> Option<(Vec<MemberId>, Vec<SessionId>)> {
        let mut seats = self.seats();
        seats.looking = !seats.taken.is_empty();
        let mut members: Vec<MemberId> = seats.taken.values().map(|taken| taken.member.clone()).collect();
        let mut sessions: Vec<SessionId> = seats.taken.values().map(|taken| taken.session.clone()).collect();
        members.sort_unstable();
        members.dedup();
        sessions.sort_unstable();
        sessions.dedup();
        seats.looking.then_some((members, sessions))
    }

    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// The member's last number as it was seen latest.
    pub fn number(&mut self) -> i64 {
        *self.number.borrow_and_update()
    }

    /// Whether the session is over, or the server stops.
    pub fn is_over(&self) -> bool {
        self.number.has_changed().is_err()
    }

    /// Waits for another number; `false`: the session is over, or the server stops.
    pub async fn moved(&mut self) -> bool {
        self.number.changed().await.is_ok()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.streams.seats().taken.remove(&self.place);
    }
}
