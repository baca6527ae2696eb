//! What a name may be, what a file of data is called, and which device is which.

use contract::SessionInfo;
use contract::limits::{NAME_CHARS, PASSKEY_NAME_CHARS};
use contract::points::Timestamp;

/// Whether a name can be saved: the backend says the same, and knows more.
pub fn is_name(name: &str) -> bool {
    fits(name, NAME_CHARS)
}

/// Whether a passkey can be called so.
pub fn is_passkey_name(name: &str) -> bool {
    fits(name, PASSKEY_NAME_CHARS)
}

fn fits(name: &str, most: usize) -> bool {
    let count = name.chars().count();
    (1..=most).contains(&count) && !name.chars().any(char::is_control)
}

/// The name of the file with the member's data: `gom-2026-11-25.json`.
pub fn file_name(now: Timestamp) -> String {
    ["gom-", &now.utc_date().to_string(), ".json"].concat()
}

/// The list without a session that has ended.
pub fn without(sessions: &[SessionInfo], ended: &SessionInfo) -> Vec<SessionInfo> {
    sessions.iter().filter(|session| session.id != ended.id).cloned().collect()
}

/// When a session was used, as far as the server tells: to the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastUsed {
    /// It is the one that asks.
    Now,
    /// Within the last hours; the server does not know it better.
    Lately,
    /// So many milliseconds ago, about.
    Ago(i64),
}

/// When a session was used.
pub fn last_used(session: &SessionInfo, now: Timestamp) -> LastUsed {
    const LATELY_MS: i64 = 2 * 3_600_000;
    let age_ms = now.since_ms(session.seen_at.max(session.created_at));
    match session.current {
        true => LastUsed::Now,
        false if age_ms < LATELY_MS => LastUsed::Lately,
        false => LastUsed::Ago(age_ms),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::SessionId;

    fn session(id: &str) -> SessionInfo {
        SessionInfo {
            id: SessionId(id.into()),
            device: String::new(),
            created_at: Timestamp::EPOCH,
            seen_at: Timestamp::EPOCH,
            current: false,
            fresh: false,
        }
    }

    #[test]
    fn the_hour_of_the_last_use_is_not_told_as_a_minute() {
        let hours = |hours: i64| Timestamp::from_ms(hours * 3_600_000);
        assert_eq!(last_used(&session("a"), hours(1)), LastUsed::Lately);
        assert_eq!(last_used(&session("a"), hours(2)), LastUsed::Ago(7_200_000));
        assert_eq!(last_used(&SessionInfo { current: true, ..session("a") }, hours(9)), LastUsed::Now);
        let back = SessionInfo { created_at: hours(3), ..session("a") };
        assert_eq!(last_used(&back, hours(4)), LastUsed::Lately);
    }

    #[test]
    fn a_name_is_one_line_of_some_letters() {
        for (name, fits) in [("An", true), ("Đỗ Thị Ánh", true), ("", false), ("a\nb", false)] {
            assert_eq!(is_name(name), fits, "{name:?}");
        }
        assert!(is_name(&"ế".repeat(60)) && !is_name(&"ế".repeat(61)));
        assert!(is_passkey_name(&"ế".repeat(40)) && !is_passkey_name(&"ế".repeat(41)));
    }

    #[test]
    fn the_file_is_called_by_its_day() {
        assert_eq!(file_name(Timestamp::from_ms(1_795_000_000_000)), "gom-2026-11-18.json");
    }

    #[test]
    fn only_the_ended_session_leaves_the_list() {
        let list = [session("a"), session("b")];
        assert_eq!(without(&list, &list[0]), [session("b")]);
    }
}
