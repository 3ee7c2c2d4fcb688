//! Delimited text (CSV): decoded strictly, every record checked with its line, then read into columns by polars.
//!
//! polars pads a short row, reports no line and maps a declared schema by position, so the shape of every record is checked
//! first, every column is read as text under a name of ours, and the header is read here.

use std::fmt::Write;
use std::io::Cursor;
use std::path::Path;

use polars::prelude::{CsvReadOptions, DataFrame, SerReader};

use super::headers::{Header, Top};
use super::limits::Guard;
use super::said_by_library;
use super::scan::{Record, Scanner, fields};
use super::text::decode;
use crate::error::{Finding, Findings, Place};
use crate::messages::{Message, msg};
use crate::plan::{Csv, Limits};
use crate::survey::raw::{RawColumn, RawWave};

/// Delimiters that are tried when none is declared.
const COMMON: [u8; 4] = [b';', b',', b'\t', b'|'];

/// Records that are looked at to find the delimiter.
const LOOKED_AT: usize = 50;

/// Rows below the header that may turn out to be header rows too.
const LOOKED_BELOW: usize = 2;

/// Bytes and cells that polars is given at a time.
const PART_BYTES: usize = 8_000_000;
const PART_CELLS: usize = 2_000_000;

/// Reads delimited text.
pub(super) fn read(file: &Path, bytes: Vec<u8>, csv: &Csv, limits: &Limits) -> Result<RawWave, Vec<Finding>> {
    let guard = Guard { file, limits };
    let one = |finding| vec![finding];
    let decoded = decode(file, bytes, csv.encoding.as_deref()).map_err(one)?;
    guard.inflated(decoded.text.len() as u64).map_err(one)?;
    let mut notes: Vec<Finding> = decoded.note.into_iter().collect();
    let (text, first_line, said) = without_sep_line(file, &decoded.text, csv.delimiter).map_err(one)?;
    let delimiter = match csv.delimiter.or(said) {
        Some(delimiter) => delimiter,
        None => {
            let found = detect(text, first_line, guard).map_err(one)?;
            notes.push(detected(file, found));
            found
        }
    };
    let table = Table::of(text, delimiter, first_line, csv, guard)?;
    notes.extend(cut_short(file, text, delimiter, &table).map_err(one)?);
    let columns = table.columns(file, text, delimiter)?;
    Ok(RawWave {
        header_line: Some(table.header_line),
        columns,
        lines: table.records.iter().map(|record| record.line).collect(),
        blank_lines: table.blank_lines,
        notes,
        ..RawWave::default()
    })
}

/// The delimiter that stands most often in the first line, outside quotes.
fn most_frequent(text: &str) -> u8 {
    let mut counts = COMMON.map(|delimiter| (0_usize, delimiter));
    let mut quoted = false;
    for byte in text.bytes().take_while(|byte| !matches!(byte, b'\n' | b'\r')) {
        quoted ^= byte == b'"';
        counts.iter_mut().filter(|(_, delimiter)| byte == *delimiter && !quoted).for_each(|(count, _)| *count += 1);
    }
    counts.into_iter().max().map_or(b',', |(_, delimiter)| delimiter)
}

/// The encoding and the delimiter of a file of which nothing is known.
pub(super) fn find_out(file: &Path, bytes: Vec<u8>, limits: &Limits) -> Result<Csv, Finding> {
    let decoded = decode(file, bytes, None)?;
    let (text, first_line, said) = without_sep_line(file, &decoded.text, None)?;
    let delimiter = match said {
        Some(delimiter) => delimiter,
        // A record of another width is told when the file is read, with its line.
        None => detect(text, first_line, Guard { file, limits }).unwrap_or_else(|_| most_frequent(text)),
    };
    let encoding = decoded.encoding.name().to_ascii_lowercase();
    Ok(Csv { delimiter: Some(delimiter), encoding: Some(encoding), ..Csv::default() })
}

fn unreadable(file: &Path, cause: Message) -> Finding {
    let problem = msg!("read-no-table", format = msg!("read-format-text"), cause);
    Finding::refuse("file-unreadable", Place::file(file), problem).hint(msg!("read-hint-export-again"))
}

