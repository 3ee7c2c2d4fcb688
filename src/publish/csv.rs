//! Rows as CSV, in two dialects: for programs (UTF-8, comma, decimal dot) and for a French Excel (byte order mark,
//! semicolon, decimal comma). Numbers are the shortest digits that give the float back; nothing stands for a missing value.
//!
//! A text that a spreadsheet would run as a formula is made [`inert`]; a number never is a text.

use std::borrow::Cow;

use super::sheet::{Sheet, Value};
use super::tables::{Table, Values};
use crate::error::{Error, Result};

/// Who reads the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Programs.
    Plain,
    /// Excel with French settings, by a double click.
    ExcelFrench,
}

impl Dialect {
    /// What stands between the stem of a file and `.csv`.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::ExcelFrench => "-excel-fr",
        }
    }

    fn number(self, value: f64) -> String {
        match self {
            Self::Plain => number(value),
            Self::ExcelFrench => number(value).replace('.', ","),
        }
    }

    fn flag(self, value: bool) -> &'static str {
        match (self, value) {
            (Self::Plain, true) => "true",
            (Self::Plain, false) => "false",
            (Self::ExcelFrench, true) => "VRAI",
            (Self::ExcelFrench, false) => "FAUX",
        }
    }
}

/// The bytes of a table.
pub fn bytes<R: 'static>(table: &Table<R>, rows: &[R], dialect: Dialect) -> Result<Vec<u8>> {
    let columns: Vec<Vec<Cow<'_, str>>> = table
        .columns
        .iter()
        .map(|column| table.values(column, rows).map(|values| texts(values, dialect)))
        .collect::<Result<_>>()?;
    let header = table.columns.iter().map(|column| column.name.as_str()).collect();
    let lines = (0..rows.len()).map(|row| columns.iter().map(|column| column[row].as_ref()).collect()); // OK because every column has a value a row
    records(std::iter::once(header).chain(lines), dialect)
}

/// The bytes of a sheet.
pub fn sheet(sheet: &Sheet, dialect: Dialect) -> Result<Vec<u8>> {
    fn cell(value: &Value, dialect: Dialect) -> Cow<'_, str> {
        match value {
            Value::Empty => Cow::default(),
            Value::Text(text) => inert(text),
            Value::Number(value) => dialect.number(*value).into(),
            Value::Count(count) => count.to_string().into(),
            Value::Date(date) => date.to_string().into(),
        }
    }
    let header = sheet.header.iter().map(|name| name.as_str().into()).collect();
    let lines = sheet.rows.iter().map(|row| row.iter().map(|value| cell(value, dialect)).collect());
    records(std::iter::once::<Vec<Cow<'_, str>>>(header).chain(lines), dialect)
}

fn records<T: AsRef<str>>(records: impl IntoIterator<Item = Vec<T>>, dialect: Dialect) -> Result<Vec<u8>> {
    let mut builder = csv::WriterBuilder::new();
    let mut bytes = Vec::new();
    if dialect == Dialect::ExcelFrench {
        bytes.extend_from_slice("\u{feff}".as_bytes());
        builder.delimiter(b';').terminator(csv::Terminator::CRLF);
    }
    let mut writer = builder.from_writer(bytes);
    for record in records {
        writer
            .write_record(record.iter().map(|text| text.as_ref().as_bytes()))
            .map_err(|e| Error::Internal(format!("cannot write a CSV record: {e}")))?;
    }
    writer.into_inner().map_err(|e| Error::Internal(format!("cannot finish a CSV table: {e}")))
}

fn texts(values: Values<'_>, dialect: Dialect) -> Vec<Cow<'_, str>> {
    fn each<'v, T>(values: Vec<Option<T>>, text: impl Fn(T) -> Cow<'v, str>) -> Vec<Cow<'v, str>> {
        values.into_iter().map(|value| value.map(&text).unwrap_or_default()).collect()
    }
    match values {
        Values::Text(values) => each(values, inert),
        Values::Number(values) => each(values, |value| dialect.number(value).into()),
        Values::Count(values) => each(values, |count| count.to_string().into()),
        Values::Flag(values) => each(values, |flag| dialect.flag(flag).into()),
        Values::Date(values) => values.into_iter().map(|date| date.to_string().into()).collect(),
    }
}

/// The text with an apostrophe before it when a spreadsheet could run it: when it begins with `=`, `+`, `-`, `@` (the wide
/// ones of East Asian keyboards too), a tab or the end of a line. The report's minus (U+2212) is none of them.
pub fn inert(text: &str) -> Cow<'_, str> {
    let runs = |first: char| matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n');
    if text.starts_with(runs) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The shortest digits that give the float back; an exponent only where the zeros would hide the digits.
pub fn number(value: f64) -> String {
    let value = value + 0.0; // −0 becomes 0
    if value != 0.0 && !(1e-5..1e15).contains(&value.abs()) { format!("{value:e}") } else { value.to_string() }
}
