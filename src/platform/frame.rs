//! The page of a partner around this frame, and the port between both.

use super::bindings;
use wasm_bindgen::prelude::Closure;

pub use web_sys::Element;

/// Greets the page. `take` gets origin and text of what comes to the window and answers what to say first, or an empty text to
/// refuse; `heard` gets what comes through the port; `sized` gets the height of the frame's content whenever it changes.
pub fn meet(
    hello: &str,
    take: impl Fn(String, String) -> String + 'static,
    heard: impl Fn(String) + 'static,
    content: &Element,
    sized: impl Fn(u32) + 'static,
) {
    let take = Closure::<dyn Fn(String, String) -> String>::new(take);
    let heard = Closure::<dyn Fn(String)>::new(heard);
    let sized = Closure::<dyn Fn(u32)>::new(sized);
    bindings::meet_page(hello, &take, &heard, content, &sized);
    // The frame listens until it is gone.
    take.forget();
    heard.forget();
    sized.forget();
}

/// Says something through the port; `message` is JSON.
pub fn tell(message: &str) {
    bindings::tell_page(message);
}
