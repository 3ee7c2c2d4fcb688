//! Paths from one place of the disk to another.

use std::fs;
use std::path::{Path, PathBuf};

/// A path to `file` as a file of the folder `from` would write it; from the root of the disk where nothing else will do. The folder
/// need not be there yet.
pub fn relative(from: &Path, file: &Path) -> String {
    let (from, file) = (real(from), real(file));
    let shared = from.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if shared <= 1 {
        return file.display().to_string();
    }
    let up = from.components().skip(shared).map(|_| "..");
    let down: Vec<String> =
        file.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    up.map(str::to_owned).chain(down).collect::<Vec<_>>().join("/")
}

/// The path without symbolic links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|folder| Some((folder, fs::canonicalize(folder).ok()?)));
    match there {
        Some((folder, real)) => {
            real.components().chain(path.strip_prefix(folder).iter().flat_map(|rest| rest.components())).collect()
        }
        None => path,
    }
}
