//! The output folder, written beside and swapped in whole: after a crash, a full disk or a kill it holds the complete old
//! run or the complete new one.

mod addition;
mod checks;
mod system;

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

pub use addition::{Existing, add_files};
use checks::resolved;
pub use checks::{check_replaceable, check_writable};
use system::{Disk, disk, exchange, is_at, settle, settle_ahead};

use crate::error::{Error, Finding, Place, Result};
use crate::messages::msg;

/// The file whose presence says that a folder is an output of ours and may be replaced.
pub const MANIFEST: &str = "manifest.json";

/// An output folder in the making, beside the one that it will replace: its files are written as they are made, from any
/// thread. Unless it is [put in place](Self::put_in_place) it goes away when it is dropped.
#[derive(Debug)]
pub struct Fresh {
    /// The folder that it will be.
    folder: PathBuf,
    /// Where it is until then.
    beside: Beside,
    /// What it holds so far.
    written: Mutex<Written>,
    /// Where it lies, opened before anything is written: it tells of every fault since.
    disk: Disk,
    /// Whether the disk is being told to take what is written so far.
    settling: Arc<AtomicBool>,
}

/// What stands beside a folder while it is made, and goes with it.
#[derive(Debug)]
struct Beside {
    fresh: PathBuf,
    /// What was not there before: the lock, then folders, innermost first.
    made: Vec<PathBuf>,
    /// Nothing is removed of another run.
    lock: Option<File>,
}

impl Drop for Beside {
    /// Nothing is left to remove of a folder in place. Where there is, an error matters less than the one that led here.
    fn drop(&mut self) {
        if self.lock.is_some() {
            let _ = fs::remove_dir_all(&self.fresh);
        }
        for path in &self.made {
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
        // Closing the file alone would leave the lock to a program that another thread is starting and that has not closed what
        // it inherited.
        if let Some(lock) = &self.lock {
            let _ = lock.unlock();
        }
    }
}

/// Files that were written.
#[derive(Debug, Default)]
struct Written {
    files: Vec<PathBuf>,
    /// Bytes of those that the disk has not been told to take.
    waiting: usize,
}

/// Bytes that are worth telling the disk of before the last file is there.
const AHEAD: usize = 16 << 20;

impl Fresh {
    /// Begins the folder that will replace `folder`.
    ///
    /// # Errors
    /// [`Error::Config`] when `folder` exists and is not an output of this program: nothing is ever deleted that was not ours.
    /// [`Error::World`] when the disk refuses, or another run is writing the same folder.
    pub fn begin(folder: &Path) -> Result<Self> {
        check_replaceable(folder)?;
        let folder = &resolved(folder)?;
        let parent = folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let made = parent.ancestors().filter(missing).map(Path::to_owned).collect();
        let mut beside = Beside { fresh: sibling(folder, ".new"), made, lock: None };
        fs::create_dir_all(parent).map_err(Error::world(parent, msg!("cannot-create-folder")))?;
        let lock_file = sibling(folder, ".lock");
        let first = !lock_file.exists();
        beside.lock = Some(lock(&lock_file)?);
        if first {
            beside.made.insert(0, lock_file);
        }
        let fresh = beside.fresh.as_path();
        remove_if_there(fresh)?; // left by a run that was killed; safe because this run holds the lock
        fs::create_dir_all(fresh).map_err(Error::world(fresh, msg!("cannot-create-folder")))?;
        let disk = disk(fresh).map_err(Error::world(fresh, msg!("cannot-write")))?;
        Ok(Self { folder: folder.to_owned(), beside, written: Mutex::default(), disk, settling: Arc::default() })
    }

    /// Writes a file at a path within the folder.
    ///
    /// # Errors
    /// [`Error::World`] when the disk refuses.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let target = write_in(&self.beside.fresh, path, bytes)?;
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.files.push(target);
        written.waiting += bytes.len();
        if written.waiting >= AHEAD && !self.settling.swap(true, Ordering::AcqRel) {
            written.waiting = 0;
            settle_ahead(&self.beside.fresh, Arc::clone(&self.settling));
        }
        Ok(())
    }

