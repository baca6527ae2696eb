//! Errors on the wire: RFC 9457 problem+json with a machine `code` and a request id.

use points::{Points, Refusal, Timestamp};
use serde::{Deserialize, Serialize};

/// What went wrong, for programs. The status says what kind: 400 malformed, 422 well-formed but refused, 409 the state moved on,
/// 404 not yours or not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// 400: the body or a parameter cannot be read.
    Malformed,
    /// 401: sign in first.
    SignedOut,
    /// 401: a partner's message is not signed with its secret, or too long ago.
    BadSignature,
    /// 403: the request comes from another site.
    CrossSite,
    /// 403: this step needs a fresh proof: ask for a step-up, prove it, and send the same again with its id.
    StepUpNeeded,
    /// 404: no such thing, or not yours.
    NotFound,
    /// 405: the path exists, the method does not.
    MethodNotAllowed,
    /// 409: the code's time is over, or it was used: ask for a new one.
    CodeExpired,
    /// 422: not the code that was sent; `tries_left` says how often one may try again.
    CodeWrong,
    /// 429: too many wrong tries: this code is dead. `retry_after_seconds` says when a new one may be asked for.
    CodeLocked,
    /// 503: the code could not be handed over; nothing was changed.
    CodeNotSent,
    /// 422: the number is new; send `consent: true` with the same code.
    ConsentNeeded,
    /// 422: the passkey, or what it signed, is not accepted.
    PasskeyFailed,
    /// 409: a member has no more than so many passkeys.
    PasskeysFull,
    /// 409: the membership number is linked by another member.
    NumberTaken,
    /// 409: you have linked this number, or another one of this program, already.
    AlreadyLinked,
    /// 409: a transfer or redemption of this membership is not over.
    TransferOpen,
    /// 409: the quote's time is over; ask for a new one.
    QuoteExpired,
    /// 409: the quote was accepted by another transfer.
    QuoteUsed,
    /// 409: the transfer has left and cannot be taken back; `left_at` says when.
    AlreadySent,
    /// 409: the transfer is over.
    AlreadyFinal,
    /// 413: the body is larger than the limit.
    TooLarge,
    /// 415: send application/json.
    UnsupportedMediaType,
    /// 422: the amount does not fit the pair; `refusal` says how.
    AmountRefused,
    /// 422: the membership has less available; `available` says how much.
    NotEnough,
    /// 422: the id was used for another body.
    IdReused,
    /// 422: a field has a value that is not taken; `errors` name them.
    Invalid,
    /// 422: there is no such pair, or it is closed.
    PairClosed,
    /// 422: you have no membership in that program.
    NoMembership,
    /// 422: the pair is for other members; `tiers` and `countries` say for which.
    NotEligible,
    /// 429: too many requests; `retry_after_seconds` says when again.
    RateLimited,
    /// 404 in effect: the demo is switched off here.
    DemoOff,
    /// 500: our fault; the request id leads to the log.
    Internal,
    /// 503: the store cannot do it now. Nothing was changed, unless its connection broke at the very end: send the same again, with
    /// the same id.
    Unavailable,
    /// 504: no answer in time. A change may have been made or not: send it again with the same id, or read the state.
    TimedOut,
    /// A code this version does not know.
    #[serde(other)]
    Unknown,
}

/// A problem, as `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `about:blank#code`, one for each code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// One sentence, in English, that says what to do.
    pub detail: String,
    /// For programs.
    pub code: Code,
    /// Tell this to support.
    pub request_id: String,
    /// Fields that were not taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// With `amount_refused`: how the amount does not fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// With `not_enough`: what is available.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available: Option<Points>,
    /// With `not_eligible`: the tiers of the source program that could, where yours cannot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<String>,
    /// With `not_eligible`: the countries, ISO 3166-1 alpha-2, whose phone numbers could, where yours cannot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// With `code_wrong`: how many more tries the code has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
    /// With `already_sent`: when it left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_at: Option<Timestamp>,
    /// With `rate_limited` and `code_locked`: seconds until the next try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
}

/// One field that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The name of the field in the body or query.
    pub field: String,
    /// What to send instead, in English.
    pub detail: String,
}
