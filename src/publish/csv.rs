//! Rows as CSV, in two dialects: for programs (UTF-8, comma, decimal dot) and for a French Excel (byte order mark,
//! semicolon, decimal comma). Numbers are the shortest digits that give the float back; nothing stands for a missing value.
//!
//! A text that a spreadsheet would run as a formula is made [`inert`]; a number never is a text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;

use super::sheet::{Sheet, Value};
use super::tables::{Cell, Table};
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
    const EVERY: [Self; 2] = [Self::Plain, Self::ExcelFrench];

    /// What stands between the stem of a file and `.csv`.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::ExcelFrench => "-excel-fr",
        }
    }

    fn byte_order_mark(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::ExcelFrench => "\u{feff}",
        }
    }

    fn delimiter(self) -> u8 {
        match self {
            Self::Plain => b',',
            Self::ExcelFrench => b';',
        }
    }

    fn decimal(self) -> u8 {
        match self {
            Self::Plain => b'.',
            Self::ExcelFrench => b',',
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

    fn end_of_line(self) -> &'static str {
        match self {
            Self::Plain => "\n",
            Self::ExcelFrench => "\r\n",
        }
    }
}

/// So many rows tell how long the others are.
const TELLING_ROWS: usize = 256;

/// The bytes of a table in every dialect.
pub fn bytes<R>(table: &Table<'_, R>, rows: &[R]) -> Result<Vec<(Dialect, Vec<u8>)>> {
    let mut files = Files::new();
    for column in &table.columns {
        files.cell(Cell::Text(&column.name))?;
    }
    files.end_line();
    for (written, row) in rows.iter().enumerate() {
        if written == TELLING_ROWS {
            files.reserve(rows.len() / TELLING_ROWS);
        }
        for column in &table.columns {
            files.cell(table.cell(column, row)?)?;
        }
        files.end_line();
    }
    Ok(files.files.into())
}

/// The bytes of a sheet in every dialect.
pub fn sheet(sheet: &Sheet) -> Result<Vec<(Dialect, Vec<u8>)>> {
    let mut files = Files::new();
    for name in &sheet.header {
        files.cell(Cell::Text(name))?;
    }
    files.end_line();
    for row in &sheet.rows {
        for value in row {
            files.cell(match value {
                Value::Empty => Cell::Empty,
                Value::Text(text) => Cell::Text(text),
                Value::Number(value) => Cell::Number(*value),
                Value::Count(count) => Cell::Count(*count),
                Value::Date(date) => Cell::Date(*date),
            })?;
        }
        files.end_line();
    }
    Ok(files.files.into())
}

/// The same lines in every dialect: a cell is put into digits once, whoever reads them.
struct Files {
    files: [(Dialect, Vec<u8>); 2],
    digits: String,
    /// The days written so far: a table has few.
    days: BTreeMap<NaiveDate, String>,
}

impl Files {
    fn new() -> Self {
        let files = Dialect::EVERY.map(|dialect| (dialect, dialect.byte_order_mark().into()));
        Self { files, digits: String::new(), days: BTreeMap::new() }
    }

    /// Makes room for so many times what is there, and some more: a file of some megabytes that grows is copied again and again.
    fn reserve(&mut self, times: usize) {
        for (_, bytes) in &mut self.files {
            bytes.reserve(bytes.len().saturating_mul(times + times / 8));
        }
    }

    /// Writes one cell and the delimiter after it.
    fn cell(&mut self, cell: Cell<'_>) -> Result<()> {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => self.text(&inert(text))?,
            Cell::Number(value) => self.number(value),
            Cell::Count(count) => {
                self.digits.clear();
                let _ = write!(self.digits, "{count}"); // a `String` takes everything
                written(&mut self.files, &self.digits);
            }
            Cell::Date(date) => {
                written(&mut self.files, self.days.entry(date).or_insert_with(|| date.to_string()));
            }
            Cell::Flag(flag) => {
                self.files
                    .iter_mut()
                    .for_each(|(dialect, bytes)| bytes.extend_from_slice(dialect.flag(flag).as_bytes()));
            }
        }
        self.files.iter_mut().for_each(|(dialect, bytes)| bytes.push(dialect.delimiter()));
        Ok(())
    }

    fn end_line(&mut self) {
        for (dialect, bytes) in &mut self.files {
            bytes.pop(); // the delimiter after the last cell
            bytes.extend_from_slice(dialect.end_of_line().as_bytes());
        }
    }

    fn text(&mut self, text: &str) -> Result<()> {
        if !text.bytes().any(|byte| matches!(byte, b',' | b';' | b'"' | b'\r' | b'\n')) {
            written(&mut self.files, text);
            return Ok(());
        }
        for (dialect, bytes) in &mut self.files {
            bytes.extend(quoted(text, *dialect)?);
        }
        Ok(())
    }

    fn number(&mut self, value: f64) {
        let mut buffer = zmij::Buffer::new();
        let digits = shortest(value, &mut buffer);
        let point = digits.find('.');
        for (dialect, bytes) in &mut self.files {
            let start = bytes.len();
            bytes.extend_from_slice(digits.as_bytes());
            if let Some(point) = point {
                bytes[start + point] = dialect.decimal(); // OK because the digits have just been written there
            }
        }
    }
}

