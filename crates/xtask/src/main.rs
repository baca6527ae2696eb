//! `cargo xtask …`: everything one does with the project, one command each.

mod backend;
mod bench;
mod failure;
mod paths;
mod pictures;
mod postgres;
mod process;
mod python;
mod run;
mod server;
mod test;
mod tools;
mod web;

use failure::{Failure, Outcome};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run              build everything and open a working demo on a free port from 8080 upward
cargo xtask dev              the same unoptimised, rebuilt when the app's source changes
cargo xtask build            release build of the app (dist/) and of the backend
cargo xtask test [--quick]   every check; --quick leaves out the release builds and what needs them
cargo xtask size [--set]     download sizes against size-budgets.json; --set writes new budgets
cargo xtask tidy             only the tests that hold the structure of the source
cargo xtask openapi [--check]  write docs/openapi.json, or compare it with what the backend says
cargo xtask pictures         draw the icons and screenshots of the manifest, and the README's picture
cargo xtask campaign [name [sqlite|postgres]]  the same tests with far larger counts; docs/TESTING.md lists the names
cargo xtask bench transfers  transfers per second on SQLite and on PostgreSQL, there beside pgbench
cargo xtask bench confirm    how long a confirmation takes in Chromium, beside a page of one button
cargo xtask shots            pictures of every route in target/shots, to be looked at
cargo xtask split            Trunk's hook, not for the hand";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_silent() {
                eprintln!("error: {failure}");
            }
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Outcome {
    std::env::set_current_dir(paths::root())?;
    match arguments {
        ["run"] => run::demo(),
        ["announce", port] => run::announce(port),
        ["dev"] => run::develop(),
        ["build"] => web::build().and_then(|()| backend::build()),
        ["split"] => web::split(),
        ["test"] => test::all(),
        ["test", "--quick"] => test::quick(),
        ["size"] => web::build().and_then(|()| web::size(&[])),
        ["size", "--set"] => web::build().and_then(|()| web::size(&["--set"])),
        ["tidy"] => test::tidy(),
        ["bench", "transfers"] => bench::transfers(),
        ["bench", "confirm"] => test::confirm(),
        ["openapi"] => backend::write_openapi(),
        ["openapi", "--check"] => backend::compare_openapi(),
        ["pictures"] => pictures::make(),
        ["campaign"] => test::campaign(None, None),
        ["campaign", name] => test::campaign(Some(name), None),
        ["campaign", name, database] => test::campaign(Some(name), Some(database)),
        ["shots"] => test::shots(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(Failure::new(format!("there is no such command: {}\n{HELP}", arguments.join(" ")))),
    }
}
