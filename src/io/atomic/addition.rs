//! Files added to a folder that may hold others: all of them or none.

use std::fs;
use std::path::{Path, PathBuf};

use super::{sibling, write_all};
use crate::error::{Error, Finding, Place, Result};
use crate::messages::msg;

/// What to do with files that are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Refuse, and write nothing.
    Keep,
    /// Put the new ones in their place.
    Replace,
}

/// Adds `files` (path within the folder, bytes) to a folder that may hold others: all of them or, when any cannot be written,
/// none. They are written beside the folder first.
///
/// # Errors
/// [`Error::Config`] with every file that is there already, unless they may be replaced. [`Error::World`] when the disk refuses.
pub fn add_files(folder: &Path, files: &[(PathBuf, Vec<u8>)], existing: Existing) -> Result<()> {
    let there: Vec<&PathBuf> = files.iter().map(|(path, _)| path).filter(|path| folder.join(path).exists()).collect();
    if existing == Existing::Keep && !there.is_empty() {
        let refused = |path: &&PathBuf| {
            Finding::refuse("file-exists", Place::file(&folder.join(path)), msg!("file-exists"))
                .expected(msg!("file-exists-expected"))
                .hint(msg!("file-exists-hint"))
        };
        return Err(Error::Config(there.iter().map(refused).collect()));
    }
    let parent = folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(Error::world(parent, msg!("cannot-create-folder")))?;
    // Two programs that add to one folder at once each have a place of their own to write.
    let fresh = sibling(folder, &format!(".new.{}", std::process::id()));
    let mut added = Added { folder, fresh: &fresh, undo: Vec::new() };
    let written = write_all(&fresh, files.iter().map(|(path, bytes)| (path.as_path(), bytes.as_slice())))
        .and_then(|()| files.iter().try_for_each(|(path, _)| added.put(path)));
    if written.is_err() {
        added.undo();
    }
    let _ = fs::remove_dir_all(&fresh); // an old version, or nothing; the error that matters is the first one
    written
}

/// The files of one [`add_files`] that are in place, and how to take them back.
struct Added<'a> {
    folder: &'a Path,
    fresh: &'a Path,
    undo: Vec<Undo>,
}

enum Undo {
    RemoveFolder(PathBuf),
    RemoveFile(PathBuf),
    Restore { kept: PathBuf, file: PathBuf },
}

impl Added<'_> {
    fn put(&mut self, path: &Path) -> Result<()> {
        let target = self.folder.join(path);
        let parent = target.parent().unwrap_or(self.folder);
        let missing: Vec<&Path> =
            parent.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(Error::world(folder, msg!("cannot-create-folder")))?;
            self.undo.push(Undo::RemoveFolder(folder.to_owned()));
        }
        if target.exists() {
            let kept = self.fresh.join(format!("{}.old", self.undo.len()));
            fs::rename(&target, &kept).map_err(Error::world(&target, msg!("cannot-replace-file")))?;
            self.undo.push(Undo::Restore { kept, file: target.clone() });
        }
        fs::rename(self.fresh.join(path), &target).map_err(Error::world(&target, msg!("cannot-place-file")))?;
        self.undo.push(Undo::RemoveFile(target));
        Ok(())
    }

    /// The last step first; what cannot be taken back stays, for the error that matters is the first one.
    fn undo(&mut self) {
        for step in self.undo.drain(..).rev() {
            let _ = match step {
                Undo::RemoveFolder(folder) => fs::remove_dir(folder),
                Undo::RemoveFile(file) => fs::remove_file(file),
                Undo::Restore { kept, file } => fs::rename(kept, file),
            };
        }
    }
}
