//! A sheet of an Excel workbook, cell by cell: nothing is laid out before it is known to fit, so that one stray cell at the far
//! end of the sheet costs nothing.

use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, DataRef, Reader as _, Xlsx, XlsxError};
use zip::result::ZipError;

use super::headers::{Header, Top};
use super::limits::Guard;
use super::{broken_off, named, number_text, said_by_library};
use crate::error::{Finding, Findings, Place};
use crate::messages::{Message, msg};
use crate::plan::{Limits, Sheet};
use crate::survey::raw::{RawColumn, RawWave, SheetRead};

/// Parts of an archive; a workbook has a few dozen.
const MOST_PARTS: usize = 10_000;

/// Reads a sheet.
pub(super) fn read(file: &Path, bytes: &[u8], sheet: &Sheet, limits: &Limits) -> Result<RawWave, Vec<Finding>> {
    let guard = Guard { file, limits };
    check_archive(bytes, guard).map_err(|finding| vec![finding])?;
    let refuse = |error: XlsxError| vec![unreadable(file, said_by_library(cause(&error), &error.to_string()))];
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(refuse)?;
    let mut notes = Vec::new();
    let names = workbook.sheet_names();
    let name = choose(file, sheet, &names, &mut notes).map_err(|finding| vec![finding])?;
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(refuse)?;
    let mut table = Table::new(sheet, guard);
    while let Some(cell) = cells.next_cell().map_err(refuse)? {
        let (row, column) = cell.get_position();
        table.take(row as usize + 1, column as usize, cell.get_value()).map_err(|finding| vec![finding])?;
    }
    let others = names.into_iter().filter(|other| *other != name).collect();
    table.finish(notes, SheetRead { name, others })
}

/// Why a workbook is not read, by the kind of the error.
fn cause(error: &XlsxError) -> Message {
    match error {
        XlsxError::Io(error) => broken_off(error),
        XlsxError::XmlEof(_) => msg!("read-cut"),
        XlsxError::Password => msg!("read-locked"),
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound | XlsxError::WorksheetNotFound(_) => {
            msg!("read-part-missing")
        }
        XlsxError::NotAWorksheet(_) => msg!("read-not-a-worksheet"),
        XlsxError::ParseFloat(_) | XlsxError::ParseInt(_) => msg!("read-bad-number"),
        XlsxError::Encoding(_) => msg!("read-bad-text"),
        _ => msg!("read-damaged"),
    }
}

/// The same of the archive that a workbook is.
fn cause_in_archive(error: &ZipError) -> Message {
    match error {
        ZipError::Io(error) => broken_off(error),
        // The list of the parts stands at the end.
        ZipError::InvalidArchive(text) if text.contains("EOCD") => msg!("read-cut"),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => msg!("read-locked"),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => msg!("read-unsupported"),
        ZipError::FileNotFound => msg!("read-part-missing"),
        _ => msg!("read-damaged"),
    }
}

fn unreadable(file: &Path, cause: Message) -> Finding {
    let problem = msg!("read-no-table", format = msg!("read-format-workbook"), cause);
    Finding::refuse("file-unreadable", Place::file(file), problem)
        .expected(msg!("read-expect-workbook"))
        .hint(msg!("read-hint-save-workbook"))
}

/// Unpacks every part of the archive without keeping it: its size and its checksum are known before anything is read.
fn check_archive(bytes: &[u8], guard: Guard<'_>) -> Result<(), Finding> {
    let refuse =
        |error: ZipError| unreadable(guard.file, said_by_library(cause_in_archive(&error), &error.to_string()));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(refuse)?;
    if archive.len() > MOST_PARTS {
        return Err(unreadable(guard.file, msg!("read-many-parts", count = archive.len())));
    }
    let mut declared = 0_u64;
    for i in 0..archive.len() {
        let part = archive.by_index_raw(i).map_err(refuse)?;
        declared = declared.saturating_add(part.size());
    }
    guard.inflated(declared)?;
    let mut inflated = 0_u64;
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(refuse)?;
        let left = guard.limits.inflated_bytes.saturating_sub(inflated);
        let copied = std::io::copy(&mut part.take(left.saturating_add(1)), &mut std::io::sink());
        inflated = inflated.saturating_add(copied.map_err(|error| refuse(ZipError::Io(error)))?);
        guard.inflated(inflated)?;
    }
    Ok(())
}

