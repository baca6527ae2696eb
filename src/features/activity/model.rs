//! Activity as a list by day, and where its entries lead.

use contract::Activity;
use contract::points::Timestamp;

/// The entries of one day, newest first as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day in the member's words.
    pub name: String,
    /// Its entries.
    pub entries: Vec<Activity>,
}

/// Groups entries that follow each other by the name of their day, which depends on zone and language.
pub fn by_day(entries: &[Activity], name: impl Fn(Timestamp) -> String) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for entry in entries {
        let name = name(entry.at);
        match days.last_mut().filter(|day| day.name == name) {
            Some(day) => day.entries.push(entry.clone()),
            None => days.push(Day { name, entries: vec![entry.clone()] }),
        }
    }
    days
}

/// Where an entry leads: to what it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To its transfer.
    Transfer,
    /// To its reward.
    Reward,
    /// To its program.
    Program,
    /// Nowhere: the program is not in the wallet any more.
    Nowhere,
}

/// Where an entry leads, given whether its program is in the wallet.
pub fn leads(entry: &Activity, in_wallet: bool) -> Leads {
    match (&entry.transfer, &entry.reward) {
        (Some(_), _) => Leads::Transfer,
        (None, Some(_)) => Leads::Reward,
        (None, None) if in_wallet => Leads::Program,
        (None, None) => Leads::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::points::Points;
    use contract::{ActivityKind, MembershipId, ProgramId, RewardId, TransferId};

    fn entry(seq: u64, at: i64) -> Activity {
        Activity {
            seq,
            at: Timestamp::from_ms(at),
            kind: ActivityKind::Earn,
            membership: MembershipId(String::new()),
            program: ProgramId(String::new()),
            amount: Points::ZERO,
            incoming: true,
            text: String::new(),
            transfer: None,
            other_program: None,
            reward: None,
        }
    }

    #[test]
    fn entries_of_one_day_stand_together_in_their_order() {
        const DAY: i64 = 86_400_000;
        let entries = [entry(4, DAY * 3 + 2), entry(3, DAY * 3), entry(2, DAY * 2), entry(1, 0)];
        let days = by_day(&entries, |at| at.utc_date().to_string());
        let seen: Vec<(String, Vec<u64>)> =
            days.into_iter().map(|day| (day.name, day.entries.iter().map(|e| e.seq).collect())).collect();
        let expected = [("1970-01-04", vec![4, 3]), ("1970-01-03", vec![2]), ("1970-01-01", vec![1])];
        assert_eq!(seen, expected.map(|(day, seqs)| (day.to_owned(), seqs)));
        assert!(by_day(&[], |_| String::new()).is_empty());
    }

    #[test]
    fn an_entry_leads_to_what_it_belongs_to() {
        let with = |transfer: Option<&str>, reward: Option<u32>| Activity {
            transfer: transfer.map(|id| TransferId(id.into())),
            reward: reward.map(RewardId),
            ..entry(1, 0)
        };
        let cases = [
            (with(Some("t"), None), true, Leads::Transfer),
            (with(Some("t"), Some(1)), false, Leads::Transfer),
            (with(None, Some(1)), false, Leads::Reward),
            (with(None, None), true, Leads::Program),
            (with(None, None), false, Leads::Nowhere),
        ];
        for (entry, in_wallet, expected) in cases {
            assert_eq!(leads(&entry, in_wallet), expected);
        }
    }
}
