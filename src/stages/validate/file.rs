//! The wave as a whole: is it complete, is it the file that was meant, is it this wave.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::Frame;
use super::report::{Report, plain};
use super::rules::{Rule, RuleSet};
use crate::error::{Finding, Place};
use crate::messages::msg;
use crate::stats::rng::fnv1a;
use crate::survey::codebook::Layout;
use crate::survey::raw::{RawColumn, RawWave, shown};

/// Checks the number of rows, the pinned bytes and blank lines.
pub(super) fn check(raw: &RawWave, frame: Frame<'_>, report: &mut Report<'_>) {
    if let Some(pinned) = frame.sha256.filter(|pinned| !pinned.eq_ignore_ascii_case(&raw.read.sha256)) {
        report.tell(Rule::FileChanged, report.file(), msg!("file-changed", digest = &raw.read.sha256), |f| {
            f.expected(msg!("file-changed-expected", pinned)).hint(msg!("file-changed-hint"))
        });
    }
    for line in &raw.blank_lines {
        report.tell(Rule::BlankLine, report.at(*line), msg!("blank-line"), |f| {
            f.expected(msg!("blank-line-expected")).hint(msg!("blank-line-hint"))
        });
    }
    let declared = frame.edition.n_respondents;
    if raw.n_rows() != declared {
        let edition = frame.id.as_str();
        let hint = match raw.n_rows() > declared {
            true => msg!("interview-count-above-hint", edition),
            false => msg!("interview-count-hint", edition),
        };
        report.tell(Rule::InterviewCount, report.file(), msg!("interview-count", count = raw.n_rows()), |f| {
            f.expected(msg!("interview-count-expected", count = declared)).hint(hint)
        });
    }
    let least = report.threshold(Rule::RespondentsFew);
    if (raw.n_rows() as f64) < least {
        report.tell(Rule::RespondentsFew, report.file(), msg!("respondents-few", count = raw.n_rows()), |f| {
            f.expected(msg!("at-least", least = plain(least))).hint(msg!("respondents-few-hint"))
        });
    }
}

/// Checks the column that names the wave of each row.
pub(super) fn check_wave(raw: &RawWave, column: &RawColumn, expected: &str, report: &mut Report<'_>) {
    let wrong = (0..raw.n_rows()).filter(|row| column.cell(*row) != expected);
    let all_wrong = wrong.clone().count() == raw.n_rows();
    for row in wrong {
        let cell = column.cell(row);
        let place = report.cell(row, column);
        if cell.trim().is_empty() {
            report.tell(Rule::WaveMissing, place, msg!("wave-missing"), |f| {
                f.expected(msg!("wave-expected", wave = expected)).hint(msg!("wave-missing-hint"))
            });
            continue;
        }
        let hint = || if all_wrong { msg!("wave-wrong-hint") } else { msg!("wave-mixed-hint") };
        report.tell(Rule::WaveWrong, place, msg!("wave-wrong", cell = shown(cell)), |f| {
            f.expected(msg!("wave-expected", wave = expected)).hint(hint())
        });
    }
}

/// Columns that a copy would share: fewer say nothing.
const SHARED_AT_LEAST: usize = 3;

/// Tells of each wave whether its answers are those of an earlier wave of the run. Ids, weights, durations and the names of the waves
/// are left out of the comparison, for they are what somebody would change; so are answers that two people of a wave share, for
/// they may come back by chance.
pub fn resent(raws: &[RawWave], layout: &Layout, rules: &RuleSet) -> Vec<Option<Finding>> {
    let above = rules.threshold(Rule::WaveResent);
    let of_wave = |(later, raw): (usize, &RawWave)| {
        let earlier = raws[..later].iter().map(|earlier| (copied(raw, earlier, layout), earlier));
        let (rows, earlier) = earlier.max_by_key(|(rows, _)| *rows)?;
        if rows as f64 <= above * raw.n_rows() as f64 {
            return None;
        }
        let file = &earlier.read.file;
        let problem = msg!("wave-resent", rows, count = raw.n_rows(), file);
        Some(
            Finding::refuse(Rule::WaveResent.name(), Place::file(&raw.read.file), problem)
                .expected(msg!("wave-resent-expected"))
                .hint(msg!("wave-resent-hint")),
        )
    };
    raws.par_iter().enumerate().with_max_len(1).map(of_wave).collect() // the last has the most to compare
}

/// Rows of a wave whose answers stand in another wave, once in each.
fn copied(raw: &RawWave, other: &RawWave, layout: &Layout) -> usize {
    let left_out = [Some(&layout.id), layout.wave.as_ref(), layout.base_weight.as_ref(), layout.duration.as_ref()];
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for column in raw.columns.iter().filter(|column| !left_out.contains(&Some(&column.name))) {
        if let Some(same) = other.column(&column.name) {
            here.push(column);
            there.push(same);
        }
    }
    if here.len() < SHARED_AT_LEAST {
        return 0;
    }
    let [some_here, some_there] = [&here, &there].map(|columns| every_nth(columns));
    let (alike_here, alike_there) = (digests(raw, &some_here), digests(other, &some_there));
    let rows_here = rows_in(&alike_here, &alike_there);
    let rows_there = rows_in(&alike_there, &alike_here);
    let (here, there) = (answers(&here, &rows_here), answers(&there, &rows_there));
    here.iter().filter(|(answers, once)| **once && there.get(*answers) == Some(&true)).count()
}

/// Columns that tell most rows of two waves apart: rows that differ there need no further look.
fn every_nth<'r>(columns: &[&'r RawColumn]) -> Vec<&'r RawColumn> {
    const SOME: usize = 16;
    columns.iter().step_by(columns.len().div_ceil(SOME)).copied().collect()
}

/// Rows whose digest another wave has too.
fn rows_in(digests: &[u64], others: &[u64]) -> Vec<usize> {
    let others: HashSet<u64> = others.iter().copied().collect();
    (0..).zip(digests).filter(|(_, digest)| others.contains(digest)).map(|(row, _)| row).collect()
}

/// Digest of the cells of every row.
fn digests(raw: &RawWave, columns: &[&RawColumn]) -> Vec<u64> {
    (0..raw.n_rows()).map(|row| digest(columns, row)).collect()
}

/// Digest of the cells of a row. Two rows that differ may share one, with the chance that [`fnv1a`] tells: of two waves, none
/// is taken for the other by so few.
pub(super) fn digest(columns: &[&RawColumn], row: usize) -> u64 {
    const END_OF_CELL: u8 = 0xff; // in no UTF-8
    fnv1a(columns.iter().flat_map(|column| column.cell(row).bytes().chain([END_OF_CELL])))
}

/// Digest of the cells of some rows, and whether one row alone has it.
fn answers(columns: &[&RawColumn], rows: &[usize]) -> HashMap<u64, bool> {
    let mut answers = HashMap::with_capacity(rows.len());
    for row in rows {
        answers.entry(digest(columns, *row)).and_modify(|once| *once = false).or_insert(true);
    }
    answers
}
