//! What the configuration asks of columns beyond the questionnaire: codes and ranges, and variables that may not contradict
//! each other.

use super::Frame;
use super::cells::{code_fault, is_number, list, number, off_range, undeclared};
use super::columns::Columns;
use super::report::{Report, plain};
use super::rules::{Allowed, CheckedColumn, Condition, Rule, Test};
use crate::messages::{Message, msg};
use crate::survey::raw::{RawColumn, RawWave, shown};

/// Checks the declared columns and implications of every row.
pub(super) fn check(raw: &RawWave, columns: &Columns<'_>, frame: Frame<'_>, report: &mut Report<'_>) {
    for (checked, column) in frame.rules.columns.iter().zip(&columns.checked) {
        (0..raw.n_rows()).for_each(|row| cell(checked, column, row, report));
    }
    for (implication, [given, then]) in frame.rules.implications.iter().zip(&columns.implications) {
        for row in 0..raw.n_rows() {
            let broken =
                holds(&implication.given.test, given.cell(row)) && !holds(&implication.then.test, then.cell(row));
            if broken && !report.row_refused(row) {
                let problem = msg!(
                    "contradiction",
                    cell = shown(then.cell(row)),
                    column = &given.name,
                    given = shown(given.cell(row))
                );
                report.tell(Rule::Contradiction, report.cell(row, then), problem, |f| {
                    f.expected(wanted(&implication.then)).hint(msg!("contradiction-hint"))
                });
            }
        }
    }
}

fn cell(checked: &CheckedColumn, column: &RawColumn, row: usize, report: &mut Report<'_>) {
    let cell = column.cell(row);
    if cell.is_empty() && checked.blank {
        return;
    }
    let (fault, expected) = match &checked.allowed {
        Allowed::Codes(codes) if codes.iter().any(|code| code == cell) => return,
        Allowed::Codes(codes) => {
            let valid = codes.iter().map(String::as_str);
            (code_fault(cell, valid.clone(), undeclared()), list(valid))
        }
        Allowed::Range(from, to) => {
            let fault = match (cell.is_empty(), number(cell)) {
                (true, _) => code_fault(cell, std::iter::empty(), undeclared()),
                (_, Ok(number)) if (*from..=*to).contains(&number) => return,
                (_, Ok(_)) => off_range(cell),
                (_, Err(fault)) => fault,
            };
            (fault, range(*from, *to))
        }
    };
    let problem = msg!("value-unknown", cell = shown(cell), column = &column.name);
    let expected = if checked.blank { msg!("or-blank", expected) } else { expected };
    report.tell(fault.rule, report.cell(row, column), problem, |f| f.expected(expected).hint(fault.hint));
}

/// Whether a cell is what a condition wants. A cell that is no number meets no condition on numbers.
fn holds(test: &Test, cell: &str) -> bool {
    match test {
        Test::Is(codes) => codes.iter().any(|code| code == cell),
        Test::Between(from, to) => {
            is_number(cell) && cell.parse().is_ok_and(|number: f64| (*from..=*to).contains(&number))
        }
        Test::Blank(blank) => cell.trim().is_empty() == *blank,
    }
}

fn wanted(condition: &Condition) -> Message {
    match &condition.test {
        Test::Is(codes) => list(codes.iter().map(String::as_str)),
        Test::Between(from, to) => range(*from, *to),
        Test::Blank(true) => msg!("blank-cell"),
        Test::Blank(false) => msg!("not-blank"),
    }
}

/// What a number may be.
fn range(from: f64, to: f64) -> Message {
    match (from.is_finite(), to.is_finite()) {
        (true, true) => msg!("range-expected", from = plain(from), to = plain(to)),
        (true, false) => msg!("at-least", least = plain(from)),
        _ => msg!("at-most", most = plain(to)),
    }
}
