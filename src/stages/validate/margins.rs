//! The categories by which the wave is weighted.

use super::Frame;
use super::cells::{Fault, code_fault, list, number, off_range};
use super::columns::{Columns, EmployeeColumns};
use super::report::{Report, plain};
use super::rules::Rule;
use crate::messages::msg;
use crate::survey::margin::{CROSS, MarginVariable, Universe};
use crate::survey::raw::{RawColumn, shown};
use crate::survey::wave::Respondent;

/// The category of one respondent in every margin.
pub(super) fn categories(
    row: usize,
    columns: &Columns<'_>,
    frame: Frame<'_>,
    report: &mut Report<'_>,
) -> Vec<Option<u16>> {
    let variables = frame.margins.variables.iter().zip(&columns.margins);
    variables
        .map(
            |(variable, cells)| {
                if is_in(variable.universe, row, columns) { category(variable, cells, row, report) } else { None }
            },
        )
        .collect()
}

/// The category of one margin, in whose universe the respondent is.
fn category(variable: &MarginVariable, columns: &[&RawColumn], row: usize, report: &mut Report<'_>) -> Option<u16> {
    let cells: Vec<&str> = columns.iter().map(|column| column.cell(row)).collect();
    let code = cells.join(CROSS);
    let position = variable.category_of(&code).and_then(|p| u16::try_from(p).ok());
    if position.is_none() {
        let at = guilty(variable, &cells);
        let problem = msg!("category-unknown", cell = shown(&code), variable = variable.id.as_str());
        let fault = fault(variable, &code, cells.get(at)?, at, cells.len());
        let problem = if fault.is_label { msg!("labels-for-codes", column = &columns.get(at)?.name) } else { problem };
        report.tell_alike(fault.rule, report.cell(row, columns.get(at)?), problem, |f| {
            f.expected(list(variable.categories.iter().map(|c| c.code.as_str()))).hint(fault.hint)
        });
    }
    position
}

/// Why the cell at a position is part of no category: a slip is found by the cell, an unknown crossing by the whole code.
fn fault(variable: &MarginVariable, code: &str, cell: &str, at: usize, n_columns: usize) -> Fault {
    if variable.categories.iter().any(|category| category.range.is_some()) && !cell.is_empty() {
        return match number(cell) {
            Ok(_) => off_range(cell),
            Err(fault) => fault,
        };
    }
    let part = codes(variable).filter_map(|code| if n_columns == 1 { Some(code) } else { code.split(CROSS).nth(at) });
    let known = part.clone().any(|code| code == cell);
    let undeclared = || {
        let file = variable.categories.first().map_or("", |category| category.place.file.as_str());
        Fault::new(Rule::CategoryUnknown, msg!("hint-category-undeclared", variable = variable.id.as_str(), file))
    };
    let labels = variable.categories.iter().filter(|_| n_columns == 1).flat_map(|category| {
        let names = [category.name.fr.as_str(), category.name.en.as_str()];
        names.into_iter().chain(category.aliases.iter().map(String::as_str))
    });
    match code_fault(cell, part, undeclared()) {
        fault if known || fault.rule == Rule::CategoryUnknown => {
            code_fault(code, variable.categories.iter().map(|c| c.code.as_str()), undeclared()).or_label(cell, labels)
        }
        fault => fault,
    }
}

/// Every code that stands for a category, the merged ones included.
fn codes(variable: &MarginVariable) -> impl Iterator<Item = &str> + Clone {
    variable.categories.iter().flat_map(|c| c.merges.iter().chain([&c.code])).map(String::as_str)
}

/// The cell to look at: the first that is part of no category, or the first of all when only their crossing is unknown.
fn guilty(variable: &MarginVariable, cells: &[&str]) -> usize {
    let known = |i: usize, cell: &str| {
        codes(variable).any(|code| if cells.len() == 1 { code == cell } else { code.split(CROSS).nth(i) == Some(cell) })
    };
    cells.iter().enumerate().find(|(i, cell)| !known(*i, cell)).map_or(0, |(i, _)| i)
}

/// Whether the person belongs to the universe of a margin. A cell that is neither yes nor no is told where the job is read.
fn is_in(universe: Universe, row: usize, columns: &Columns<'_>) -> bool {
    let Some(EmployeeColumns { employed, manager, .. }) = &columns.employee else {
        return universe == Universe::All;
    };
    let is_employed = || employed.is_none_or(|(column, flag)| column.cell(row) == flag.yes);
    let is_manager = || manager.is_some_and(|(column, flag)| column.cell(row) == flag.yes);
    match universe {
        Universe::All => true,
        Universe::Employees => is_employed(),
        Universe::Managers => is_employed() && is_manager(),
    }
}

/// Tells the categories with hardly anybody in them. An empty one is found where no weights can reach it, by `calibrate`.
pub(super) fn check_sizes(
    respondents: &[Respondent],
    columns: &Columns<'_>,
    frame: Frame<'_>,
    report: &mut Report<'_>,
) {
    let least = report.threshold(Rule::MarginCategorySmall);
    for (v, (variable, cells)) in frame.margins.variables.iter().zip(&columns.margins).enumerate() {
        let mut counts = vec![0_usize; variable.categories.len()];
        for position in respondents.iter().filter_map(|r| r.margins.get(v).copied().flatten()) {
            counts[usize::from(position)] += 1; // OK because positions are those of the categories
        }
        for (category, count) in variable.categories.iter().zip(counts) {
            if count == 0 || count as f64 >= least {
                continue;
            }
            let Some(column) = cells.first() else { continue };
            let problem =
                msg!("margin-category-small", count, category = shown(&category.code), variable = variable.id.as_str());
            report.tell(Rule::MarginCategorySmall, report.column(column), problem, |f| {
                f.expected(msg!("at-least", least = plain(least))).hint(msg!("margin-category-small-hint"))
            });
        }
    }
}
