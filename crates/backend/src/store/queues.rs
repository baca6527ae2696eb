//! Lanes and the gate: writers of this process that would collide in the database queue here instead.
//!
//! Only PostgreSQL needs them; SQLite has a single writing connection anyway. They are about speed: correctness is the
//! database's business, also between instances.

use std::hash::{DefaultHasher, Hash, Hasher};
use tokio::sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};

const LANES: usize = 64;

/// What writers wait at.
pub struct Queues(Option<Needed>);

struct Needed {
    lanes: Vec<Mutex<()>>,
    gate: RwLock<()>,
}

/// Leave to run one transaction now.
pub enum Pass<'a> {
    /// The database lets one writer in at a time.
    OneByOne,
    /// Others may run beside it.
    Beside { _held: RwLockReadGuard<'a, ()> },
    /// No other transaction of this process that writes.
    Alone { _held: RwLockWriteGuard<'a, ()> },
}

impl Queues {
    /// None where the database has one writer only.
    pub fn new(needed: bool) -> Queues {
        let lanes = || (0..LANES).map(|_| Mutex::new(())).collect();
        Queues(needed.then(|| Needed { lanes: lanes(), gate: RwLock::new(()) }))
    }

    /// Waits for the turn of `lane`. Two members may share a lane; that only costs time.
    pub async fn wait(&self, lane: &str) -> Option<MutexGuard<'_, ()>> {
        let Needed { lanes, .. } = self.0.as_ref()?;
        let mut hasher = DefaultHasher::new();
        lane.hash(&mut hasher);
        let index = usize::try_from(hasher.finish() % LANES as u64).unwrap_or(0);
        Some(lanes.get(index)?.lock().await)
    }

    /// Waits until a transaction may run: beside the others, or alone because others were in its way before.
    pub async fn pass(&self, alone: bool) -> Pass<'_> {
        match &self.0 {
            None => Pass::OneByOne,
            Some(Needed { gate, .. }) if alone => Pass::Alone { _held: gate.write().await },
            Some(Needed { gate, .. }) => Pass::Beside { _held: gate.read().await },
        }
    }
}
