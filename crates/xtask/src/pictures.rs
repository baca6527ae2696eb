//! Pictures that are committed: icons from one SVG file, screenshots from the running demo.

use crate::{backend, failure::Outcome, paths, process, tools, web};

pub fn make() -> Outcome {
    let chromium = tools::chromium()?;
    web::build()?;
    backend::build()?;
    let mut playwright = process::command("playwright");
    playwright.args(["test", "--config", "tests/pictures/playwright.config.ts"]);
    playwright.env("CHROMIUM_BIN", chromium).env("GOM_BACKEND_BIN", backend::program());
    process::step("drawing icons and screenshots", playwright.env("GOM_DIST", paths::release_dist()))
}
