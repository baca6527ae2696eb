//! What the store answers when it does not do what was asked.

use contract::FieldError;
use points::{Points, Timestamp};

/// Why a call of the store has no result.
#[derive(Debug)]
pub enum StoreError {
    /// The rules say no; nothing was changed.
    Refused(Refused),
    /// The database cannot do it now: too many writers, a full disk, no connection. A commit whose answer was lost may stand all
    /// the same; the same mutation again finds out.
    Unavailable(String),
    /// Our fault: a broken invariant or a query the database does not take. The words are for the log only.
    Internal(String),
}

/// A refusal by the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No such thing, or not this member's.
    NotFound,
    /// The quote's time is over.
    QuoteExpired,
    /// Another transfer accepted the quote.
    QuoteUsed,
    /// The transfer has left.
    AlreadySent {
        /// When it was claimed for sending.
        left_at: Timestamp,
    },
    /// The transfer is over.
    AlreadyFinal,
    /// The event does not fit the transfer's state.
    Impossible(points::transfer::Impossible),
    /// The amount does not fit the pair.
    AmountRefused(points::Refusal),
    /// The membership has less.
    NotEnough {
        /// What can be spent.
        available: Points,
    },
    /// The id was used for another body.
    IdReused,
    /// Fields with values that are not taken.
    Invalid(Vec<FieldError>),
    /// There is no such pair, or it is closed.
    PairClosed,
    /// The member has no membership in that program.
    NoMembership,
    /// The pair's terms are for other members. A list is empty where the member fits it.
    NotEligible {
        /// Tiers of the source program that could.
        tiers: Vec<String>,
        /// Countries whose phone numbers could.
        countries: Vec<String>,
    },
    /// The number is linked to a member already.
    NumberTaken,
    /// The member has a membership in that program already.
    AlreadyLinked,
    /// A transfer of the membership, or of the member, is not over.
    TransferOpen,
    /// Another code cannot be asked for yet.
    TooSoon {
        /// Until then.
        seconds: u32,
    },
    /// The code's time is over, it was used or replaced, or there never was one.
    CodeExpired,
    /// Not the code that was sent.
    CodeWrong {
        /// How many more tries it has.
        tries_left: u32,
    },
    /// The step needs a fresh proof, and none that fits came with it.
    StepUpNeeded,
    /// The passkey, or what it signed, is not accepted.
    PasskeyFailed,
    /// The member has as many passkeys as one can have.
    PasskeysFull,
    /// Too many wrong tries ended the code.
    CodeLocked {
        /// Until another may be asked for.
        seconds: u32,
    },
    /// The number is new, and nobody agreed to the terms.
    ConsentNeeded,
}

impl Refused {
    /// One field that is not taken, and what to send instead.
    pub fn field(field: &str, detail: &str) -> Refused {
        Refused::Invalid(vec![FieldError { field: field.to_owned(), detail: detail.to_owned() }])
    }
}

impl From<Refused> for StoreError {
    fn from(refused: Refused) -> StoreError {
        StoreError::Refused(refused)
    }
}

impl From<points::Overflow> for StoreError {
    fn from(_: points::Overflow) -> StoreError {
        StoreError::Refused(Refused::AmountRefused(points::Refusal::Overflow))
    }
}

impl core::fmt::Display for StoreError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            StoreError::Refused(refused) => write!(f, "refused: {refused:?}"),
            StoreError::Unavailable(why) => write!(f, "the database cannot do it now: {why}"),
            StoreError::Internal(why) => write!(f, "the store failed: {why}"),
        }
    }
}

impl std::error::Error for StoreError {}

/// Why a store cannot be opened. The words name the file and say what to do.
#[derive(Debug)]
pub enum OpenError {
    /// The URL is neither `sqlite:` nor `postgres:`.
    Url(String),
    /// The file is there but is not a sound database; it was left as it is.
    Corrupt {
        /// The file.
        file: String,
        /// What the check said.
        finding: String,
    },
    /// It cannot be reached or prepared.
    Failed {
        /// The file, or the server's address without its password.
        place: String,
        /// What went wrong.
        why: String,
    },
}

impl core::fmt::Display for OpenError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            OpenError::Url(url) => write!(f, "the database URL must begin with sqlite: or postgres:, not {url:?}"),
            OpenError::Corrupt { file, finding } => write!(
                f,
                "the database file {file} is damaged ({finding}); it was left untouched: restore it from a backup, or name another file"
            ),
            OpenError::Failed { place, why } => write!(f, "the database {place} cannot be opened: {why}"),
        }
    }
}

impl std::error::Error for OpenError {}
