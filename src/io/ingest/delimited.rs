//! Delimited text (CSV): decoded strictly, checked record by record with its line, then read into columns by polars.
//!
//! polars pads a short row, reports no line and maps a declared schema by position, so the shape of every record is checked
//! first, every column is read as text, and columns are looked up by name.

use std::io::Cursor;
use std::path::Path;

use polars::prelude::{CsvReadOptions, DataFrame, SerReader};

use crate::error::{Finding, Findings, Place};
use crate::survey::raw::{RawColumn, RawWave};

/// Reads delimited text.
pub fn read(file: &Path, bytes: &[u8], delimiter: u8, encoding: &str) -> Result<RawWave, Vec<Finding>> {
    let text = decode(file, bytes, encoding)?;
    let shape = Shape::of(file, &text, delimiter)?;
    let frame = to_frame(&text, delimiter).map_err(|error| vec![unreadable(file, &error.to_string())])?;
    if frame.height() != shape.lines.len() || frame.width() != shape.header.len() {
        let problem = format!(
            "{} records of {} fields by their line ends, but {} rows of {} columns when read",
            shape.lines.len(),
            shape.header.len(),
            frame.height(),
            frame.width()
        );
        return Err(vec![unreadable(file, &problem)]);
    }
    let columns = shape.header.iter().enumerate().map(|(i, name)| to_column(file, &frame, i, name));
    Ok(RawWave {
        header_line: Some(shape.header_line),
        columns: columns.collect::<Result<_, _>>()?,
        lines: shape.lines,
        ..RawWave::default()
    })
}

fn unreadable(file: &Path, what: &str) -> Finding {
    let first_line = what.lines().next().unwrap_or_default();
    Finding::refuse("file-unreadable", Place::file(file), format!("cannot be read as delimited text: {first_line}"))
        .hint("a quote that is opened and not closed is the usual cause; export the file again")
}

/// Decodes strictly: a byte that the declared encoding does not know is refused, never replaced.
fn decode(file: &Path, bytes: &[u8], label: &str) -> Result<String, Vec<Finding>> {
    let lines_before = |position: usize| 1 + bytes.iter().take(position).filter(|&&b| b == b'\n').count();
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PAR1") {
        let problem = "the file is compressed or binary, not text";
        let finding = Finding::refuse("file-not-text", Place::file(file), problem).expected("delimited text");
        return Err(vec![finding.hint("unpack it first, or declare the format it has under `reader:`")]);
    }
    if let Some(position) = bytes.iter().position(|&b| b == 0) {
        let place = Place::line(file, lines_before(position));
        let problem = "a NUL byte: the file is not text in the declared encoding";
        let hint = "an interrupted copy pads a file with NUL bytes, and UTF-16 has one in two: ask for the file again, in UTF-8";
        let finding = Finding::refuse("file-not-text", place, problem).expected(format!("text in {label}"));
        return Err(vec![finding.hint(hint)]);
    }
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    let (text, _, had_errors) = encoding.decode(bytes);
    if !had_errors {
        return Ok(text.into_owned());
    }
    let line = match std::str::from_utf8(bytes) {
        Err(error) if encoding == encoding_rs::UTF_8 => lines_before(error.valid_up_to()),
        _ => 1 + text.split('\u{fffd}').next().unwrap_or_default().matches('\n').count(),
    };
    let finding = Finding::refuse("encoding", Place::line(file, line), format!("a byte that is not {label}"))
        .expected(format!("text in {label}"));
    Err(vec![finding.hint("declare `encoding: windows-1252` under `reader:` if the file comes from Excel")])
}

/// The header and the line of every record.
struct Shape {
    header: Vec<String>,
    header_line: usize,
    lines: Vec<usize>,
}

