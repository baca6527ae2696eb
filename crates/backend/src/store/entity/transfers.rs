//! Mutations, quotes, transfers and the jobs' leases.

super::table! {
    /// Accepted mutations of value, with the answer they got.
    mutation = "mutations", key { member_id: String, kind: String, id: String }, {
        body_hash: String, status: i64, answer: String, at: i64,
    }
}
super::table! {
    /// Quotes as they were answered.
    quote = "quotes", key { member_id: String, id: String }, {
        expires_at: i64, used_by: Option<String>, body: String, let_go: bool,
    }
}
super::table! {
    /// Accepted quotes on their way.
    transfer = "transfers", key { member_id: String, id: String }, {
        server_id: String, seq: i64, quote_id: String, state: String, debited: bool, is_open: bool,
        from_account: String, from_program: String, to_account: String, to_program: String,
        amount: i64, received: i64, bonus: i64, fee_minor: Option<i64>, fee_currency: Option<String>,
        value_given_minor: i64, value_received_minor: i64, value_currency: String,
        accepted_at: i64, cancel_until: i64, left_at: Option<i64>, usual_by: Option<i64>, latest_by: Option<i64>,
        due_at: Option<i64>, changes: i64,
    }
}
super::table! {
    /// The lots a transfer took.
    transfer_lot = "transfer_lots", key { member_id: String, transfer_id: String, lot_no: i64 }, { amount: i64 }
}
super::table! {
    /// Changes of state, for ever.
    transfer_event = "transfer_events", key { member_id: String, transfer_id: String, no: i64 }, {
        state: String, at: i64, reason: String, seq: i64,
    }
}
super::table! {
    /// Which instance runs a job, until when.
    lease = "leases", key { name: String }, { owner: String, until: i64 }
}
super::table! {
    /// What partners' systems are asked and have not answered for good.
    order = "orders", key { member_id: String, transfer_id: String, step: String }, {
        server_id: String, program_id: String, number: String, points: i64,
        made_at: i64, not_after: Option<i64>, attempts: i64, next_at: i64, said: String,
        failed: i64, silent_since: Option<i64>,
    }
}
super::table! {
    /// That a program stopped or began to answer, for ever.
    silence = "silences", key { member_id: String, seq: i64 }, { transfer_id: String, began: bool, at: i64 }
}
super::table! {
    /// Memberships whose balance is to be read from their program.
    mirror = "mirrors", key { account_id: String }, {
        program_id: String, next_at: i64, attempts: i64, not_known: bool, not_before: i64, cursor: Option<String>,
        untold: i64,
    }
}
