//! Paths as the user would name them: relative to the file that names them, without detours.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::error::nearest;
use crate::messages::{Message, msg};

/// A path written in a file of the folder `folder`.
pub(super) fn resolve(folder: &Path, written: &str) -> PathBuf {
    clean(&folder.join(written))
}

/// The folder of a file; empty for the current folder.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// Takes `.` and `folder/..` out of a path. Where the folder is a symbolic link its `..` is elsewhere, and stays.
pub(super) fn clean(path: &Path) -> PathBuf {
    let mut cleaned = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match cleaned.components().next_back() {
                Some(Component::Normal(_)) if !cleaned.is_symlink() => drop(cleaned.pop()),
                Some(Component::RootDir) => {}
                _ => cleaned.push(".."),
            },
            other => cleaned.push(other),
        }
    }
    if cleaned.as_os_str().is_empty() { PathBuf::from(".") } else { cleaned }
}

/// The way out when a file or folder is not there: the nearest name beside it, or the folder that is missing too.
pub(super) fn hint_beside(missing: &Path) -> Message {
    let folder = folder_of(missing);
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return msg!("hint-folder-missing", folder);
    };
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let wanted = missing.file_name().unwrap_or_default().to_string_lossy();
    names.retain(|name| *name != wanted);
    match nearest(&wanted, names.iter().map(String::as_str)) {
        Some(name) => msg!("hint-nearest", name),
        None => msg!("hint-path"),
    }
}

/// Whether a folder holds a path, or is it.
pub(super) fn holds(folder: &Path, path: &Path) -> bool {
    match (std::path::absolute(folder), std::path::absolute(path)) {
        (Ok(folder), Ok(path)) => clean(&path).starts_with(clean(&folder)),
        _ => false,
    }
}

/// Whether a failure to open a file is the system's rather than the fault of whoever wrote its name.
pub(super) fn is_world(kind: ErrorKind) -> bool {
    use ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    !matches!(kind, NotFound | NotADirectory | InvalidInput | InvalidFilename)
}
