//! Words for values of the contract. What this version does not know gets a neutral word, never a guess.

use super::t;
use crate::platform::intl;
use contract::points::transfer::State;
use contract::{ActivityGroup, ActivityKind, Language};

/// The unit of a program after a part of one: `2/3 point`; in Russian `2/3 балла`, as after two.
pub fn unit_of_part(of: &str) -> String {
    unit(of, if super::language() == Language::Ru { 2 } else { 1 })
}

/// The unit of a program after a number: `điểm`, `dặm`; in Russian and English its plural follows `n`.
pub fn unit(unit: &str, n: u64) -> String {
    match unit {
        "points" => t::unit_points(n),
        "miles" => t::unit_miles(n),
        "stars" => t::unit_stars(n),
        "avios" => "Avios".into(),
        "km" => "km".into(),
        other => other.into(),
    }
}

/// Days as a quantity: `9 ngày`.
pub fn days(n: u64) -> String {
    intl::unit(super::language().tag(), n, "day")
}

/// What an entry of activity tells.
pub fn activity_kind(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Earn => t::activity_kind_earn(),
        ActivityKind::EarnPending => t::activity_kind_earn_pending(),
        ActivityKind::Release => t::activity_kind_release(),
        ActivityKind::Redeem => t::activity_kind_redeem(),
        ActivityKind::TransferHold => t::activity_kind_transfer_hold(),
        ActivityKind::TransferOut => t::activity_kind_transfer_out(),
        ActivityKind::TransferIn => t::activity_kind_transfer_in(),
        ActivityKind::TransferCancelled => t::activity_kind_transfer_cancelled(),
        ActivityKind::TransferReturned => t::activity_kind_transfer_returned(),
        ActivityKind::Expire => t::activity_kind_expire(),
        ActivityKind::Adjust => t::activity_kind_adjust(),
        ActivityKind::Unknown => t::activity_kind_unknown(),
    }
}

/// A group of kinds of activity.
pub fn activity_group(group: ActivityGroup) -> &'static str {
    match group {
        ActivityGroup::Earn => t::activity_group_earn(),
        ActivityGroup::Redeem => t::activity_group_redeem(),
        ActivityGroup::Transfer => t::activity_group_transfer(),
        ActivityGroup::Expire => t::activity_group_expire(),
        ActivityGroup::Adjust => t::activity_group_adjust(),
    }
}

/// Where a transfer stands.
pub fn transfer_state(state: State) -> &'static str {
    match state {
        State::Waiting => t::transfer_state_waiting(),
        State::Debiting => t::transfer_state_debiting(),
        State::Debited => t::transfer_state_debited(),
        State::Crediting => t::transfer_state_crediting(),
        State::Credited => t::transfer_state_credited(),
        State::Cancelled => t::transfer_state_cancelled(),
        State::Refused => t::transfer_state_refused(),
        State::Returned => t::transfer_state_returned(),
        State::Unresolved => t::transfer_state_unresolved(),
        State::Unknown => t::transfer_state_unknown(),
    }
}

/// The name of a language in that language.
pub fn language_name(language: Language) -> &'static str {
    match language {
        Language::Vi | Language::Unknown => "Tiếng Việt",
        Language::En => "English",
        Language::Ru => "Русский",
    }
}

/// First letters of the first and the last word of a name: `TT` for "Thành viên dùng thử".
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    let letters = first.into_iter().chain(last).filter_map(|word| word.chars().next());
    letters.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        for (name, letters) in [("Thành viên dùng thử", "TT"), ("đỗ", "Đ"), ("", ""), (" minh  an ", "MA")] {
            assert_eq!(initials(name), letters);
        }
    }
}
