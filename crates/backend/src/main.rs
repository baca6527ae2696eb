//! The backend's program: `serve` (the default), `audit` and `openapi`.

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command::run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("gom-backend: {error}");
            ExitCode::FAILURE
        }
    }
}
