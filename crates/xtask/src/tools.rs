//! What the project needs beside cargo: reused when the machine has it at the right version, else installed.

use crate::{
    failure::{Failure, Outcome},
    paths, process,
};
use std::{fs, path::PathBuf};

const TRUNK: &str = "0.21.14";
/// Equal to the crate's version in Cargo.toml: the two parts of wasm-bindgen only understand each other.
const WASM_BINDGEN: &str = "0.2.130";
const TARGET: &str = "wasm32-unknown-unknown";

/// Everything a build of the app needs.
pub fn for_web() -> Outcome {
    wasm_target()?;
    npm_packages()?;
    // The published lock file of wasm-bindgen-cli is older than what it needs; Trunk's is good.
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, &[], "about 2 minutes")?;
    cargo_tool("trunk", "trunk", TRUNK, &["--locked"], "about 7 minutes")
}

fn wasm_target() -> Outcome {
    let sysroot = process::answer(process::command("rustc").args(["--print", "sysroot"]))
        .ok_or_else(|| Failure::new("rustc does not answer: install Rust from https://rustup.rs"))?;
    if PathBuf::from(sysroot).join("lib/rustlib").join(TARGET).exists() {
        return Ok(());
    }
    process::step(
        "installing the compiler's target for the browser",
        process::command("rustup").args(["target", "add", TARGET]),
    )
    .map_err(|_| Failure::new(format!("the target {TARGET} is missing and `rustup target add {TARGET}` does not work")))
}

/// Fresh when the lock file is the one that was installed last.
pub fn npm_packages() -> Outcome {
    let stamp = paths::root().join("node_modules/.gom-lock");
    let lock = fs::read(paths::root().join("package-lock.json"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let version = process::answer(process::command("node").arg("--version"))
        .ok_or_else(|| Failure::new("Node.js 20 or later is missing: install it from https://nodejs.org"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        return Err(Failure::new(format!("Node.js 20 or later is needed; this is {version}")));
    }
    let mut npm = process::command("npm");
    process::step("installing npm packages", npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    fs::write(stamp, lock)?;
    Ok(())
}

fn cargo_tool(program: &str, package: &str, version: &str, options: &[&str], time: &str) -> Outcome {
    if answers_version(program, version) {
        return Ok(());
    }
    let mut install = process::cargo(&["install", package, "--version", version, "--root"]);
    // Its own target folder would be thrown away anyway, and must not mix with the project's.
    install.arg(paths::tools()).args(options).arg("--quiet").env_remove("CARGO_TARGET_DIR");
    process::step(&format!("installing {package} {version} ({time})"), &mut install)?;
    if answers_version(program, version) {
        Ok(())
    } else {
        Err(Failure::new(format!("{program} {version} does not start after its installation")))
    }
}

fn answers_version(program: &str, version: &str) -> bool {
    process::answer(process::command(program).arg("--version"))
        .is_some_and(|answer| answer.split_whitespace().any(|word| word == version))
}

/// A Chromium for the tests: named by CHROMIUM_BIN, on PATH, or installed where that is possible.
pub fn chromium() -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM_BIN") {
        return Ok(named.into());
    }
    find_chromium().or_else(|| apt_install("chromium").ok().and_then(|()| find_chromium())).ok_or_else(|| {
        Failure::new("Chromium is missing: install it, or name one by the environment variable CHROMIUM_BIN")
    })
}

fn find_chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].into_iter().find_map(paths::program)
}

/// What drives that Chromium in tests: named by CHROMEDRIVER, on PATH, or installed where that is possible.
pub fn chromedriver() -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMEDRIVER") {
        return Ok(named.into());
    }
    let find = || paths::program("chromedriver");
    find().or_else(|| apt_install("chromium-driver").ok().and_then(|()| find())).ok_or_else(|| {
        Failure::new("chromedriver is missing: install it, or name one by the environment variable CHROMEDRIVER")
    })
}

/// Debian's packages, where we may install them: as root.
pub fn apt_install(package: &str) -> Outcome {
    let root = process::answer(process::command("id").arg("-u")).is_some_and(|user| user == "0");
    if !root || paths::program("apt-get").is_none() {
        return Err(Failure::new(format!("{package} cannot be installed from here")));
    }
    let apt = || {
        let mut apt = process::command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").stdout(std::process::Stdio::null());
        apt
    };
    process::step("asking Debian for its package lists", apt().arg("update"))?;
    process::step(&format!("installing {package}"), apt().args(["install", "-y", "--no-install-recommends", package]))
}
