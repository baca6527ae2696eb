//! A refusal on its way out. Handlers return a [`Failure`]; the envelope writes it as problem+json with the request id,
//! so that every error of the server has the same form.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::points::{Points, Refusal, Timestamp};
use contract::{Code, FieldError, Problem};

/// Why a request got no answer of its own.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The HTTP status.
    pub status: StatusCode,
    /// For programs.
    pub code: Code,
    /// What to do, in English.
    pub detail: String,
    /// Fields that were not taken.
    pub errors: Vec<FieldError>,
    /// How the amount does not fit.
    pub refusal: Option<Refusal>,
    /// What is available.
    pub available: Option<Points>,
    /// The tiers that could.
    pub tiers: Vec<String>,
    /// The countries whose phone numbers could.
    pub countries: Vec<String>,
    /// How many more tries a code has.
    pub tries_left: Option<u32>,
    /// When it left.
    pub left_at: Option<Timestamp>,
    /// Seconds until the next try.
    pub retry_after_seconds: Option<u32>,
}

impl Failure {
    /// A failure with the usual words of its code.
    pub fn of(code: Code) -> Failure {
        Failure::new(code, words_of(code))
    }

    /// A failure with its own words.
    pub fn new(code: Code, detail: impl Into<String>) -> Failure {
        Failure {
            status: status_of(code),
            code,
            detail: detail.into(),
            errors: Vec::new(),
            refusal: None,
            available: None,
            tiers: Vec::new(),
            countries: Vec::new(),
            tries_left: None,
            left_at: None,
            retry_after_seconds: None,
        }
    }

    /// 400, for a body or parameter that cannot be read.
    pub fn malformed(detail: impl Into<String>) -> Failure {
        Failure::new(Code::Malformed, detail)
    }

    /// The same failure, naming one field.
    pub fn at(mut self, field: &str) -> Failure {
        self.errors.push(FieldError { field: field.to_owned(), detail: self.detail.clone() });
        self
    }

    /// What the client reads.
    pub fn problem(self, request_id: String) -> Problem {
        Problem {
            kind: format!("about:blank#{}", name_of(self.code)),
            title: self.status.canonical_reason().unwrap_or_default().to_owned(),
            status: self.status.as_u16(),
            detail: self.detail,
            code: self.code,
            request_id,
            errors: self.errors,
            refusal: self.refusal,
            available: self.available,
            tiers: self.tiers,
            countries: self.countries,
            tries_left: self.tries_left,
            left_at: self.left_at,
            retry_after_seconds: self.retry_after_seconds,
        }
    }

    /// The whole response.
    pub fn render(self, request_id: String) -> Response {
        let (status, retry_after) = (self.status, self.retry_after_seconds);
        let body = serde_json::to_vec(&self.problem(request_id)).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.extend(retry_after.map(|seconds| (header::RETRY_AFTER, HeaderValue::from(seconds))));
        response
    }
}

impl IntoResponse for Failure {
    /// An empty response that carries the failure to the envelope.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The status of a code; the contract's list, as code.
pub fn status_of(code: Code) -> StatusCode {
    match code {
        Code::Malformed => StatusCode::BAD_REQUEST,
        Code::SignedOut | Code::BadSignature => StatusCode::UNAUTHORIZED,
        Code::CrossSite | Code::StepUpNeeded => StatusCode::FORBIDDEN,
        Code::NotFound | Code::DemoOff => StatusCode::NOT_FOUND,
        Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Code::QuoteExpired
        | Code::QuoteUsed
        | Code::AlreadySent
        | Code::AlreadyFinal
        | Code::CodeExpired
        | Code::NumberTaken
        | Code::AlreadyLinked
        | Code::PasskeysFull
        | Code::TransferOpen => StatusCode::CONFLICT,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Code::AmountRefused
        | Code::NotEnough
        | Code::IdReused
        | Code::Invalid
        | Code::PairClosed
        | Code::CodeWrong
        | Code::ConsentNeeded
        | Code::PasskeyFailed
        | Code::NoMembership
        | Code::NotEligible => StatusCode::UNPROCESSABLE_ENTITY,
        Code::RateLimited | Code::CodeLocked => StatusCode::TOO_MANY_REQUESTS,
        Code::Unavailable | Code::CodeNotSent => StatusCode::SERVICE_UNAVAILABLE,
        Code::TimedOut => StatusCode::GATEWAY_TIMEOUT,
        Code::Internal | Code::Unknown => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What to do about a code, unless the case at hand has better words. One sentence each, here and in openapi.json.
pub fn words_of(code: Code) -> &'static str {
    match code {
        Code::Malformed => "The request cannot be read: correct it.",
        Code::SignedOut => "Sign in first, then send the request again.",
        Code::BadSignature => "Sign the message with the secret of this connector, by the present time.",
        Code::CrossSite => "Changes are only taken from Gom's own pages.",
        Code::StepUpNeeded => {
            "This needs a fresh proof: ask for a step-up, prove it, then send the same with its id in Gom-Step-Up."
        }
        Code::PasskeyFailed => "This passkey was not accepted: begin again, or use a code.",
        Code::PasskeysFull => "You have as many passkeys as one can have: remove one first.",
        Code::NotFound => "There is no such thing here, or it is not yours.",
        Code::MethodNotAllowed => "This path takes other methods; the Allow header names them.",
        Code::CodeExpired => "The code's time is over, or it was used: ask for a new one.",
        Code::CodeWrong => "This is not the code that was sent: `tries_left` says how often one may try again.",
        Code::CodeLocked => "Too many wrong tries: ask for a new code after `retry_after_seconds`.",
        Code::CodeNotSent => "The code could not be sent: try again in a moment.",
        Code::ConsentNeeded => "This number is new here: send the same code with `consent` true.",
        Code::NumberTaken => "Another member has linked this number.",
        Code::AlreadyLinked => "You have linked a membership of this program already: unlink it first.",
        Code::TransferOpen => "A transfer of this membership is not over: wait for its end, then try again.",
        Code::QuoteExpired => "The quote's time is over: ask for a new one.",
        Code::QuoteUsed => "Another transfer accepted this quote: ask for a new one.",
        Code::AlreadySent => "The transfer has left and cannot be taken back.",
        Code::AlreadyFinal => "The transfer is over: read its current state.",
        Code::TooLarge => "The body is larger than the limit.",
        Code::UnsupportedMediaType => "Send the body as application/json, without a content encoding.",
        Code::AmountRefused => "The amount does not fit the pair: `refusal` says how.",
        Code::NotEnough => "There are not enough points: `available` says how many.",
        Code::IdReused => "This id was used for another body: make a new id for a new transfer.",
        Code::Invalid => "A field has a value that is not taken: `errors` names it.",
        Code::PairClosed => "There is no such pair, or it is closed: choose another.",
        Code::NoMembership => "You have no membership in that program: link it first.",
        Code::NotEligible => "This transfer is for other members: `tiers` and `countries` say for which.",
        Code::RateLimited => "Too many requests: try again after `retry_after_seconds`.",
        Code::DemoOff => "The demo is switched off here.",
        Code::Unavailable => "The server cannot do it now: send the same again in a moment, a change with the same id.",
        Code::TimedOut => "No answer in time. If this was a change, send it again with the same id, or read the state.",
        Code::Internal | Code::Unknown => "Something failed on our side. Tell support the request id.",
    }
}

/// The code's name on the wire.
pub fn name_of(code: Code) -> String {
    let value = serde_json::to_value(code).unwrap_or_default();
    value.as_str().unwrap_or("unknown").to_owned()
}
