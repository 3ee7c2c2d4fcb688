//! How people answered: too fast, the same everywhere, or like somebody else. They are told and counted; nobody is left out.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::cells::number;
use super::columns::{Block, Columns};
use super::file::digest;
use super::report::{Report, line, plain};
use super::rules::Rule;
use crate::messages::{Arg, msg};
use crate::stats::coincidence::expected_pairs;
use crate::survey::codebook::Scale;
use crate::survey::raw::{RawColumn, RawWave, shown};

/// Checks every respondent of a wave.
pub(super) fn check(raw: &RawWave, columns: &Columns<'_>, report: &mut Report<'_>) {
    if let Some(column) = columns.duration {
        speeders(raw, column, report);
    }
    let straight = straight_liners(raw, columns, report);
    copies(raw, columns, &straight, report);
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
        let problem = msg!("duration-unknown", cell = shown(cell));
        report.tell(fault.rule, report.cell(row, column), problem, |f| {
            f.expected(msg!("duration-expected")).hint(fault.hint)
        });
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

/// The same code to every ordered item of a block that was answered. Returns which rows have a block of several ordered
/// answers, and one code alone in each of them: two people who tick one column from top to bottom agree, whoever they are.
fn straight_liners(raw: &RawWave, columns: &Columns<'_>, report: &mut Report<'_>) -> Vec<bool> {
    let least = report.threshold(Rule::StraightLiner);
    let of_row = |row: usize| {
        let (mut one_code, mut several_codes) = (false, false);
        for block in columns.blocks() {
            match pattern(block, row, &columns.scales) {
                Pattern::Blank => {}
                Pattern::Codes => several_codes = true,
                Pattern::OneCode { first, code, answered } => {
                    one_code |= answered > 1;
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
        one_code && !several_codes
    };
    (0..raw.n_rows()).map(of_row).collect()
}

/// How the ordered items of a block were answered.
enum Pattern<'a> {
    /// None of them.
    Blank,
    /// All that were answered with one code.
    OneCode { first: &'a RawColumn, code: &'a str, answered: usize },
    /// With different codes.
    Codes,
}

fn pattern<'a>(block: &Block<'a>, row: usize, scales: &[&Scale]) -> Pattern<'a> {
    let mut answers = ordered(block, row, scales);
    let Some((first, code)) = answers.next() else { return Pattern::Blank };
    let mut answered = 1;
    for (_, cell) in answers {
        if cell != code {
            return Pattern::Codes;
        }
        answered += 1;
    }
    Pattern::OneCode { first, code, answered }
}

/// Codes of a scale from top to bottom of which one can tick without reading.
const LEAST_CODES: usize = 3;

/// The answers of a row to the ordered items of a block that have three codes or more; « does not know » is none.
fn ordered<'b, 'a>(
    block: &'b Block<'a>,
    row: usize,
    scales: &'b [&Scale],
) -> impl Iterator<Item = (&'a RawColumn, &'a str)> + 'b {
    block.answers.iter().zip(scales).filter_map(move |(column, scale)| {
        let (Some(column), Scale::Ordered(scale)) = (column, scale) else { return None };
        // A list of boxes, all of them left blank, is an answer like any other.
        if scale.codes.len() < LEAST_CODES {
            return None;
        }
        let cell = column.cell(row);
        let answered = !(cell.is_empty() || scale.dont_know.codes.iter().any(|code| code == cell));
        answered.then_some((*column, cell))
    })
}

/// Rows with all the answers of an earlier row, under another id, that chance explains badly: honest people agree too, the
/// more of them the shorter the questionnaire. Those of one code a block are left to another rule.
fn copies(raw: &RawWave, columns: &Columns<'_>, straight: &[bool], report: &mut Report<'_>) {
    let answers: Vec<&RawColumn> = columns
        .blocks()
        .flat_map(|block| [block.sector.column()].into_iter().chain(block.answers.iter().copied()))
        .flatten()
        .collect();
    let mut first_with: HashMap<u64, usize> = HashMap::with_capacity(raw.n_rows());
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let blank = |row: usize| answers.iter().all(|column| column.cell(row).is_empty());
    let alike = |one: usize, other: usize| answers.iter().all(|column| column.cell(one) == column.cell(other));
    for row in (0..).zip(straight).filter(|(row, straight)| !*straight && !blank(*row)).map(|(row, _)| row) {
        match first_with.entry(digest(&answers, row)) {
            Entry::Vacant(free) => drop(free.insert(row)),
            Entry::Occupied(first) => {
                let first = *first.get();
                // The same id is a finding of its own.
                if columns.id.cell(first) != columns.id.cell(row) && alike(first, row) {
                    pairs.push((first, row));
                }
            }
        }
    }
    if pairs.is_empty() {
        return;
    }
    let coded: Vec<Vec<u32>> = answers.iter().map(|column| codes(column, raw.n_rows())).collect();
    let rows: Vec<usize> = pairs.iter().map(|(_, row)| *row).collect();
    let below = report.threshold(Rule::RowCopied);
    let chances = expected_pairs(&coded, &rows);
    for ((first, row), expected) in pairs.into_iter().zip(chances).filter(|(_, expected)| *expected < below) {
        let problem = msg!("row-copied", line = line(raw, first));
        report.tell(Rule::RowCopied, report.cell(row, columns.id), problem, |f| {
            let waves = (1.0 / expected).min(1e6) as u64; // OK because it is whole and small enough then
            f.expected(msg!("row-copied-expected", waves)).hint(msg!("row-copied-hint"))
        });
    }
}

/// The cells of a column as numbers from 0 on, in order of appearance.
fn codes(column: &RawColumn, n_rows: usize) -> Vec<u32> {
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut code = |cell| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX); // OK because a file has fewer rows
        *known.entry(cell).or_insert(next)
    };
    (0..n_rows).map(|row| code(column.cell(row))).collect()
}
