//! A wave as delivered: text cells by column, with the line of each row. The readers fill it, validation empties it.

use std::fmt::Write;

use crate::digest::ReadFile;
use crate::error::Finding;
use crate::messages::{Arg, msg};

/// A wave file as delivered: every cell is text, a blank cell is the empty string.
#[derive(Clone, Debug, Default)]
pub struct RawWave {
    /// The file.
    pub read: ReadFile,
    /// Line of the header, from 1; `None` for a format without lines.
    pub header_line: Option<usize>,
    /// Line of each row in a text file, number of the row from 1 in a format without lines.
    pub lines: Vec<usize>,
    /// Columns in file order, names unique.
    pub columns: Vec<RawColumn>,
    /// Lines without anything between the rows, which the reader passed over.
    pub blank_lines: Vec<usize>,
    /// What the reader found out or left aside, to be reported.
    pub notes: Vec<Finding>,
    /// The sheet that was read, in a workbook.
    pub sheet: Option<SheetRead>,
}

/// The sheet of a workbook that was read.
#[derive(Clone, Debug)]
pub struct SheetRead {
    /// Its name.
    pub name: String,
    /// Names of the other sheets.
    pub others: Vec<String>,
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
#[derive(Clone, Debug, Default)]
pub struct RawColumn {
    /// Name as it stands in the header.
    pub name: String,
    /// What the file itself says of the column; empty in a format that says nothing.
    pub described: Described,
    buffer: String,
    /// Where the first cell begins in it, then where each cell ends; nothing before the first cell.
    bounds: Vec<usize>,
}

impl RawColumn {
    /// A column from its cells; `None` is a blank cell.
    pub fn new<'a>(name: &str, cells: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut column = Self::described(name, Described::default());
        column.reserve(cells.size_hint().0);
        cells.for_each(|cell| column.push(cell.unwrap_or_default()));
        column
    }

    /// An empty column with what the file says of it.
    pub fn described(name: &str, described: Described) -> Self {
        Self { name: name.to_owned(), described, ..Self::default() }
    }

    /// Bytes of its cells together.
    pub fn bytes(&self) -> u64 {
        self.buffer.len() as u64
    }

    /// Makes room for the cells of so many rows.
    pub fn reserve(&mut self, rows: usize) {
        self.bounds.reserve_exact(rows.saturating_add(1));
    }

    /// Adds the cell of the next row.
    pub fn push(&mut self, cell: &str) {
        if self.bounds.is_empty() {
            self.bounds.push(0);
        }
        self.buffer.push_str(cell);
        self.bounds.push(self.buffer.len());
    }

    /// The cells in row order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (1..self.bounds.len()).map(|end| self.cell(end - 1))
    }

    /// The cell of a row; empty when blank, and for a row past the end.
    pub fn cell(&self, row: usize) -> &str {
        match self.bounds.get(row..) {
            Some([start, end, ..]) => self.buffer.get(*start..*end).unwrap_or_default(),
            _ => "",
        }
    }
}

/// What a file says of a column beside its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Described {
    /// Text of the question.
    pub label: Option<String>,
    /// Codes and their labels, in the order of the file.
    pub value_labels: Vec<(String, String)>,
    /// Values declared missing, as text.
    pub user_missing: Vec<UserMissing>,
    /// Level of measurement (`nominal`, `ordinal`, `scale`).
    pub measure: Option<&'static str>,
    /// Format or type in the words of the file (`F8.2`, `Utf8`).
    pub format: Option<String>,
}

/// A value that a file declares missing.
#[derive(Clone, Debug, PartialEq)]
pub enum UserMissing {
    /// One value.
    Value(String),
    /// All numbers from one to another, both included.
    Range(f64, f64),
}

impl UserMissing {
    /// Whether a cell is missing by it.
    pub fn holds(&self, cell: &str) -> bool {
        match self {
            Self::Value(value) => value == cell,
            Self::Range(from, to) => cell.parse().is_ok_and(|number: f64| (*from..=*to).contains(&number)),
        }
    }
}

/// A number as a delivered file may hold it: digits, a sign and a decimal dot. Neither `1e2`, `inf`, `NaN` nor hexadecimal is one.
pub fn plain_number(cell: &str) -> Option<f64> {
    let plain = cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    let ends = cell.ends_with(|c: char| c.is_ascii_digit()); // `4.` is a number that was cut
    cell.parse().ok().filter(|_| plain && ends)
}

/// A value as it may be shown: short, with what no eye sees by code point.
pub fn shown(value: &str) -> Arg {
    const LONGEST: usize = 40;
    if value.is_empty() {
        return Arg::from(msg!("blank-cell"));
    }
    let mut text = String::from("`");
    for c in value.chars().take(LONGEST) {
        let plain = c == ' ' || !(c.is_whitespace() || c.is_control() || is_invisible(c));
        if plain {
            text.push(c);
        } else {
            let _ = write!(text, "<U+{:04X}>", u32::from(c)); // writing to a String cannot fail
        }
    }
    // Asking for one more is enough: counting a value of megabytes is not.
    if value.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text.push('`');
    Arg::from(text)
}

/// Zero-width and formatting characters, accents apart from their letters, and the mark of a character that was lost.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

/// A text with plain signs in the place of those that a word processor sets: straight quotes, hyphens, ordinary spaces.
pub fn plain_signs(text: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' | 'ʼ' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        blank if blank.is_whitespace() => ' ',
        other => other,
    };
    text.chars().filter(|c| !is_invisible(*c)).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_short_and_whole() {
        assert_eq!(shown("a\u{a0}b\u{200b}e\u{301}").to_string(), "`a<U+00A0>b<U+200B>e<U+0301>`");
        assert_eq!(shown(&"x".repeat(3_000_000)).to_string().chars().count(), 43);
    }
}
