//! A piece of the document for one test, which is gone after it.

use gom::platform::timer;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// What a test looks at.
pub struct Screen {
    place: HtmlElement,
    view: Option<Box<dyn FnOnce()>>,
}

impl Screen {
    /// Draws a view; effects have run when it is there.
    pub async fn show<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Screen {
        let place: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
        document().body().unwrap().append_child(&place).unwrap();
        let handle: UnmountHandle<_> = mount_to(place.clone(), view);
        let screen = Screen { place, view: Some(Box::new(move || drop(handle))) };
        settle().await;
        screen
    }

    /// The only element that fits.
    pub fn one(&self, selector: &str) -> HtmlElement {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} beside {:?}", self.place.text_content());
        found.into_iter().next().unwrap().dyn_into().unwrap()
    }

    /// All elements that fit, in their order.
    pub fn all(&self, selector: &str) -> Vec<Element> {
        let list = self.place.query_selector_all(selector).unwrap();
        (0..list.length()).map(|at| list.item(at).unwrap().dyn_into().unwrap()).collect()
    }

    /// Their texts.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(text).collect()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Some(view) = self.view.take() {
            view();
        }
        self.place.remove();
    }
}

/// The text of an element.
pub fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

/// Lets everything that follows a signal catch up, and the browser tell what it still has to tell.
pub async fn settle() {
    leptos::task::tick().await;
    timer::sleep(0).await;
}

/// The document.
pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Whether an element has the focus.
pub fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}
