//! A root of `style/` and its imports as one stylesheet.

use crate::{
    files::{self, Asset},
    tools,
};
use eyre::Result;
use std::{path::Path, process::Command};

/// Bundles with esbuild: it is here anyway for the JavaScript, and resolves `@import … layer(…)`. The target keeps
/// native nesting, `light-dark()` and layers as they are written. Pictures of `public/` keep their names.
pub fn bundle(root: &str, work: &Path, dist: &Path, release: bool) -> Result<Asset> {
    let output = work.join(root).with_extension("css");
    let mut esbuild = Command::new("esbuild");
    esbuild.arg(format!("style/{root}.css")).args(["--bundle", "--log-level=warning", "--external:/icons/*"]);
    esbuild.arg(format!("--outfile={}", output.display()));
    if release {
        esbuild.arg("--minify");
    }
    tools::run(&mut esbuild)?;
    files::publish(dist, root, "css", files::read(&output)?.as_bytes())
}