    /// Puts the folder in the place of the old one: it then holds exactly the files that were written. Says what is left of the
    /// old one when the system does not let it go.
    ///
    /// # Errors
    /// As for [`Self::begin`].
    pub fn put_in_place(mut self) -> Result<Option<Finding>> {
        check_replaceable(&self.folder)?;
        let fresh = self.beside.fresh.as_path();
        let written = self.written.get_mut().unwrap_or_else(PoisonError::into_inner);
        settle(&self.disk, &written.files).map_err(Error::world(fresh, msg!("cannot-write")))?;
        swap(fresh, &self.folder)?;
        self.beside.made.clear();
        let removed = remove_if_there(fresh); // now the old run
        Ok(removed.err().map(|_| {
            let left = Finding::warn("output-left", Place::file(fresh), msg!("old-output-left"));
            left.hint(msg!("hint-remove-left"))
        }))
    }
}

/// A hidden sibling of the folder: the same disk, so that a rename is atomic.
fn sibling(folder: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or("out".as_ref()));
    name.push(suffix);
    folder.with_file_name(name)
}

/// Times that a lock is asked for: a run that is refused takes its own away, and there is another to take then.
const ASKED: usize = 3;

fn lock(path: &Path) -> Result<File> {
    for _ in 0..ASKED {
        let file = File::create(path).map_err(Error::world(path, msg!("cannot-write")))?;
        match file.try_lock() {
            Ok(()) if is_at(&file, path) => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => break,
            Err(TryLockError::Error(error)) => return Err(Error::world(path, msg!("cannot-lock"))(error)),
        }
    }
    let (action, cause) = (msg!("cannot-lock"), msg!("another-run"));
    Err(Error::World { path: path.to_owned(), action, cause, hint: None })
}

/// Files that are removed at a time: a disk may be waited for at each of them, and takes many at once.
const REMOVED_AT_ONCE: usize = 8;

/// Removes a folder: its files side by side, then what is left. Of a link to a folder only the link goes.
fn remove_if_there(folder: &Path) -> Result<()> {
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir());
    let files = if is_folder { files_below(folder) } else { Vec::new() };
    std::thread::scope(|scope| {
        for first in 0..REMOVED_AT_ONCE.min(files.len()) {
            let of_thread = files.iter().skip(first).step_by(REMOVED_AT_ONCE);
            let remove = || {
                of_thread.for_each(|file| {
                    let _ = fs::remove_file(file); // tried again below, where an error is told
                });
            };
            let _ = std::thread::Builder::new().spawn_scoped(scope, remove); // without a thread, likewise
        }
    });
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::world(folder, msg!("cannot-remove"))(error).hint(msg!("hint-remove-left")))
        }
        _ => Ok(()),
    }
}

/// What lies in a folder, which is no link, and in its folders; links are not followed. Nothing where it cannot be read.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                _ => files.push(entry.path()),
            }
        }
    }
    files
}

fn write_all<'a>(folder: &Path, files: impl IntoIterator<Item = (&'a Path, &'a [u8])>) -> Result<()> {
    fs::create_dir_all(folder).map_err(Error::world(folder, msg!("cannot-create-folder")))?;
    let disk = disk(folder).map_err(Error::world(folder, msg!("cannot-write")))?;
    let mut written = Vec::new();
    for (path, bytes) in files {
        written.push(write_in(folder, path, bytes)?);
    }
    settle(&disk, &written).map_err(Error::world(folder, msg!("cannot-write")))
}

/// Writes one file below a folder, and says where.
fn write_in(folder: &Path, path: &Path, bytes: &[u8]) -> Result<PathBuf> {
    let target = folder.join(path);
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(Error::world(parent, msg!("cannot-create-folder")))?;
    }
    fs::write(&target, bytes).map_err(Error::world(&target, msg!("cannot-write")))?;
    Ok(target)
}