impl Shape {
    /// Checks that the header has unique names and that every record has as many fields as the header.
    fn of(file: &Path, text: &str, delimiter: u8) -> Result<Self, Vec<Finding>> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut findings = Findings::new(file);
        let mut shape = Self { header: Vec::new(), header_line: 1, lines: Vec::new() };
        while reader.read_record(&mut record).map_err(|e| vec![unreadable(file, &e.to_string())])? {
            let line = record_line(text, &record);
            if shape.header.is_empty() {
                shape.header = record.iter().map(str::to_owned).collect();
                shape.header_line = line;
                header_findings(file, line, &shape.header, delimiter).into_iter().for_each(|f| findings.push(f));
            } else if record.len() != shape.header.len() {
                findings.push(field_count(file, line, record.len(), shape.header.len()));
            } else {
                shape.lines.push(line);
            }
        }
        if shape.header.is_empty() {
            findings.push(
                Finding::refuse("file-empty", Place::file(file), "the file is empty")
                    .expected("a header line and one row a respondent"),
            );
        }
        if findings.refused() { Err(findings.into_vec()) } else { Ok(shape) }
    }
}

/// Line of a record, from 1: blank lines before it do not count as part of it.
fn record_line(text: &str, record: &csv::StringRecord) -> usize {
    let Some(position) = record.position() else { return 1 };
    let start = usize::try_from(position.byte()).unwrap_or(0);
    let line = usize::try_from(position.line()).unwrap_or(1);
    let blank = text.as_bytes().get(start..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\n' | b'\r'));
    line + blank.filter(|&&b| b == b'\n').count()
}

fn field_count(file: &Path, line: usize, found: usize, expected: usize) -> Finding {
    Finding::refuse("field-count", Place::line(file, line), format!("{found} fields"))
        .expected(format!("{expected} fields, as in the header"))
        .hint("a field that holds the delimiter must be quoted; a row cut short means an interrupted transfer")
}

fn header_findings(file: &Path, line: usize, header: &[String], delimiter: u8) -> Vec<Finding> {
    let mut findings = Vec::new();
    let others = [b',', b';', b'\t', b'|'].into_iter().filter(|&d| d != delimiter);
    if let ([only], Some(other)) = (header, others.map(char::from).find(|&d| header.iter().any(|h| h.contains(d)))) {
        let shown: String = only.chars().take(40).collect();
        findings.push(
            Finding::refuse("delimiter", Place::line(file, line), format!("one single column, `{shown}…`"))
                .expected(format!("columns separated by `{}`", char::from(delimiter)))
                .hint(format!("declare `delimiter: \"{}\"` under `reader:`", other.escape_default())),
        );
    }
    for (i, name) in header.iter().enumerate() {
        if name.trim().is_empty() {
            findings.push(
                Finding::refuse("column-unnamed", Place::cell(file, line, i + 1), "a column without a name")
                    .expected("a name in every field of the header"),
            );
        } else if let Some(first) = header[..i].iter().position(|other| other == name) {
            findings.push(
                Finding::refuse(
                    "column-duplicate",
                    Place::cell(file, line, name),
                    format!("column {} has the name of column {}", i + 1, first + 1),
                )
                .expected("every column name once"),
            );
        }
    }
    findings
}

fn to_frame(text: &str, delimiter: u8) -> polars::prelude::PolarsResult<DataFrame> {
    CsvReadOptions::default()
        .with_has_header(true)
        .with_infer_schema_length(Some(0)) // 0 rows: every column is text, nothing is guessed
        .with_rechunk(true)
        .map_parse_options(|options| options.with_separator(delimiter).with_missing_is_null(true))
        .into_reader_with_file_handle(Cursor::new(text.as_bytes()))
        .finish()
}

fn to_column(file: &Path, frame: &DataFrame, index: usize, name: &str) -> Result<RawColumn, Vec<Finding>> {
    let series = frame.columns().get(index).and_then(|column| column.str().ok());
    match series {
        Some(cells) => Ok(RawColumn::new(name, cells.iter())),
        None => Err(vec![unreadable(file, &format!("column `{name}` was not read as text"))]),
    }
}
