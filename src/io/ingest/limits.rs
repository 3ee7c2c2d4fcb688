//! The size of a table, checked while it is read: the limit that is passed first ends the reading with one short finding.

use std::path::Path;

use crate::error::{Finding, Place};
use crate::messages::{Message, msg};
use crate::plan::Limits;

/// Findings about the limits of one file.
#[derive(Clone, Copy)]
pub(super) struct Guard<'a> {
    /// The file.
    pub(super) file: &'a Path,
    /// Its limits.
    pub(super) limits: &'a Limits,
}

impl Guard<'_> {
    fn refuse(&self, place: Place, what: Message, key: &str, allowed: Message) -> Finding {
        Finding::refuse("too-large", place, what)
            .expected(msg!("read-at-most", allowed))
            .hint(msg!("read-hint-limit", key))
    }

    /// Bytes after unpacking: of an archive, of a text once it is decoded, of all cells together. A few bytes that a file
    /// repeats by reference become as many cells as it likes.
    pub(super) fn inflated(&self, bytes: u64) -> Result<(), Finding> {
        let most = self.limits.inflated_bytes;
        if bytes <= most {
            return Ok(());
        }
        let what = msg!("read-unpacks-to", megabytes = bytes / crate::plan::MEGABYTE);
        let allowed = msg!("read-megabytes", megabytes = most / crate::plan::MEGABYTE);
        Err(self.refuse(Place::file(self.file), what, "inflated_mb", allowed))
    }

    /// Columns of a header; `line` is where it stands.
    pub(super) fn columns(&self, columns: usize, line: Option<usize>) -> Result<(), Finding> {
        let most = self.limits.columns;
        if columns <= most {
            return Ok(());
        }
        let allowed = msg!("read-n-columns", count = most);
        Err(self.refuse(self.at(line), msg!("read-more-than", what = allowed.clone()), "columns", allowed))
    }

    /// Rows, and cells as rows times columns.
    pub(super) fn rows(&self, rows: usize, columns: usize) -> Result<(), Finding> {
        let Limits { rows: most, cells, .. } = *self.limits;
        if rows > most {
            let allowed = msg!("read-n-rows", count = most);
            let what = msg!("read-more-than", what = allowed.clone());
            return Err(self.refuse(Place::file(self.file), what, "rows", allowed));
        }
        if rows.saturating_mul(columns) > cells {
            let allowed = msg!("read-n-cells", count = cells);
            let what = msg!("read-more-than", what = allowed.clone());
            return Err(self.refuse(Place::file(self.file), what, "cells", allowed));
        }
        Ok(())
    }

    /// Bytes of one field.
    pub(super) fn field(&self, bytes: usize, place: impl FnOnce() -> Place) -> Result<(), Finding> {
        let most = self.limits.field_bytes;
        if bytes <= most {
            return Ok(());
        }
        let allowed = msg!("read-n-bytes", count = most);
        Err(self.refuse(place(), msg!("read-field-too-long", count = most), "field_bytes", allowed))
    }

    fn at(&self, line: Option<usize>) -> Place {
        Place { line, ..Place::file(self.file) }
    }
}

/// Reads a file whole unless it is larger than its limit.
pub(super) fn read_within(file: &Path, limits: &Limits) -> std::io::Result<Result<Vec<u8>, Finding>> {
    use std::io::Read;
    let opened = std::fs::File::open(file)?;
    let (most, length) = (limits.file_bytes, opened.metadata()?.len());
    let mut bytes = Vec::new();
    if length <= most {
        opened.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    }
    let found = length.max(bytes.len() as u64);
    if found <= most {
        return Ok(Ok(bytes));
    }
    let megabyte = crate::plan::MEGABYTE;
    let what = msg!("read-file-has", megabytes = found.div_ceil(megabyte));
    let guard = Guard { file, limits };
    Ok(Err(guard.refuse(Place::file(file), what, "file_mb", msg!("read-megabytes", megabytes = most / megabyte))))
}
