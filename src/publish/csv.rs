//! Tables as CSV: UTF-8, comma, decimal dot, the shortest digits that give the float back, nothing for a missing value.

use super::tables::{Table, Values};
use crate::error::{Error, Result};

/// The bytes of a table.
pub fn bytes<R: 'static>(table: &Table<R>, rows: &[R]) -> Result<Vec<u8>> {
    let columns: Vec<Vec<String>> = table
        .columns
        .iter()
        .map(|column| table.values(column, rows).map(|values| texts(&values)))
        .collect::<Result<_>>()?;
    let header = table.columns.iter().map(|column| column.name.clone()).collect();
    let lines = (0..rows.len()).map(|row| columns.iter().map(|column| column[row].clone()).collect()); // OK because every column has a value a row
    records(std::iter::once(header).chain(lines))
}

/// The bytes of records that are texts already, the header first.
pub fn records(records: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        writer.write_record(record).map_err(|e| Error::Internal(format!("cannot write a CSV record: {e}")))?;
    }
    writer.into_inner().map_err(|e| Error::Internal(format!("cannot finish a CSV table: {e}")))
}

fn texts(values: &Values<'_>) -> Vec<String> {
    fn each<T>(values: &[Option<T>], text: impl Fn(&T) -> String) -> Vec<String> {
        values.iter().map(|value| value.as_ref().map(&text).unwrap_or_default()).collect()
    }
    match values {
        Values::Text(values) => each(values, |text| (*text).to_owned()),
        Values::Number(values) => each(values, |value| number(*value)),
        Values::Count(values) => each(values, i64::to_string),
        Values::Flag(values) => each(values, bool::to_string),
        Values::Date(values) => values.iter().map(|date| date.format("%Y-%m-%d").to_string()).collect(),
    }
}

/// The shortest digits that give the float back; an exponent only where the zeros would hide the digits.
pub fn number(value: f64) -> String {
    let value = value + 0.0; // −0 becomes 0
    if value != 0.0 && !(1e-5..1e15).contains(&value.abs()) { format!("{value:e}") } else { value.to_string() }
}
