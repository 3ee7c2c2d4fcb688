//! Rows of typed cells, as a spreadsheet has them: what the data of a figure are before they become CSV or XLSX.

use chrono::NaiveDate;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words; never read as a formula.
    Text(String),
    /// A number, unrounded.
    Number(f64),
    /// A whole number.
    Count(i64),
    /// A day.
    Date(NaiveDate),
}

impl Value {
    /// Words, or nothing when there are none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A number, or nothing.
    pub fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    /// A whole number, or nothing.
    pub fn count(count: Option<i64>) -> Self {
        count.map_or(Self::Empty, Self::Count)
    }
}

/// A header and rows as long as it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Names of the columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}
