//! Building the backend and asking it for what it knows about itself.

use crate::{
    failure::{Failure, Outcome},
    paths, process,
};
use std::{fs, path::PathBuf};

const OPENAPI: &str = "docs/openapi.json";

pub fn build() -> Outcome {
    process::step(
        "building the backend",
        &mut process::cargo(&["build", "--quiet", "--release", "--package", "gom-backend"]),
    )
}

/// Partners' systems for the demo.
pub fn build_partners() -> Outcome {
    let mut build = process::cargo(&["build", "--quiet", "--release", "--package", "partner-sim"]);
    process::step("building the demo's partners", &mut build)
}

pub fn partners() -> PathBuf {
    paths::native_target().join("release/partner-sim")
}

pub fn program() -> PathBuf {
    paths::native_target().join("release/gom-backend")
}

pub fn write_openapi() -> Outcome {
    fs::write(OPENAPI, openapi()?)?;
    println!("{OPENAPI} written");
    Ok(())
}

/// The committed description and the code must not drift apart: clients are made from the former.
pub fn compare_openapi() -> Outcome {
    let committed = fs::read_to_string(OPENAPI).unwrap_or_default();
    if committed == openapi()? {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{OPENAPI} is not what the backend says: run `cargo xtask openapi` and read the difference"
    )))
}

fn openapi() -> Outcome<String> {
    // The unoptimised backend is the one that the tests have compiled already.
    let mut backend = process::cargo(&["run", "--quiet", "--package", "gom-backend", "--", "openapi"]);
    let text = process::answer(&mut backend).ok_or_else(|| Failure::new("`gom-backend openapi` does not answer"))?;
    Ok(text + "\n")
}
