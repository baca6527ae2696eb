//! The split-off modules as files of `dist/`.
//!
//! The splitter makes a module for every set of pages that share something, and most are tiny. A page would ask for
//! a dozen of them, so the tiny ones travel in one file, the pack, and are cut out of it in the browser.

use crate::{
    files::{self, Asset},
    wasm::{self, Pieces},
};
use eyre::Result;
use std::{collections::BTreeMap, path::Path};

/// Below this many bytes a request costs more than the bytes of other pages in the pack.
const TINY: usize = 6 * 1024;

pub enum Chunk {
    File(Asset),
    /// From and to which byte of the pack.
    Part(usize, usize),
}

pub struct Chunks {
    /// By the stems that `link.js` knows.
    pub by_stem: BTreeMap<String, Chunk>,
    pub pack: Option<Asset>,
}

pub fn publish(pieces: &Pieces, work: &Path, dist: &Path) -> Result<Chunks> {
    let (mut by_stem, mut pack) = (BTreeMap::new(), Vec::new());
    for stem in pieces.pages.values().flatten() {
        if by_stem.contains_key(stem) {
            continue;
        }
        let bytes = wasm::finished(&work.join(format!("{stem}.wasm")))?;
        let own_page = stem.starts_with("split_");
        let chunk = if own_page || bytes.len() > TINY {
            Chunk::File(files::publish(dist, &wasm::chunk_name(stem), "wasm", &bytes)?)
        } else {
            let from = pack.len();
            pack.extend_from_slice(&bytes);
            Chunk::Part(from, pack.len())
        };
        by_stem.insert(stem.clone(), chunk);
    }
    let pack = if pack.is_empty() { None } else { Some(files::publish(dist, "pack", "bin", &pack)?) };
    Ok(Chunks { by_stem, pack })
}

/// Which files every page asks for, for the size report. The style is the same for all.
pub fn write_pages(pieces: &Pieces, chunks: &Chunks, style: &Asset, path: &Path) -> Result<()> {
    let file = |stem: &String| match chunks.by_stem.get(stem) {
        Some(Chunk::File(asset)) => Some(asset.url.clone()),
        Some(Chunk::Part(..)) => chunks.pack.as_ref().map(|pack| pack.url.clone()),
        None => None,
    };
    let pages = pieces.pages.iter().map(|(page, stems)| {
        let mut files: Vec<String> = stems.iter().filter_map(file).chain([style.url.clone()]).collect();
        files.sort();
        files.dedup();
        (page.replace('_', "-"), files)
    });
    files::write(path, &serde_json::to_vec(&pages.collect::<BTreeMap<_, _>>())?)
}
