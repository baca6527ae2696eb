//! Reading requests: bodies, ids in paths, queries. What cannot be read is refused with words that say what to send.

use crate::http::problem::Failure;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, RawPathParams, Request};
use axum::http::header;
use axum::http::request::Parts;
use contract::points::amount::MAX_POINTS;
use contract::{
    ChallengeId, Code, FieldError, LinkId, MembershipId, PartnerId, PasskeyId, ProgramId, QuoteId, RewardId, SessionId,
    TransferId, limits,
};
use http_body_util::{BodyExt, Limited};
use serde::de::DeserializeOwned;

/// A JSON body within the limit.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Json<T>, Failure> {
        let media =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = media.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") || request.headers().contains_key(header::CONTENT_ENCODING)
        {
            return Err(Failure::of(Code::UnsupportedMediaType));
        }
        parse(&body_bytes(request).await?).map(Json)
    }
}

/// The whole body, up to the limit.
pub async fn body_bytes(request: Request) -> Result<Bytes, Failure> {
    let body = Limited::new(request.into_body(), limits::BODY_BYTES).collect().await;
    let body = body.map_err(|error| match error.downcast_ref::<http_body_util::LengthLimitError>() {
        Some(_) => Failure::new(Code::TooLarge, format!("Send at most {} bytes.", limits::BODY_BYTES)),
        None => Failure::malformed("The body ended early: send it again."),
    })?;
    Ok(body.to_bytes())
}

/// One JSON object with the fields of `T`.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    // Without this, a list of the fields' values would be read as the object.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(Failure::malformed("The body cannot be read: send one JSON object."));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let (field, cause) = (error.path().to_string(), error.into_inner().to_string());
        let numeric = ["integer", "floating point", "number", "2^53"].iter().any(|word| cause.contains(word));
        let hint = if numeric { format!(" Amounts are whole numbers from 0 to {MAX_POINTS}.") } else { String::new() };
        let failure = Failure::malformed(format!("The body cannot be read: {cause}.{hint}"));
        if field == "." || field == "?" { failure } else { failure.at(&field) }
    })?;
    reader.end().map_err(|error| Failure::malformed(format!("The body cannot be read: {error}.")))?;
    Ok(value)
}

/// The query, with unknown and unreadable parameters refused.
pub struct Params<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Params<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Params<T>, Failure> {
        let Query(value) = Query::from_request_parts(parts, state)
            .await
            .map_err(|error| Failure::malformed(format!("The query cannot be read: {}.", error.body_text())))?;
        Ok(Params(value))
    }
}

/// Which part of a list: `limit` entries after `cursor`.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// `next` of the page before.
    #[param(max_length = 200)]
    pub cursor: Option<String>,
    /// Entries on the page, 30 if not given.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u32>,
}

impl Part {
    /// The cursor and the number of entries, both within the limits.
    pub fn checked(self) -> Result<(Option<String>, u32), Failure> {
        let limit = self.limit.unwrap_or(limits::PAGE_DEFAULT);
        if !(1..=limits::PAGE_MOST).contains(&limit) {
            return Err(Failure::malformed(format!("limit goes from 1 to {}.", limits::PAGE_MOST)).at("limit"));
        }
        if self.cursor.as_ref().is_some_and(|cursor| cursor.len() > limits::CURSOR_BYTES) {
            return Err(bad_cursor());
        }
        Ok((self.cursor, limit))
    }
}

/// A cursor that no page of ours gave.
pub fn bad_cursor() -> Failure {
    Failure::malformed(
        "The cursor is not one of this list: send `next` of the page before with the same filters, or none for the first page.",
    )
    .at("cursor")
}

/// The ids of a path, in their order. An id that cannot be one of ours is simply not there.
pub struct Ids<T>(pub T);

/// Ids that a path can hold.
pub trait FromPath: Sized {
    /// Reads the values of a path's parameters; `None` if they cannot be ids.
    fn from_path(values: &[&str]) -> Option<Self>;
}

impl<S: Send + Sync, T: FromPath> FromRequestParts<S> for Ids<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Ids<T>, Failure> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Failure::of(Code::NotFound))?;
        let values: Vec<&str> = params.iter().map(|(_, value)| value).collect();
        T::from_path(&values).map(Ids).ok_or_else(|| Failure::of(Code::NotFound))
    }
}

macro_rules! uuid_in_path {
    ($($name:ident),*) => {$(
        impl FromPath for $name {
            fn from_path(values: &[&str]) -> Option<$name> {
                let [value] = values else { return None };
                let id = uuid::Uuid::try_parse(value).ok()?;
                (id.hyphenated().to_string() == *value).then(|| $name(id.to_string()))
            }
        }
    )*};
}

uuid_in_path!(ChallengeId, LinkId, MembershipId, PasskeyId, QuoteId, SessionId, TransferId);

/// A reward's number, written in one way only.
impl FromPath for RewardId {
    fn from_path(values: &[&str]) -> Option<RewardId> {
        let [value] = values else { return None };
        let number = value.parse::<u32>().ok()?;
        (number.to_string() == *value).then_some(RewardId(number))
    }
}

/// A pair's path: from, to.
impl FromPath for (ProgramId, ProgramId) {
    fn from_path(values: &[&str]) -> Option<(ProgramId, ProgramId)> {
        let [from, to] = values else { return None };
        Some((ProgramId(short_name(from)?), ProgramId(short_name(to)?)))
    }
}

impl FromPath for PartnerId {
    fn from_path(values: &[&str]) -> Option<PartnerId> {
        let [id] = values else { return None };
        short_name(id).map(PartnerId)
    }
}

/// Names that people chose: lower-case letters, digits and hyphens.
fn short_name(text: &str) -> Option<String> {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (!text.is_empty() && text.len() <= 64 && text.bytes().all(fits)).then(|| text.to_owned())
}

/// The id of a `PUT`: the client made it, so a wrong form is its mistake and not an absence.
pub struct NewTransferId(pub TransferId);

impl<S: Send + Sync> FromRequestParts<S> for NewTransferId {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<NewTransferId, Failure> {
        let detail = "The id in the path is a UUID of version 4 or 7, in lower case with hyphens.";
        let malformed = || Failure {
            errors: vec![FieldError { field: "id".into(), detail: detail.into() }],
            ..Failure::malformed(detail)
        };
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| malformed())?;
        let id = params.iter().next().map(|(_, value)| TransferId(value.to_owned()));
        id.filter(TransferId::is_valid).map(NewTransferId).ok_or_else(malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::QuoteRequest;

    #[test]
    fn a_body_that_does_not_fit_is_refused_with_the_field_and_the_largest_value() {
        let quote =
            |amount: &str| parse::<QuoteRequest>(format!(r#"{{"from":"a","to":"b","amount":{amount}}}"#).as_bytes());
        assert!(quote("9007199254740991").is_ok());
        for bad in ["9007199254740992", "18446744073709551616", "1e3", "-1", "0.5", "\"1\"", "null"] {
            let failure = quote(bad).unwrap_err();
            assert_eq!(failure.errors[0].field, "amount", "{bad}");
            assert!(
                bad == "null" || failure.detail.contains("9007199254740991") || bad == "\"1\"",
                "{}",
                failure.detail
            );
        }
        for bad in [
            "",
            "{",
            "[]",
            "null",
            r#"["a","b",1]"#,
            r#"{"from":"a","to":"b","amount":1,"fee":0}"#,
            r#"{"from":"a","to":"b","amount":1}x"#,
        ] {
            assert!(parse::<QuoteRequest>(bad.as_bytes()).is_err(), "{bad} was taken");
        }
    }
}
