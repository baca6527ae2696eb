//! The widgets of src/ui in a real browser: what they are for a keyboard and a screen reader, and what they do when pressed.
//! `cargo xtask test` runs them; they need nothing of the app around them.
#![cfg(target_arch = "wasm32")]

mod button;
mod choice;
mod dialog;
mod money;
mod pieces;
mod screen;
mod status;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
