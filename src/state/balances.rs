//! The wallet's answer, held once: the wallet page shows it, other pages read memberships out of it.

use super::snapshot::{self, Snapshot};
use crate::api::{self, ApiError};
use crate::platform::{clock, events};
use contract::points::Timestamp;
use contract::{Me, Membership, MembershipId, Owner, Program, ProgramId, Transfer, TransferId, Wallet};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Balances this old are asked for again when the app is looked at again.
const OLD_MS: i64 = 60_000;

/// A wallet and how it came here.
#[derive(Clone)]
pub struct Shown {
    /// What the server said.
    pub wallet: Arc<Wallet>,
    /// When this device asked for it, by its own clock, or took up what the page had asked for while the app was on its way.
    pub asked_at: Timestamp,
    /// Whether it came from this device and not from the server.
    pub from_snapshot: bool,
    /// The server's answer as it came, to be kept.
    text: Arc<str>,
}

impl Shown {
    /// Whether nothing but the time of the answer is another.
    pub fn says_the_same(&self, other: &Shown) -> bool {
        let (one, two) = (&self.wallet, &other.wallet);
        self.from_snapshot == other.from_snapshot
            && (&one.memberships, &one.under_way, &one.recent) == (&two.memberships, &two.under_way, &two.recent)
            && (&one.total, &one.expiring) == (&two.total, &two.expiring)
    }

    /// Milliseconds since this device asked for it.
    pub fn age_ms(&self, now: Timestamp) -> i64 {
        now.since_ms(self.asked_at)
    }

    /// The server's time, as far as this answer tells it: one kept on this device is days old when it is looked at days later.
    pub fn server_now(&self) -> Timestamp {
        self.server_time(clock::now())
    }

    fn server_time(&self, here: Timestamp) -> Timestamp {
        self.wallet.as_of.plus_ms(self.age_ms(here))
    }

    /// The days until the next points end, or that go by: words that name a day or count days are others when this is another.
    pub fn day(&self, here: Timestamp) -> i64 {
        let now = self.server_time(here);
        let end = self.wallet.expiring.as_ref().map(|expiring| expiring.expires_at);
        end.map_or_else(|| now.utc_date().days(), |end| end.days_since(now))
    }

    /// Milliseconds since `as_of` of a balance, by the server's clock up to the answer and by ours since.
    pub fn age_of_ms(&self, as_of: Timestamp, now: Timestamp) -> i64 {
        self.wallet.as_of.since_ms(as_of) + self.age_ms(now)
    }
}

/// The balances.
#[derive(Clone, Copy)]
pub struct Balances {
    shown: RwSignal<Option<Shown>>,
    error: RwSignal<Option<ApiError>>,
    loading: RwSignal<bool>,
    owner: RwSignal<Option<Me>>,
    /// Somebody asked while an answer was under way that may be older than what they know.
    again: RwSignal<bool>,
    /// Counts what was forgotten: an answer to a question from before belongs to nobody.
    epoch: RwSignal<u32>,
}

/// The balances.
pub fn use_balances() -> Balances {
    expect_context()
}

impl Balances {
    /// What can be shown.
    pub fn shown(self) -> Option<Shown> {
        self.shown.get()
    }

    /// Why the last refresh failed; what is shown then is older.
    pub fn error(self) -> Option<ApiError> {
        self.error.get()
    }

    /// Whether it is known what can be shown: there is something, or there was no answer.
    pub fn known(self) -> bool {
        self.shown.with(Option::is_some) || self.error.with(Option::is_some)
    }

    /// Whether an answer is under way.
    pub fn loading(self) -> bool {
        self.loading.get()
    }

    /// A membership out of what is shown.
    pub fn membership(self, id: &MembershipId) -> Option<Membership> {
        self.shown.with(|shown| shown.as_ref()?.wallet.memberships.iter().find(|m| m.id == *id).cloned())
    }

    /// A program out of what is shown.
    pub fn program(self, id: &ProgramId) -> Option<Program> {
        let of = |wallet: &Wallet| wallet.memberships.iter().find(|m| m.program.id == *id).map(|m| m.program.clone());
        self.shown.with(|shown| of(&shown.as_ref()?.wallet))
    }