/// Takes the line `sep=;` that Excel writes and reads, and checks it against the declared delimiter.
fn without_sep_line<'t>(
    file: &Path,
    text: &'t str,
    declared: Option<u8>,
) -> Result<(&'t str, usize, Option<u8>), Finding> {
    let (line, rest) = match text.find(['\n', '\r']) {
        Some(end) => text.split_at(end),
        None => (text, ""),
    };
    let said = match line.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => *delimiter,
        _ => return Ok((text, 1, None)),
    };
    if declared.is_some_and(|declared| declared != said) {
        let shown = char::from(said).escape_default();
        let shown = shown.to_string();
        let problem = msg!("read-sep-line-disagrees", delimiter = &shown);
        let finding = Finding::refuse("delimiter", Place::line(file, 1), problem);
        let declared = char::from(declared.unwrap_or_default()).escape_default();
        let finding = finding.expected(msg!("read-expect-sep-line", delimiter = declared.to_string()));
        return Err(finding.hint(msg!("read-hint-declare-delimiter", delimiter = &shown)));
    }
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    Ok((rest, 2, Some(said)))
}

/// A file without a last line end may have been cut in its last field: that is said, and refused where the field is blank.
fn cut_short(file: &Path, text: &str, delimiter: u8, table: &Table) -> Result<Option<Finding>, Finding> {
    // Where empty fields were the last line, the one before it has its end.
    let Some(last) = table.records.last().filter(|last| last.end == text.len()) else { return Ok(None) };
    let name = table.headers.last().map_or("", |header| header.name.as_str());
    let place = Place::cell(file, last.line, name);
    if table.headers.len() > 1 && text.as_bytes().last() == Some(&delimiter) {
        let finding = Finding::refuse("cut-short", place, msg!("read-cut-in-blank"));
        let finding = finding.expected(msg!("read-expect-line-end"));
        return Err(finding.hint(msg!("read-hint-interrupted")));
    }
    let problem = msg!("read-no-last-line-end");
    Ok(Some(Finding::note("no-last-line-end", place, problem)))
}

/// The one delimiter by which the first records all have the same number of fields, two or more.
fn detect(text: &str, line: usize, guard: Guard<'_>) -> Result<u8, Finding> {
    let splits = |delimiter: u8| {
        let mut scanner = Scanner::new(text, delimiter, line, guard);
        let mut width = None;
        for _ in 0..LOOKED_AT {
            match scanner.next() {
                Ok(Some(record)) if *width.get_or_insert(record.n_fields) == record.n_fields => {}
                Ok(None) => break,
                Ok(Some(_)) | Err(_) => return false,
            }
        }
        width.is_some_and(|width| width > 1)
    };
    let found: Vec<u8> = COMMON.into_iter().filter(|&delimiter| splits(delimiter)).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        found => {
            let found: Vec<String> = found.iter().map(|b| char::from(*b).escape_default().to_string()).collect();
            let problem = match found.as_slice() {
                [] => msg!("read-no-delimiter-fits"),
                [left, right] => msg!("read-delimiter-ambiguous", delimiters = msg!("either", left, right)),
                more => msg!("read-delimiter-ambiguous", delimiters = format!("`{}`", more.join("`, `"))),
            };
            let finding = Finding::refuse("delimiter", Place::line(guard.file, line), problem);
            Err(finding.expected(msg!("read-expect-delimiter")).hint(msg!("read-hint-declare-any-delimiter")))
        }
    }
}

fn detected(file: &Path, delimiter: u8) -> Finding {
    let shown = char::from(delimiter).escape_default().to_string();
    Finding::note("delimiter-detected", Place::file(file), msg!("read-delimiter-found", delimiter = &shown))
        .hint(msg!("read-hint-declare-found-delimiter", delimiter = &shown))
}

/// The header and the record of every respondent.
struct Table {
    headers: Vec<Header>,
    header_line: usize,
    records: Vec<Record>,
    /// Lines between the records that hold nothing, or nothing but delimiters, as a spreadsheet writes rows that were emptied.
    blank_lines: Vec<usize>,
}

