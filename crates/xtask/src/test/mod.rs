//! Every check of the project, in parts that go on after a failure, with a count at the end.

mod api;
mod by_hand;
mod campaign;
mod count;
mod report;
mod widgets;

use crate::{
    backend,
    failure::{Failure, Outcome},
    paths, postgres,
    process::{self, cargo},
    tools, web,
};
pub use campaign::run as campaign;
use count::Count;
use report::Report;
use std::{fs, path::Path, process::Command};

/// The test program of the root package that holds the structure of the source.
const STRUCTURE: &str = "it";

pub fn all() -> Outcome {
    let mut report = Report::new();
    source_checks(&mut report);
    spec_types(&mut report);
    browser_clippy(&mut report);
    native_tests(&mut report);
    report.part("doc tests", || counted(&mut cargo(&["test", "--workspace", "--doc"]), count::rust));
    report.part("openapi.json", || single(backend::compare_openapi()));
    report.part("partners by hand", by_hand::check);
    report.part("api by schemathesis", api::check);
    report.part("widgets in the browser", widgets::check);
    report.part("web build and sizes", || {
        web::build()?;
        single(web::size(&[]))
    });
    report.part("end to end", || playwright(&["--project=phone", "--project=desktop", "--project=once"], &[]));
    report.part("Lighthouse", || playwright(&["--project=lighthouse"], &[]));
    report.finish()
}

/// The inner loop: nothing that needs a release build, a browser or a database server.
pub fn quick() -> Outcome {
    let mut report = Report::new();
    source_checks(&mut report);
    spec_types(&mut report);
    report.part("structure", || counted(&mut structure(), count::rust));
    report.part("native tests", || counted(&mut native()?, count::rust));
    report.finish()
}

pub fn tidy() -> Outcome {
    process::run(&mut structure())
}

/// Not a test: pictures of the app, for people.
pub fn shots() -> Outcome {
    web::build()?;
    let mut report = Report::new();
    report.part("pictures", || playwright(&["--project=shots"], &[]));
    report.finish()
}

/// Not a test: how long a confirmation takes beside a page of one button.
pub fn confirm() -> Outcome {
    web::build()?;
    let mut report = Report::new();
    report.part("confirmation", || playwright(&["--project=bench"], &[]));
    report.finish()
}

fn source_checks(report: &mut Report) {
    report.part("format", || single(process::run(&mut cargo(&["fmt", "--all", "--check"]))));
    report.part("clippy", || {
        single(process::run(&mut cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])))
    });
}

fn spec_types(report: &mut Report) {
    report.part("types of the specs", || {
        tools::npm_packages()?;
        single(process::run(process::command("tsc").args(["--project", "tests/e2e"])))
    });
}

fn browser_clippy(report: &mut Report) {
    report.part("clippy for the browser", || {
        tools::for_web()?;
        let target = ["--target", "wasm32-unknown-unknown"];
        let mut clippy = cargo(&["clippy", "--quiet", "--package", "gom"]);
        single(process::run(clippy.args(target).args(["--", "-D", "warnings"])))
    });
}

fn native_tests(report: &mut Report) {
    report.part("structure", || counted(&mut structure(), count::rust));
    match postgres::start() {
        Ok(database) => {
            report.part("native tests", || counted(native()?.env("GOM_TEST_POSTGRES", &database.url), count::rust))
        }
        Err(reason) => {
            report.part("native tests on SQLite", || counted(&mut native()?, count::rust));
            report.not_run("native tests on PostgreSQL", &reason.to_string());
        }
    }
}

fn structure() -> Command {
    cargo(&["test", "--quiet", "--workspace", "--test", STRUCTURE])
}

/// Everything but `structure`, which has its own part. Only `--workspace` builds every part with the same features.
fn native() -> Outcome<Command> {
    let mut tests = cargo(&["test", "--workspace", "--lib", "--bins", "--no-fail-fast"]);
    let mut folders = vec![paths::root().join("tests")];
    for entry in fs::read_dir(paths::root().join("crates"))? {
        folders.push(entry?.path().join("tests"));
    }
    for (number, folder) in folders.iter().enumerate() {
        for name in test_programs(folder) {
            if name != STRUCTURE {
                tests.args(["--test", &name]);
            } else if number > 0 {
                return Err(Failure::new(format!("{} holds a second test `{STRUCTURE}`: rename it", folder.display())));
            }
        }
    }
    Ok(tests)
}

/// `tests/<name>.rs` and `tests/<name>/main.rs`, as cargo finds them.
fn test_programs(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let programs =
        entries.filter(|path| path.join("main.rs").exists() || path.extension().is_some_and(|end| end == "rs"));
    let mut names: Vec<String> = programs.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

/// Specs of `tests/e2e` over the release build and a real backend.
fn playwright(arguments: &[&str], environment: &[(&str, &str)]) -> Outcome<Count> {
    let chromium = tools::chromium().map_err(|reason| Failure::not_run(reason.to_string()))?;
    backend::build()?;
    let mut playwright = process::command("playwright");
    playwright.args(["test", "--config", "tests/e2e/playwright.config.ts"]).args(arguments);
    playwright.env("CHROMIUM_BIN", chromium).env("GOM_BACKEND_BIN", backend::program());
    playwright.env("GOM_DIST", paths::release_dist()).envs(environment.iter().copied());
    counted(&mut playwright, count::playwright)
}

/// A check that either holds or does not.
fn single(outcome: Outcome) -> Outcome<Count> {
    outcome.map(|()| Count { passed: 1, ..Count::default() })
}

fn counted(command: &mut Command, count: fn(&[String]) -> Count) -> Outcome<Count> {
    let (success, lines) = process::record(command)?;
    Ok(count(&lines).checked(success))
}
