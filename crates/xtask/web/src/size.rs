//! What a visitor downloads, in bytes of brotli, and the budgets that the build keeps.

use crate::{files, languages::LANGUAGES};
use eyre::{Result, WrapErr, ensure};
use std::{collections::BTreeMap, path::Path, process::ExitCode};

const BUDGETS: &str = "size-budgets.json";
const FIRST_VISIT: &str = "first visit";

/// Figures that no measured budget may exceed: everything until the balances, and one lazily loaded chunk.
const FIRST_VISIT_LIMIT: u64 = 175_000;
const CHUNK_LIMIT: u64 = 45_000;

/// A small wallet's session and wallet answers with their headers. The end-to-end tests see the real ones; the row
/// stands here so that the sum is the whole wait for balances.
const API_ANSWERS: u64 = 3_000;

type Sizes = BTreeMap<String, u64>;

/// Prints the table; fails when a size is above its budget.
pub fn check(dist: &Path) -> Result<ExitCode> {
    let sizes = measure(dist)?;
    let budgets: Sizes = serde_json::from_str(&files::read(BUDGETS.as_ref())?)
        .wrap_err_with(|| format!("{BUDGETS} is not an object of numbers"))?;
    let mut over = 0;
    println!("{:<28} {:>9} {:>9}", "brotli bytes", "size", "budget");
    for (name, size) in &sizes {
        let budget = budgets.get(name);
        let mark = if budget.is_some_and(|budget| size <= budget) { "" } else { "  OVER" };
        over += usize::from(!mark.is_empty());
        println!("{name:<28} {size:>9} {:>9}{mark}", budget.map_or("none".to_owned(), u64::to_string));
    }
    if over > 0 {
        println!(
            "{over} above budget; when the growth is wanted, run `cargo xtask size --set` and say why in the commit"
        );
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes budgets of the measured sizes plus 3 %, unless a size is beyond what the project allows at all.
pub fn set(dist: &Path) -> Result<()> {
    let sizes = measure(dist)?;
    for (name, size) in &sizes {
        let limit = match name.as_str() {
            FIRST_VISIT => FIRST_VISIT_LIMIT,
            name if name.starts_with("chunk ") => CHUNK_LIMIT,
            _ => continue,
        };
        ensure!(*size <= limit, "{name} is {size} bytes, above the limit of {limit} that no budget may exceed");
    }
    let budgets: Sizes = sizes.into_iter().map(|(name, size)| (name, size + size * 3 / 100)).collect();
    let text = serde_json::to_string_pretty(&budgets)? + "\n";
    files::write(BUDGETS.as_ref(), text.as_bytes())?;
    print!("{text}");
    Ok(())
}

fn measure(dist: &Path) -> Result<Sizes> {
    ensure!(dist.join("index.html.br").exists(), "there is no release build to measure");
    let mut sizes = Sizes::new();
    for path in files::walk(dist)? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(part) = part_of(name) {
            // The server sends the plain file where compression does not help.
            let twin = path.with_file_name(format!("{name}.br"));
            let sent = if twin.exists() { twin } else { path.clone() };
            let bytes = std::fs::metadata(&sent).wrap_err_with(|| format!("cannot measure {name}"))?.len();
            sizes.insert(part, bytes);
        }
    }
    let part = |name: &str| sizes.get(name).copied().unwrap_or_default();
    let texts = LANGUAGES.iter().map(|language| part(&format!("texts {language}"))).max().unwrap_or_default();
    let total = part("html") + part("js") + part("css") + part("main wasm") + texts + API_ANSWERS;
    sizes.insert(FIRST_VISIT.to_owned(), total);
    Ok(sizes)
}

/// The row a file of `dist` belongs to: `chunk activity` for `activity-0123456789abcdef.wasm`.
fn part_of(file: &str) -> Option<String> {
    if file == "index.html" {
        return Some("html".to_owned());
    }
    let (stem, extension) = file.split_once('.')?;
    let (name, hash) = stem.rsplit_once('-')?;
    if hash.len() != 16 {
        return None;
    }
    match (name, extension) {
        ("app", "js") => Some("js".to_owned()),
        ("style", "css") => Some("css".to_owned()),
        ("main", "wasm") => Some("main wasm".to_owned()),
        (name, "wasm") => Some(format!("chunk {name}")),
        (name, "json") => name.strip_prefix("i18n-").map(|language| format!("texts {language}")),
        _ => None,
    }
}
