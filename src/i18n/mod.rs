//! Words, numbers, money and dates in the member's language.
//!
//! Every text is a function, made by build.rs: `t::wallet_total()`, `t::wallet_alert(amount, name)`, `t::wallet_programs(4)`. A key
//! that is missing in a language fails the build. Formats come from the browser's Intl.
//!
//! [`t`] has the texts of locales/, which are there from the start: the first screen, and what every page shares. [`pages`] has
//! those of locales/pages/ too, which [`load_pages`] loads before a page of its own chunk is made.

mod format;
mod moment;
mod own;
mod table;
mod whom;
mod words;

/// One function for each text that is there from the start.
pub mod t {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

/// One function for each text. For what pages other than the first screen show: before they are loaded, these texts are empty.
pub mod pages {
    pub use super::t::*;
    include!(concat!(env!("OUT_DIR"), "/pages.rs"));
}

pub use crate::platform::intl::MoneyParts;
pub use format::{amount, approx_money, change, money, money_parts, number, percent, points};
pub use moment::{
    Now, ago, browser_zone, countdown, date, date_time, day, duration_hours, length, month, set_zone, stopwatch, time,
    zone,
};
pub use own::{DOTS, hidden_word, hide_own, own};
pub use table::{has_pages, language, load, load_pages};
pub use whom::{only_for, open_to};
pub use words::{activity_group, activity_kind, days, initials, language_name, transfer_state, unit, unit_of_part};
