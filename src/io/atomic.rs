//! The output folder, written beside and swapped in whole: after a crash, a full disk or a kill it holds the complete old
//! run or the complete new one.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::{Error, Finding, Place, Result};
use crate::messages::{Message, msg};

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
fn resolved(folder: &Path) -> Result<PathBuf> {
    match folder.is_symlink() {
        true => fs::canonicalize(folder).map_err(Error::world(folder, msg!("cannot-look-at-output"))),
        false => Ok(folder.to_owned()),
    }
}

/// A folder, of those in the output of an earlier run, whose files could not be removed.
fn unremovable(folder: &Path, may_be_changed: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
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

/// Whether the system lets this user add files to a folder and take them away.
#[cfg(unix)]
fn may_be_changed(folder: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
fn may_be_changed(_: &Path) -> bool {
    true
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

/// Whether a path still leads to an open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(own), Ok(there)) if id(&own) == id(&there))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
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

/// Waits until the disk holds all of them. File after file, each would wait for the disk on its own, which takes longer
/// than the rest of a run may; Linux waits once for a whole file system.
#[cfg(target_os = "linux")]
fn settle(disk: &Disk, _: &[PathBuf]) -> io::Result<()> {
    Ok(rustix::fs::syncfs(disk)?)
}

/// The same without waiting, so that less is left at the end. It tells of nothing: [`settle`] does, of all faults.
#[cfg(target_os = "linux")]
fn settle_ahead(folder: &Path, settling: Arc<AtomicBool>) {
    if let Ok(disk) = disk(folder) {
        let settle = move || {
            let _ = rustix::fs::syncfs(disk);
            settling.store(false, Ordering::Release);
        };
        let _ = std::thread::Builder::new().spawn(settle); // without a thread, all is left to the end
    }
}

/// What [`settle`] needs of the place where files are written.
#[cfg(target_os = "linux")]
type Disk = File;

#[cfg(target_os = "linux")]
fn disk(folder: &Path) -> io::Result<Disk> {
    File::open(folder)
}

#[cfg(not(target_os = "linux"))]
type Disk = ();

#[cfg(not(target_os = "linux"))]
fn disk(_: &Path) -> io::Result<Disk> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn settle_ahead(_: &Path, _: Arc<AtomicBool>) {}

#[cfg(not(target_os = "linux"))]
fn settle(_: &Disk, written: &[PathBuf]) -> io::Result<()> {
    written.iter().try_for_each(|file| File::options().write(true).open(file)?.sync_data())
}

/// Puts the fresh folder in place in one step where the system can exchange two folders. An old one is then where the fresh
/// one was.
fn swap(fresh: &Path, folder: &Path) -> Result<()> {
    let swapped = if folder.exists() { exchange(fresh, folder) } else { fs::rename(fresh, folder) };
    swapped.map_err(Error::world(folder, msg!("cannot-swap")))
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(fresh: &Path, folder: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, fresh, CWD, folder, RenameFlags::EXCHANGE) {
        Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {
            exchange_in_two_steps(fresh, folder)
        }
        done => Ok(done?),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(fresh: &Path, folder: &Path) -> io::Result<()> {
    exchange_in_two_steps(fresh, folder)
}

/// Where the file system cannot exchange: the old folder steps aside first and comes back if the new one cannot take its place.
/// Between the two steps no folder bears the name; whoever stops the machine there finds the old one beside it, as `.old`.
fn exchange_in_two_steps(fresh: &Path, folder: &Path) -> io::Result<()> {
    let aside = sibling(folder, ".old");
    fs::rename(folder, &aside)?;
    if let Err(error) = fs::rename(fresh, folder) {
        fs::rename(&aside, folder)?;
        return Err(error);
    }
    fs::rename(&aside, fresh)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

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