/// Writes what is the same in every dialect.
fn written(files: &mut [(Dialect, Vec<u8>)], text: &str) {
    files.iter_mut().for_each(|(_, bytes)| bytes.extend_from_slice(text.as_bytes()));
}

/// Room for a text in quotes: kilobytes, as usual, would have to be cleared for every one.
const QUOTED_BYTES: usize = 256;

/// The text in quotes where the dialect wants them.
fn quoted(text: &str, dialect: Dialect) -> Result<Vec<u8>> {
    let fault = |e: &dyn std::fmt::Display| Error::Internal(format!("cannot write a CSV cell: {e}"));
    let mut writer = csv::WriterBuilder::new();
    let writer = writer.delimiter(dialect.delimiter()).buffer_capacity(QUOTED_BYTES);
    let mut writer = writer.from_writer(Vec::new());
    writer.write_record([text]).map_err(|e| fault(&e))?;
    let mut bytes = writer.into_inner().map_err(|e| fault(&e))?;
    bytes.pop(); // the end of the line
    Ok(bytes)
}

/// The text with an apostrophe before it when a spreadsheet could run it: when it begins with `=`, `+`, `-`, `@` (the wide
/// ones of East Asian keyboards too), a tab or the end of a line. The report's minus (U+2212) is none of them.
pub fn inert(text: &str) -> Cow<'_, str> {
    let runs = |first: char| matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n');
    if text.starts_with(runs) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The shortest digits that give the float back; an exponent only where the zeros would hide the digits.
fn shortest(value: f64, buffer: &mut zmij::Buffer) -> Cow<'_, str> {
    let value = value + 0.0; // −0 becomes 0
    if value.abs() < 1e15 {
        let digits = buffer.format(value);
        Cow::Borrowed(digits.strip_suffix(".0").unwrap_or(digits))
    } else {
        Cow::Owned(format!("{value:e}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A line as it stands below its header, in each dialect.
    fn line(cells: &[Value]) -> [(Dialect, String); 2] {
        let header = cells.iter().map(|_| "x".to_owned()).collect();
        let files = super::sheet(&Sheet { header, rows: vec![cells.to_vec()] }).unwrap();
        let line = |bytes| String::from_utf8(bytes).unwrap().split_once('\n').unwrap().1.to_owned();
        files.into_iter().map(|(dialect, bytes)| (dialect, line(bytes))).collect::<Vec<_>>().try_into().unwrap()
    }

    proptest! {
        /// As few digits as the standard library writes. Not always the same: a number halfway between two such texts, as the
        /// last one here, may have either.
        #[test]
        fn a_number_has_the_fewest_digits_that_give_it_back(bits in any::<u64>(), small in -1e4..1e4) {
            let fixed = [0.0, -0.0, 1e-5, 9.9e-6, 1e15, 9.9e14, 183_845_707_686_972.62];
            let drawn = [f64::from_bits(bits), small, small.round(), small / 1e7];
            for value in drawn.into_iter().filter(|value| value.is_finite()).chain(fixed) {
                let bare = value == 0.0 || (1e-5..1e15).contains(&value.abs());
                let value = value + 0.0;
                let expected = if bare { value.to_string() } else { format!("{value:e}") };
                let [(_, plain), (_, french)] = line(&[Value::Number(value)]);
                let plain = plain.strip_suffix('\n').unwrap();
                prop_assert_eq!(plain.parse::<f64>().unwrap().to_bits(), value.to_bits());
                prop_assert_eq!((plain.len(), plain.contains('e')), (expected.len(), !bare));
                prop_assert_eq!(french, plain.replace('.', ",") + "\r\n");
            }
        }

        #[test]
        fn a_text_has_the_quotes_that_a_reader_wants(texts in prop::collection::vec("[a-c,;\"\r\n é']{0,6}", 2..5)) {
            let cells: Vec<Value> = texts.iter().cloned().map(Value::Text).collect();
            for (dialect, written) in line(&cells) {
                let mut writer = csv::WriterBuilder::new().delimiter(dialect.delimiter()).from_writer(Vec::new());
                writer.write_record(texts.iter().map(|text| inert(text).into_owned())).unwrap();
                let expected = String::from_utf8(writer.into_inner().unwrap()).unwrap();
                let expected = expected.strip_suffix('\n').unwrap().to_owned() + dialect.end_of_line();
                prop_assert_eq!(written, expected);
            }
        }
    }
}
