//! Who asks, and what they may do. Made from the session cookie; a bearer of a partner's page will be another way in.

use crate::http::problem::Failure;
use crate::state::AppState;
use crate::store::{LiveSession, MemberId};
use crate::token::Token;
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use contract::Code;

/// A signed-in member, through one way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// Whose data.
    pub member: MemberId,
    /// By which session.
    pub session: LiveSession,
    /// Through what.
    pub audience: Audience,
    /// What may be done.
    pub scopes: Scopes,
}

/// What the member uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Gom itself, on its own origin.
    App,
}

/// What a principal may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scopes {
    /// Read everything of the member.
    pub read: bool,
    /// Change preferences and move points.
    pub change: bool,
}

impl Scopes {
    /// What the member's own session may do.
    pub const ALL: Scopes = Scopes { read: true, change: true };
}

impl FromRequestParts<AppState> for Principal {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Principal, Failure> {
        let found = <Principal as OptionalFromRequestParts<AppState>>::from_request_parts(parts, state).await?;
        let principal = found.ok_or_else(|| Failure::of(Code::SignedOut))?;
        let allowed = if parts.method.is_safe() { principal.scopes.read } else { principal.scopes.change };
        if allowed { Ok(principal) } else { Err(Failure::of(Code::SignedOut)) }
    }
}

impl OptionalFromRequestParts<AppState> for Principal {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Principal>, Failure> {
        let Some(token) = Token::from_cookies(&parts.headers) else { return Ok(None) };
        let session = state.store.session(&token.hash()).await?;
        let principal = |session: LiveSession| {
            let member = session.member.clone();
            Principal { member, session, audience: Audience::App, scopes: Scopes::ALL }
        };
        Ok(session.map(principal))
    }
}
