//! Building the app for the browser: Trunk compiles, and its hook makes `dist/` by the `xtask-web` program.

use crate::{
    failure::{Failure, Outcome},
    paths, process, tools,
};
use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process::Command,
};

/// What `dist/` is made of. A file changed here makes it stale.
const SOURCES: [&str; 16] = [
    "src",
    "crates/points",
    "crates/contract",
    "crates/xtask/web",
    "boot",
    "sdk",
    "style",
    "locales",
    "public",
    "build.rs",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    "rust-toolchain.toml",
];

/// The profile that index.html names for release builds.
const RELEASE_PROFILE: &str = "web-release";

/// Makes a release `dist/`, unless it is fresh.
pub fn build() -> Outcome {
    tools::for_web()?;
    let _lock = lock()?;
    let stamp = paths::web_target().join("dist-stamp");
    let state = source_state()?;
    if paths::release_dist().join("index.html").exists() && fs::read_to_string(&stamp).is_ok_and(|old| old == state) {
        return Ok(());
    }
    prepare_hook()?;
    let _ = fs::remove_file(&stamp);
    process::step(
        "building the app for the browser (several minutes the first time)",
        &mut trunk(&["build", "--release"]),
    )?;
    fs::write(&stamp, state)?;
    Ok(())
}

/// Two builds at a time would mix their files; the second waits, and then mostly finds everything fresh.
fn lock() -> Outcome<fs::File> {
    fs::create_dir_all(paths::web_target())?;
    let file = fs::File::create(paths::web_target().join("gom-build.lock"))?;
    file.lock()?;
    Ok(file)
}

/// Trunk with the flags that splitting needs: relocations stay in the wasm, and no path of this machine gets in.
pub fn trunk(arguments: &[&str]) -> Command {
    let mut trunk = process::command("trunk");
    trunk.args(arguments).args(["--offline", "--skip-version-check"]);
    trunk.env("CARGO_TARGET_DIR", paths::web_target());
    let release = arguments.contains(&"--release");
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", wasm_flags(release));
    trunk.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    // Trunk takes NO_COLOR only as a truth value, and shows its own stack where the hook's sentence is enough.
    trunk.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    trunk
}

/// Trunk's hook. It runs inside Trunk's environment, so the tool is built for the native target folder explicitly.
pub fn split() -> Outcome {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(paths::native_target, Into::into);
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let wasm = compiled_app(&target, if release { RELEASE_PROFILE } else { "debug" });
    process::run(hook_program("run").args(["--", "split"]).arg(wasm))
}

/// Compiles the hook's program before Trunk starts, where its progress can be seen.
pub fn prepare_hook() -> Outcome {
    process::step("building the program that splits and bundles the app", &mut hook_program("build"))
}

/// Prints or sets the sizes of the last release build.
pub fn size(arguments: &[&str]) -> Outcome {
    let wasm = compiled_app(&paths::web_target(), RELEASE_PROFILE);
    process::run(hook_program("run").args(["--", "size"]).arg(wasm).args(arguments))
        .map_err(|_| Failure::new("the sizes are not within the budgets"))
}

fn compiled_app(target: &Path, profile: &str) -> PathBuf {
    target.join("wasm32-unknown-unknown").join(profile).join("gom.wasm")
}

fn hook_program(verb: &str) -> Command {
    // Optimised, because it compresses at brotli's highest level and takes the debug build's large wasm apart.
    process::cargo(&[verb, "--quiet", "--release", "--package", "xtask-web"])
}

fn wasm_flags(release: bool) -> String {
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map_or_else(|| Path::new(&std::env::var_os("HOME").unwrap_or_default()).join(".cargo"), PathBuf::from);
    let sysroot = process::answer(process::command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    // Erased components cost a little in a small app and save a tenth in one of this size.
    let mut flags = "-Clink-args=--emit-relocs --cfg erase_components".to_owned();
    let paths =
        [(cargo_home.join("registry/src"), "/registry"), (Path::new(&sysroot).join("lib/rustlib/src/rust"), "/rust")];
    // Only what is shipped must not tell where it was built; without it, checkouts can start from each other's builds.
    for (path, name) in paths.into_iter().chain(release.then(|| (paths::root(), "/gom"))) {
        let path = path.display().to_string();
        // Cargo splits this variable at spaces; such a path stays in the file, and the build works all the same.
        if !path.contains(' ') {
            flags.push_str(&format!(" --remap-path-prefix={path}={name}"));
        }
    }
    flags
}

/// Names, sizes and times of all sources, in one number.
fn source_state() -> Outcome<String> {
    let mut files = BTreeSet::new();
    let mut open: Vec<_> = SOURCES.iter().map(PathBuf::from).collect();
    while let Some(path) = open.pop() {
        let Ok(facts) = fs::metadata(&path) else { continue };
        if facts.is_dir() {
            for entry in fs::read_dir(&path)? {
                open.push(entry?.path());
            }
        } else {
            files.insert((path, facts.len(), facts.modified()?));
        }
    }
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}
