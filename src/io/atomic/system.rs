//! What each system does in its own way: rights, locks, waiting for the disk, exchanging two folders.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::sibling;

/// Whether the system lets this user add files to a folder and take them away.
#[cfg(unix)]
pub(super) fn may_be_changed(folder: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
pub(super) fn may_be_changed(_: &Path) -> bool {
    true
}

/// Whether a path still leads to an open file.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(own), Ok(there)) if id(&own) == id(&there))
}

#[cfg(not(unix))]
pub(super) fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Waits until the disk holds all of them. File after file, each would wait for the disk on its own, which takes longer
/// than the rest of a run may; Linux waits once for a whole file system.
#[cfg(target_os = "linux")]
pub(super) fn settle(disk: &Disk, _: &[PathBuf]) -> io::Result<()> {
    Ok(rustix::fs::syncfs(disk)?)
}

/// The same without waiting, so that less is left at the end. It tells of nothing: [`settle`] does, of all faults.
#[cfg(target_os = "linux")]
pub(super) fn settle_ahead(folder: &Path, settling: Arc<AtomicBool>) {
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
pub(super) type Disk = File;

#[cfg(target_os = "linux")]
pub(super) fn disk(folder: &Path) -> io::Result<Disk> {
    File::open(folder)
}

#[cfg(not(target_os = "linux"))]
pub(super) type Disk = ();

#[cfg(not(target_os = "linux"))]
pub(super) fn disk(_: &Path) -> io::Result<Disk> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(super) fn settle_ahead(_: &Path, _: Arc<AtomicBool>) {}

#[cfg(not(target_os = "linux"))]
pub(super) fn settle(_: &Disk, written: &[PathBuf]) -> io::Result<()> {
    written.iter().try_for_each(|file| File::options().write(true).open(file)?.sync_data())
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(super) fn exchange(fresh: &Path, folder: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, fresh, CWD, folder, RenameFlags::EXCHANGE) {
        Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {
            exchange_in_two_steps(fresh, folder)
        }
        done => Ok(done?),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(super) fn exchange(fresh: &Path, folder: &Path) -> io::Result<()> {
    exchange_in_two_steps(fresh, folder)
}

/// Where the file system cannot exchange: the old folder steps aside first and comes back if the new one cannot take its place.
/// Between the two steps no folder bears the name; whoever stops the machine there finds the old one beside it, as `.old`.
pub(super) fn exchange_in_two_steps(fresh: &Path, folder: &Path) -> io::Result<()> {
    let aside = sibling(folder, ".old");
    fs::rename(folder, &aside)?;
    if let Err(error) = fs::rename(fresh, folder) {
        fs::rename(&aside, folder)?;
        return Err(error);
    }
    fs::rename(&aside, fresh)
}
