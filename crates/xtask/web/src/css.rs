//! One stylesheet out of `style/main.css` and its imports.

use crate::{
    files::{self, Asset},
    tools,
};
use eyre::Result;
use std::{path::Path, process::Command};

/// Bundles with esbuild: it is here anyway for the JavaScript, and resolves `@import … layer(…)`. The target keeps
/// native nesting, `light-dark()` and layers as they are written. Pictures of `public/` keep their names.
pub fn bundle(work: &Path, dist: &Path, release: bool) -> Result<Asset> {
    let output = work.join("main.css");
    let mut esbuild = Command::new("esbuild");
    esbuild.args(["style/main.css", "--bundle", "--log-level=warning", "--external:/icons/*"]);
    esbuild.arg(format!("--outfile={}", output.display()));
    if release {
        esbuild.arg("--minify");
    }
    tools::run(&mut esbuild)?;
    files::publish(dist, "style", "css", files::read(&output)?.as_bytes())
}