    /// A transfer that was under way, out of what is shown.
    pub fn under_way(self, id: &TransferId) -> Option<Transfer> {
        self.shown.with(|shown| shown.as_ref()?.wallet.under_way.iter().find(|transfer| transfer.id == *id).cloned())
    }

    /// Asks the server; keeps the answer on this device, or shows the one kept before. Call it after every change of value: asked
    /// for while an answer is under way, it asks once more after that one.
    pub fn refresh(self) {
        if self.loading.get_untracked() {
            self.again.set(true);
            return;
        }
        self.loading.set(true);
        let (epoch, asked_at) = (self.epoch.get_untracked(), clock::now());
        spawn_local(async move {
            let answer = api::wallet::get_text().await;
            let kept = match (&answer, self.shown.with_untracked(Option::is_none)) {
                (Err(error), true) if *error != ApiError::Unauthorized => snapshot::load().await,
                _ => None,
            };
            if self.epoch.get_untracked() != epoch {
                return;
            }
            self.loading.set(false);
            match answer.and_then(|text| Ok((api::wallet::read(&text)?, text))) {
                Ok((wallet, text)) => self.show(wallet, asked_at, text),
                Err(error) => self.fall_back(error, kept),
            }
            if self.again.get_untracked() {
                self.again.set(false);
                self.refresh();
            }
        });
    }

    /// Whose balances these are. The wallet often arrives before the session does: then it is kept now.
    pub(super) async fn belong_to(self, me: Me) {
        self.owner.set(Some(me));
        self.keep().await;
    }

    /// Whether they are of the member with this mark, who then is signed in.
    pub fn is_of(self, mark: &str) -> bool {
        self.owner.with_untracked(|owner| owner.as_ref().is_some_and(|me| me.mark == mark))
    }

    /// The mark of the member whose balances these are.
    pub(super) fn owner(self) -> Option<String> {
        self.owner.with_untracked(|owner| owner.as_ref().map(|me| me.mark.clone()))
    }

    /// Nothing is shown any more, nor what is still on its way: sign-out, or another member.
    pub(super) fn forget(self) {
        self.epoch.update(|epoch| *epoch += 1);
        self.owner.set(None);
        self.shown.set(None);
        self.error.set(None);
        self.loading.set(false);
        self.again.set(false);
    }

    fn show(self, mut wallet: Wallet, asked_at: Timestamp, text: String) {
        // What this ledger keeps is as of every answer, and nobody shows it: with it no answer would say the same as the one before.
        for membership in wallet.memberships.iter_mut().filter(|m| m.balance.owner == Owner::InHouse) {
            membership.balance.as_of = Timestamp::EPOCH;
        }
        let wallet = Arc::new(wallet);
        let shown = Shown { wallet, asked_at, from_snapshot: false, text: text.into() };
        self.shown.set(Some(shown));
        self.error.set(None);
        spawn_local(self.keep());
    }

    async fn keep(self) {
        let (Some(me), Some(shown)) = (self.owner.get_untracked(), self.shown.get_untracked()) else { return };
        if !shown.from_snapshot {
            snapshot::save(&me, shown.asked_at, &shown.text).await;
        }
    }

    fn fall_back(self, error: ApiError, kept: Option<Snapshot>) {
        if let Some(Snapshot { me, asked_at, wallet }) = kept
            && self.owner() == Some(me.mark)
        {
            let wallet = Arc::new(wallet);
            self.shown.set(Some(Shown { wallet, asked_at, from_snapshot: true, text: "".into() }));
        }
        self.error.set(Some(error));
    }
}

pub(super) fn provide() {
    let balances = Balances {
        shown: RwSignal::new(None),
        error: RwSignal::new(None),
        loading: RwSignal::new(false),
        owner: RwSignal::new(None),
        again: RwSignal::new(false),
        epoch: RwSignal::new(0),
    };
    // What is looked at again after hours says so no longer than it must.
    events::on_return(move || {
        let age = balances.shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.age_ms(clock::now())));
        if age.is_some_and(|age| age > OLD_MS) {
            balances.refresh();
        }
    });
    provide_context(balances);
}
