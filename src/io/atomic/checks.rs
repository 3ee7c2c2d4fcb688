//! What is found out of an output folder before any work.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::MANIFEST;
use super::system::may_be_changed;
use crate::error::{Error, Finding, Place, Result};
use crate::messages::{Message, msg};

/// Says before any work whether `folder` may become the output.
pub fn check_replaceable(folder: &Path) -> Result<()> {
    let refused = |problem: Message| {
        let finding = Finding::refuse("output-folder", Place::file(folder), problem)
            .expected(msg!("expect-free-output"))
            .hint(msg!("hint-other-output"));
        Err(Error::Config(vec![finding]))
    };
    match fs::metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_symlink() => {
            let finding = Finding::refuse("output-folder", Place::file(folder), msg!("output-link-to-nothing"));
            Err(Error::Config(vec![finding.expected(msg!("expect-free-output")).hint(msg!("hint-output-link"))]))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::world(folder, msg!("cannot-look-at-output"))(error).hint(msg!("hint-other-output"))),
        Ok(found) if !found.is_dir() => refused(msg!("output-is-a-file")),
        Ok(_) if folder.join(MANIFEST).is_file() => match unremovable(folder, &may_be_changed) {
            None => Ok(()),
            Some(kept) => {
                let finding = Finding::refuse("output-folder", Place::file(&kept), msg!("output-unremovable"));
                Err(Error::Config(vec![finding.expected(msg!("expect-removable")).hint(msg!("hint-removable"))]))
            }
        },
        Ok(_) => match fs::read_dir(folder).map_err(Error::world(folder, msg!("cannot-read-output")))?.next() {
            None => Ok(()),
            Some(_) => refused(msg!("output-not-ours")),
        },
    }
}

/// The folder that a path leads to: a link stays, and what it points to is replaced.
pub(super) fn resolved(folder: &Path) -> Result<PathBuf> {
    match folder.is_symlink() {
        true => fs::canonicalize(folder).map_err(Error::world(folder, msg!("cannot-look-at-output"))),
        false => Ok(folder.to_owned()),
    }
}

/// A folder, of those in the output of an earlier run, whose files could not be removed.
pub(super) fn unremovable(folder: &Path, may_be_changed: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { return Some(folder) };
        let entries: Vec<fs::DirEntry> = entries.flatten().collect();
        if !entries.is_empty() && !may_be_changed(&folder) {
            return Some(folder);
        }
        let inner = entries.into_iter().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        folders.extend(inner.map(|entry| entry.path()));
    }
    None
}

/// Says before any work whether `folder` can be put in place: a file is made beside it, or in the nearest folder above that is
/// there, and taken away. Permissions alone do not tell: the system refuses for reasons of its own.
pub fn check_writable(folder: &Path) -> Result<()> {
    let folder = &resolved(folder)?;
    let here = Path::new(".");
    let above = folder.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
    let beside = above.chain([here]).find(|above| above.exists()).unwrap_or(here);
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or("out".as_ref()));
    name.push(format!(".check.{}", std::process::id()));
    let trial = beside.join(name);
    let made = File::create_new(&trial).and_then(|_| fs::remove_file(&trial));
    let refused = Error::world(folder, msg!("cannot-write-in", folder = beside));
    made.map_err(|error| refused(error).hint(msg!("hint-other-output")))
}
