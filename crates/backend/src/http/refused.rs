//! From the store's refusals to the contract's codes.

use crate::http::extract::bad_cursor;
use crate::http::problem::Failure;
use crate::store::{Refused, StoreError};
use contract::Code;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        match error {
            StoreError::Refused(refused) => refused.into(),
            StoreError::Unavailable(why) => {
                tracing::error!(why, "the store is not available");
                Failure::of(Code::Unavailable)
            }
            StoreError::Internal(why) => {
                tracing::error!(why, "the store failed");
                Failure::of(Code::Internal)
            }
        }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Failure {
        match refused {
            Refused::NotFound => Failure::of(Code::NotFound),
            Refused::QuoteExpired => Failure::of(Code::QuoteExpired),
            Refused::QuoteUsed => Failure::of(Code::QuoteUsed),
            Refused::AlreadySent { left_at } => Failure { left_at: Some(left_at), ..Failure::of(Code::AlreadySent) },
            Refused::AlreadyFinal => Failure::of(Code::AlreadyFinal),
            Refused::Impossible(impossible) => Failure::new(Code::AlreadyFinal, format!("{impossible}.")),
            Refused::AmountRefused(refusal) => {
                Failure { refusal: Some(refusal), ..Failure::new(Code::AmountRefused, format!("{refusal}.")) }
            }
            Refused::NotEnough { available } => {
                let detail = format!("There are {} points available: enter at most that.", available.get());
                Failure { available: Some(available), ..Failure::new(Code::NotEnough, detail) }
            }
            Refused::IdReused => Failure::of(Code::IdReused),
            Refused::Invalid(errors) if errors.iter().any(|error| error.field == "cursor") => bad_cursor(),
            Refused::Invalid(errors) => Failure { errors, ..Failure::of(Code::Invalid) },
            Refused::PairClosed => Failure::of(Code::PairClosed),
            Refused::NoMembership => Failure::of(Code::NoMembership),
            Refused::NotEligible { tiers, countries } => Failure { tiers, countries, ..Failure::of(Code::NotEligible) },
            Refused::NumberTaken => Failure::of(Code::NumberTaken),
            Refused::AlreadyLinked => Failure::of(Code::AlreadyLinked),
            Refused::TransferOpen => Failure::of(Code::TransferOpen),
            Refused::TooSoon { seconds } => {
                let detail = format!("A code was sent lately: ask for another in {seconds} s.");
                Failure { retry_after_seconds: Some(seconds), ..Failure::new(Code::RateLimited, detail) }
            }
            Refused::CodeExpired => Failure::of(Code::CodeExpired),
            Refused::CodeWrong { tries_left } => {
                Failure { tries_left: Some(tries_left), ..Failure::of(Code::CodeWrong) }
            }
            Refused::CodeLocked { seconds } => {
                Failure { retry_after_seconds: Some(seconds), ..Failure::of(Code::CodeLocked) }
            }
            Refused::StepUpNeeded => Failure::of(Code::StepUpNeeded),
            Refused::PasskeyFailed => Failure::of(Code::PasskeyFailed),
            Refused::PasskeysFull => Failure::of(Code::PasskeysFull),
            Refused::ConsentNeeded => Failure::of(Code::ConsentNeeded),
        }
    }
}
