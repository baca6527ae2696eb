//! The dialog: who has the focus, how it closes, what it is called.

use crate::screen::{Screen, has_focus, settle, text};
use gom::ui::{Button, Dialog};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlDialogElement};

async fn question(open: RwSignal<bool>, confirmed: RwSignal<u32>) -> Screen {
    Screen::show(move || {
        view! {
            <button id="opener" on:click=move |_| open.set(true)>"Ask"</button>
            <Dialog open=open title="Really?" id="question">
                <Button on_press=move |()| confirmed.update(|n| *n += 1)>"Yes"</Button>
                <button class="safe" autofocus=true on:click=move |_| open.set(false)>"Go back"</button>
            </Dialog>
        }
    })
    .await
}

fn dialog(screen: &Screen) -> HtmlDialogElement {
    screen.one("dialog").dyn_into().unwrap()
}

#[wasm_bindgen_test]
async fn it_opens_on_the_safe_button_and_gives_the_focus_back() {
    let (open, confirmed) = (RwSignal::new(false), RwSignal::new(0));
    let screen = question(open, confirmed).await;
    assert!(!dialog(&screen).open() && screen.all(".safe").is_empty());
    let opener = screen.one("#opener");
    opener.focus().unwrap();
    opener.click();
    settle().await;
    assert!(dialog(&screen).open());
    assert!(dialog(&screen).matches(":modal").unwrap());
    assert!(has_focus(&screen.one(".safe")));
    screen.one(".safe").click();
    settle().await;
    assert!(!dialog(&screen).open());
    assert!(has_focus(&opener));
    assert_eq!(confirmed.get_untracked(), 0);
}

#[wasm_bindgen_test]
async fn its_heading_is_its_name() {
    let screen = question(RwSignal::new(true), RwSignal::new(0)).await;
    let name = dialog(&screen).get_attribute("aria-labelledby").unwrap();
    assert_eq!(text(&screen.one(&format!("h2#{name}"))), "Really?");
}

/// What Escape does in a browser: it cancels, and a dialog that nobody holds back closes.
#[wasm_bindgen_test]
async fn escape_says_no_and_it_can_be_asked_again() {
    let (open, confirmed) = (RwSignal::new(true), RwSignal::new(0));
    let screen = question(open, confirmed).await;
    let asked = Event::new("cancel").unwrap();
    assert!(dialog(&screen).dispatch_event(&asked).unwrap(), "nothing holds Escape back");
    dialog(&screen).close();
    // The event of the closing is a task of its own.
    while open.get_untracked() {
        settle().await;
    }
    assert_eq!(confirmed.get_untracked(), 0);
    open.set(true);
    settle().await;
    assert!(dialog(&screen).open() && has_focus(&screen.one(".safe")));
}
