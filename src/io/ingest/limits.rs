//! The size of a table, checked while it is read: the limit that is passed first ends the reading with one short finding.

use std::path::Path;

use crate::error::{Finding, Place};
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
    fn refuse(&self, place: Place, what: String, key: &str, allowed: String) -> Finding {
        Finding::refuse("too-large", place, what)
            .expected(format!("at most {allowed}"))
            .hint(format!("`limits: {{ {key}: … }}` under `reader:` allows more, if the file is really meant to be so"))
    }

    /// Bytes after unpacking.
    pub(super) fn inflated(&self, bytes: u64) -> Result<(), Finding> {
        let most = self.limits.inflated_bytes;
        if bytes <= most {
            return Ok(());
        }
        let what = format!("the file unpacks to {} MB or more", bytes / crate::plan::MEGABYTE);
        let allowed = format!("{} MB", most / crate::plan::MEGABYTE);
        Err(self.refuse(Place::file(self.file), what, "inflated_mb", allowed))
    }

    /// Columns of a header; `line` is where it stands.
    pub(super) fn columns(&self, columns: usize, line: Option<usize>) -> Result<(), Finding> {
        let most = self.limits.columns;
        if columns <= most {
            return Ok(());
        }
        Err(self.refuse(self.at(line), format!("more than {most} columns"), "columns", format!("{most} columns")))
    }

    /// Rows, and cells as rows times columns.
    pub(super) fn rows(&self, rows: usize, columns: usize) -> Result<(), Finding> {
        let Limits { rows: most, cells, .. } = *self.limits;
        if rows > most {
            let what = format!("more than {most} rows");
            return Err(self.refuse(Place::file(self.file), what, "rows", format!("{most} rows")));
        }
        if rows.saturating_mul(columns) > cells {
            let what = format!("more than {cells} cells");
            return Err(self.refuse(Place::file(self.file), what, "cells", format!("{cells} cells")));
        }
        Ok(())
    }

    /// Bytes of one field.
    pub(super) fn field(&self, bytes: usize, place: impl FnOnce() -> Place) -> Result<(), Finding> {
        let most = self.limits.field_bytes;
        if bytes <= most {
            return Ok(());
        }
        Err(self.refuse(place(), format!("a field of more than {most} bytes"), "field_bytes", format!("{most} bytes")))
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
    let what = format!("the file has {} MB", found.div_ceil(megabyte));
    let guard = Guard { file, limits };
    Ok(Err(guard.refuse(Place::file(file), what, "file_mb", format!("{} MB", most / megabyte))))
}
