//! Running other programs: quietly for an answer, loudly for a step, or recorded for counting.

use crate::{
    failure::{Failure, Outcome},
    paths,
};
use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

/// A command that sees the checkout's own tools first.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root()).env("PATH", paths::search_path());
    command
}

/// Cargo for the native target folder, free of what a web build put into the environment around it.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments).env("CARGO_TARGET_DIR", paths::native_target());
    cargo
}

/// Says what is done, then does it.
pub fn step(sentence: &str, command: &mut Command) -> Outcome {
    println!("· {sentence}");
    run(command)
}

pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{} failed", name(command)))) }
}

/// What a program prints, or nothing when it cannot be started or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Lets the output through and keeps its lines, so that results can be counted.
pub fn record(command: &mut Command) -> Outcome<(bool, Vec<String>)> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| cannot_start(command, &error))?;
    let mut lines = Vec::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            println!("{line}");
            lines.push(line);
        }
    }
    Ok((child.wait()?.success(), lines))
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot start {}: {error}", name(command)))
}

fn name(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args().take(2));
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