/// The declared sheet, or the first one.
fn choose(file: &Path, sheet: &Sheet, names: &[String], notes: &mut Vec<Finding>) -> Result<String, Finding> {
    let shown = || names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match (&sheet.sheet, names) {
        (Some(wanted), names) if names.contains(wanted) => Ok(wanted.clone()),
        (Some(wanted), names) => {
            let finding =
                Finding::refuse("sheet-missing", Place::file(file), msg!("read-sheet-not-there", sheet = wanted));
            Err(finding.expected(msg!("read-expect-sheets", sheets = shown())).hint_nearest(
                wanted,
                names.iter().map(String::as_str),
                msg!("read-hint-sheet"),
            ))
        }
        (None, []) => Err(unreadable(file, msg!("read-workbook-no-sheet"))),
        (None, [only]) => Ok(only.clone()),
        (None, [first, ..]) => {
            let problem = msg!("read-sheet-chosen", sheet = first, sheets = shown());
            let hint = msg!("read-hint-declare-sheet", sheet = first);
            notes.push(Finding::note("sheet-chosen", Place::file(file), problem).hint(hint));
            Ok(first.clone())
        }
    }
}

/// A table as it grows, one row after the other.
struct Table<'a> {
    sheet: &'a Sheet,
    guard: Guard<'a>,
    findings: Findings,
    tops: Vec<(usize, Vec<String>)>,
    headers: Option<Vec<Header>>,
    columns: Vec<RawColumn>,
    lines: Vec<usize>,
    /// Bytes of the cells so far: many cells may stand for one text of the workbook.
    kept: u64,
    /// Row being filled, and its cells.
    row: usize,
    cells: Vec<String>,
    /// First value below the end of the table, and how many there are.
    beyond: Option<(String, usize)>,
    /// Values beside the table.
    beside: usize,
    ended: Option<usize>,
}

impl<'a> Table<'a> {
    fn new(sheet: &'a Sheet, guard: Guard<'a>) -> Self {
        Self {
            sheet,
            guard,
            findings: Findings::new(guard.file),
            tops: Vec::new(),
            headers: None,
            columns: Vec::new(),
            lines: Vec::new(),
            kept: 0,
            row: 0,
            cells: Vec::new(),
            beyond: None,
            beside: 0,
            ended: None,
        }
    }

    fn first_row(&self) -> usize {
        self.sheet.header_row + self.sheet.headers.n_rows()
    }

    /// Takes one cell; `row` counts from 1, `column` from 0.
    fn take(&mut self, row: usize, column: usize, value: &DataRef<'_>) -> Result<(), Finding> {
        if matches!(value, DataRef::Empty) || row < self.sheet.header_row {
            return Ok(());
        }
        if row < self.row {
            return Err(unreadable(self.guard.file, msg!("read-workbook-order", row, before = self.row)));
        }
        if row > self.row {
            self.close_row()?;
            self.row = row;
        }
        let text = match self.text(row, column, value) {
            Some(text) if !text.is_empty() => text,
            _ => return Ok(()),
        };
        if self.is_beyond(row) {
            let (_, count) = self.beyond.get_or_insert((address(row, column), 0));
            *count += 1;
            return Ok(());
        }
        let width = self.headers.as_ref().map(Vec::len);
        if width.is_some_and(|width| column >= width) {
            self.refuse_beside(row, column);
            return Ok(());
        }
        self.guard.columns(column + 1, Some(row))?;
        self.guard.field(text.len(), || Place::cell(self.guard.file, row, column + 1))?;
        self.kept = self.kept.saturating_add(text.len() as u64);
        self.guard.inflated(self.kept)?;
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text; // OK because the row was made long enough
        Ok(())
    }

    /// Whether a row is below the table: past the declared last row, or past the first blank one.
    fn is_beyond(&mut self, row: usize) -> bool {
        if row < self.first_row() {
            return false;
        }
        match self.sheet.last_row {
            Some(last) => row > last,
            None => {
                let next = self.lines.last().map_or(self.first_row(), |line| line + 1);
                if row > next {
                    self.ended.get_or_insert(next);
                }
                self.ended.is_some()
            }
        }
    }