/// Puts the fresh folder in place in one step where the system can exchange two folders. An old one is then where the fresh
/// one was.
fn swap(fresh: &Path, folder: &Path) -> Result<()> {
    let swapped = if folder.exists() { exchange(fresh, folder) } else { fs::rename(fresh, folder) };
    swapped.map_err(Error::world(folder, msg!("cannot-swap")))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::checks::unremovable;
    use super::system::may_be_changed;
    use super::*;

    fn run(folder: &Path) {
        let fresh = Fresh::begin(folder).unwrap();
        fresh.write(Path::new(MANIFEST), b"{}").unwrap();
        fresh.put_in_place().unwrap();
    }

    #[test]
    fn a_link_stays_and_what_it_points_to_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        let (kept, out) = (root.path().join("kept/2022"), root.path().join("out"));
        run(&kept);
        fs::write(kept.join("notes.txt"), "mine").unwrap();
        symlink(&kept, &out).unwrap();
        symlink(&kept, root.path().join(".out.new")).unwrap();
        run(&out);
        assert!(out.is_symlink() && kept.join(MANIFEST).is_file(), "the link stays, its folder holds the new run");
        assert!(!kept.join("notes.txt").exists(), "and nothing of the old one");
        let beside = |folder: &Path| fs::read_dir(folder).unwrap().count();
        assert_eq!((beside(&root.path().join("kept")), beside(root.path())), (2, 3), "beside it stands its lock alone");
    }

    #[test]
    fn of_a_link_beside_the_output_only_the_link_goes() {
        let root = tempfile::tempdir().unwrap();
        let (kept, out) = (root.path().join("kept"), root.path().join("out"));
        fs::create_dir(&kept).unwrap();
        fs::write(kept.join("notes.txt"), "mine").unwrap();
        symlink(&kept, root.path().join(".out.new")).unwrap();
        run(&out);
        assert_eq!(fs::read_to_string(kept.join("notes.txt")).unwrap(), "mine");
        assert!(!root.path().join(".out.new").exists());
    }

    #[test]
    fn a_link_to_nothing_is_refused_before_any_work() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("out");
        symlink(root.path().join("nowhere"), &out).unwrap();
        let Err(Error::Config(found)) = check_replaceable(&out) else { panic!("not refused") };
        assert_eq!(found[0].problem.id(), "output-link-to-nothing");
        assert!(found[0].hint.is_some());
    }

    #[test]
    fn an_old_run_that_cannot_be_removed_is_found_before_any_work() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("out");
        run(&out);
        fs::create_dir_all(out.join("sectors/empty")).unwrap();
        fs::write(out.join("sectors/page.md"), "x").unwrap();
        let all_but = |locked: &'static str| move |folder: &Path| !folder.ends_with(locked);
        assert_eq!(unremovable(&out, &all_but("out")), Some(out.clone()));
        assert_eq!(unremovable(&out, &all_but("sectors")), Some(out.join("sectors")));
        assert_eq!(unremovable(&out, &all_but("empty")), None, "an empty folder is not written in");
        assert_eq!(unremovable(&out, &may_be_changed), None);
    }

    /// Whether this user writes wherever there is a folder, so that no permission shows.
    fn is_root(folder: &Path) -> bool {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
        may_be_changed(folder)
    }

    #[test]
    fn an_old_run_without_the_right_to_write_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("out");
        run(&out);
        if !is_root(&out) {
            let Err(Error::Config(found)) = check_replaceable(&out) else { panic!("not refused") };
            assert_eq!(found[0].problem.id(), "output-unremovable");
        }
        fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(check_replaceable(&out).is_ok());
    }

    #[test]
    fn a_folder_that_is_not_put_in_place_leaves_nothing_and_takes_nothing_of_another_run() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("new/out");
        let fresh = Fresh::begin(&out).unwrap();
        fresh.write(Path::new("tables/x.csv"), b"x").unwrap();
        assert!(matches!(Fresh::begin(&out), Err(Error::World { .. })), "two runs in one folder");
        assert!(root.path().join("new/.out.new/tables/x.csv").is_file() && root.path().join("new/.out.lock").is_file());
        drop(fresh);
        assert!(!root.path().join("new").exists());
    }
}
