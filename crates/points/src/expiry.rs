//! Rules of expiry: on which day the points of a lot end.
//!
//! A rule works on days of the *program's* zone. The day it answers is the first on which the points are gone: they expire at
//! 00:00 of it, and the last valid day shown to the member is the one before.

use crate::time::Date;
use serde::{Deserialize, Serialize};

/// How points of a program expire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "RuleWire", into = "RuleWire")]
pub enum ExpiryRule {
    /// A number of months after earning.
    Fixed {
        /// Months of life.
        months: u32,
    },
    /// All lots end a number of months after the last activity of the listed kinds.
    Inactivity {
        /// Months without activity.
        months: u32,
        /// Which activity counts: `earn`, `redeem`, `transfer`.
        activity_kinds: Vec<String>,
    },
    /// At the end of the calendar year in which a number of months is over.
    CalendarYearEnd {
        /// Months that must pass first.
        months: u32,
    },
    /// Never.
    Never,
    /// A rule this version does not know: shown as unknown, never guessed.
    Unknown,
}

/// A rule on the wire. Flat, because a tagged enum costs the app far more code to read.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ExpiryRule))]
pub(crate) struct RuleWire {
    /// `fixed`, `inactivity`, `calendar_year_end` or `never`.
    kind: String,
    /// Months of life, or without activity, or that must pass first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    months: Option<u32>,
    /// With `inactivity`: which activity counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    activity_kinds: Vec<String>,
}

impl From<ExpiryRule> for RuleWire {
    fn from(rule: ExpiryRule) -> RuleWire {
        let (kind, months, activity_kinds) = match rule {
            ExpiryRule::Fixed { months } => ("fixed", Some(months), Vec::new()),
            ExpiryRule::Inactivity { months, activity_kinds } => ("inactivity", Some(months), activity_kinds),
            ExpiryRule::CalendarYearEnd { months } => ("calendar_year_end", Some(months), Vec::new()),
            ExpiryRule::Never => ("never", None, Vec::new()),
            ExpiryRule::Unknown => ("unknown", None, Vec::new()),
        };
        RuleWire { kind: kind.to_owned(), months, activity_kinds }
    }
}

impl From<RuleWire> for ExpiryRule {
    fn from(wire: RuleWire) -> ExpiryRule {
        match (wire.kind.as_str(), wire.months) {
            ("fixed", Some(months)) => ExpiryRule::Fixed { months },
            ("inactivity", Some(months)) => ExpiryRule::Inactivity { months, activity_kinds: wire.activity_kinds },
            ("calendar_year_end", Some(months)) => ExpiryRule::CalendarYearEnd { months },
            ("never", _) => ExpiryRule::Never,
            _ => ExpiryRule::Unknown,
        }
    }
}

impl ExpiryRule {
    /// The first day without the points, for points earned on `earned`; for inactivity rules, `earned` is the last activity.
    ///
    /// ```
    /// use points::{Date, expiry::ExpiryRule};
    /// let earned = Date::new(2026, 8, 31).unwrap();
    /// let rule = ExpiryRule::Fixed { months: 6 };
    /// assert_eq!(rule.expires_on(earned), Date::new(2027, 2, 28).ok());
    /// let rule = ExpiryRule::CalendarYearEnd { months: 24 };
    /// assert_eq!(rule.expires_on(earned), Date::new(2029, 1, 1).ok());
    /// ```
    pub fn expires_on(&self, earned: Date) -> Option<Date> {
        match self {
            ExpiryRule::Fixed { months } | ExpiryRule::Inactivity { months, .. } => Some(earned.plus_months(*months)),
            ExpiryRule::CalendarYearEnd { months } => {
                let (year, _, _) = earned.plus_months(*months).ymd();
                Date::new(year + 1, 1, 1).ok()
            }
            ExpiryRule::Never | ExpiryRule::Unknown => None,
        }
    }

    /// Whether an activity of this kind moves the date of all lots of the membership.
    pub fn is_moved_by(&self, kind: &str) -> bool {
        matches!(self, ExpiryRule::Inactivity { activity_kinds, .. } if activity_kinds.iter().any(|k| k == kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_come_back_from_json() {
        for rule in [
            ExpiryRule::Fixed { months: 6 },
            ExpiryRule::Inactivity { months: 12, activity_kinds: vec!["earn".to_owned()] },
            ExpiryRule::CalendarYearEnd { months: 24 },
            ExpiryRule::Never,
            ExpiryRule::Unknown,
        ] {
            let text = serde_json::to_string(&rule).unwrap();
            assert_eq!(serde_json::from_str::<ExpiryRule>(&text).unwrap(), rule, "{text}");
        }
    }
}
