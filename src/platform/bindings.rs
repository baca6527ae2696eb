//! The functions of the scripts beside this file.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/platform/platform.js")]
extern "C" {
    #[wasm_bindgen(js_name = formatNumber)]
    pub fn format_number(lang: &str, value: f64, sign: bool) -> String;
    #[wasm_bindgen(js_name = formatPercent)]
    pub fn format_percent(lang: &str, value: f64) -> String;
    #[wasm_bindgen(js_name = formatUnit)]
    pub fn format_unit(lang: &str, value: f64, unit: &str) -> String;
    #[wasm_bindgen(js_name = formatAge)]
    pub fn format_age(lang: &str, value: f64, unit: &str) -> String;
    #[wasm_bindgen(js_name = formatDate)]
    pub fn format_date(lang: &str, zone: &str, ms: f64, style: &str) -> String;
    #[wasm_bindgen(js_name = browserZone)]
    pub fn browser_zone() -> String;
    #[wasm_bindgen(js_name = countryName)]
    pub fn country_name(lang: &str, code: &str) -> String;
    #[wasm_bindgen(js_name = pluralForm)]
    pub fn plural_form(lang: &str, value: f64) -> String;
    #[wasm_bindgen(catch)]
    pub fn exponent(currency: &str) -> Result<u32, JsValue>;
    #[wasm_bindgen(js_name = moneyParts, catch)]
    pub fn money_parts(lang: &str, currency: &str, decimal: &str) -> Result<Array, JsValue>;

    pub fn kv(store: &str, act: &str, a: Option<&str>, b: Option<&str>) -> Promise;
    #[wasm_bindgen(js_name = kvPutOver)]
    pub fn kv_put_over(store: &str, key: &str, value: &str) -> Promise;
    #[wasm_bindgen(js_name = kvPutAlone)]
    pub fn kv_put_alone(store: &str, key: &str, value: &str, part: &str) -> Promise;

    pub fn parameter(search: &str, name: &str) -> Option<String>;
    #[wasm_bindgen(js_name = changeAddress)]
    pub fn change_address(path: &str, replace: bool);
    #[wasm_bindgen(js_name = onAddress)]
    pub fn on_address(tell: &Closure<dyn Fn()>);

    pub fn announce(text: &str);
    #[wasm_bindgen(js_name = pageStyles)]
    pub fn page_styles() -> Promise;
    #[wasm_bindgen(js_name = pageTexts)]
    pub fn page_texts() -> Promise;
    #[wasm_bindgen(js_name = saveFile)]
    pub fn save_file(name: &str, kind: &str, text: &str);
    #[wasm_bindgen(js_name = canShare)]
    pub fn can_share() -> bool;
    pub fn share(title: &str, text: &str);
    pub fn sleep(ms: u32) -> Promise;
    pub fn breathe() -> Promise;
    #[wasm_bindgen(js_name = markNextFrame)]
    pub fn mark_next_frame(name: &str);
    #[wasm_bindgen(js_name = nextFrame)]
    pub fn next_frame() -> Promise;
}

#[wasm_bindgen(module = "/src/platform/settings.js")]
extern "C" {
    pub fn setting(path: &str) -> Option<String>;
    #[wasm_bindgen(js_name = showAccent)]
    pub fn show_accent();
}

#[wasm_bindgen(module = "/src/platform/passkeys.js")]
extern "C" {
    #[wasm_bindgen(js_name = hasPasskeys)]
    pub fn has_passkeys() -> bool;
    #[wasm_bindgen(js_name = askDevice)]
    pub fn ask_device(act: &str, options: &str) -> Promise;
}

// The tabs of one browser.
#[wasm_bindgen(module = "/src/platform/platform.js")]
extern "C" {
    #[wasm_bindgen(js_name = takeTurn)]
    pub fn take_turn(signal: &web_sys::AbortSignal) -> Promise;
    #[wasm_bindgen(js_name = tellTabs)]
    pub fn tell_tabs(word: &str);
    #[wasm_bindgen(js_name = onTabs)]
    pub fn on_tabs(tell: &Closure<dyn Fn(String)>);
}

#[wasm_bindgen(module = "/src/platform/worker.js")]
extern "C" {
    #[wasm_bindgen(js_name = watchUpdates)]
    pub fn watch_updates(tell: &Closure<dyn Fn()>);
    #[wasm_bindgen(js_name = takeUpdate)]
    pub fn take_update();
}

#[wasm_bindgen(module = "/src/platform/frame.js")]
extern "C" {
    #[wasm_bindgen(js_name = meetPage)]
    pub fn meet_page(
        hello: &str,
        take: &Closure<dyn Fn(String, String) -> String>,
        heard: &Closure<dyn Fn(String)>,
        element: &web_sys::Element,
        sized: &Closure<dyn Fn(u32)>,
    );
    #[wasm_bindgen(js_name = tellPage)]
    pub fn tell_page(message: &str);
}
