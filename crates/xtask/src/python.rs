//! Python programs from PyPI, in an environment of the checkout's own.

use crate::{
    failure::{Failure, Outcome},
    paths, process,
};
use std::{fs, path::PathBuf};

/// Newest first: wheels are there for all of them.
const PYTHONS: [&str; 4] = ["python3.13", "python3.12", "python3.11", "python3"];
const OLDEST: (u32, u32) = (3, 11);

/// The `bin` folder of an environment with the packages of a requirements file, made anew when the file has changed.
pub fn environment(name: &str, requirements: &str) -> Outcome<PathBuf> {
    let folder = paths::tools().join(name);
    let (bin, stamp) = (folder.join("bin"), folder.join("gom-requirements.txt"));
    let wanted = fs::read(paths::root().join(requirements))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(bin);
    }
    let python = find().ok_or_else(|| {
        Failure::not_run(format!(
            "Python {}.{} or later is missing: install it with its venv module",
            OLDEST.0, OLDEST.1
        ))
    })?;
    let _ = fs::remove_dir_all(&folder);
    let mut venv = process::command(python);
    process::step(&format!("installing {name} from PyPI"), venv.args(["-m", "venv"]).arg(&folder))
        .map_err(|_| Failure::not_run("Python cannot make an environment: install its venv module"))?;
    let mut pip = process::command(bin.join("python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements]);
    process::run(&mut pip)
        .map_err(|_| Failure::not_run(format!("pip cannot install {name}; its messages above say why")))?;
    fs::write(stamp, wanted)?;
    Ok(bin)
}

fn find() -> Option<&'static str> {
    PYTHONS.into_iter().find(|name| {
        let version = "import sys; print(*sys.version_info[:2])";
        let answer = process::answer(process::command(name).args(["-c", version])).unwrap_or_default();
        let mut numbers = answer.split(' ').filter_map(|number| number.parse::<u32>().ok());
        numbers.next().zip(numbers.next()).is_some_and(|version| version >= OLDEST)
    })
}
