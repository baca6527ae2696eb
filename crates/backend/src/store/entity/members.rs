//! Members, their sessions and the sequence of their events.

super::table! {
    /// Members; `event_seq` is the last number of their events and of changes of their transfers.
    member = "members", key { id: String }, {
        mark: String, name: String, language: String, zone: String, currency: String, birthday: Option<String>,
        demo: bool, event_seq: i64, created_at: i64, phone: Option<String>, closed_at: Option<i64>,
        passkeys_changed_at: Option<i64>,
    }
}
super::table! {
    /// Sessions by the hash of their token.
    session = "sessions", key { hash: String }, {
        id: String, member_id: String, created_at: i64, seen_at: i64, user_agent: String, devices_seen_at: i64,
        ended_at: Option<i64>,
    }
}
super::table! {
    /// What a member agreed to.
    consent = "consents", key { member_id: String, document: String, version: String }, { at: i64 }
}
super::table! {
    /// One-time codes by the hash of their request.
    code = "codes", key { owner: String, request_hash: String }, {
        purpose: String, target: String, code_hash: String, state: String, tries: i64, wrong: i64,
        made_at: i64, expires_at: i64, asker: String,
    }
}
super::table! {
    /// Browsers that signed in with a member's phone number.
    device_mark = "device_marks", key { member_id: String, hash: String }, { at: i64 }
}
super::table! {
    /// Passkeys of members.
    passkey = "passkeys", key { member_id: String, id: String }, {
        credential_id: String, handle: String, name: String, credential: String, created_at: i64, used_at: Option<i64>,
    }
}
super::table! {
    /// What was asked to be proved, by the hash of its id.
    challenge = "challenges", key { owner: String, id_hash: String }, {
        purpose: String, bound_to: String, state: String, expires_at: i64, proved_at: Option<i64>, used_at: Option<i64>,
    }
}
super::table! {
    /// What a member reads as activity.
    event = "events", key { member_id: String, seq: i64 }, {
        at: i64, kind: String, account_id: String, program_id: String, amount: i64, incoming: bool, text: String,
        transfer_id: Option<String>, other_program: Option<String>, reward_id: Option<i64>,
    }
}
