//! How people answered: too fast, the same everywhere, or like somebody else. They are told and counted; nobody is left out.

use std::collections::HashMap;

use super::Frame;
use super::cells::number;
use super::columns::{Block, Columns};
use super::report::{Report, line, plain};
use super::rules::Rule;
use crate::messages::{Arg, msg};
use crate::survey::codebook::Scale;
use crate::survey::raw::{RawColumn, RawWave, shown};

/// Checks every respondent of a wave.
pub(super) fn check(raw: &RawWave, columns: &Columns<'_>, frame: Frame<'_>, report: &mut Report<'_>) {
    if let Some(column) = columns.duration {
        speeders(raw, column, report);
    }
    straight_liners(raw, columns, frame, report);
    copies(raw, columns, report);
}

/// Interviews shorter than a share of the median one. A blank duration is unknown, and says nothing.
fn speeders(raw: &RawWave, column: &RawColumn, report: &mut Report<'_>) {
    let mut durations: Vec<(usize, f64)> = Vec::with_capacity(raw.n_rows());
    for row in (0..raw.n_rows()).filter(|row| !column.cell(*row).is_empty()) {
        let cell = column.cell(row);
        let fault = match number(cell) {
            Ok(duration) if duration >= 0.0 => {
                durations.push((row, duration));
                continue;
            }
            Ok(_) => super::cells::off_range(cell),
            Err(fault) => fault,
        };
        report.tell(
            fault.rule,
            report.cell(row, column),
            msg!("duration-unknown", cell = shown(cell)),
            |mut finding| {
                finding.hint = fault.hint;
                finding.expected(msg!("duration-expected"))
            },
        );
    }
    let mut sorted: Vec<f64> = durations.iter().map(|(_, duration)| *duration).collect();
    sorted.sort_by(f64::total_cmp);
    let Some(median) = sorted.get(sorted.len() / 2).copied() else { return };
    let share = report.threshold(Rule::Speeder);
    for (row, duration) in durations.into_iter().filter(|(_, duration)| *duration < share * median) {
        let problem = msg!("speeder", duration = plain(duration), median = plain(median));
        report.tell(Rule::Speeder, report.cell(row, column), problem, |f| {
            f.expected(msg!("at-least", least = Arg::decimal(share * median, 1))).hint(msg!("person-kept"))
        });
    }
}

/// The same code to every ordered item of a block that was answered.
fn straight_liners(raw: &RawWave, columns: &Columns<'_>, frame: Frame<'_>, report: &mut Report<'_>) {
    let scales: Vec<&Scale> = frame.codebook.items.values().map(|item| frame.codebook.scale(item)).collect();
    let least = report.threshold(Rule::StraightLiner);
    for row in 0..raw.n_rows() {
        for block in columns.blocks() {
            let Some((first, code, answered)) = straight(block, row, &scales) else { continue };
            if (answered as f64) < least {
                continue;
            }
            let problem = msg!("straight-liner", code = shown(code), count = answered);
            report.tell(Rule::StraightLiner, report.cell(row, first), problem, |f| {
                f.expected(msg!("answers-expected")).hint(msg!("person-kept"))
            });
        }
    }
}

/// The first column of a block, its code and the number of items, when every ordered item answered has that code.
fn straight<'a>(block: &Block<'a>, row: usize, scales: &[&Scale]) -> Option<(&'a RawColumn, &'a str, usize)> {
    let mut found: Option<(&RawColumn, &str, usize)> = None;
    for (column, scale) in block.answers.iter().zip(scales) {
        let (Some(column), Scale::Ordered(scale)) = (column, scale) else { continue };
        let cell = column.cell(row);
        if cell.is_empty() || scale.dont_know.codes.iter().any(|code| code == cell) {
            continue;
        }
        found = match found {
            None => Some((column, cell, 1)),
            Some((first, code, answered)) if code == cell => Some((first, code, answered + 1)),
            Some(_) => return None,
        };
    }
    found
}

/// Rows with all the answers of an earlier row, under another id. Those who answered little may agree by chance.
fn copies(raw: &RawWave, columns: &Columns<'_>, report: &mut Report<'_>) {
    let answers: Vec<&RawColumn> = columns
        .blocks()
        .flat_map(|block| [block.sector.column()].into_iter().chain(block.answers.iter().copied()))
        .flatten()
        .collect();
    let least = report.threshold(Rule::RowCopied);
    let mut rows: HashMap<String, usize> = HashMap::with_capacity(raw.n_rows());
    for row in 0..raw.n_rows() {
        let cells: Vec<&str> = answers.iter().map(|column| column.cell(row)).collect();
        if (cells.iter().filter(|cell| !cell.is_empty()).count() as f64) < least {
            continue;
        }
        match rows.get(&cells.join("\u{1f}")) {
            // The same id is a finding of its own.
            Some(&first) if columns.id.cell(first) != columns.id.cell(row) => {
                let problem = msg!("row-copied", line = line(raw, first));
                report.tell(Rule::RowCopied, report.cell(row, columns.id), problem, |f| {
                    f.expected(msg!("row-copied-expected")).hint(msg!("row-copied-hint"))
                });
            }
            Some(_) => {}
            None => drop(rows.insert(cells.join("\u{1f}"), row)),
        }
    }
}
