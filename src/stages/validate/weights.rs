//! Base weights, and the columns of the sampling design.

use super::cells::{number, shown};
use super::report::Report;
use super::rules::Rule;
use crate::survey::raw::{RawColumn, RawWave};

/// The base weight of one respondent; 0 once it is told.
pub(super) fn base_weight(row: usize, column: &RawColumn, report: &mut Report<'_>) -> f64 {
    let cell = column.cell(row);
    let place = report.cell(row, column);
    let expected = "a finite number above zero, with a decimal dot";
    if cell.trim().is_empty() {
        report.tell(Rule::WeightMissing, place, "no base weight", |f| {
            f.expected(expected).hint("a respondent without a weight stands for nobody: ask for it")
        });
        return 0.0;
    }
    let weight = match number(cell) {
        Ok(weight) => weight,
        Err(fault) => {
            report.tell(fault.rule, place, format!("{} is not a weight", shown(cell)), |mut f| {
                f.hint = fault.hint;
                f.expected(expected)
            });
            return 0.0;
        }
    };
    let (most, least) = (report.threshold(Rule::WeightHuge), report.threshold(Rule::WeightTiny));
    let (rule, problem, hint) = if weight < 0.0 {
        (
            Rule::WeightNegative,
            "is a negative weight",
            "a calibration left it: ask for the base weight before it".to_owned(),
        )
    } else if weight > most {
        (Rule::WeightHuge, "is a weight out of all measure", format!("nobody stands for more than {most} persons"))
    } else if weight > 0.0 && weight < least {
        (Rule::WeightTiny, "is next to nothing", format!("a weight below {least} vanishes in sums of squares"))
    } else {
        return weight;
    };
    report.tell(rule, place, format!("{} {problem}", shown(cell)), |f| f.expected(expected).hint(hint));
    0.0
}

/// Looks at all the base weights together; those that are no weights are told already.
pub(super) fn check_all(raw: &RawWave, column: &RawColumn, weights: &[f64], report: &mut Report<'_>) {
    let zero = |row: &usize| number(column.cell(*row)) == Ok(0.0);
    let zeros: Vec<usize> = (0..raw.n_rows()).filter(zero).collect();
    if zeros.len() == raw.n_rows() && !zeros.is_empty() {
        report.tell(Rule::WeightAllZero, report.column(column), "every base weight is zero", |f| {
            f.expected("positive base weights").hint("remove `base_weight` from the layout if the wave has none")
        });
        return;
    }
    for row in zeros {
        report.tell(Rule::WeightZero, report.cell(row, column), "a weight of zero", |f| {
            f.expected("a finite number above zero, with a decimal dot")
                .hint("remove the row or ask for its weight; lower the rule if the person is to count for nobody")
        });
    }
    let mut positive: Vec<f64> = weights.iter().copied().filter(|w| *w > 0.0).collect();
    positive.sort_by(f64::total_cmp);
    let (Some(&least), Some(&most)) = (positive.first(), positive.last()) else { return };
    if least == most && positive.len() > 1 && positive.len() == weights.len() {
        let problem = format!("every base weight is {}", shown(column.cell(0)));
        report.tell(Rule::WeightConstant, report.column(column), problem, |f| {
            f.expected("the weights of the institute")
                .hint("ask whether they were forgotten; without any, remove `base_weight` from the layout")
        });
    }
    let limit = report.threshold(Rule::WeightExtreme);
    let median = positive[positive.len() / 2]; // OK because there is one: `first` and `last` are there
    for row in (0..raw.n_rows()).filter(|row| weights.get(*row).is_some_and(|w| *w > limit * median)) {
        let problem = format!("{} is more than {limit} times the median weight", shown(column.cell(row)));
        report.tell(Rule::WeightExtreme, report.cell(row, column), problem, |f| {
            f.expected(format!("at most {limit} times {median}"))
                .hint("one person would stand for hundreds: ask for the weight, or trim in `calibrate`")
        });
    }
}

/// A stratum or a sampling unit.
pub(super) fn design_code(row: usize, column: Option<&RawColumn>, report: &mut Report<'_>) -> Option<String> {
    let column = column?;
    let code = column.cell(row);
    if code.trim().is_empty() {
        report.tell(Rule::DesignMissing, report.cell(row, column), "a blank in a column of the sampling design", |f| {
            f.expected("a stratum or sampling unit for every respondent")
        });
    }
    Some(code.to_owned())
}
