//! `index.html` with its inline script and style, and the Content-Security-Policy that allows exactly these.

use crate::{
    files::{self, Asset},
    javascript, languages,
};
use eyre::{Result, ensure};
use regex::Regex;
use std::path::Path;

pub struct Assets {
    pub app: Asset,
    pub main: Asset,
    pub style: Asset,
    /// Loaded with the first page that is not the first screen.
    pub pages_style: Asset,
    pub languages: Vec<languages::Files>,
}

/// Fills the template. It is read from the checkout, not from Trunk's output, because the hashes of the policy need
/// every byte to be ours.
pub fn write(work: &Path, dist: &Path, assets: &Assets) -> Result<()> {
    let early = javascript::minify_inline(work, "early.js", &early_script(assets)?)?;
    let shell = javascript::minify_inline(work, "shell.css", &files::read("boot/shell.css".as_ref())?)?;
    let mut page = squeeze(&files::read("index.html".as_ref())?)?;
    fill(&mut page, r#"<script data-hook="early"></script>"#, &format!("<script>{early}</script>"))?;
    fill(&mut page, r#"<style data-hook="shell"></style>"#, &format!("<style>{shell}</style>"))?;
    // In the page, so that no icon waits for a file of its own.
    let icons = squeeze(&files::read("boot/icons.svg".as_ref())?)?;
    let icons =
        icons.replace(r#"<svg xmlns="http://www.w3.org/2000/svg">"#, r#"<svg class="icons" aria-hidden="true">"#);
    fill(&mut page, r#"<svg data-hook="icons"></svg>"#, &icons)?;
    let style = format!(r#"<link rel="stylesheet" href="{}">"#, assets.style.url);
    fill(&mut page, r#"<link data-hook="style">"#, &style)?;
    let Asset { url, integrity } = &assets.app;
    let app = format!(r#"<script type="module" src="{url}" integrity="{integrity}" crossorigin></script>"#);
    fill(&mut page, r#"<script data-hook="app"></script>"#, &app)?;
    ensure!(
        !page.contains("data-hook") && !page.contains("data-trunk"),
        "index.html has a place the hook does not fill"
    );
    files::write(&dist.join("index.html"), page.as_bytes())?;
    files::write(&dist.join("csp.txt"), policy(integrity, &early, &shell).as_bytes())
}

/// The script that starts every download of the first screen before the app's own code is there.
fn early_script(assets: &Assets) -> Result<String> {
    let files = assets.languages.iter().map(|files| {
        let pair = |file: &Asset| [file.url.clone(), file.integrity.clone()];
        (files.language.to_owned(), serde_json::json!([pair(&files.first), pair(&files.pages)]))
    });
    let mut script = files::read("boot/early.js".as_ref())?;
    fill(&mut script, "LANGUAGE_FILES", &serde_json::Value::Object(files.collect()).to_string())?;
    fill(&mut script, "PAGES_STYLE", &serde_json::json!(assets.pages_style.url).to_string())?;
    fill(&mut script, "MAIN_FILE", &serde_json::json!([assets.main.url, assets.main.integrity]).to_string())?;
    Ok(script)
}

/// One line for the backend to send with the page. No 'self' for scripts: only the bytes named here may run.
fn policy(app_integrity: &str, early: &str, shell: &str) -> String {
    let (early, shell) = (files::inline_source(early), files::inline_source(shell));
    [
        "default-src 'none'",
        &format!("script-src '{app_integrity}' {early} 'wasm-unsafe-eval'"),
        &format!("style-src 'self' {shell}"),
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types gom",
    ]
    .join("; ")
}

/// Takes out comments, Trunk's own tags and the white space between tags.
fn squeeze(page: &str) -> Result<String> {
    let page = Regex::new(r"(?s)<!--.*?-->|<link data-trunk[^>]*>")?.replace_all(page, "");
    let page = Regex::new(r"\s*\n\s*")?.replace_all(&page, "\n");
    Ok(Regex::new(r">\n<")?.replace_all(&page, "><").trim().replace('\n', " "))
}

fn fill(text: &mut String, place: &str, content: &str) -> Result<()> {
    let found = text.matches(place).count();
    ensure!(found == 1, "the place {place} is there {found} times instead of once");
    *text = text.replace(place, content);
    Ok(())
}