impl Table {
    /// Checks that every record has as many fields as the header; all findings at once, but for those that leave the rest
    /// of the file unreadable.
    fn of(text: &str, delimiter: u8, line: usize, csv: &Csv, guard: Guard<'_>) -> Result<Self, Vec<Finding>> {
        let file = guard.file;
        let mut scanner = Scanner::new(text, delimiter, line, guard);
        let mut findings = Findings::new(file);
        let mut tops: Vec<(usize, Vec<String>)> = Vec::new();
        let mut records: Vec<Record> = Vec::new();
        let (mut blank_lines, mut emptied) = (Vec::new(), Vec::new());
        let mut below: Vec<Vec<String>> = Vec::new();
        let mut width = 0;
        loop {
            let record = match scanner.next() {
                Ok(Some(record)) => record,
                Ok(None) => break,
                Err(finding) => {
                    findings.push(finding);
                    return Err(findings.into_vec());
                }
            };
            let written = || fields(text.get(record.start..record.end).unwrap_or_default(), delimiter);
            if tops.is_empty() {
                width = record.n_fields;
            }
            let mut bytes = text.as_bytes().get(record.start..record.end).unwrap_or_default().iter();
            if tops.len() == csv.headers.n_rows() && bytes.all(|byte| *byte == delimiter) {
                emptied.push(record.line);
                guard.rows(records.len() + emptied.len(), width).map_err(|finding| vec![finding])?;
                continue;
            }
            if record.n_fields != width {
                findings.push(field_count(file, record.line, record.n_fields, width));
            } else if tops.len() < csv.headers.n_rows() {
                tops.push((record.line, written()));
            } else {
                if below.len() < LOOKED_BELOW {
                    below.push(written());
                }
                // Those below the last record are no loss, and not worth a word.
                blank_lines.extend(record.line - record.blank_before..record.line);
                blank_lines.append(&mut emptied);
                records.push(record);
                guard.rows(records.len(), width).map_err(|finding| vec![finding])?;
            }
        }
        let header_line = tops.first().map_or(1, |(line, _)| *line);
        let top = Top { file, rows: tops, below, shape: csv.headers, delimiter: Some(delimiter) };
        let headers = top.headers(&mut findings);
        if findings.refused() {
            Err(findings.into_vec())
        } else {
            Ok(Self { headers, header_line, records, blank_lines })
        }
    }

    /// The cells, read by polars in parts: what it keeps beside them is then the same for a file of any size.
    fn columns(&self, file: &Path, text: &str, delimiter: u8) -> Result<Vec<RawColumn>, Vec<Finding>> {
        let mut columns: Vec<RawColumn> = self.headers.iter().map(|h| h.clone().column(std::iter::empty())).collect();
        columns.iter_mut().for_each(|column| column.reserve(self.records.len()));
        let cells = (PART_CELLS / self.headers.len().max(1)).max(1);
        let mut left = self.records.as_slice();
        while let Some(first) = left.first() {
            let fits = |record: &&Record| record.end - first.start <= PART_BYTES;
            let n_records = left.iter().take(cells).take_while(fits).count().max(1);
            let (part, after) = left.split_at(n_records);
            left = after;
            let frame = to_frame(&self.body(part, text, delimiter), delimiter);
            let frame = frame
                .map_err(|error| vec![unreadable(file, said_by_library(msg!("read-damaged"), &error.to_string()))])?;
            let (rows, columns_expected) = (part.len(), columns.len());
            if frame.height() != rows || frame.width() != columns_expected {
                let (rows_read, columns_read) = (frame.height(), frame.width());
                let problem = msg!("read-records-misread", rows, columns = columns_expected, rows_read, columns_read);
                return Err(vec![unreadable(file, problem)]);
            }
            for (index, column) in columns.iter_mut().enumerate() {
                append(file, &frame, index, column)?;
            }
        }
        Ok(columns)
    }

    /// Records for polars: names of ours, one line end, no blank line.
    fn body(&self, records: &[Record], text: &str, delimiter: u8) -> String {
        let size: usize = records.iter().map(|record| record.end - record.start + 1).sum();
        let mut body = String::with_capacity(size + 8 * self.headers.len());
        for i in 0..self.headers.len() {
            let separator = if i == 0 { String::new() } else { char::from(delimiter).to_string() };
            let _ = write!(body, "{separator}{i}"); // OK because writing to a string cannot fail
        }
        for record in records {
            body.push('\n');
            body.push_str(text.get(record.start..record.end).unwrap_or_default());
        }
        body.push('\n');
        body
    }
}

fn field_count(file: &Path, line: usize, found: usize, expected: usize) -> Finding {
    Finding::refuse("field-count", Place::line(file, line), msg!("read-n-fields", count = found))
        .expected(msg!("read-expect-n-fields", count = expected))
        .hint(msg!("read-hint-field-count"))
}

fn to_frame(body: &str, delimiter: u8) -> polars::prelude::PolarsResult<DataFrame> {
    CsvReadOptions::default()
        .with_has_header(true)
        .with_infer_schema_length(Some(0)) // 0 rows: every column is text, nothing is guessed
        .with_n_threads(Some(1)) // the waves are read side by side: one in pieces would be put together again
        .map_parse_options(|options| options.with_separator(delimiter).with_missing_is_null(true))
        .into_reader_with_file_handle(Cursor::new(body.as_bytes()))
        .finish()
}

fn append(file: &Path, frame: &DataFrame, index: usize, column: &mut RawColumn) -> Result<(), Vec<Finding>> {
    match frame.columns().get(index).and_then(|cells| cells.str().ok()) {
        Some(cells) => cells.iter().for_each(|cell| column.push(cell.unwrap_or_default())),
        None => return Err(vec![unreadable(file, msg!("read-column-not-text", column = &column.name))]),
    }
    Ok(())
}
