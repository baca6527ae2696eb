//! Trunk's post_build hook. The order needs no second pass: chunks, loader, main module, glue, bundle, page.

use crate::{chunks, css, files, javascript, languages, names, page, wasm, worker};
use eyre::{Result, WrapErr, ensure, eyre};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

/// In the work folder: which files every page asks for.
pub const PAGES: &str = "pages.json";

pub fn run(input: &Path) -> Result<()> {
    let started = Instant::now();
    let release = variable("TRUNK_PROFILE")? == "release";
    let dist = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    ensure!(variable("TRUNK_PUBLIC_URL")? == "/", "the app lives at the root of its origin: keep public_url at /");
    let work = work_folder(input)?;
    // Two builds of one target folder (`dev` beside `test`) share the work folder; held until the end of this run.
    let lock = fs::File::create(work.with_extension("lock")).wrap_err("cannot make the lock of the work folder")?;
    lock.lock().wrap_err("cannot lock the work folder")?;
    if work.exists() {
        fs::remove_dir_all(&work).wrap_err("cannot empty the work folder of the hook")?;
    }
    fs::create_dir_all(&work)?;

    let pieces = wasm::split(input, &work)?;
    names::shorten(&work, &pieces.main)?;
    if release {
        wasm::shrink(&pieces, &work)?;
    }
    let chunks = chunks::publish(&pieces, &work, &dist)?;
    let pages_style = css::bundle("pages", &work, &dist, release)?;
    chunks::write_pages(&pieces, &chunks, &pages_style, &work.join(PAGES))?;
    javascript::patch_loader(&work, &chunks)?;
    let main = wasm::finished(&pieces.main)?;
    let data_start = wasm::data_start(&main)?;
    let main = files::publish(&dist, "main", "wasm", &main)?;
    javascript::patch_glue(&work)?;
    let assets = page::Assets {
        app: javascript::bundle(&work, &dist, data_start, release)?,
        main,
        style: css::bundle("main", &work, &dist, release)?,
        pages_style,
        languages: languages::publish(&dist)?,
    };
    remove_trunk_output(&dist)?;
    page::write(&work, &dist, &assets)?;
    worker::write_element(&dist, release)?;
    worker::write(&work, &dist, release)?;
    if release {
        files::compress_all(&dist)?;
    }
    println!("split: {} chunks, {:.1} s", chunks.by_stem.len(), started.elapsed().as_secs_f32());
    Ok(())
}

/// Beside the compiled app, for everything that is not shipped.
pub fn work_folder(input: &Path) -> Result<PathBuf> {
    Ok(input.parent().ok_or_else(|| eyre!("the wasm file has no folder"))?.join("gom-split"))
}

/// Trunk has run wasm-bindgen on the unsplit app; nothing refers to that.
fn remove_trunk_output(dist: &Path) -> Result<()> {
    let snippets = dist.join("snippets");
    if snippets.exists() {
        fs::remove_dir_all(&snippets)
            .wrap_err("cannot remove the JavaScript snippets that are in the bundle already")?;
    }
    for path in files::walk(dist)? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let from_trunk = name.ends_with("_bg.wasm") || name.ends_with(".d.ts");
        let glue = name.starts_with("gom-") && name.ends_with(".js");
        if from_trunk || glue {
            fs::remove_file(&path).wrap_err_with(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

fn variable(name: &str) -> Result<String> {
    std::env::var(name).wrap_err_with(|| format!("{name} is not set: this is Trunk's hook, run `cargo xtask build`"))
}
