//! Transfers against what was booked for them, their changes of state, their lots, their quotes and the mutations that made them.

use super::{Check, list};
use points::transfer::{Event, State};

const EVENTS: [Event; 9] = [
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

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new("lots", "held by open transfers", LOT_HOLDS),
        Check::new("entries", "whether its transfer is there", ENTRY_TRANSFER),
        Check::new("transfers", "the sum of its lots", TRANSFER_SUM),
        Check::new("transfers", "exchange_out", TRANSFER_OUT),
        Check::new("transfers", "exchange_in", TRANSFER_IN),
        Check::new("transfers", "entries that its state makes", TRANSFER_ENTRIES),
        Check::new("transfers", "changes", TRANSFER_CHANGES),
        Check::new("transfers", "whether its last change led to its state", TRANSFER_STATE),
        Check::new("transfers", "is_open", TRANSFER_OPEN),
        Check::new("transfers", "left_at", TRANSFER_LEFT),
        Check::new("transfers", "how many go on with it", TRANSFER_DRIVEN),
        Check::new("transfers", "whether its programs are the accounts'", TRANSFER_PROGRAMS),
        Check::new("transfers", "mutations that made it", TRANSFER_MUTATION),
        Check::new("transfers", "whether its quote is used by it", TRANSFER_QUOTE),
        Check::new("transfer_lots", "held at acceptance", HELD_LOTS),
        Check::new("transfer_events", "whether the state before leads to it", steps()),
        Check::new("mutations", "whether its transfer is there", MUTATION_TRANSFER),
        Check::new("quotes", "whether the transfer that used it is there", QUOTE_TRANSFER),
    ]
}

const LOT_HOLDS: &str = "SELECT l.account_id || '/' || l.no AS key, l.held AS stored,
    COALESCE(SUM(h.amount), 0) AS rebuilt FROM lots l
    LEFT JOIN (SELECT t.from_account, tl.lot_no, tl.amount FROM transfers t
        JOIN transfer_lots tl ON tl.member_id = t.member_id AND tl.transfer_id = t.id
        WHERE t.state IN ('waiting', 'debiting')) h
    ON h.from_account = l.account_id AND h.lot_no = l.no GROUP BY l.account_id, l.no, l.held";
const ENTRY_TRANSFER: &str = "SELECT e.account_id || '/' || e.seq AS key,
    CASE WHEN t.id IS NULL THEN 0 ELSE 1 END AS stored, 1 AS rebuilt FROM entries e
    LEFT JOIN transfers t ON t.server_id = e.transfer AND e.account_id =
        CASE WHEN e.kind = 'credit' THEN t.to_account ELSE t.from_account END WHERE e.transfer IS NOT NULL";
const TRANSFER_SUM: &str = "SELECT t.member_id || '/' || t.id AS key, t.amount AS stored,
    COALESCE(SUM(tl.amount), 0) AS rebuilt FROM transfers t
    LEFT JOIN transfer_lots tl ON tl.member_id = t.member_id AND tl.transfer_id = t.id
    GROUP BY t.member_id, t.id, t.amount";
const TRANSFER_OUT: &str = "SELECT t.member_id || '/' || t.id AS key,
    CASE WHEN t.debited AND t.state <> 'returned' THEN t.amount ELSE 0 END AS stored,
    COALESCE(SUM(p.amount), 0) AS rebuilt FROM transfers t
    LEFT JOIN entries e ON e.transfer = t.server_id
    LEFT JOIN postings p ON p.account_id = e.account_id AND p.seq = e.seq AND p.bucket = 'exchange_out'
    GROUP BY t.member_id, t.id, t.debited, t.state, t.amount";
const TRANSFER_IN: &str = "SELECT t.member_id || '/' || t.id AS key,
    CASE WHEN t.state = 'credited' THEN t.received + t.bonus ELSE 0 END AS stored,
    COALESCE(-SUM(p.amount), 0) AS rebuilt FROM transfers t
    LEFT JOIN entries e ON e.transfer = t.server_id
    LEFT JOIN postings p ON p.account_id = e.account_id AND p.seq = e.seq AND p.bucket = 'exchange_in'
    GROUP BY t.member_id, t.id, t.state, t.received, t.bonus";
/// Accepting it is an entry; a cancellation or a refusal before the debit, the debit, the credit and the return are one more each.
const TRANSFER_ENTRIES: &str = "SELECT t.member_id || '/' || t.id AS key,
    1 + CASE WHEN t.debited THEN 1 WHEN t.state IN ('cancelled', 'refused') THEN 1 ELSE 0 END
      + CASE WHEN t.state IN ('credited', 'returned') THEN 1 ELSE 0 END AS stored,
    COUNT(e.seq) AS rebuilt FROM transfers t
    LEFT JOIN entries e ON e.transfer = t.server_id GROUP BY t.member_id, t.id, t.debited, t.state";
const TRANSFER_CHANGES: &str = "SELECT t.member_id || '/' || t.id AS key, t.changes AS stored,
    CASE WHEN COUNT(e.no) = MAX(e.no) THEN COUNT(e.no) ELSE -1 END AS rebuilt
    FROM transfers t LEFT JOIN transfer_events e ON e.member_id = t.member_id AND e.transfer_id = t.id
    GROUP BY t.member_id, t.id, t.changes";
