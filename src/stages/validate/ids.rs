//! Ids and rows: each respondent once, under an id that says who it is in every other file.

use std::collections::HashMap;

use super::cells::has_unseen;
use super::report::{Report, line};
use super::rules::Rule;
use crate::messages::msg;
use crate::survey::raw::{RawColumn, RawWave, shown};

/// Checks every id of a wave.
pub(super) fn check(raw: &RawWave, column: &RawColumn, report: &mut Report<'_>) {
    let mut rows: HashMap<&str, usize> = HashMap::with_capacity(raw.n_rows());
    let mut numbers: HashMap<&str, usize> = HashMap::with_capacity(raw.n_rows());
    for row in 0..raw.n_rows() {
        let id = column.cell(row);
        if id.trim().is_empty() {
            report.tell(Rule::IdMissing, report.cell(row, column), msg!("id-missing"), |f| {
                f.expected(msg!("id-expected")).hint(msg!("id-missing-hint"))
            });
            continue;
        }
        if has_unseen(id) {
            let problem = msg!("id-invisible", id = shown(id));
            report.tell(Rule::IdInvisible, report.cell(row, column), problem, |f| {
                f.expected(msg!("id-invisible-expected")).hint(msg!("id-invisible-hint"))
            });
        }
        if is_scientific(id) {
            let problem = msg!("id-scientific", id = shown(id));
            report.tell(Rule::IdScientific, report.cell(row, column), problem, |f| {
                f.expected(msg!("id-scientific-expected")).hint(msg!("id-scientific-hint"))
            });
        }
        match rows.get(id) {
            Some(&first) => twice(raw, column, first, row, report),
            None => {
                rows.insert(id, row);
                leading_zero(raw, column, row, &mut numbers, report);
            }
        }
    }
}

/// A second row under an id: the same row once more, or somebody else.
fn twice(raw: &RawWave, column: &RawColumn, first: usize, row: usize, report: &mut Report<'_>) {
    let (id, at) = (shown(column.cell(row)), line(raw, first));
    let place = report.cell(row, column);
    if raw.columns.iter().all(|c| c.cell(first) == c.cell(row)) {
        report.tell(Rule::RowDuplicate, place, msg!("row-duplicate", id, line = at), |f| {
            f.expected(msg!("row-duplicate-expected")).hint(msg!("row-duplicate-hint"))
        });
    } else {
        report.tell(Rule::IdDuplicate, place, msg!("id-duplicate", id, line = at), |f| {
            f.expected(msg!("id-expected")).hint(msg!("id-duplicate-hint"))
        });
    }
}

/// `003` beside `3`: text ids differ, the people mostly do not.
fn leading_zero<'a>(
    raw: &RawWave,
    column: &'a RawColumn,
    row: usize,
    numbers: &mut HashMap<&'a str, usize>,
    report: &mut Report<'_>,
) {
    let id = column.cell(row);
    if !id.bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    let number = id.trim_start_matches('0');
    if let Some(&first) = numbers.get(number) {
        let other = shown(column.cell(first));
        let problem = msg!("id-leading-zero", id = shown(id), other, line = line(raw, first));
        report.tell(Rule::IdLeadingZero, report.cell(row, column), problem, |f| {
            f.expected(msg!("id-leading-zero-expected")).hint(msg!("id-leading-zero-hint"))
        });
    } else {
        numbers.insert(number, row);
    }
}

/// Digits, a separator or a sign, and an exponent: `1,18E+11`. `12E5` may be an id.
fn is_scientific(id: &str) -> bool {
    let Some((mantissa, exponent)) = id.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let signed = exponent.starts_with(['+', '-']);
    let parts: Vec<&str> = mantissa.split(['.', ',']).collect();
    parts.len() <= 2
        && parts.iter().all(|part| digits(part))
        && digits(exponent.trim_start_matches(['+', '-']))
        && (signed || parts.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::is_scientific;

    #[test]
    fn a_long_number_of_a_spreadsheet_is_told_from_an_id() {
        assert!(["1,18E+11", "1.18e11", "2E+05"].into_iter().all(is_scientific));
        assert!(!["12E5", "E5", "2023-71086", "1.2.3E+4", "r1", ""].into_iter().any(is_scientific));
    }
}
