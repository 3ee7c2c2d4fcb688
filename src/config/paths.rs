//! Paths as the user would name them: relative to the file that names them, without detours.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::document::Spot;
use crate::error::{Place, nearest};
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
pub(crate) fn clean(path: &Path) -> PathBuf {
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

/// Who names a file or folder.
pub(super) enum Named<'a> {
    /// The command line.
    CommandLine,
    /// A file, by the path that is written in it; what it mostly means when nothing is there.
    In(Spot<'a>, Message),
    /// The program: it is one of those of this folder, which a file names.
    Of(&'a Path, Spot<'a>),
}

impl Named<'_> {
    /// The place that names it.
    pub(super) fn place(&self, path: &Path) -> Place {
        match self {
            Self::CommandLine => Place::file(path),
            Self::In(spot, _) | Self::Of(_, spot) => spot.place(),
        }
    }

    /// The way out when it is not there: where it is instead, the nearest name, or what its absence mostly means.
    pub(super) fn way_to(&self, missing: &Path) -> Message {
        match self {
            Self::CommandLine => near_path(missing).unwrap_or(msg!("hint-path-from-here")),
            Self::Of(folder, _) => {
                let name = missing.file_name().unwrap_or_default().to_string_lossy();
                match near(folder, &name) {
                    Some(found) => msg!("hint-rename-file", found, name = &*name),
                    None => msg!("hint-put-back", folder = *folder),
                }
            }
            Self::In(spot, otherwise) => {
                // Paths are often written as if they started from the folder above, where the program is run.
                let above = spot.text().map(|written| format!("../{written}"));
                let there = above.filter(|above| resolve(folder_of(spot.path()), above).exists());
                if let Some(path) = there {
                    return msg!("hint-path-from-file", path);
                }
                let folder = or_here(folder_of(missing));
                let no_folder = || (!folder.is_dir()).then(|| msg!("hint-folder-missing", folder));
                near_path(missing).or_else(no_folder).unwrap_or_else(|| otherwise.clone())
            }
        }
    }
}

/// The name nearest to the part of a path that is not there, be it a folder or the file.
fn near_path(missing: &Path) -> Option<Message> {
    let mut part = missing;
    while !folder_of(part).as_os_str().is_empty() && !folder_of(part).is_dir() {
        part = folder_of(part);
    }
    let name = near(folder_of(part), &part.file_name()?.to_string_lossy())?;
    Some(msg!("hint-nearest", name))
}

/// The current folder has no name where it is left out.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The name in a folder that is nearest to one that is not there.
fn near(folder: &Path, wanted: &str) -> Option<String> {
    let entries = std::fs::read_dir(or_here(folder)).ok()?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names.retain(|name| name != wanted);
    nearest(wanted, names.iter().map(String::as_str)).map(str::to_owned)
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
