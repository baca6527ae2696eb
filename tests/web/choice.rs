//! Choosing: filters that are links, and the browser's own list.

use crate::screen::{Screen, has_focus, settle};
use gom::ui::{Choices, FilterLink, Filters, Select};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_filter_keeps_its_place_and_its_focus_when_it_comes_into_force() {
    let link = |text: &str, count: &str, current| FilterLink {
        href: ["#", text].concat(),
        text: text.into(),
        count: count.into(),
        current,
    };
    let links = RwSignal::new(vec![link("All", "", true), link("Coffee", "12", false)]);
    let screen = Screen::show(move || view! { <Filters label="Filters" links=links/> }).await;
    assert_eq!(screen.one("nav").get_attribute("aria-label").as_deref(), Some("Filters"));
    assert_eq!(screen.texts("a"), ["All", "Coffee 12"]);
    assert_eq!(screen.texts("a[aria-current=true]"), ["All"]);
    let coffee = screen.one("a[href='#Coffee']");
    coffee.focus().unwrap();
    links.set(vec![link("All", "", false), link("Coffee", "12", true)]);
    settle().await;
    assert_eq!(screen.texts("a[aria-current=true]"), ["Coffee 12"]);
    assert!(has_focus(&coffee));
}

#[wasm_bindgen_test]
async fn a_list_shows_what_is_in_force_whoever_chose_it() {
    let group = |heading: &str, names: &[&str]| Choices {
        heading: heading.into(),
        choices: names.iter().map(|name| (name.to_lowercase(), (*name).to_owned())).collect(),
    };
    let (chosen, told) = (RwSignal::new("b".to_owned()), RwSignal::new(String::new()));
    let choices = vec![group("", &["A"]), group("More", &["B", "C"])];
    let screen = Screen::show(move || {
        view! { <Select label="Letter" choices=Signal::stored(choices) chosen=chosen on_choose=move |letter| told.set(letter)/> }
    })
    .await;
    let select = screen.one("select");
    assert_eq!(select.get_attribute("aria-label").as_deref(), Some("Letter"));
    assert_eq!(screen.texts("option:checked"), ["B"]);
    assert_eq!(screen.one("optgroup").get_attribute("label").as_deref(), Some("More"));
    assert_eq!(screen.all("optgroup option").len(), 2);

    js_sys::Reflect::set(&select, &"value".into(), &"c".into()).unwrap();
    select.dispatch_event(&web_sys::Event::new("change").unwrap()).unwrap();
    assert_eq!(told.get_untracked(), "c");
    chosen.set("a".into());
    settle().await;
    assert_eq!(screen.texts("option:checked"), ["A"]);
}
