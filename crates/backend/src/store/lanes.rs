//! Lanes: writers of one member queue inside this process instead of colliding in the database.
//!
//! Only PostgreSQL needs them; SQLite has a single writing connection anyway. They are about speed: correctness is the
//! database's business, also between instances.

use std::hash::{DefaultHasher, Hash, Hasher};
use tokio::sync::{Mutex, MutexGuard};

const LANES: usize = 64;

pub struct Lanes(Vec<Mutex<()>>);

impl Lanes {
    /// Lanes for writers; none where the database has one writer only.
    pub fn new(needed: bool) -> Lanes {
        Lanes((0..if needed { LANES } else { 0 }).map(|_| Mutex::new(())).collect())
    }

    /// Waits for the turn of `lane`. Two members may share a lane; that only costs time.
    pub async fn wait(&self, lane: &str) -> Option<MutexGuard<'_, ()>> {
        let mut hasher = DefaultHasher::new();
        lane.hash(&mut hasher);
        let index = usize::try_from(hasher.finish() % LANES as u64).unwrap_or(0);
        match self.0.get(index) {
            Some(lane) => Some(lane.lock().await),
            None => None,
        }
    }
}
