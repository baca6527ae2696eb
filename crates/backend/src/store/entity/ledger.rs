//! The ledger: accounts, lots and the append-only journal they are sums of.

super::table! {
    /// Accounts, which belong to program and number.
    account = "accounts", key { id: String }, {
        program_id: String, number: String, tier: Option<String>, tier_points: i64,
        available: i64, pending: i64, held: i64, seq: i64, lot_seq: i64,
        lots_end_at: Option<i64>, as_of: i64, source: String,
    }
}
super::table! {
    /// Which member an account is linked to.
    membership = "memberships", key { member_id: String, account_id: String }, { linked_at: i64, unlinked_at: Option<i64> }
}
super::table! {
    /// Parts of a balance with one expiry date.
    lot = "lots", key { account_id: String, no: i64 }, {
        origin: String, earned_at: i64, expires_at: Option<i64>, release_at: Option<i64>,
        available: i64, pending: i64, held: i64, is_open: bool, due_at: Option<i64>,
    }
}
super::table! {
    /// When a lot ends, by the entry that set or moved it.
    lot_end = "lot_ends", key { account_id: String, no: i64, seq: i64 }, { expires_at: Option<i64> }
}
super::table! {
    /// Entries of the journal.
    entry = "entries", key { account_id: String, seq: i64 }, {
        program_id: String, kind: String, at: i64, transfer: Option<String>, reason: String, source: String,
    }
}
super::table! {
    /// Lines of an entry; they sum to zero.
    posting = "postings", key { account_id: String, seq: i64, line: i64 }, {
        bucket: String, lot_no: Option<i64>, amount: i64,
    }
}
