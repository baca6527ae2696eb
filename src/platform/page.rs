//! The document as a whole: title, language, theme, focus, reload, and the live region that screen readers follow.

use super::bindings;
use super::local::{self, Key};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, Window};

/// The id of the polite live region, which the shell renders once.
pub const LIVE_REGION: &str = "live";
/// The id of the element that takes the focus after a navigation.
pub const MAIN: &str = "main";

/// Runs what comes before the app is mounted, when Leptos has no executor yet.
pub fn before_mount(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

thread_local! {
    static STYLED: Cell<bool> = const { Cell::new(false) };
}

/// Asks for the style of all pages but the first screen, at once; answers whether it is there.
pub fn styles() -> impl Future<Output = bool> {
    let asked = (!STYLED.get()).then(|| JsFuture::from(bindings::page_styles()));
    async {
        let Some(asked) = asked else { return true };
        let is_there = asked.await.is_ok();
        STYLED.set(is_there);
        is_there
    }
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets `lang` of the document.
pub fn set_lang(lang: &str) {
    set_root("lang", Some(lang));
}

/// Says `text` to a screen reader without moving the focus, after what is being said; inside of a dialog where one is open.
pub fn announce(text: &str) {
    bindings::announce(text);
}

/// Moves the focus to an element, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.focus();
    }
}

/// Moves the focus to the element at a place among those that a selector finds, if it is there.
pub fn focus_nth(selector: &str, place: u32) {
    let found = document().and_then(|document| document.query_selector_all(selector).ok()?.item(place));
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The place of the element that has the focus among those that a selector finds, if it is one of them.
pub fn focused_place(selector: &str) -> Option<u32> {
    let document = document()?;
    let (focused, found) = (document.active_element()?, document.query_selector_all(selector).ok()?);
    (0..found.length()).find(|place| found.item(*place).is_some_and(|node| node.is_same_node(Some(&focused))))
}

/// Removes an element, if it is there.
pub fn remove(id: &str) {
    if let Some(element) = by_id(id) {
        element.remove();
    }
}

/// Shows the words that index.html has ready for a start that failed.
pub fn fail() {
    set_root("data-failed", Some(""));
}

/// Loads the page anew, for what is read before the app starts.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// The theme the member chose: `light`, `dark`, or `None` for the system's.
pub fn theme() -> Option<String> {
    local::get(Key::Theme)
}

/// Keeps and shows a theme.
pub fn set_theme(theme: Option<&str>) {
    local::set(Key::Theme, theme);
    set_root("data-theme", theme);
}

/// Shows a theme without keeping it.
pub fn show_theme(theme: &str) {
    set_root("data-theme", Some(theme));
}

/// Shows how many messages of the page around the frame were ignored, where its developers and our tests look.
pub fn count_ignored(count: u32) {
    set_root("data-ignored", Some(&count.to_string()));
}

/// Keeps a language and starts the app again in it, for its texts are loaded before the app.
pub fn set_language(lang: &str) {
    local::set(Key::Language, Some(lang));
    reload();
}

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn set_root(name: &str, value: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // It throws for names that are no names; ours are.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}
