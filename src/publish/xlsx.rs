//! Sheets as a workbook: numbers are numbers, days are days, texts are texts and never formulas. The creation date is given,
//! so that the same sheets make the same bytes.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::sheet::{Sheet, Value};
use crate::error::{Error, Finding, Place, Result};
use crate::messages::msg;

/// Longest name of a tab, in characters.
const LONGEST_NAME: usize = 31;
/// Longest text of a cell, in characters.
const LONGEST_TEXT: usize = 32_767;
/// Widest column, in characters; longer texts wrap.
const WIDEST: usize = 80;

/// What the program that opens the workbook says of it.
pub struct Properties<'p> {
    /// Its title.
    pub title: &'p str,
    /// Who publishes it.
    pub publisher: &'p str,
    /// The day it bears.
    pub created: NaiveDate,
}

/// One tab.
pub struct Tab<'t> {
    /// Its name.
    pub name: String,
    /// Its content.
    pub sheet: &'t Sheet,
}

/// Names that Excel takes for tabs, in the same order: short enough, without the signs it forbids, each once.
pub fn tab_names<'n>(wanted: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in wanted {
        let allowed = name.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { '_' } else { c });
        let name: String = allowed.collect::<String>().trim_matches('\'').to_owned();
        let taken = |candidate: &str| names.iter().any(|name| name.to_lowercase() == candidate.to_lowercase());
        let mut candidate: String = name.chars().take(LONGEST_NAME).collect();
        let mut number = 2;
        while candidate.is_empty() || taken(&candidate) {
            let suffix = format!("~{number}");
            candidate = name.chars().take(LONGEST_NAME - suffix.len()).chain(suffix.chars()).collect();
            number += 1;
        }
        names.push(candidate);
    }
    names
}

/// The bytes of a workbook, `file` within the output.
///
/// # Errors
/// [`Error::Config`] when a text, made of several of the configuration or printed by a template, is longer than a cell may hold.
pub fn bytes(file: &str, tabs: &[Tab<'_>], properties: &Properties<'_>) -> Result<Vec<u8>> {
    let cells = tabs.iter().flat_map(|tab| tab.sheet.rows.iter().flatten());
    let lengths = cells.filter_map(|cell| if let Value::Text(text) = cell { Some(text.chars().count()) } else { None });
    if let Some(characters) = lengths.max().filter(|longest| *longest > LONGEST_TEXT) {
        let finding = Finding::refuse("text-too-long", Place::file(file.as_ref()), msg!("text-long", characters));
        let expected = msg!("expect-shorter-cell", most = LONGEST_TEXT);
        return Err(Error::Config(vec![finding.expected(expected).hint(msg!("hint-shorter-cell"))]));
    }
    let fault = |e: XlsxError| Error::Internal(format!("cannot write a workbook: {e}"));
    write(tabs, properties).map_err(fault)
}

fn write(tabs: &[Tab<'_>], properties: &Properties<'_>) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = excel_day(properties.created)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(properties.title)
            .set_author(properties.publisher)
            .set_creation_datetime(&created),
    );
    for tab in tabs {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&tab.name)?;
        fill(sheet, tab.sheet)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, content: &Sheet) -> std::result::Result<(), XlsxError> {
    let head = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let day = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top);
    for (column, name) in (0_u16..).zip(&content.header) {
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    for (row, cells) in (1_u32..).zip(&content.rows) {
        for (column, value) in (0_u16..).zip(cells) {
            match value {
                Value::Empty => {}
                Value::Text(text) => {
                    sheet.write_string_with_format(row, column, text, &wrapped)?;
                }
                Value::Number(number) => {
                    sheet.write_number(row, column, *number)?;
                }
                Value::Count(count) => {
                    sheet.write_number(row, column, *count as f64)?; // OK because no count reaches 2^53
                }
                Value::Date(date) => {
                    sheet.write_datetime_with_format(row, column, excel_day(*date)?, &day)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    for (column, width) in (0_u16..).zip(widths(content)) {
        sheet.set_column_width(column, width as f64)?;
    }
    Ok(())
}

/// Width of every column, in characters.
fn widths(content: &Sheet) -> Vec<usize> {
    let of = |value: &Value| match value {
        Value::Empty => 0,
        Value::Text(text) => text.chars().count(),
        Value::Number(_) | Value::Count(_) | Value::Date(_) => 10,
    };
    let longest = |column: usize| content.rows.iter().filter_map(|row| row.get(column)).map(of).max().unwrap_or(0);
    let wide = |(column, name): (usize, &String)| (name.chars().count().max(longest(column)) + 2).min(WIDEST);
    content.header.iter().enumerate().map(wide).collect()
}

fn excel_day(date: NaiveDate) -> std::result::Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8) // OK because months and days are below 32
}
