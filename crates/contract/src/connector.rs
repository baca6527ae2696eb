//! What Gom and a partner's system say to each other. docs/PARTNERS.md is the protocol in words.
//!
//! Gom asks by `PUT {base}/{step}s/{id}` with an [`Order`], as often as it needs; the partner's effect happens once. What became of an
//! id is asked by `GET`, told by the answer to either, and may be told first by a callback.

use points::{Points, Timestamp};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

/// The header of every signed message: `t=SECONDS,v1=HEX`.
pub const SIGNATURE: &str = "gom-signature";

/// What a partner is asked to do with the points of one transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Take the points from the membership.
    Debit,
    /// Give the points to the membership.
    Credit,
    /// Give back what the debit of the same id took.
    Return,
}

impl Step {
    /// All of them.
    pub const ALL: [Step; 3] = [Step::Debit, Step::Credit, Step::Return];

    /// The name in addresses, messages and the database.
    pub const fn name(self) -> &'static str {
        match self {
            Step::Debit => "debit",
            Step::Credit => "credit",
            Step::Return => "return",
        }
    }

    /// The step of that name.
    pub fn from_name(name: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.name() == name)
    }
}

/// The body of `PUT {base}/{step}s/{id}`. The same id always comes with the same order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The membership's number in the partner's program.
    pub number: String,
    /// How many points, bonus included.
    pub points: Points,
    /// From this instant on the partner must refuse an order that it has not executed yet. A return has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_after: Option<Timestamp>,
}

/// What became of an order: the answer to `PUT` and `GET`, and the body of a callback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// The id that Gom made.
    pub id: String,
    /// What was asked.
    pub step: Step,
    /// Where it stands.
    pub state: OperationState,
    /// Why it was refused, in words for support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it came to this state, by the partner's clock.
    pub at: Timestamp,
}

/// Where an order stands. `done` and `refused` are final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperationState {
    /// Taken, not decided yet: Gom asks again, or hears by a callback.
    Pending,
    /// Executed.
    Done,
    /// Not executed, and never will be.
    Refused,
    /// Never heard of: with 404, to `GET` only.
    NotKnown,
    /// A state this version does not know: no answer.
    #[serde(other)]
    Unknown,
}

/// The answer with 404 to `GET {base}/memberships/{number}` for a number that the partner does not have. A 404 without it is no
/// answer: it may come from anything on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoMembership {
    /// The number.
    pub number: String,
    /// `not_known`.
    pub state: OperationState,
}

/// The answer to `GET {base}/memberships/{number}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The number.
    pub number: String,
    /// What the member can spend there.
    pub points: Points,
    /// When that was so, by the partner's clock.
    pub as_of: Timestamp,
    /// What ends when, where the partner tells it: together it is `points`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lots: Option<Vec<BalanceLot>>,
    /// The position in the partner's list of what happened that this balance is of, where the partner tells what happened.
    #[serde(default, deserialize_with = "text_if_it_is", skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// Text; anything else is none.
fn text_if_it_is<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Any {
        Text(String),
        Other(IgnoredAny),
    }
    Ok(match Any::deserialize(from)? {
        Any::Text(text) => Some(text),
        Any::Other(_) => None,
    })
}

/// Text; `null` is an empty one.
fn text_or_empty<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Option::deserialize(from).map(Option::unwrap_or_default)
}

/// A part of a balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceLot {
    /// How much, not zero.
    pub amount: Points,
    /// When it can be spent no more, by the partner's rules; without it never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
}

/// The answer to `GET {base}/memberships/{number}/activity?after={cursor}&until={cursor}`: what happened after one position of the
/// partner's list up to another and with it, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    /// What happened, or the first of it.
    pub entries: Vec<Entry>,
    /// Stands in the place of `after` in the next question; without it this was all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Something that changed a balance at a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The partner's own name of it: of one membership no two have the same.
    pub id: String,
    /// When it happened.
    pub at: Timestamp,
    /// What it was.
    pub kind: EntryKind,
    /// How many points, not zero.
    pub points: Points,
    /// Whether the balance grew.
    pub incoming: bool,
    /// What it was for, as the member reads it.
    #[serde(default, deserialize_with = "text_or_empty")]
    pub text: String,
    /// The id of Gom's order that caused it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
}

/// What an entry of a partner's list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Points were earned.
    Earn,
    /// Points were spent.
    Redeem,
    /// Points ended.
    Expire,
    /// Points went to another program or came from one, without Gom.
    Transfer,
    /// A correction of the partner.
    Adjust,
    /// A kind that this version does not know: a correction.
    #[serde(other)]
    Unknown,
}
