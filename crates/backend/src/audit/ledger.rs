//! Accounts, lots, entries and what members read of them, against the postings.

use super::{Check, list};

/// What an entry of each kind takes (`-`) and gives (`+`).
const KINDS: [(&str, &[&str]); 10] = [
    ("earn", &["-issued", "+pending", "+available"]),
    ("release", &["-pending", "+available"]),
    ("accept", &["-available", "+held"]),
    ("debit", &["-held", "+exchange_out"]),
    ("credit", &["-exchange_in", "+available"]),
    ("cancel", &["-held", "+available"]),
    ("return", &["-exchange_out", "+available"]),
    ("redeem", &["-held", "+redeemed"]),
    ("expire", &["-available", "+expired"]),
    ("correct", &["-adjusted", "+adjusted", "-available", "+available"]),
];

/// What members are told of a bucket: kinds of events that count up, kinds that count down, the bucket and the sign of its sum.
/// `expired` is not among them: what lapses while nobody has linked the account is told to nobody.
const TOLD: [(&[&str], &[&str], &str, &str); 4] = [
    (&["earn", "earn_pending"], &[], "issued", "-"),
    (&["redeem"], &[], "redeemed", ""),
    (&["transfer_out"], &["transfer_returned"], "exchange_out", ""),
    (&["transfer_in"], &[], "exchange_in", "-"),
];

pub(super) fn checks() -> Vec<Check> {
    let mut checks = Vec::new();
    for what in ["available", "pending", "held"] {
        let sum = format!("COALESCE(SUM(CASE WHEN p.bucket = '{what}' THEN p.amount END), 0)");
        let of_account = format!(
            "SELECT a.id AS key, a.{what} AS stored, {sum} AS rebuilt FROM accounts a
             LEFT JOIN postings p ON p.account_id = a.id GROUP BY a.id, a.{what}"
        );
        let of_lot = format!(
            "SELECT l.account_id || '/' || l.no AS key, l.{what} AS stored, {sum} AS rebuilt FROM lots l
             LEFT JOIN postings p ON p.account_id = l.account_id AND p.lot_no = l.no
             GROUP BY l.account_id, l.no, l.{what}"
        );
        checks.extend([Check::new("accounts", what, of_account), Check::new("lots", what, of_lot)]);
    }
    checks.extend([
        Check::new("accounts", "seq", ACCOUNT_SEQ),
        Check::new("accounts", "lot_seq", ACCOUNT_LOTS),
        Check::new("entries", "the sum of its postings", ENTRY_SUM),
        Check::new("entries", "postings that its kind does not make", entry_kinds()),
        Check::new("entries", "whether its program is the account's", ENTRY_PROGRAM),
        Check::new("programs", "the sum of its postings", PROGRAM_SUM),
        Check::new("postings", "whether its lot is there", POSTING_LOT),
        Check::new("lots", "whether the journal knows it", LOT_JOURNAL),
        Check::new("lots", "is_open", LOT_OPEN),
        Check::new("lots", "expires_at", LOT_END),
        Check::new("lots", "whether its time will come", LOT_DUE),
        Check::new("members", "event_seq", MEMBER_SEQ),
    ]);
    checks.extend(TOLD.map(|(up, down, bucket, sign)| Check::new("events", bucket, told(up, down, bucket, sign))));
    checks
}

const ACCOUNT_SEQ: &str = "SELECT a.id AS key, a.seq AS stored,
    CASE WHEN COUNT(e.seq) = COALESCE(MAX(e.seq), 0) THEN COUNT(e.seq) ELSE -1 END AS rebuilt FROM accounts a
    LEFT JOIN entries e ON e.account_id = a.id GROUP BY a.id, a.seq";
const ACCOUNT_LOTS: &str = "SELECT a.id AS key, a.lot_seq AS stored,
    CASE WHEN COUNT(l.no) = COALESCE(MAX(l.no), 0) THEN COUNT(l.no) ELSE -1 END AS rebuilt FROM accounts a
    LEFT JOIN lots l ON l.account_id = a.id GROUP BY a.id, a.lot_seq";
const ENTRY_SUM: &str = "SELECT e.account_id || '/' || e.seq AS key,
    COALESCE(SUM(p.amount), 0) AS stored, 0 AS rebuilt FROM entries e
    LEFT JOIN postings p ON p.account_id = e.account_id AND p.seq = e.seq GROUP BY e.account_id, e.seq";
