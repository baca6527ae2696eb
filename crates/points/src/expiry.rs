//! Rules of expiry: on which day the points of a lot end.
//!
//! A rule works on days of the *program's* zone. The day it answers is the first on which the points are gone: they expire at
//! 00:00 of it, and the last valid day shown to the member is the one before.

use crate::time::Date;
use serde::{Deserialize, Serialize};

/// How points of a program expire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    #[serde(other)]
    Unknown,
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
