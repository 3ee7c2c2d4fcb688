//! The one seam through which a wave file becomes a [`RawWave`]: text cells with the line each came from.
//!
//! A reader knows its format and nothing of the survey; it casts nothing and guesses nothing. `stages::validate` turns the
//! cells into answers. polars, the parquet crate's reader and their types stop here.

mod delimited;
mod parquet;

use std::path::Path;

use crate::error::{Error, Finding, Place};
use crate::io::digest::sha256_hex;
use crate::messages::Message;
use crate::plan::{Reader, WavePlan};
use crate::survey::raw::RawWave;

/// Reads one wave file. The findings of a file that cannot be read as a table come back all at once.
///
/// # Errors
/// [`Error::Data`] when the bytes are not a table of the declared format, [`Error::Config`] when the file is not there,
/// [`Error::World`] when it cannot be read.
pub fn read(wave: &WavePlan) -> crate::error::Result<RawWave> {
    let bytes = bytes_of(&wave.file, format!("the wave file of edition `{}`", wave.edition))?;
    read_file(&wave.file, &bytes, &wave.reader)
}

/// The bytes of a file, and what is expected where there is none.
///
/// # Errors
/// [`Error::Config`] when the file is not there, [`Error::World`] when it cannot be read.
pub fn bytes_of(file: &Path, expected: impl Into<Message>) -> crate::error::Result<Vec<u8>> {
    std::fs::read(file).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => {
            Error::Config(vec![Finding::refuse("file-missing", Place::file(file), "no such file").expected(expected)])
        }
        _ => Error::World { path: file.to_owned(), action: "cannot read".into(), source },
    })
}

/// Makes a table of the bytes of a file.
///
/// # Errors
/// [`Error::Data`] when the bytes are not a table of the declared format.
pub fn read_file(file: &Path, bytes: &[u8], reader: &Reader) -> crate::error::Result<RawWave> {
    let table = fenced(file, || match reader {
        Reader::Csv { delimiter, encoding } => delimited::read(file, bytes, *delimiter, encoding),
        Reader::Parquet => parquet::read(file, bytes),
    });
    table.map(|columns| RawWave { file: file.to_owned(), sha256: sha256_hex(bytes), ..columns }).map_err(Error::Data)
}

/// Runs a reader so that a panic inside a library becomes a finding: no file may take the program down.
fn fenced(file: &Path, read: impl FnOnce() -> Result<RawWave, Vec<Finding>>) -> Result<RawWave, Vec<Finding>> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(vec![
            Finding::refuse("file-unreadable", Place::file(file), "the file is damaged: its reader gave up")
                .hint("ask for the file again, or open it in the tool that wrote it and export it anew"),
        ])
    })
}
