//! What can go wrong between the app and the backend, as one type.

use crate::platform::json;
use contract::points::Timestamp;
use contract::{Code, FieldError};
use serde::Deserialize;

/// What the app reads of a problem; the rest is for programs and logs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Said {
    /// Why.
    pub code: Code,
    /// What to tell support.
    pub request_id: String,
    /// Fields that were not taken.
    #[serde(default)]
    pub errors: Vec<FieldError>,
    /// The tiers that could.
    #[serde(default)]
    pub tiers: Vec<String>,
    /// The countries whose phone numbers could.
    #[serde(default)]
    pub countries: Vec<String>,
    /// How often a code may still be tried.
    #[serde(default)]
    pub tries_left: Option<u32>,
    /// When it left.
    #[serde(default)]
    pub left_at: Option<Timestamp>,
    /// Seconds until the next try.
    #[serde(default)]
    pub retry_after_seconds: Option<u32>,
}

/// Why a call gave no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// No response at all. For a mutation: nobody knows whether it arrived.
    Offline,
    /// No answer in time. For a mutation: nobody knows whether it was done.
    Timeout,
    /// 401: sign in first. The session has been told already.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404: not there, or not yours.
    NotFound,
    /// 422 with fields that were not taken.
    Invalid {
        /// Which, and what to send instead.
        fields: Vec<FieldError>,
    },
    /// 400, 413, 415, 422, 403 for a step that needs a fresh proof, or 503 for a code that could not be sent: understood as refused, nothing was changed. `problem.code`
    /// says why.
    Refused {
        /// What was answered.
        problem: Box<Said>,
    },
    /// 409: the state moved on. `problem.code` says how.
    Conflict {
        /// What was answered.
        problem: Box<Said>,
    },
    /// 429.
    RateLimited {
        /// Seconds until the next try.
        after_seconds: u32,
        /// Too many requests, or too many wrong tries of a code.
        code: Code,
    },
    /// 5xx. For a mutation: nobody knows whether it was done.
    Server {
        /// Leads support to the log; empty when a proxy answered.
        request_id: String,
    },
    /// The answer is not what this version understands.
    Decode,
}

impl ApiError {
    /// The error that a response with this status and body is. A body that is no problem+json says no more than its status.
    pub fn from_response(status: u16, body: &str) -> ApiError {
        let problem = json::read::<Said>(body);
        match (status, problem) {
            (401, _) => ApiError::Unauthorized,
            (403, Some(problem)) if problem.code == Code::StepUpNeeded => {
                ApiError::Refused { problem: Box::new(problem) }
            }
            // A proxy or a captive network says 403 and 404 too; what is refused or not there only the server knows.
            (403, Some(_)) => ApiError::Forbidden,
            (404, Some(_)) => ApiError::NotFound,
            (409, Some(problem)) => ApiError::Conflict { problem: Box::new(problem) },
            (429, problem) => {
                let (after, code) = problem.map_or((None, Code::RateLimited), |p| (p.retry_after_seconds, p.code));
                ApiError::RateLimited { after_seconds: after.unwrap_or(1), code }
            }
            (422, Some(problem)) if problem.code == Code::Invalid => ApiError::Invalid { fields: problem.errors },
            (400..500, Some(problem)) => ApiError::Refused { problem: Box::new(problem) },
            (503, Some(problem)) if problem.code == Code::CodeNotSent => {
                ApiError::Refused { problem: Box::new(problem) }
            }
            (500.., problem) => ApiError::Server { request_id: problem.map(|p| p.request_id).unwrap_or_default() },
            _ => ApiError::Decode,
        }
    }

    /// Whether a mutation that ended so may have been done all the same: keep its intent and ask the server by its id.
    pub const fn outcome_unknown(&self) -> bool {
        matches!(self, ApiError::Offline | ApiError::Timeout | ApiError::Server { .. } | ApiError::Decode)
    }

    /// The machine code, where the answer had one.
    pub const fn code(&self) -> Option<Code> {
        match self {
            ApiError::Refused { problem } | ApiError::Conflict { problem } => Some(problem.code),
            ApiError::RateLimited { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// How often a code may still be tried, where it was wrong.
    pub const fn tries_left(&self) -> Option<u32> {
        match self {
            ApiError::Refused { problem } => problem.tries_left,
            _ => None,
        }
    }

    /// What to tell support, where the answer had it.
    pub fn request_id(&self) -> Option<&str> {
        let id = match self {
            ApiError::Refused { problem } | ApiError::Conflict { problem } => problem.request_id.as_str(),
            ApiError::Server { request_id } => request_id.as_str(),
            _ => "",
        };
        (!id.is_empty()).then_some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(status: u16, code: &str) -> String {
        format!(
            r#"{{"type":"about:blank#x","title":"t","status":{status},"detail":"d","code":"{code}","request_id":"r1",
            "errors":[{{"field":"zone","detail":"an IANA zone"}}],"retry_after_seconds":7,"tries_left":4,
            "tiers":["Gold"]}}"#
        )
    }

    #[test]
    fn a_status_and_its_problem_become_one_error() {
        let from = |status, code| ApiError::from_response(status, &body(status, code));
        assert_eq!(from(401, "signed_out"), ApiError::Unauthorized);
        assert_eq!(from(404, "not_found"), ApiError::NotFound);
        for (name, code) in [("rate_limited", Code::RateLimited), ("code_locked", Code::CodeLocked)] {
            assert_eq!(from(429, name), ApiError::RateLimited { after_seconds: 7, code });
        }
        assert_eq!(from(422, "code_wrong").tries_left(), Some(4));
        assert_eq!(from(503, "code_not_sent").code(), Some(Code::CodeNotSent));
        assert!(from(503, "unavailable").outcome_unknown() && !from(503, "code_not_sent").outcome_unknown());
        assert_eq!(from(500, "internal").request_id(), Some("r1"));
        assert!(matches!(from(422, "invalid"), ApiError::Invalid { fields } if fields[0].field == "zone"));
        assert_eq!(from(422, "not_enough").code(), Some(Code::NotEnough));
        assert_eq!(from(403, "step_up_needed").code(), Some(Code::StepUpNeeded));
        assert_eq!(from(403, "cross_site"), ApiError::Forbidden);
        assert!(matches!(from(422, "not_eligible"), ApiError::Refused { problem } if problem.tiers == ["Gold"]));
        assert_eq!(from(409, "quote_expired").code(), Some(Code::QuoteExpired));
        assert_eq!(from(409, "from_the_future").code(), Some(Code::Unknown));
    }

    #[test]
    fn an_answer_without_a_problem_counts_by_its_status() {
        assert_eq!(ApiError::from_response(502, "<html>"), ApiError::Server { request_id: String::new() });
        assert_eq!(ApiError::from_response(409, ""), ApiError::Decode);
        assert!(ApiError::from_response(503, "").outcome_unknown());
        assert!([403, 404].iter().all(|status| ApiError::from_response(*status, "<html>").outcome_unknown()));
    }
}