    fn close_row(&mut self) -> Result<(), Finding> {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Ok(());
        }
        if self.row < self.first_row() {
            self.tops.push((self.row, cells));
            return Ok(());
        }
        if self.headers.is_none() {
            self.close_header(&cells);
        }
        let width = self.columns.len();
        self.guard.rows(self.lines.len() + 1, width)?;
        for (i, column) in self.columns.iter_mut().enumerate() {
            column.push(cells.get(i).map_or("", String::as_str));
        }
        if cells.len() > width && self.headers.as_ref().is_some_and(|headers| !headers.is_empty()) {
            self.refuse_beside(self.row, cells.len() - 1);
        }
        self.lines.push(self.row);
        Ok(())
    }

    fn refuse_beside(&mut self, row: usize, column: usize) {
        self.beside += 1;
        let problem = msg!("read-beside-table", cell = address(row, column));
        let finding = Finding::refuse("stray-cell", Place::line(self.guard.file, row), problem);
        self.findings.push(finding.expected(msg!("read-expect-below-name")).hint(msg!("read-hint-empty-cell")));
    }

    /// With more than one value a row beside the table, what was taken for the header is a title.
    fn narrow_header(&self, sheet: &SheetRead) -> Finding {
        let row = self.sheet.header_row;
        let names = named(self.columns.iter().map(|column| column.name.as_str()));
        let problem = msg!("read-header-is-title", row, sheet = &sheet.name, names);
        let finding = Finding::refuse("header-shape", Place::line(self.guard.file, row), problem);
        finding.expected(msg!("read-expect-name-in-header")).hint(msg!("read-hint-header-row"))
    }

    fn close_header(&mut self, first: &[String]) {
        let width = self.tops.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let padded = |cells: &[String]| {
            let mut cells = cells.to_vec();
            cells.resize(width, String::new());
            cells
        };
        let rows: Vec<(usize, Vec<String>)> = self.tops.iter().map(|(row, cells)| (*row, padded(cells))).collect();
        let below = if first.is_empty() { Vec::new() } else { vec![padded(first)] };
        let top = Top { file: self.guard.file, rows, below, shape: self.sheet.headers, delimiter: None };
        let headers = top.headers(&mut self.findings);
        self.columns = headers.iter().map(|header| header.clone().column(std::iter::empty())).collect();
        self.headers = Some(headers);
    }

    fn finish(mut self, mut notes: Vec<Finding>, sheet: SheetRead) -> Result<RawWave, Vec<Finding>> {
        self.close_row().map_err(|finding| vec![finding])?;
        if self.headers.is_none() {
            self.close_header(&[]);
        }
        if self.beside > self.lines.len() {
            return Err(vec![self.narrow_header(&sheet)]);
        }
        if let Some((first, count)) = self.beyond {
            let end = self.sheet.last_row.map_or_else(
                || msg!("read-below-blank", row = self.ended.unwrap_or_default()),
                |last| msg!("read-below-last", row = last),
            );
            let problem = msg!("read-values-below", count, end, cell = first);
            notes.push(Finding::note("rows-after-table", Place::file(self.guard.file), problem));
        }
        if self.findings.refused() {
            return Err(self.findings.into_vec());
        }
        Ok(RawWave {
            header_line: Some(self.sheet.header_row),
            lines: self.lines,
            columns: self.columns,
            notes,
            sheet: Some(sheet),
            ..RawWave::default()
        })
    }

    /// A cell as text; `None` for an error, which is told.
    fn text(&mut self, row: usize, column: usize, value: &DataRef<'_>) -> Option<String> {
        Some(match value {
            DataRef::Empty => return None,
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number_text(*number),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Bool(true) => "true".to_owned(),
            DataRef::Bool(false) => "false".to_owned(),
            DataRef::DateTime(date) => date_text(date),
            DataRef::Error(error) => {
                let name = self.headers.as_ref().and_then(|headers| headers.get(column));
                let name = name.map_or_else(|| letters(column), |header| header.name.clone());
                let error = Data::Error(error.clone()).to_string();
                let problem = msg!("read-cell-error", cell = address(row, column), error);
                if !self.is_beyond(row) {
                    let finding = Finding::refuse("cell-error", Place::cell(self.guard.file, row, name), problem);
                    self.findings.push(finding.expected(msg!("read-expect-value")).hint(msg!("read-hint-formula")));
                }
                return None;
            }
        })
    }
}

/// A date as `2003-02-14`, with the time where there is one; a time alone or a duration as its number of days.
fn date_text(date: &calamine::ExcelDateTime) -> String {
    if date.is_duration() || date.as_f64() < 1.0 {
        return number_text(date.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { day } else { format!("{day} {hour:02}:{minute:02}:{second:02}") }
}

/// A cell as the spreadsheet names it; the row counts from 1, the column from 0.
fn address(row: usize, column: usize) -> String {
    format!("{}{row}", letters(column))
}

fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.push(char::from(b'A' + digit as u8)); // OK because the remainder is below 26
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    //! Cells are named as the spreadsheet names them.

    use super::address;

    #[test]
    fn addresses() {
        let named = [(1, 0), (12, 25), (3, 26), (1_048_576, 16_383)].map(|(row, column)| address(row, column));
        assert_eq!(named, ["A1", "Z12", "AA3", "XFD1048576"]);
    }
}
