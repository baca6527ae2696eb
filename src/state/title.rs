//! The title of the tab.

use crate::platform::page;

/// Names the page, or the step of a page, in the tab and to a screen reader.
pub fn set(title: &str) {
    page::set_title(&[title, " · ", &super::config::name()].concat());
    page::announce(title);
}
