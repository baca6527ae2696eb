//! The WebAssembly steps: split into chunks, bind to JavaScript, shrink.

use crate::tools;
use eyre::{Result, WrapErr, bail, eyre};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What splitting and binding leave in the work folder, beside `link.js` and `glue.js`.
pub struct Pieces {
    pub main: PathBuf,
    /// Which files a page needs beside the main module, by their stems: the ones that `link.js` fetches.
    pub pages: BTreeMap<String, BTreeSet<String>>,
}

/// Splits the compiled app at its `wasm_split` functions and lets wasm-bindgen write the glue for the main part.
pub fn split(input: &Path, work: &Path) -> Result<Pieces> {
    let compiled = fs::read(input).wrap_err_with(|| format!("cannot read {}", input.display()))?;
    let unbound = work.join("glue.wasm");
    let mut options = wasm_split_cli_support::Options::new(&compiled);
    options.output_dir = work;
    options.main_out_path = &unbound;
    options.main_module = "./glue.js";
    options.link_name = "./link.js";
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| eyre!("{error:#}"))
        .wrap_err("cannot split the app (was it compiled by `cargo xtask`, with --emit-relocs?)")?;
    let mut bindgen = Command::new("wasm-bindgen");
    // The loader and the Trusted Types patch need what the linker exports: the function table and `__data_end`.
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "glue", "--out-dir"]);
    tools::run(bindgen.arg(work).arg(&unbound))?;
    let pages = split.prefetch_map.into_iter().map(|(page, stems)| (page, stems.into_iter().collect()));
    Ok(Pieces { main: work.join("glue_bg.wasm"), pages: pages.collect() })
}

/// Shrinks all modules of a release build, in one go because Binaryen is slow to start.
pub fn shrink(pieces: &Pieces, work: &Path) -> Result<()> {
    let stems: BTreeSet<&String> = pieces.pages.values().flatten().collect();
    let chunks = stems.into_iter().map(|stem| work.join(format!("{stem}.wasm")));
    let mut node = Command::new("node");
    node.arg("crates/xtask/web/shrink.mjs").arg(&pieces.main).args(chunks);
    tools::run(&mut node)
}

/// The bytes to ship: the shrunk ones if there are any.
pub fn finished(path: &Path) -> Result<Vec<u8>> {
    let small = path.with_extension("small.wasm");
    let path = if small.exists() { &small } else { path };
    fs::read(path).wrap_err_with(|| format!("cannot read {}", path.display()))
}

/// The address of the first byte of static data. Literals of the program lie between it and `__data_end`.
pub fn data_start(module: &[u8]) -> Result<u32> {
    for payload in wasmparser::Parser::new(0).parse_all(module) {
        let wasmparser::Payload::DataSection(section) = payload? else { continue };
        let mut offsets = Vec::new();
        for segment in section {
            let wasmparser::DataKind::Active { offset_expr, .. } = segment?.kind else { continue };
            if let wasmparser::Operator::I32Const { value } = offset_expr.get_operators_reader().read()? {
                offsets.push(value.cast_unsigned());
            }
        }
        return offsets.into_iter().min().ok_or_else(|| eyre!("the main module has no static data"));
    }
    bail!("the main module has no data section")
}

/// The splitter's `split_activity` holds one page and is called `activity`; its `chunk_3` holds what several pages
/// share and is called `shared-3`.
pub fn chunk_name(stem: &str) -> String {
    let name = stem.strip_prefix("split_").map_or_else(|| stem.replace("chunk_", "shared_"), str::to_owned);
    name.replace('_', "-")
}
