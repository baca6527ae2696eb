//! What can be linked, and what a membership number looks like.

use contract::limits::NUMBER_CHARS;
use contract::{Membership, MembershipId, Program};

/// A program and, if it is in the wallet already, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The program.
    pub program: Program,
    /// Its membership.
    pub linked: Option<MembershipId>,
}

/// What can be chosen: programs of the member's own time zone first, those that are linked already last, else as they came.
pub fn choices(programs: &[Program], memberships: &[Membership], zone: &str) -> Vec<Choice> {
    let choice = |program: &Program| {
        let membership = memberships.iter().find(|membership| membership.program.id == program.id);
        Choice { program: program.clone(), linked: membership.map(|membership| membership.id.clone()) }
    };
    let mut choices: Vec<Choice> = programs.iter().map(choice).collect();
    choices.sort_by_key(|choice| (choice.linked.is_some(), choice.program.time_zone != zone));
    choices
}

/// Whether a text can be a membership number: letters and digits; spaces and hyphens between them do not count.
pub fn is_number(text: &str) -> bool {
    let is_filler = |c: char| matches!(c, ' ' | '-' | '\u{a0}');
    let kept = || text.chars().filter(|c| !is_filler(*c));
    NUMBER_CHARS.contains(&kept().count()) && kept().all(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::points::expiry::ExpiryRule;
    use contract::points::{Money, Points, Timestamp};
    use contract::{Balance, Owner, ProgramId};

    fn program(id: &str, zone: &str) -> Program {
        Program {
            id: ProgramId(id.into()),
            name: id.into(),
            kind: "airline".into(),
            unit: "miles".into(),
            country: "VN".into(),
            time_zone: zone.into(),
            owner: Owner::External,
            point_value_vnd_milli: 1,
            value_basis: String::new(),
            expiry: ExpiryRule::Never,
            extension: None,
            tiers: vec![],
            brand_color: String::new(),
            monogram: String::new(),
        }
    }

    fn membership(id: &str, program: &Program) -> Membership {
        let balance = Balance {
            available: Points::ZERO,
            pending: Points::ZERO,
            held: Points::ZERO,
            as_of: Timestamp::EPOCH,
            owner: Owner::External,
            source: String::new(),
        };
        Membership {
            id: MembershipId(id.into()),
            program: program.clone(),
            number: String::new(),
            tier: None,
            balance,
            value: Money { minor: 0, currency: "VND".into() },
            lots: vec![],
        }
    }

    #[test]
    fn programs_from_here_come_first_and_linked_ones_last() {
        let programs =
            [("a", "Paris"), ("b", "Hanoi"), ("c", "Hanoi"), ("d", "Paris")].map(|(id, zone)| program(id, zone));
        let choices = choices(&programs, &[membership("m", &programs[1])], "Hanoi");
        let order: Vec<(&str, bool)> = choices.iter().map(|c| (c.program.id.0.as_str(), c.linked.is_some())).collect();
        assert_eq!(order, [("c", false), ("a", false), ("d", false), ("b", true)]);
    }

    #[test]
    fn a_number_has_letters_and_digits_and_not_too_few_of_them() {
        for (text, fits) in [
            ("1234", true),
            (" VN-12 34 ", true),
            ("123", false),
            ("1-2-3", false),
            ("12_34", false),
            ("số 1234", false),
            ("", false),
        ] {
            assert_eq!(is_number(text), fits, "{text}");
        }
        assert!(is_number(&"1".repeat(24)) && !is_number(&"1".repeat(25)));
    }
}
