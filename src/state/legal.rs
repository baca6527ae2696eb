//! Where the terms and the privacy notice are: with the operator, or here.

use super::config;
use super::route::Route;

/// The terms of use.
pub fn terms() -> String {
    config::terms().unwrap_or_else(|| Route::Terms.path())
}

/// The privacy notice.
pub fn privacy() -> String {
    config::privacy().unwrap_or_else(|| Route::Privacy.path())
}
