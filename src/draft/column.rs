//! What one column of the delivered files holds: its values and their counts, what they look like, and what is said of them.

use std::collections::HashSet;

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::{ColumnLabels, Delivered};
use crate::survey::raw::RawColumn;

/// Past this number of different values a column is no list of categories, and its values are not kept.
const MOST_VALUES: usize = 200;

/// One column, over all the files that have it.
#[derive(Debug)]
pub(super) struct Column<'a> {
    /// Its name in the header.
    pub(super) name: &'a str,
    /// What the file says about it, where its format can.
    pub(super) labels: Option<&'a ColumnLabels>,
    /// The column in each file.
    pub(super) in_files: Vec<Option<&'a RawColumn>>,
    /// Rows of the files that have it.
    pub(super) n_rows: usize,
    /// Rows that are not blank, by file.
    pub(super) filled: Vec<usize>,
    /// Different values and how often each stands there, in order of appearance; empty past [`MOST_VALUES`].
    pub(super) counts: IndexMap<&'a str, usize>,
    /// No value twice in one file.
    pub(super) unique: bool,
    /// What every value is, when they all are.
    pub(super) numbers: Option<Numbers>,
    /// First and last day, when every value begins with a date.
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
}

/// A column of numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    /// The smallest.
    pub(super) min: f64,
    /// The largest.
    pub(super) max: f64,
    /// Their sum.
    pub(super) sum: f64,
    /// No value has decimals.
    pub(super) whole: bool,
}

impl<'a> Column<'a> {
    /// Looks at a column in every file that has it.
    pub(super) fn look(name: &'a str, files: &'a [Delivered]) -> Self {
        let in_files: Vec<Option<&RawColumn>> = files.iter().map(|file| file.raw.column(name)).collect();
        let mut column = Self {
            name,
            labels: files.iter().rev().find_map(|file| file.labels.get(name)),
            n_rows: 0,
            filled: vec![0; files.len()],
            counts: IndexMap::new(),
            unique: true,
            numbers: Some(Numbers { min: f64::INFINITY, max: f64::NEG_INFINITY, sum: 0.0, whole: true }),
            days: Some((NaiveDate::MAX, NaiveDate::MIN)),
            in_files,
        };
        let mut many = false;
        for (i, file) in files.iter().enumerate() {
            let Some(cells) = column.in_files[i] else { continue };
            column.n_rows += file.raw.n_rows();
            let mut seen = HashSet::new();
            for cell in (0..file.raw.n_rows()).map(|row| cells.cell(row)).filter(|cell| !cell.trim().is_empty()) {
                column.filled[i] += 1;
                column.unique = column.unique && seen.insert(cell);
                column.numbers = column.numbers.and_then(|numbers| numbers.with(cell));
                column.days = column.days.and_then(|days| with_day(Some(days), cell));
                if !many {
                    *column.counts.entry(cell).or_default() += 1;
                    many = column.counts.len() > MOST_VALUES;
                }
            }
        }
        if many {
            column.counts.clear();
        }
        if column.n_filled() == 0 {
            (column.unique, column.numbers, column.days) = (false, None, None);
        }
        column
    }

    /// Rows that are not blank.
    pub(super) fn n_filled(&self) -> usize {
        self.filled.iter().sum()
    }

    /// No blank in any file that has the column, and no value that the file declares missing.
    pub(super) fn complete(&self) -> bool {
        self.n_filled() == self.n_rows && self.n_rows > 0 && !self.counts.keys().any(|value| self.user_missing(value))
    }

    /// Whether the file declares a value missing.
    pub(super) fn user_missing(&self, value: &str) -> bool {
        self.labels.is_some_and(|labels| labels.missing.iter().any(|missing| missing.holds(value)))
    }

    /// Whether a file asked it.
    pub(super) fn asked_in(&self, file: usize) -> bool {
        self.filled[file] > 0
    }

    /// What the file calls the column.
    pub(super) fn label(&self) -> Option<&'a str> {
        self.labels.and_then(|labels| labels.label.as_deref()).filter(|label| !label.trim().is_empty())
    }

    /// What the file calls a value; the value itself where it says nothing.
    pub(super) fn value_label(&self, value: &'a str) -> &'a str {
        self.labels.and_then(|labels| labels.values.get(value)).map_or(value, String::as_str)
    }

    /// Whether its name or its label speaks of something.
    pub(super) fn speaks_of(&self, words: &[&str]) -> bool {
        super::words::speaks_of(self.name, words)
            || self.label().is_some_and(|label| super::words::speaks_of(label, words))
    }

    /// Values with their counts, numbers by size, other values as they appear: `1` (512), `2` (480).
    pub(super) fn sorted_counts(&self) -> Vec<(&'a str, usize)> {
        let mut counts: Vec<(&str, usize)> = self.counts.iter().map(|(value, count)| (*value, *count)).collect();
        if self.numbers.is_some() {
            // OK because every value is a number
            counts.sort_by(|a, b| a.0.parse::<f64>().unwrap_or(0.0).total_cmp(&b.0.parse::<f64>().unwrap_or(0.0)));
        }
        counts
    }
}

impl Numbers {
    fn with(self, cell: &str) -> Option<Self> {
        let number = crate::survey::raw::plain_number(cell)?;
        Some(Self {
            min: self.min.min(number),
            max: self.max.max(number),
            sum: self.sum + number,
            whole: self.whole && number.fract() == 0.0,
        })
    }
}

/// The first and the last day so far, with that of a cell; `None` when it begins with no date.
pub(super) fn with_day(known: Option<(NaiveDate, NaiveDate)>, cell: &str) -> Option<(NaiveDate, NaiveDate)> {
    let day = cell.get(..10)?;
    // Day before month: what a French tool writes; a file of months first mostly has a day past 12, and is then no column of dates.
    let day = ["%Y-%m-%d", "%d/%m/%Y"].iter().find_map(|format| NaiveDate::parse_from_str(day, format).ok())?;
    Some(known.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
}
