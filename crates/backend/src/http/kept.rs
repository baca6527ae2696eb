//! Files of earlier builds. A tab that was opened before a deploy still asks for the chunks of its own build; they have a hash
//! in their name, so they can lie beside those of other builds in one folder.
//!
//! The folder holds `files/`, and for each build a list of its files. The lists decide what stays.

use contract::limits::BUILDS_KEPT;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where the files lie.
pub fn files(folder: &Path) -> PathBuf {
    folder.join("files")
}

/// Whether the name has a hash in it, as in `app-0123456789abcdef.js`.
pub fn is_hashed(name: &str) -> bool {
    let Some((_, after)) = name.rsplit_once('-') else { return false };
    let Some((hash, extension)) = after.split_once('.') else { return false };
    hash.len() == 16 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) && !extension.is_empty()
}

/// Copies the hashed files of `dist`, and drops those that only builds beyond the limit need.
pub fn keep(dist: &Path, folder: &Path, build: &str) -> io::Result<()> {
    let mut names = Vec::new();
    collect(dist, Path::new(""), &mut names)?;
    fs::create_dir_all(files(folder))?;
    // The list comes first: another server on this folder then does not drop what is being copied.
    write_whole(&folder.join(format!("{build}.list")), names.join("\n").as_bytes())?;
    for name in &names {
        let target = files(folder).join(name);
        if !target.exists() {
            fs::create_dir_all(target.parent().unwrap_or(folder))?;
            write_whole(&target, &fs::read(dist.join(name))?)?;
        }
    }
    drop_old(folder)
}

fn collect(dist: &Path, under: &Path, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(dist.join(under))? {
        let entry = entry?;
        let path = under.join(entry.file_name());
        let Some(name) = path.to_str() else { continue };
        if entry.file_type()?.is_dir() {
            collect(dist, &path, names)?;
        } else if is_hashed(name) && !name.ends_with(".map") {
            names.push(name.to_owned());
        }
    }
    Ok(())
}

fn drop_old(folder: &Path) -> io::Result<()> {
    let mut lists = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "list") {
            lists.push((fs::metadata(&path)?.modified()?, path));
        }
    }
    lists.sort();
    let old = lists.len().saturating_sub(BUILDS_KEPT);
    for (_, list) in lists.drain(..old) {
        fs::remove_file(list)?;
    }
    let mut needed = HashSet::new();
    for (_, list) in &lists {
        needed.extend(fs::read_to_string(list)?.lines().map(str::to_owned));
    }
    let mut present = Vec::new();
    collect(&files(folder), Path::new(""), &mut present)?;
    present.iter().filter(|name| !needed.contains(*name)).try_for_each(|name| fs::remove_file(files(folder).join(name)))
}

/// Nobody ever reads half a file.
fn write_whole(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let half = target.with_file_name(format!(".{name}.{}", std::process::id()));
    fs::write(&half, bytes)?;
    fs::rename(half, target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for good in ["app-0123456789abcdef.js", "a-b-0123456789abcdef.wasm.br", "fonts/x-0123456789abcdef.woff2"] {
            assert!(is_hashed(good), "{good}");
        }
        for bad in ["index.html", "app-0123.js", "app-0123456789ABCDEF.js", "0123456789abcdef.js", "a-0123456789abcdef"]
        {
            assert!(!is_hashed(bad), "{bad}");
        }
    }

    #[test]
    fn files_of_the_last_builds_stay_and_shared_ones_are_not_dropped() {
        let (dist, keep_in) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let started = SystemTime::now() - Duration::from_secs(100);
        fs::write(dist.path().join("shared-0000000000000000.js"), "s").unwrap();
        for number in 0..BUILDS_KEPT as u64 + 2 {
            let own = dist.path().join(format!("own-{number:016x}.js"));
            fs::write(&own, "o").unwrap();
            keep(dist.path(), keep_in.path(), &format!("build{number}")).unwrap();
            let list =
                fs::File::options().append(true).open(keep_in.path().join(format!("build{number}.list"))).unwrap();
            list.set_modified(started + Duration::from_secs(number)).unwrap();
            fs::remove_file(own).unwrap();
        }
        let kept = |name: &str| files(keep_in.path()).join(name).exists();
        assert!(kept("shared-0000000000000000.js"));
        assert!(!kept("own-0000000000000001.js") && kept("own-0000000000000002.js") && kept("own-0000000000000006.js"));
    }
}
