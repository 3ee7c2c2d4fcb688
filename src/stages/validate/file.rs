//! The wave as a whole: is it complete, is it the file that was meant, is it this wave.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use super::Frame;
use super::cells::shown;
use super::report::Report;
use super::rules::{Rule, RuleSet};
use crate::error::{Finding, Place};
use crate::survey::codebook::Layout;
use crate::survey::raw::{RawColumn, RawWave};

/// Checks the number of rows, the pinned bytes and blank lines.
pub(super) fn check(raw: &RawWave, frame: Frame<'_>, report: &mut Report<'_>) {
    if let Some(pinned) = frame.sha256.filter(|pinned| !pinned.eq_ignore_ascii_case(&raw.sha256)) {
        report.tell(Rule::FileChanged, report.file(), format!("the file has the SHA-256 {}", raw.sha256), |f| {
            f.expected(format!("{pinned}, as the pipeline pins it"))
                .hint("somebody changed the file: ask for the one that was delivered, or pin the new one knowingly")
        });
    }
    let declared = frame.edition.n_respondents;
    if raw.n_rows() != declared {
        report.tell(Rule::InterviewCount, report.file(), format!("{} interviews", raw.n_rows()), |f| {
            f.expected(format!("{declared} interviews, as the registry declares"))
                .hint("ask for the complete file, or correct `n_respondents` in the registry")
        });
    }
    let least = report.threshold(Rule::RespondentsFew);
    if (raw.n_rows() as f64) < least {
        report.tell(Rule::RespondentsFew, report.file(), format!("{} respondents", raw.n_rows()), |f| {
            f.expected(format!("at least {least}")).hint("a variance needs two people; ask for the complete file")
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
            report.tell(Rule::WaveMissing, place, "no wave", |f| f.expected(format!("`{expected}`")));
            continue;
        }
        let hint = if all_wrong {
            "this is the file of another wave; correct `wave` in the pipeline if the column names it so"
        } else {
            "rows of several waves are mixed: have this wave alone exported"
        };
        report.tell(Rule::WaveWrong, place, format!("{} is another wave", shown(cell)), |f| {
            f.expected(format!("`{expected}`")).hint(hint)
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
        let file = earlier.file.display();
        let problem = format!("{rows} of {} rows have the answers of a row of `{file}`", raw.n_rows());
        Some(
            Finding::refuse(Rule::WaveResent.name(), Place::file(&raw.file), problem)
                .expected("the interviews of this wave")
                .hint("the file of another wave was sent again: ask for the right one"),
        )
    };
    raws.par_iter().enumerate().map(of_wave).collect()
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
    let (here, there) = (answers(raw, &here), answers(other, &there));
    here.iter().filter(|(answers, once)| **once && there.get(*answers) == Some(&true)).count()
}

/// Digest of the cells of each row, and whether one row alone has it.
fn answers(raw: &RawWave, columns: &[&RawColumn]) -> HashMap<u64, bool> {
    let mut rows = HashMap::with_capacity(raw.n_rows());
    for row in 0..raw.n_rows() {
        let mut digest = DefaultHasher::new();
        columns.iter().for_each(|column| column.cell(row).hash(&mut digest));
        rows.entry(digest.finish()).and_modify(|once| *once = false).or_insert(true);
    }
    rows
}