const TRANSFER_STATE: &str = "SELECT t.member_id || '/' || t.id AS key, 1 AS stored,
    CASE WHEN e.state = t.state THEN 1 ELSE 0 END AS rebuilt FROM transfers t
    LEFT JOIN transfer_events e ON e.member_id = t.member_id AND e.transfer_id = t.id AND e.no = t.changes";
const TRANSFER_OPEN: &str = "SELECT t.member_id || '/' || t.id AS key, CASE WHEN t.is_open THEN 1 ELSE 0 END AS stored,
    CASE WHEN t.state IN ('credited', 'cancelled', 'returned') OR (t.state = 'refused' AND NOT t.debited) THEN 0 ELSE 1 END
    AS rebuilt FROM transfers t";
const TRANSFER_LEFT: &str = "SELECT t.member_id || '/' || t.id AS key, COALESCE(t.left_at, -1) AS stored,
    COALESCE(MAX(e.at), -1) AS rebuilt FROM transfers t
    LEFT JOIN transfer_events e ON e.member_id = t.member_id AND e.transfer_id = t.id AND e.state = 'debiting'
    GROUP BY t.member_id, t.id, t.left_at";
/// An open transfer goes on by itself or by an order to a partner, and never by both. One that is unresolved may wait for the
/// operator alone.
const TRANSFER_DRIVEN: &str = "SELECT t.member_id || '/' || t.id AS key,
    CASE WHEN t.due_at IS NULL THEN 0 ELSE 1 END + COUNT(o.step) AS stored,
    CASE WHEN NOT t.is_open OR (t.state = 'unresolved' AND t.due_at IS NULL AND COUNT(o.step) = 0) THEN 0 ELSE 1 END AS rebuilt
    FROM transfers t LEFT JOIN orders o ON o.member_id = t.member_id AND o.transfer_id = t.id
    GROUP BY t.member_id, t.id, t.due_at, t.is_open, t.state";
const TRANSFER_PROGRAMS: &str = "SELECT t.member_id || '/' || t.id AS key, 1 AS stored,
    CASE WHEN f.program_id = t.from_program AND o.program_id = t.to_program THEN 1 ELSE 0 END AS rebuilt FROM transfers t
    LEFT JOIN accounts f ON f.id = t.from_account LEFT JOIN accounts o ON o.id = t.to_account";
const TRANSFER_MUTATION: &str = "SELECT t.member_id || '/' || t.id AS key, 1 AS stored, COUNT(m.id) AS rebuilt
    FROM transfers t LEFT JOIN mutations m ON m.member_id = t.member_id AND m.kind = 'transfer' AND m.id = t.id
    GROUP BY t.member_id, t.id";
const TRANSFER_QUOTE: &str = "SELECT t.member_id || '/' || t.id AS key, 1 AS stored,
    CASE WHEN q.used_by = t.id THEN 1 ELSE 0 END AS rebuilt
    FROM transfers t LEFT JOIN quotes q ON q.member_id = t.member_id AND q.id = t.quote_id";
const HELD_LOTS: &str = "SELECT l.member_id || '/' || l.transfer_id || '/' || l.lot_no AS key, l.amount AS stored,
    COALESCE(SUM(p.amount), 0) AS rebuilt FROM transfer_lots l
    JOIN transfers t ON t.member_id = l.member_id AND t.id = l.transfer_id
    LEFT JOIN entries e ON e.transfer = t.server_id AND e.account_id = t.from_account AND e.kind = 'accept'
    LEFT JOIN postings p ON p.account_id = e.account_id AND p.seq = e.seq AND p.lot_no = l.lot_no AND p.bucket = 'held'
    GROUP BY l.member_id, l.transfer_id, l.lot_no, l.amount";
const MUTATION_TRANSFER: &str = "SELECT m.member_id || '/' || m.kind || '/' || m.id AS key, 1 AS stored,
    CASE WHEN t.id IS NULL THEN 0 ELSE 1 END AS rebuilt FROM mutations m
    LEFT JOIN transfers t ON t.member_id = m.member_id AND t.id = m.id WHERE m.kind = 'transfer'";
const QUOTE_TRANSFER: &str = "SELECT q.member_id || '/' || q.id AS key, 1 AS stored,
    CASE WHEN t.quote_id = q.id THEN 1 ELSE 0 END AS rebuilt FROM quotes q
    LEFT JOIN transfers t ON t.member_id = q.member_id AND t.id = q.used_by WHERE q.used_by IS NOT NULL";

/// Every change of state must be one that an event makes, and the first is the acceptance.
fn steps() -> String {
    let from = |state: State, debited| EVENTS.into_iter().filter_map(move |event| state.apply(event, debited).ok());
    let steps = State::ALL.into_iter().flat_map(|state| {
        let next = from(state, true).chain(from(state, false));
        next.map(move |step| format!("{}>{}", state.name(), step.state.name()))
    });
    format!(
        "SELECT e.member_id || '/' || e.transfer_id || '/' || e.no AS key, 1 AS stored,
         CASE WHEN COALESCE(b.state, '') || '>' || e.state IN ({}) THEN 1 ELSE 0 END AS rebuilt FROM transfer_events e
         LEFT JOIN transfer_events b ON b.member_id = e.member_id AND b.transfer_id = e.transfer_id AND b.no = e.no - 1",
        list(steps.chain([">waiting".to_owned()]))
    )
}
