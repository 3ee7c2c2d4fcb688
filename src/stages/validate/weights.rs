//! Base weights, and the columns of the sampling design.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::number;
use super::report::{Report, line, plain};
use super::rules::Rule;
use crate::messages::msg;
use crate::survey::raw::{RawColumn, RawWave, shown};

/// The base weight of one respondent; 0 once it is told.
pub(super) fn base_weight(row: usize, column: &RawColumn, report: &mut Report<'_>) -> f64 {
    let cell = column.cell(row);
    let place = report.cell(row, column);
    let expected = || msg!("weight-expected");
    if cell.trim().is_empty() {
        report.tell(Rule::WeightMissing, place, msg!("weight-blank"), |f| {
            f.expected(expected()).hint(msg!("weight-blank-hint"))
        });
        return 0.0;
    }
    let weight = match number(cell) {
        Ok(weight) => weight,
        Err(fault) => {
            report.tell(fault.rule, place, msg!("weight-not-a-number", cell = shown(cell)), |f| {
                f.expected(expected()).hint(fault.hint)
            });
            return 0.0;
        }
    };
    let (most, least) = (report.threshold(Rule::WeightHuge), report.threshold(Rule::WeightTiny));
    let (rule, problem, hint) = if weight < 0.0 {
        (Rule::WeightNegative, msg!("weight-negative", cell = shown(cell)), msg!("weight-negative-hint"))
    } else if weight > most {
        (Rule::WeightHuge, msg!("weight-huge", cell = shown(cell)), msg!("weight-huge-hint", most = plain(most)))
    } else if weight > 0.0 && weight < least {
        (Rule::WeightTiny, msg!("weight-tiny", cell = shown(cell)), msg!("weight-tiny-hint", least = plain(least)))
    } else {
        return weight;
    };
    report.tell(rule, place, problem, |f| f.expected(expected()).hint(hint));
    0.0
}

/// Looks at all the base weights together; those that are no weights are told already.
pub(super) fn check_all(raw: &RawWave, column: &RawColumn, weights: &[f64], report: &mut Report<'_>) {
    let zero = |row: &usize| number(column.cell(*row)) == Ok(0.0);
    let zeros: Vec<usize> = (0..raw.n_rows()).filter(zero).collect();
    if zeros.len() == raw.n_rows() && !zeros.is_empty() {
        report.tell(Rule::WeightAllZero, report.column(column), msg!("weight-all-zero"), |f| {
            f.expected(msg!("weight-all-zero-expected")).hint(msg!("weight-all-zero-hint"))
        });
        return;
    }
    for row in zeros {
        report.tell(Rule::WeightZero, report.cell(row, column), msg!("weight-zero"), |f| {
            f.expected(msg!("weight-expected")).hint(msg!("weight-zero-hint"))
        });
    }
    let mut positive: Vec<f64> = weights.iter().copied().filter(|w| *w > 0.0).collect();
    positive.sort_by(f64::total_cmp);
    let (Some(&least), Some(&most)) = (positive.first(), positive.last()) else { return };
    if least == most && positive.len() > 1 && positive.len() == weights.len() {
        let problem = msg!("weight-constant", cell = shown(column.cell(0)));
        report.tell(Rule::WeightConstant, report.column(column), problem, |f| {
            f.expected(msg!("weight-constant-expected")).hint(msg!("weight-constant-hint"))
        });
    }
    let limit = report.threshold(Rule::WeightExtreme);
    let median = positive[positive.len() / 2]; // OK because there is one: `first` and `last` are there
    for row in (0..raw.n_rows()).filter(|row| weights.get(*row).is_some_and(|w| *w > limit * median)) {
        let problem = msg!("weight-extreme", cell = shown(column.cell(row)), times = plain(limit));
        report.tell(Rule::WeightExtreme, report.cell(row, column), problem, |f| {
            f.expected(msg!("weight-extreme-expected", times = plain(limit), median = plain(median)))
                .hint(msg!("weight-extreme-hint"))
        });
    }
}

/// A stratum or a sampling unit.
pub(super) fn design_code(row: usize, column: Option<&RawColumn>, report: &mut Report<'_>) -> Option<String> {
    let column = column?;
    let code = column.cell(row);
    if code.trim().is_empty() {
        report.tell(Rule::DesignMissing, report.cell(row, column), msg!("design-missing"), |f| {
            f.expected(msg!("design-missing-expected")).hint(msg!("design-missing-hint"))
        });
    }
    Some(code.to_owned())
}

/// Names of sampling units that stand in several strata: each is taken as a unit of every one of them, which is right where
/// units are numbered anew in each stratum, and too many units where a stratum is wrong.
pub(super) fn check_units(raw: &RawWave, stratum: &RawColumn, psu: &RawColumn, report: &mut Report<'_>) {
    let mut first_rows = BTreeMap::new();
    let (mut several, mut first) = (BTreeSet::new(), None);
    let told = |row: &usize| [stratum, psu].iter().any(|column| column.cell(*row).trim().is_empty());
    for row in (0..raw.n_rows()).filter(|row| !told(row)) {
        let unit = psu.cell(row);
        let known = *first_rows.entry(unit).or_insert(row);
        if stratum.cell(row) != stratum.cell(known) && several.insert(unit) {
            first = first.or(Some((row, known)));
        }
    }
    let Some((row, known)) = first else { return };
    let unit = shown(psu.cell(row));
    let [here, there] = [row, known].map(|row| shown(stratum.cell(row)));
    let problem = msg!("psu-in-strata", count = several.len(), unit, here, there, line = line(raw, known));
    report.tell(Rule::PsuInStrata, report.cell(row, psu), problem, |f| {
        f.expected(msg!("psu-in-strata-expected")).hint(msg!("psu-in-strata-hint"))
    });
}
