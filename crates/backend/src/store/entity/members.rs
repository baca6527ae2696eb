//! Members, their sessions and the sequence of their events.

super::table! {
    /// Members; `event_seq` is the last number of their events.
    member = "members", key { id: String }, {
        mark: String, name: String, language: String, zone: String, currency: String, birthday: Option<String>,
        demo: bool, event_seq: i64, created_at: i64,
    }
}
super::table! {
    /// Sessions by the hash of their token.
    session = "sessions", key { hash: String }, { member_id: String, created_at: i64, seen_at: i64, user_agent: String }
}
super::table! {
    /// What a member reads as activity.
    event = "events", key { member_id: String, seq: i64 }, {
        at: i64, kind: String, account_id: String, program_id: String, amount: i64, incoming: bool, text: String,
        transfer_id: Option<String>, other_program: Option<String>, reward_id: Option<i64>,
    }
}
