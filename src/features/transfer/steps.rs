//! The timeline of a transfer in words.

use super::model::timeline::{Mark, Row, What, rows};
use super::words;
use crate::i18n::{self, pages as t};
use crate::state::balances::Balances;
use crate::ui::{Timeline, TimelineDot, TimelineItem};
use contract::points::{Points, Timestamp};
use contract::{BY_OPERATOR, ProgramId, Transfer};
use leptos::prelude::*;

/// A transfer with the names of both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The transfer.
    pub transfer: Transfer,
    /// Its source.
    pub from: Side,
    /// Its target.
    pub to: Side,
}

/// What a program is called and counts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Its name.
    pub name: String,
    /// Its unit, as the contract names it.
    pub unit: String,
}

impl Told {
    /// The names come from the wallet. A program that is no longer there is called by its id.
    pub fn new(transfer: Transfer, balances: Balances) -> Told {
        let side = |id: &ProgramId| match balances.program(id) {
            Some(program) => Side { name: program.name, unit: program.unit },
            None => Side { name: id.0.clone(), unit: "points".into() },
        };
        Told { from: side(&transfer.from_program), to: side(&transfer.to_program), transfer }
    }

    /// Whose turn it is.
    pub fn asked(&self) -> &Side {
        if self.transfer.state.asks_target() { &self.to } else { &self.from }
    }

    /// What it is called.
    pub fn title(&self) -> String {
        t::transfer_pair(&self.from.name, &self.to.name)
    }

    /// What it is called and where it stands.
    pub fn state(&self) -> String {
        [&self.title(), ": ", i18n::transfer_state(self.transfer.state)].concat()
    }

    /// What leaves, with its unit.
    pub fn sent(&self) -> String {
        i18n::amount(self.transfer.amount, &self.from.unit)
    }

    /// What arrives, bonus included, with its unit.
    pub fn arrives(&self) -> String {
        i18n::amount(self.total(), &self.to.unit)
    }

    /// What arrives, bonus included. The server has added them before; a sum beyond the limit cannot have been accepted.
    pub fn total(&self) -> Points {
        self.transfer.received.checked_add(self.transfer.bonus).unwrap_or(self.transfer.received)
    }
}

/// The timeline.
pub fn timeline(told: &Told, now: Timestamp) -> AnyView {
    let item = |row: Row| {
        let time = row.at.map(|at| words::when(at, now)).unwrap_or_default();
        let todo = row.mark == Mark::Todo;
        let time = if todo && !time.is_empty() { ["~", &time].concat() } else { time };
        let dot = match row.mark {
            Mark::Done => TimelineDot::Done,
            Mark::Bad => TimelineDot::Bad,
            Mark::Todo => TimelineDot::Todo,
        };
        TimelineItem { dot, text: text(told, row), time }
    };
    view! { <Timeline items=rows(&told.transfer).into_iter().map(item).collect()/> }.into_any()
}

/// What has happened, with the time of each.
pub fn history(told: &Told) -> Vec<(String, Timestamp)> {
    let done = rows(&told.transfer).into_iter().filter(|row| row.mark != Mark::Todo);
    done.filter_map(|row| row.at.map(|at| (text(told, row), at))).collect()
}

fn text(told: &Told, row: Row) -> String {
    because(fact(told, &row), &row.reason)
}

/// With the reason in the words of who gave it.
fn because(text: String, reason: &str) -> String {
    match reason.strip_prefix(BY_OPERATOR) {
        Some(words) => t::transfer_row_operator(&text, words),
        None if reason.is_empty() => text,
        None => t::transfer_row_because(&text, reason),
    }
}

fn fact(told: &Told, row: &Row) -> String {
    let (from, to) = (&told.from.name, &told.to.name);
    match (row.what, row.mark) {
        (What::Confirmed, _) => t::transfer_row_confirmed(&told.sent()),
        (What::Sent, _) => t::transfer_row_sent(from),
        (What::Debited, Mark::Todo) => t::transfer_row_debit_todo(from, &told.sent()),
        (What::Debited, _) => t::transfer_row_debited(from, &told.sent()),
        (What::Asked, _) => t::transfer_row_asked(to),
        (What::Credited, Mark::Todo) => t::transfer_row_credit_todo(to, &told.arrives()),
        (What::Credited, _) => t::transfer_row_credited(to, &told.arrives()),
        (What::Cancelled, _) => t::transfer_row_cancelled().into(),
        (What::RefusedBySource, _) => t::transfer_row_refused(from),
        (What::RefusedByTarget, _) => t::transfer_row_refused(to),
        (What::Returned, Mark::Todo) => t::transfer_row_return_todo(&told.sent(), from),
        (What::Returned, _) => t::transfer_row_returned(&told.sent(), from),
        (What::NoAnswer, Mark::Todo) => t::transfer_row_answer_todo(to),
        (What::NoAnswer, _) => t::transfer_row_no_answer(to),
        (What::Other, _) => t::transfer_row_change().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_quoted_as_the_words_of_who_gave_it() {
        let told = |reason: &str| because("Đã hoàn".into(), reason);
        assert_eq!(told(""), "Đã hoàn");
        assert_eq!(told("no such number"), "Đã hoàn: “no such number”");
        let by_operator = [BY_OPERATOR, "đã gọi đối tác"].concat();
        assert_eq!(told(&by_operator), "Đã hoàn. Bộ phận hỗ trợ cho biết: “đã gọi đối tác”");
    }
}
