//! Files of `dist/`: names that carry a hash of the content, integrity values, and precompressed twins.

use crate::tools;
use base64::{Engine, prelude::BASE64_STANDARD};
use eyre::{Result, WrapErr};
use sha2::{Digest, Sha256, Sha384};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A file that `index.html` or the bundled JavaScript asks for by a name which changes with its content.
pub struct Asset {
    /// Absolute path on the site, for example `/app-0123456789abcdef.js`.
    pub url: String,
    /// The value of an `integrity` attribute.
    pub integrity: String,
}

/// Writes `content` into `dist` under a hashed name.
pub fn publish(dist: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<Asset> {
    let digest = Sha384::digest(content);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{stem}-{hash}.{extension}");
    write(&dist.join(&name), content)?;
    Ok(Asset { url: format!("/{name}"), integrity: format!("sha384-{}", BASE64_STANDARD.encode(digest)) })
}

/// The hash of an inline script or style, as a Content-Security-Policy source.
pub fn inline_source(content: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content)))
}

pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).wrap_err_with(|| format!("cannot read {}", path.display()))
}

pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    fs::write(path, content).wrap_err_with(|| format!("cannot write {}", path.display()))
}

/// Text formats and wasm gain from compression; pictures do not.
const COMPRESSED: [&str; 10] = ["html", "js", "css", "json", "wasm", "bin", "svg", "txt", "webmanifest", "xml"];

/// Puts a `.br` file beside every file of `dist` that is worth it. The policy file is never served, so it gets none.
pub fn compress_all(dist: &Path) -> Result<()> {
    let is_text =
        |path: &PathBuf| path.extension().and_then(OsStr::to_str).is_some_and(|ext| COMPRESSED.contains(&ext));
    let files = walk(dist)?.into_iter().filter(|path| is_text(path) && !path.ends_with("csp.txt"));
    tools::run(Command::new("node").arg("crates/xtask/web/compress.mjs").args(files))
}

/// Every file below a folder, in a stable order.
pub fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).wrap_err_with(|| format!("cannot list {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}
