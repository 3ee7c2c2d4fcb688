//! A wave as delivered: text cells by column, with the line of each row. The readers fill it, validation empties it.

use std::path::PathBuf;

/// A wave file as delivered: every cell is text, a blank cell is the empty string.
#[derive(Clone, Debug, Default)]
pub struct RawWave {
    /// The file, for findings.
    pub file: PathBuf,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Line of the header, from 1; `None` for a format without lines.
    pub header_line: Option<usize>,
    /// Line of each row in a text file, number of the row from 1 in a format without lines.
    pub lines: Vec<usize>,
    /// Columns in file order, names unique.
    pub columns: Vec<RawColumn>,
}

impl RawWave {
    /// Number of rows.
    pub fn n_rows(&self) -> usize {
        self.lines.len()
    }

    /// Column by name.
    pub fn column(&self, name: &str) -> Option<&RawColumn> {
        self.columns.iter().find(|c| c.name == name)
    }
}

/// One column: its cells one after the other in a single buffer.
#[derive(Clone, Debug)]
pub struct RawColumn {
    /// Name as it stands in the header.
    pub name: String,
    buffer: String,
    ends: Vec<usize>,
}

impl RawColumn {
    /// A column from its cells; `None` is a blank cell.
    pub fn new<'a>(name: &str, cells: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut column =
            Self { name: name.to_owned(), buffer: String::new(), ends: Vec::with_capacity(cells.size_hint().0) };
        for cell in cells {
            column.buffer.push_str(cell.unwrap_or(""));
            column.ends.push(column.buffer.len());
        }
        column
    }

    /// The cell of a row; empty when blank, and for a row past the end.
    pub fn cell(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends.get(row - 1).copied().unwrap_or(self.buffer.len()) };
        let end = self.ends.get(row).copied().unwrap_or(self.buffer.len());
        &self.buffer[start..end] // OK because ends are increasing and were pushed at character boundaries
    }
}

/// A number as a delivered file may hold it: digits, a sign and a decimal dot. Neither `1e2`, `inf`, `NaN` nor hexadecimal is one.
pub fn plain_number(cell: &str) -> Option<f64> {
    let plain = cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    cell.parse().ok().filter(|_| plain)
}
