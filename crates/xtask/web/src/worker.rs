//! What stands beside the page with a script of its own: the service worker, and the element that partners' pages load.

use crate::{javascript, tools};
use eyre::{Result, WrapErr};
use std::{fs, path::Path, process::Command};

/// In the work folder: what the service worker keeps.
pub const KEPT: &str = "kept.json";

/// The worker comes last, for it lists every file with its hash.
pub fn write(work: &Path, dist: &Path, release: bool) -> Result<()> {
    let bundled = work.join("sw.js");
    javascript::bundle_alone("boot/sw.js", &bundled, release)?;
    let mut node = Command::new("node");
    tools::run(node.arg("crates/xtask/web/worker.mjs").arg(&bundled).arg(dist).arg(work.join(KEPT)))
}

/// `dist/embed/v1.js`, whose name is an address that partners have written into their pages.
pub fn write_element(dist: &Path, release: bool) -> Result<()> {
    let folder = dist.join("embed");
    fs::create_dir_all(&folder).wrap_err_with(|| format!("cannot make {}", folder.display()))?;
    javascript::bundle_alone("sdk/v1.js", &folder.join("v1.js"), release)
}
