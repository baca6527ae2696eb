//! What is drawn and what is said beside it: lots, timeline, monogram, icon, logo, emphasis, header, card.

use crate::screen::{Screen, text};
use gom::ui::{
    Card, Icon, IconName, Logo, LotSegment, LotsBar, Monogram, PageHeader, Timeline, TimelineDot, TimelineItem,
    Urgency, bold,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn lots_are_drawn_by_share_and_said_in_words() {
    let lot = |share, urgency, label: &str| LotSegment { share, urgency, label: label.into() };
    let segments = vec![
        lot(300, Urgency::Soon, "300 · 1 thg 12"),
        lot(200, Urgency::Next, ""),
        lot(500, Urgency::Later, "500 · sau đó"),
    ];
    let screen = Screen::show(move || view! { <LotsBar segments=segments/> }).await;
    assert_eq!(screen.one(".lots").get_attribute("aria-hidden").as_deref(), Some("true"));
    let bars = screen.all(".lots i");
    let widths: Vec<f64> = bars.iter().map(|bar| bar.get_bounding_client_rect().width()).collect();
    let grows = |bar: &web_sys::Element| {
        bar.dyn_ref::<web_sys::HtmlElement>().unwrap().style().get_property_value("flex-grow").unwrap()
    };
    assert_eq!(bars.iter().map(grows).collect::<Vec<_>>(), ["300", "200", "500"], "{widths:?}");
    assert_eq!(screen.texts("ul > li"), ["300 · 1 thg 12", "500 · sau đó"]);
    assert_eq!(screen.texts("li.warn"), ["300 · 1 thg 12"]);
}

#[wasm_bindgen_test]
async fn a_timeline_is_an_ordered_list_whose_dots_are_not_read() {
    let item = |dot, text: &str| TimelineItem { dot, text: text.into(), time: "09:32".into() };
    let items =
        vec![item(TimelineDot::Done, "Sent"), item(TimelineDot::Bad, "Refused"), item(TimelineDot::Todo, "Arrives")];
    let screen = Screen::show(move || view! { <Timeline items=items/> }).await;
    assert_eq!(screen.texts("ol > li"), ["Sent09:32", "Refused09:32", "Arrives09:32"]);
    assert_eq!(screen.texts("ol > li.todo"), ["Arrives09:32"]);
    assert_eq!(screen.texts("ol > li.bad"), ["Refused09:32"]);
    assert_eq!(screen.all("li > i:not([aria-hidden=true])").len(), 0);
}

#[wasm_bindgen_test]
async fn pictures_are_decoration_and_a_logo_has_a_name() {
    let screen = Screen::show(|| {
        view! {
            <Monogram letters="LM" color="#006885"/>
            <Icon name=IconName::Gift/>
            <Logo name="Ví Sen" picture=Some("/logo.svg".to_owned())/>
        }
    })
    .await;
    assert_eq!(screen.one(".mono").get_attribute("aria-hidden").as_deref(), Some("true"));
    assert_eq!(screen.all("svg.icon[aria-hidden=true]").len(), 1);
    assert_eq!(screen.one("img").get_attribute("alt").as_deref(), Some("Ví Sen"));
    let letters = Screen::show(|| view! { <Logo name="gom" picture=None/> }).await;
    assert_eq!(text(&letters.one(".logo")), "gom");
}

#[wasm_bindgen_test]
async fn emphasis_changes_no_word() {
    let screen = Screen::show(|| view! { <p>{bold("*12* of *Sen* <b>end</b>")}</p> }).await;
    assert_eq!(text(&screen.one("p")), "12 of Sen <b>end</b>");
    assert_eq!(screen.texts("b"), ["12", "Sen"]);
}

#[wasm_bindgen_test]
async fn a_page_has_one_heading_that_follows_its_name() {
    let title = RwSignal::new("Sen".to_string());
    let screen = Screen::show(move || view! { <PageHeader title=title>"now"</PageHeader><Card>"held"</Card> }).await;
    assert_eq!(text(&screen.one("h1")), "Sen");
    title.set("Súng".into());
    crate::screen::settle().await;
    assert_eq!(text(&screen.one("h1")), "Súng");
    assert_eq!(text(&screen.one("article")), "held");
}