const ENTRY_PROGRAM: &str = "SELECT e.account_id || '/' || e.seq AS key,
    CASE WHEN e.program_id = a.program_id THEN 1 ELSE 0 END AS stored, 1 AS rebuilt
    FROM entries e JOIN accounts a ON a.id = e.account_id";
const PROGRAM_SUM: &str = "SELECT a.program_id AS key, SUM(p.amount) AS stored, 0 AS rebuilt
    FROM postings p JOIN accounts a ON a.id = p.account_id GROUP BY a.program_id";
const POSTING_LOT: &str = "SELECT p.account_id || '/' || p.seq || '/' || p.line AS key,
    CASE WHEN l.no IS NULL THEN 0 ELSE 1 END AS stored, 1 AS rebuilt FROM postings p
    LEFT JOIN lots l ON l.account_id = p.account_id AND l.no = p.lot_no WHERE p.lot_no IS NOT NULL";
const LOT_JOURNAL: &str = "SELECT l.account_id || '/' || l.no AS key, 1 AS stored,
    CASE WHEN COUNT(p.line) > 0 THEN 1 ELSE 0 END AS rebuilt FROM lots l
    LEFT JOIN postings p ON p.account_id = l.account_id AND p.lot_no = l.no GROUP BY l.account_id, l.no";
const LOT_OPEN: &str = "SELECT l.account_id || '/' || l.no AS key, CASE WHEN l.is_open THEN 1 ELSE 0 END AS stored,
    CASE WHEN l.available + l.pending + l.held > 0 THEN 1 ELSE 0 END AS rebuilt FROM lots l";
/// Never is -1 here, and an end that the journal does not know is -2.
const LOT_END: &str = "SELECT l.account_id || '/' || l.no AS key, COALESCE(l.expires_at, -1) AS stored,
    CASE WHEN e.seq IS NULL THEN -2 ELSE COALESCE(e.expires_at, -1) END AS rebuilt FROM lots l
    LEFT JOIN lot_ends e ON e.account_id = l.account_id AND e.no = l.no AND e.seq =
        (SELECT MAX(x.seq) FROM lot_ends x WHERE x.account_id = l.account_id AND x.no = l.no)";
/// A lot that nobody takes up would never be released, or never expire.
const LOT_DUE: &str =
    "SELECT l.account_id || '/' || l.no AS key, CASE WHEN l.due_at IS NULL THEN 0 ELSE 1 END AS stored,
    CASE WHEN (l.available > 0 AND l.expires_at IS NOT NULL) OR l.pending > 0
    THEN 1 ELSE 0 END AS rebuilt FROM lots l";
const MEMBER_SEQ: &str = "SELECT m.id AS key, m.event_seq AS stored,
    CASE WHEN COUNT(e.seq) = COALESCE(MAX(e.seq), 0) THEN COUNT(e.seq) ELSE -1 END AS rebuilt FROM members m
    LEFT JOIN (SELECT member_id, seq FROM events UNION SELECT member_id, seq FROM transfer_events WHERE seq > 0
    UNION SELECT member_id, seq FROM silences) e
    ON e.member_id = m.id GROUP BY m.id, m.event_seq";

fn entry_kinds() -> String {
    let known = KINDS.iter().flat_map(|(kind, lines)| lines.iter().map(move |line| format!("{kind}{line}")));
    format!(
        "SELECT e.account_id || '/' || e.seq AS key, SUM(CASE WHEN
         e.kind || CASE WHEN p.amount < 0 THEN '-' ELSE '+' END || p.bucket IN ({}) THEN 0 ELSE 1 END) AS stored,
         0 AS rebuilt FROM entries e JOIN postings p ON p.account_id = e.account_id AND p.seq = e.seq
         GROUP BY e.account_id, e.seq",
        list(known)
    )
}

/// What members were told of an account, against its postings.
fn told(up: &[&str], down: &[&str], bucket: &str, sign: &str) -> String {
    let kinds = |kinds: &[&str]| list(kinds.iter().copied().chain(["-"]).map(str::to_owned));
    format!(
        "SELECT a.id AS key, COALESCE((SELECT SUM(CASE WHEN e.kind IN ({}) THEN e.amount WHEN e.kind IN ({}) THEN -e.amount
             ELSE 0 END) FROM events e WHERE e.account_id = a.id), 0) AS stored,
         COALESCE((SELECT {sign}SUM(p.amount) FROM postings p WHERE p.account_id = a.id AND p.bucket = '{bucket}'), 0)
             AS rebuilt FROM accounts a",
        kinds(up),
        kinds(down)
    )
}
