//! The one JavaScript file: loader, glue and start-up code, patched to hashed names and bundled.

use crate::{
    chunks::{Chunk, Chunks},
    files::{self, Asset},
    tools,
};
use eyre::{Result, bail, ensure};
use regex::{Captures, Regex};
use std::{path::Path, process::Command};

/// Asks for a file, each in a task of its own: a page may need ten, and a press between two of them is answered first.
const FILE: &str = r#"
let asking;
const file = (url, integrity) => (asking = Promise.resolve(asking).then(early.breathe)).then(() => fetch(url, { integrity }));
"#;

/// Cuts modules out of the pack, likewise. Like the loader's own fetches, a failed one is not remembered.
const PACK: &str = r#"
let pack, before;
const load = () => file(PACK_FILE).then(answer => answer.ok ? answer.arrayBuffer() : Promise.reject(answer.status));
const part = async (from, to) => {
  const asked = pack ??= load();
  const turn = Promise.all([asked, before]).then(early.breathe);
  before = turn.catch(() => {});
  try {
    await turn;
    return new Response((await asked).slice(from, to), { headers: { 'content-type': 'application/wasm' } });
  } catch (error) { if (pack === asked) pack = undefined; throw error; }
};
"#;

/// Points the loader at the published chunks, with integrity, and lets the browser breathe between the last of a page's modules and
/// the page.
pub fn patch_loader(work: &Path, chunks: &Chunks) -> Result<()> {
    let path = work.join("link.js");
    let source = files::read(&path)?;
    let pattern = Regex::new(r#"fetch\(new URL\("\./([^"]+)\.wasm", import\.meta\.url\)\)"#)?;
    let mut unknown = None;
    let patched = pattern.replace_all(&source, |found: &Captures| match chunks.by_stem.get(&found[1]) {
        Some(Chunk::File(asset)) => format!("file({})", pinned(asset)),
        Some(Chunk::Part(from, to)) => format!("part({from},{to})"),
        None => {
            unknown = Some(found[1].to_owned());
            String::new()
        }
    });
    if let Some(stem) = unknown {
        bail!("the loader asks for a chunk {stem} that was not written");
    }
    expect("chunk fetches in link.js", pattern.find_iter(&source).count(), chunks.by_stem.len())?;
    expect("other fetches in link.js", patched.matches("import.meta.url").count(), 0)?;
    let patched = replace(&patched, "end of loading", r"await callee\(\);", "$0 await early.breathe();")?;
    let pack = chunks.pack.as_ref().map(|pack| PACK.replace("PACK_FILE", &pinned(pack))).unwrap_or_default();
    files::write(&path, (patched + FILE + &pack).as_bytes())
}

/// The arguments of `file`, which takes no other bytes than these.
fn pinned(asset: &Asset) -> String {
    format!(r#""{}","{}""#, asset.url, asset.integrity)
}

/// Two changes to wasm-bindgen's glue: the main module is always handed over by the start-up code, and static
/// markup passes the Trusted Types policy together with its address.
pub fn patch_glue(work: &Path) -> Result<()> {
    let path = work.join("glue.js");
    let mut source = files::read(&path)?;
    source = replace(
        &source,
        "default module path",
        r"module_or_path = new URL\('glue_bg\.wasm', import\.meta\.url\);",
        "throw new Error('no module');",
    )?;
    // An app without a single static element has no such place; one that is there must be the known one.
    let markup = Regex::new(r"(\w+)\.innerHTML = getStringFromWasm0\((\w+), (\w+)\);")?;
    expect("innerHTML", markup.find_iter(&source).count(), source.matches(".innerHTML").count().min(1))?;
    let pass_address = "$1.innerHTML = staticMarkup(getStringFromWasm0($2, $3), $2 >>> 0, $3 >>> 0, wasm.__data_end);";
    source = markup.replace(&source, pass_address).into_owned();
    source.insert_str(0, "import { staticMarkup } from './policy.js';\n");
    files::write(&path, source.as_bytes())
}

/// Bundles everything into one file: a module that imports others cannot start under a policy made of hashes only
/// in WebKit, which never matches imported modules against them.
pub fn bundle(work: &Path, dist: &Path, data_start: u32, release: bool) -> Result<Asset> {
    for name in ["boot.js", "policy.js"] {
        files::write(&work.join(name), files::read(&Path::new("boot").join(name))?.as_bytes())?;
    }
    let output = work.join("bundle.js");
    let mut esbuild = Command::new("esbuild");
    esbuild.arg(work.join("boot.js"));
    esbuild.args(["--bundle", "--format=esm", "--target=es2022", "--log-level=warning", "--legal-comments=none"]);
    esbuild.arg(format!("--define:DATA_START={data_start}")).arg(format!("--outfile={}", output.display()));
    if release {
        esbuild.arg("--minify");
    }
    tools::run(&mut esbuild)?;
    let bundled = files::read(&output)?;
    ensure!(!bundled.contains("import.meta"), "the bundle still asks for files by relative names");
    files::publish(dist, "app", "js", bundled.as_bytes())
}

/// Bundles a script that is no part of the page.
pub fn bundle_alone(source: &str, output: &Path, release: bool) -> Result<()> {
    let mut esbuild = Command::new("esbuild");
    esbuild.args([
        source,
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--log-level=warning",
        "--legal-comments=none",
    ]);
    esbuild.arg(r#"--define:process.env.NODE_ENV="production""#).arg(format!("--outfile={}", output.display()));
    if release {
        esbuild.arg("--minify");
    }
    tools::run(&mut esbuild)
}

/// Shrinks a piece of JavaScript or CSS that will stand inside the page.
pub fn minify_inline(work: &Path, name: &str, content: &str) -> Result<String> {
    let (source, output) = (work.join(name), work.join(format!("inline.{name}")));
    files::write(&source, content.as_bytes())?;
    let mut esbuild = Command::new("esbuild");
    esbuild.arg(&source).args(["--minify", "--target=es2022", "--log-level=warning"]);
    if name.ends_with(".js") {
        esbuild.arg("--format=iife");
    }
    tools::run(esbuild.arg(format!("--outfile={}", output.display())))?;
    Ok(files::read(&output)?.trim_end().to_owned())
}

/// Replaces exactly one place, so that an upgrade of a tool breaks the build and not the page.
fn replace(source: &str, what: &str, pattern: &str, with: &str) -> Result<String> {
    let pattern = Regex::new(pattern)?;
    expect(what, pattern.find_iter(source).count(), 1)?;
    Ok(pattern.replace_all(source, with).into_owned())
}

fn expect(what: &str, found: usize, wanted: usize) -> Result<()> {
    ensure!(
        found == wanted,
        "{what}: found {found} places to patch instead of {wanted}; did a tool change its output?"
    );
    Ok(())
}
