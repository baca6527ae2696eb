//! What a visitor downloads, in bytes of brotli, and the budgets that the build keeps.

use crate::{files, hook, languages::LANGUAGES, worker};
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
pub fn check(dist: &Path, wasm: &Path) -> Result<ExitCode> {
    let sizes = measure(dist, wasm)?;
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

/// Writes budgets of the measured sizes plus 3 %, but never more than the project allows at all.
pub fn set(dist: &Path, wasm: &Path) -> Result<()> {
    let mut budgets = measure(dist, wasm)?;
    for (name, size) in &mut budgets {
        let limit = match name.as_str() {
            FIRST_VISIT => FIRST_VISIT_LIMIT,
            name if name.starts_with("chunk ") => CHUNK_LIMIT,
            _ => u64::MAX,
        };
        if *size > limit {
            println!("{name} is {size} bytes, above the limit of {limit} that no budget may exceed");
        }
        *size = (*size + *size * 3 / 100).min(limit);
    }
    let text = serde_json::to_string_pretty(&budgets)? + "\n";
    files::write(BUDGETS.as_ref(), text.as_bytes())?;
    print!("{text}");
    Ok(())
}

fn measure(dist: &Path, wasm: &Path) -> Result<Sizes> {
    ensure!(dist.join("index.html.br").exists(), "there is no release build to measure");
    let mut sizes = Sizes::new();
    for path in files::walk(dist)? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(part) = part_of(name) {
            let bytes = sent(&path)?;
            sizes.insert(part, bytes);
        }
    }
    let part = |name: &str| sizes.get(name).copied().unwrap_or_default();
    let longest = |texts: &str| LANGUAGES.iter().map(|language| part(&format!("{texts} {language}"))).max();
    let (texts, texts_of_pages) = (longest("texts").unwrap_or_default(), longest("texts of pages").unwrap_or_default());
    let total = part("html") + part("js") + part("css") + part("main wasm") + texts + API_ANSWERS;
    sizes.insert(FIRST_VISIT.to_owned(), total);
    sizes.extend(pages(dist, wasm, texts_of_pages)?);
    sizes.insert("worker keeps".to_owned(), kept(dist, wasm)?);
    Ok(sizes)
}

/// What the service worker downloads in the background after the first visit; much of it is there from that visit.
fn kept(dist: &Path, wasm: &Path) -> Result<u64> {
    let list = files::read(&hook::work_folder(wasm)?.join(worker::KEPT))?;
    let urls: Vec<String> = serde_json::from_str(&list)?;
    urls.iter().map(|url| sent(&dist.join(url.trim_start_matches('/')))).sum()
}

/// What the first visit to a page downloads beside the first screen's files: its own chunk, and what it shares with others.
fn pages(dist: &Path, wasm: &Path, texts: u64) -> Result<Sizes> {
    let list = files::read(&hook::work_folder(wasm)?.join(hook::PAGES))?;
    let pages: BTreeMap<String, Vec<String>> = serde_json::from_str(&list)?;
    let whole = |(page, urls): (String, Vec<String>)| {
        let sizes = urls.iter().map(|url| sent(&dist.join(url.trim_start_matches('/'))));
        Ok((format!("page {page}"), texts + sizes.sum::<Result<u64>>()?))
    };
    pages.into_iter().map(whole).collect()
}

/// The bytes on the wire. The server sends the plain file where compression does not help.
fn sent(path: &Path) -> Result<u64> {
    let mut twin = path.to_owned().into_os_string();
    twin.push(".br");
    let file = if Path::new(&twin).exists() { Path::new(&twin) } else { path };
    Ok(std::fs::metadata(file).wrap_err_with(|| format!("cannot measure {}", path.display()))?.len())
}

/// The row a file of `dist` belongs to: `chunk activity` for `activity-0123456789abcdef.wasm`.
fn part_of(file: &str) -> Option<String> {
    match file {
        "index.html" => return Some("html".to_owned()),
        "sw.js" => return Some("worker".to_owned()),
        "v1.js" => return Some("partner element".to_owned()),
        _ => {}
    }
    let (stem, extension) = file.split_once('.')?;
    let (name, hash) = stem.rsplit_once('-')?;
    if hash.len() != 16 {
        return None;
    }
    match (name, extension) {
        ("app", "js") => Some("js".to_owned()),
        ("main", "css") => Some("css".to_owned()),
        ("pages", "css") => Some("css of pages".to_owned()),
        ("main", "wasm") => Some("main wasm".to_owned()),
        // Which modules are shared changes with every page; they count in the rows of the pages.
        (name, "wasm") if !name.starts_with("shared-") => Some(format!("chunk {name}")),
        (name, "txt") => {
            let name = name.strip_prefix("i18n-")?;
            Some(name.strip_prefix("pages-").map_or(format!("texts {name}"), |name| format!("texts of pages {name}")))
        }
        _ => None,
    }
}
