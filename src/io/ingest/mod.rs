//! The one seam through which a wave file becomes a [`RawWave`]: text cells with the line each came from.
//!
//! A reader knows its format and nothing of the survey; it casts nothing and guesses nothing. One module a format
//! (`delimited` with `text` and `scan`, `sheet`, `spss`, `parquet`), then the same steps for all: `headers` for what survey
//! tools write above the answers, `long` for one row an answer, `recode` for what the pipeline declares of the columns.
//! `stages::validate` turns the cells into answers. polars, calamine, ambers, the parquet crate and their types stop here.

mod delimited;
mod headers;
mod limits;
mod long;
mod magic;
mod parquet;
mod recode;
mod scan;
mod sheet;
mod spss;
mod text;

use std::path::Path;

use crate::digest::ReadFile;
use crate::error::{Error, Finding, Findings, Place};
use crate::messages::{Message, msg};
use crate::plan::{Csv, Format, Limits, Reader, Shape, WavePlan};
use crate::survey::raw::{RawWave, shown};
use limits::Guard;

/// Columns that one row an answer takes at least: who, what, and the answer.
const LONG_COLUMNS: usize = 3;

/// Reads one wave file. The findings of a file that cannot be read as a table come back all at once.
///
/// # Errors
/// [`Error::Data`] when the bytes are not a table of the declared format, are too large, or hold a label that nothing
/// declares; [`Error::Config`] when the file is not there, [`Error::World`] when it cannot be read.
pub fn read(wave: &WavePlan) -> crate::error::Result<RawWave> {
    let wanted = || msg!("expect-wave-file", edition = wave.edition.as_str());
    let raw = table(&wave.file, &wave.reader, &wanted)?;
    fenced(&wave.file, || recode::recode(raw, &wave.file, &wave.reader)).map_err(Error::Data)
}

/// Reads a file as it is, before the pipeline gives names and codes to its columns: names and cells of the file, with the
/// labels, missing values, measure and format that it declares ([`crate::survey::raw::Described`]), and as notes what was
/// found out about it. A `csv` reader with neither delimiter nor encoding finds both out.
///
/// # Errors
/// Those of [`read`].
pub fn describe(file: &Path, reader: &Reader) -> crate::error::Result<RawWave> {
    table(file, reader, &|| msg!("delivered-file"))
}

/// The format of a file by its first bytes, with everything else left to be found out; `None` when it is none that is read.
pub fn format_of(bytes: &[u8]) -> Option<Format> {
    magic::format(bytes)
}

/// The format of a file of which nothing is known, by its first bytes; of delimited text with the encoding and the delimiter.
///
/// # Errors
/// Those of [`read`], and [`Error::Data`] when the file is none that is read.
pub fn find_out(file: &Path) -> crate::error::Result<Format> {
    let limits = Limits::default();
    let bytes = bytes_of(file, &limits, &|| msg!("delivered-file"))?;
    match format_of(&bytes) {
        Some(Format::Csv(_)) => {
            let found = fenced(file, || delimited::find_out(file, bytes, &limits).map_err(|finding| vec![finding]));
            found.map(Format::Csv).map_err(Error::Data)
        }
        Some(format) => Ok(format),
        // What the file is instead is told as when text is expected.
        None => {
            let told = magic::check(file, &bytes, &Format::Csv(Csv::default())).err();
            let unknown = || {
                let finding = Finding::refuse("file-kind", Place::file(file), msg!("format-unknown"));
                finding.hint(msg!("read-hint-delivered"))
            };
            let finding = told.unwrap_or_else(unknown).expected(msg!("format-unknown-expected"));
            Err(Error::Data(vec![finding]))
        }
    }
}

fn table(file: &Path, reader: &Reader, wanted: &dyn Fn() -> Message) -> crate::error::Result<RawWave> {
    let bytes = bytes_of(file, &reader.limits, wanted)?;
    let read = ReadFile::new(file, &bytes);
    let table = fenced(file, || parse(file, bytes, reader)).map_err(Error::Data)?;
    Ok(RawWave { read, ..table })
}

