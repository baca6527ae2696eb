//! schemathesis: requests made from openapi.json, by the rules and against them, to the real backend (`tests/api`).

use super::{Count, count, counted};
use crate::{backend, failure::Outcome, paths, process, python, server};

const FOLDER: &str = "tests/api";

/// One fixed seed, so that a failure comes back; campaigns draw their own and take longer.
pub fn check() -> Outcome<Count> {
    run(&["--seed", "1", "--max-examples", "40"])
}

pub fn campaign() -> Outcome<Count> {
    run(&["--max-examples", "1000", "--max-time", "3600"])
}

fn run(amount: &[&str]) -> Outcome<Count> {
    let bin = python::environment("schemathesis", &format!("{FOLDER}/requirements.txt"))?;
    backend::build()?;
    let server = server::start()?;
    let mut schemathesis = process::command(bin.join("schemathesis"));
    schemathesis.args(["--config-file", &format!("{FOLDER}/schemathesis.toml"), "run", "docs/openapi.json"]);
    schemathesis.args(["--origin", &server.origin]).args(amount);
    schemathesis.env("SCHEMATHESIS_HOOKS", "hooks").env("PYTHONPATH", paths::root().join(FOLDER));
    schemathesis.env("PYTHONDONTWRITEBYTECODE", "1").env("GOM_ORIGIN", &server.origin);
    schemathesis.env("HYPOTHESIS_STORAGE_DIRECTORY", paths::native_target().join("hypothesis"));
    counted(&mut schemathesis, count::operations)
}
