//! The programs that the hook calls: they come from cargo and from the npm packages of the checkout.

use eyre::{Result, WrapErr, bail};
use std::process::Command;

/// Runs a program to its end; its output is shown only when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .wrap_err_with(|| format!("cannot start {program}: run `cargo xtask build`, which installs what is missing"))?;
    if !output.status.success() {
        bail!("{program} failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
