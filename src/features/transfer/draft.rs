//! What the member is about to send: both sides and the amount as typed, and what follows from them.

use super::model::amount::{self, NotAmount};
use super::model::choice;
use super::model::preview::{Ask, Preview, Problem};
use super::terms::Terms;
use crate::i18n;
use crate::state::balances::{Balances, use_balances};
use crate::state::now::{Clock, use_now};
use crate::state::session::use_me;
use contract::points::{Points, Timestamp};
use contract::{Membership, MembershipId};
use leptos::prelude::*;
use std::sync::Arc;

/// The state of the form.
#[derive(Clone, Copy)]
pub struct Draft {
    balances: Balances,
    terms: StoredValue<Arc<Terms>>,
    clock: Clock,
    from: RwSignal<MembershipId>,
    to: RwSignal<MembershipId>,
    /// The amount as it stands in the field.
    pub text: RwSignal<String>,
    deal: Memo<Option<Arc<Deal>>>,
}

/// Both sides and the pair between them.
#[derive(Debug)]
pub struct Deal {
    /// The membership that gives.
    pub from: Membership,
    /// The membership that receives.
    pub to: Membership,
    /// What a preview is made from.
    pub ask: Ask,
}

impl Draft {
    /// A form that begins with these sides and this amount; an empty one begins with the smallest that can be sent.
    pub fn new(terms: Arc<Terms>, from: MembershipId, to: MembershipId, text: String) -> Draft {
        let (balances, me, clock) = (use_balances(), use_me(), use_now());
        let (from, to) = (RwSignal::new(from), RwSignal::new(to));
        let terms = StoredValue::new(terms);
        let find_deal = move || {
            let currency = me.get().map(|me| me.currency).unwrap_or_default();
            let shown = balances.shown()?;
            let find = |id: MembershipId| shown.wallet.memberships.iter().find(|m| m.id == id);
            let (from, to) = (find(from.get())?, find(to.get())?);
            terms.with_value(|terms| deal(terms, from, to, &currency))
        };
        // Whatever it is made from comes seldom, so every change counts.
        let deal = Memo::new_with_compare(move |_| find_deal().map(Arc::new), |_, _| true);
        let draft = Draft { balances, terms, clock, from, to, text: RwSignal::new(text), deal };
        match draft.text.with_untracked(|text| amount::read(text)) {
            Ok(amount) => draft.take(amount),
            Err(NotAmount::Empty) => draft.take_smallest(),
            Err(_) => {}
        }
        draft
    }

    fn memberships(self) -> Vec<Membership> {
        self.balances.shown().map(|shown| shown.wallet.memberships.clone()).unwrap_or_default()
    }

    /// The server's time as of the shared clock's last tick.
    pub fn now(self) -> Timestamp {
        let here = self.clock.get();
        self.terms.with_value(|terms| terms.clock.of(here))
    }

    /// The member's memberships with the reason why each cannot give.
    pub fn sources(self) -> Vec<(Membership, Option<choice::Blocked>)> {
        let all = self.memberships();
        let blocked = self.terms.with_value(|terms| choice::sources(&all, &terms.pairs));
        all.into_iter().zip(blocked).collect()
    }

    /// The member's memberships with the reason why each cannot receive.
    pub fn targets(self) -> Vec<(Membership, Option<choice::Blocked>)> {
        let (all, from) = (self.memberships(), self.from.get());
        let Some(from) = all.iter().find(|m| m.id == from) else { return Vec::new() };
        let blocked = self.terms.with_value(|terms| choice::targets(from, &all, &terms.pairs));
        all.into_iter().zip(blocked).collect()
    }

    /// Both sides, if there is a pair between them.
    pub fn deal(self) -> Option<Arc<Deal>> {
        self.deal.get()
    }

    /// The amount as it stands in the field.
    pub fn text(self) -> String {
        self.text.get()
    }

    /// What the amount would give, or why it cannot be sent.
    pub fn preview(self) -> Option<Result<Preview, Problem>> {
        let (deal, now) = (self.deal()?, self.now());
        let amount = self.text.with(|text| amount::read(text));
        Some(amount.map_err(Problem::Typed).and_then(|amount| deal.ask.preview(amount, now)))
    }

    /// The member took an amount that the page offered.
    pub fn take(self, amount: Points) {
        self.text.set(i18n::points(amount));
    }

    /// Another source; the target stays if it still can receive.
    pub fn choose_from(self, id: MembershipId) {
        let all = untrack(|| self.memberships());
        let place = |wanted: &MembershipId| all.iter().position(|m| m.id == *wanted);
        let Some(from) = place(&id) else { return };
        let wanted = place(&self.to.get_untracked());
        let to = self.terms.with_value(|terms| choice::target_for(&all, &terms.pairs, from, wanted));
        if let Some(to) = to.and_then(|to| all.get(to)) {
            self.to.set(to.id.clone());
        }
        self.from.set(id);
        self.keep_or_take_smallest();
    }

    /// Another target.
    pub fn choose_to(self, id: MembershipId) {
        self.to.set(id);
        self.keep_or_take_smallest();
    }

    /// Whether the way back can be chosen.
    pub fn can_swap(self) -> bool {
        self.deal().is_some_and(|deal| {
            let open = deal.ask.reverse.as_ref().is_some_and(|pair| !pair.current.closed);
            open && !deal.to.balance.available.is_zero()
        })
    }

    /// Turns the direction round.
    pub fn swap(self) {
        if untrack(|| self.can_swap()) {
            let (from, to) = (self.from.get_untracked(), self.to.get_untracked());
            self.from.set(to);
            self.to.set(from);
            self.take_smallest();
        }
    }

    /// An amount that fits the new pair stays; any other gives way to the smallest.
    fn keep_or_take_smallest(self) {
        if untrack(|| self.preview()).is_none_or(|preview| preview.is_err()) {
            self.take_smallest();
        }
    }

    fn take_smallest(self) {
        let now = untrack(|| self.now());
        let smallest = untrack(|| self.deal()).map(|deal| deal.ask.row(now).terms.min);
        if let Some(smallest) = smallest {
            self.take(smallest);
        }
    }
}

fn deal(terms: &Terms, from: &Membership, to: &Membership, currency: &str) -> Option<Deal> {
    let ask = Ask {
        pair: choice::pair(&terms.pairs, from, to)?.clone(),
        reverse: choice::pair(&terms.pairs, to, from).cloned(),
        available: from.balance.available,
        from_value: from.program.point_value_vnd_milli,
        to_value: to.program.point_value_vnd_milli,
        currency: terms.currencies.iter().find(|known| known.code == currency).cloned(),
    };
    Some(Deal { from: from.clone(), to: to.clone(), ask })
}
