//! The widgets of the app in a real browser: wasm-bindgen's test runner, a WebDriver, and Chromium without a screen.

use super::count::{self, Count};
use crate::{
    failure::{Failure, Outcome},
    paths, process, tools,
};
use std::fs;

const TARGET: &str = "wasm32-unknown-unknown";

pub fn check() -> Outcome<Count> {
    tools::for_web()?;
    let not_run = |reason: Failure| Failure::not_run(reason.to_string());
    let (chromium, driver) = (tools::chromium().map_err(not_run)?, tools::chromedriver().map_err(not_run)?);
    let runner = paths::program("wasm-bindgen-test-runner")
        .ok_or_else(|| Failure::not_run("wasm-bindgen-test-runner is missing: it comes with wasm-bindgen-cli"))?;
    let settings = paths::web_target().join("webdriver.json");
    fs::create_dir_all(paths::web_target())?;
    fs::write(&settings, capabilities(&chromium.display().to_string()))?;

    let mut tests = process::cargo(&["test", "--package", "gom", "--target", TARGET, "--test", "web"]);
    tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("CHROMEDRIVER", driver);
    tests.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    super::counted(&mut tests, count::rust)
}

/// Root may not use Chromium's sandbox, and a container has little shared memory; the tests load nothing but themselves.
/// The server of the test runner is sure to answer four connections at once, and a fifth may wait for ever: widgets import from four
/// files of JavaScript at most, and a page that does not load says so after a minute.
fn capabilities(chromium: &str) -> String {
    let binary = chromium.replace('\\', "\\\\").replace('"', "\\\"");
    let args = r#"["--headless=new","--no-sandbox","--disable-dev-shm-usage"]"#;
    format!(r#"{{"goog:chromeOptions":{{"binary":"{binary}","args":{args}}},"timeouts":{{"pageLoad":60000}}}}"#)
}
