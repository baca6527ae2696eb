//! Makes `dist/` from what cargo compiled. Heavy dependencies live here, so that `xtask` itself builds in two
//! seconds and can tell a newcomer what it is waiting for.

mod chunks;
mod css;
mod files;
mod hook;
mod javascript;
mod languages;
mod names;
mod page;
mod size;
mod tools;
mod wasm;
mod worker;

use eyre::{Result, bail};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result<ExitCode> {
    match arguments {
        ["split", wasm] => hook::run(wasm.as_ref()).map(|()| ExitCode::SUCCESS),
        ["size", wasm] => size::check("dist".as_ref(), wasm.as_ref()),
        ["size", wasm, "--set"] => size::set("dist".as_ref(), wasm.as_ref()).map(|()| ExitCode::SUCCESS),
        _ => bail!("xtask-web is called by `cargo xtask`: split WASM | size WASM [--set]"),
    }
}
