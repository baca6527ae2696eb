//! What a name may be, what a file of data is called, and which device is which.

use contract::SessionInfo;
use contract::limits::NAME_CHARS;
use contract::points::Timestamp;

/// Whether a name can be saved: the backend says the same, and knows more.
pub fn is_name(name: &str) -> bool {
    let count = name.chars().count();
    (1..=NAME_CHARS).contains(&count) && !name.chars().any(char::is_control)
}

/// The name of the file with the member's data: `gom-2026-11-25.json`.
pub fn file_name(now: Timestamp) -> String {
    ["gom-", &now.utc_date().to_string(), ".json"].concat()
}

/// The list without a session that has ended.
pub fn without(sessions: &[SessionInfo], ended: &SessionInfo) -> Vec<SessionInfo> {
    sessions.iter().filter(|session| session.id != ended.id).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::SessionId;

    #[test]
    fn a_name_is_one_line_of_some_letters() {
        for (name, fits) in [("An", true), ("Đỗ Thị Ánh", true), ("", false), ("a\nb", false)] {
            assert_eq!(is_name(name), fits, "{name:?}");
        }
        assert!(is_name(&"ế".repeat(60)) && !is_name(&"ế".repeat(61)));
    }

    #[test]
    fn the_file_is_called_by_its_day() {
        assert_eq!(file_name(Timestamp::from_ms(1_795_000_000_000)), "gom-2026-11-18.json");
    }

    #[test]
    fn only_the_ended_session_leaves_the_list() {
        let session = |id: &str| SessionInfo {
            id: SessionId(id.into()),
            device: String::new(),
            created_at: Timestamp::EPOCH,
            seen_at: Timestamp::EPOCH,
            current: false,
            fresh: false,
        };
        let list = [session("a"), session("b")];
        assert_eq!(without(&list, &list[0]), [session("b")]);
    }
}
