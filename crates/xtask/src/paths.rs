//! Where things are. Native and web builds have separate target folders, so that neither makes the other stale.

use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf).unwrap_or_default()
}

pub fn native_target() -> PathBuf {
    root().join("target")
}

pub fn web_target() -> PathBuf {
    root().join("target/web")
}

/// Tools that no package manager of the machine has at the wanted version.
pub fn tools() -> PathBuf {
    root().join(".tools")
}

pub fn release_dist() -> PathBuf {
    root().join("dist")
}

/// `dev` has its own, so that a test run beside it does not change files under its feet.
pub fn debug_dist() -> PathBuf {
    web_target().join("dist")
}

/// What `run` keeps between starts: the demo's database.
pub fn demo() -> PathBuf {
    root().join(".run")
}

/// Finds a program by name, first in the checkout's own tools, then on PATH.
pub fn program(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&search_path()).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// PATH with the checkout's tools in front; every child process gets it.
pub fn search_path() -> std::ffi::OsString {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let own = [tools().join("bin"), root().join("node_modules/.bin")];
    std::env::join_paths(own.into_iter().chain(std::env::split_paths(&inherited))).unwrap_or(inherited)
}