fn bytes_of(file: &Path, limits: &Limits, wanted: &dyn Fn() -> Message) -> crate::error::Result<Vec<u8>> {
    // Looked at before it is opened: a pipe would be waited for.
    if std::fs::metadata(file).is_ok_and(|found| !found.is_file()) {
        let finding = Finding::refuse("missing-file", Place::file(file), msg!("not-a-file", path = file));
        return Err(Error::Config(vec![finding.expected(wanted()).hint(msg!("read-hint-put-file"))]));
    }
    let bytes = limits::read_within(file, limits).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Config(vec![
            Finding::refuse("file-missing", Place::file(file), msg!("file-not-there"))
                .expected(wanted())
                .hint(msg!("read-hint-put-file")),
        ]),
        _ => Error::world(file, msg!("cannot-read"))(source),
    })?;
    bytes.map_err(|finding| Error::Data(vec![finding]))
}

fn parse(file: &Path, bytes: Vec<u8>, reader: &Reader) -> Result<RawWave, Vec<Finding>> {
    magic::check(file, &bytes, &reader.format).map_err(|finding| vec![finding])?;
    let limits = &match &reader.shape {
        Shape::Wide => reader.limits.clone(),
        // Its rows are answers, which the cells bound; respondents are counted once it is wide.
        Shape::Long(_) => Limits { rows: reader.limits.cells / LONG_COLUMNS, ..reader.limits.clone() },
    };
    let raw = match &reader.format {
        Format::Csv(csv) => delimited::read(file, bytes, csv, limits),
        Format::Parquet => parquet::read(file, bytes, limits),
        Format::Xlsx(sheet) => sheet::read(file, &bytes, sheet, limits),
        Format::Spss => spss::read(file, &bytes, limits),
    }?;
    names_once(file, &raw)?;
    match &reader.shape {
        Shape::Wide => Ok(raw),
        Shape::Long(long) => long::widen(&raw, long, Guard { file, limits: &reader.limits }),
    }
}

/// Refuses two columns of one name in a format that allows it.
fn names_once(file: &Path, raw: &RawWave) -> Result<(), Vec<Finding>> {
    let mut findings = Findings::new(file);
    let mut names = std::collections::HashSet::new();
    for column in &raw.columns {
        if !names.insert(column.name.as_str()) {
            let shown: String = column.name.chars().take(40).collect();
            let problem = msg!("read-named-twice", column = shown);
            findings.push(
                Finding::refuse("column-duplicate", Place::file(file), problem)
                    .expected(msg!("read-expect-names-once"))
                    .hint(msg!("read-hint-rename-column")),
            );
        }
    }
    if findings.refused() { Err(findings.into_vec()) } else { Ok(()) }
}

/// Why a library cannot read a file, in our words, and what it says itself, in English: its first line, cut where it gets long.
fn said_by_library(cause: Message, fault: &str) -> Message {
    let text: String = fault.lines().next().unwrap_or_default().chars().take(120).collect();
    msg!("library-said", cause, text)
}

/// What an error of input or output says of a file whose bytes are all there.
fn broken_off(error: &std::io::Error) -> Message {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => msg!("read-cut"),
        std::io::ErrorKind::Unsupported => msg!("read-unsupported"),
        _ => msg!("read-damaged"),
    }
}

/// The first names of a header, as they may be shown.
fn named<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const SHOWN: usize = 6;
    let mut names: Vec<String> =
        names.filter(|name| !name.trim().is_empty()).take(SHOWN + 1).map(|name| shown(name).to_string()).collect();
    if names.len() > SHOWN {
        names[SHOWN] = "…".to_owned(); // OK because there is one more
    }
    names.join(", ")
}

/// A number as a cell holds it: whole ones without a point, the others with as many digits as tell them apart.
fn number_text(number: f64) -> String {
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

/// Runs a reader so that a panic inside a library becomes a finding: no file may take the program down.
fn fenced<T>(file: &Path, read: impl FnOnce() -> Result<T, Vec<Finding>>) -> Result<T, Vec<Finding>> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(vec![
            Finding::refuse("file-unreadable", Place::file(file), msg!("reader-gave-up"))
                .hint(msg!("hint-export-anew")),
        ])
    })
}
