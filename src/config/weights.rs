//! Optional weights of a list of names, of sectors or of dimensions: every one of them or none.

use super::Faults;
use super::document::Spot;
use crate::error::Finding;
use crate::messages::{Arg, msg};

/// Weights that are shares are rounded: a sum that misses 1 by no more than this is let through.
const MISS_AT_MOST: f64 = 0.001;

/// What the weights must add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// Anything: they are turnovers or numbers of clients, and are divided by their sum.
    Any,
    /// 1: they are shares.
    One,
}

/// Checks the weights of the names of a section.
pub(super) fn check<'a>(
    section: Spot<'_>,
    weights: impl Iterator<Item = (&'a str, Option<f64>)>,
    sum: Sum,
    faults: &mut Faults,
) {
    let (mut total, mut given, mut missing) = (0.0, 0, Vec::new());
    for (name, weight) in weights {
        let Some(weight) = weight else {
            missing.push(name);
            continue;
        };
        given += 1;
        total += weight;
        if !(weight > 0.0 && weight.is_finite()) {
            let place = section.at(name).at("weight").place();
            let finding =
                Finding::refuse("out-of-range", place, msg!("number-is", name = "weight", value = weight.to_string()));
            faults.push(finding.expected(msg!("expect-above-zero")).hint(msg!("hint-weight")));
        }
    }
    if given == 0 {
        return;
    }
    if let Some(name) = missing.first() {
        let problem = msg!("weight-missing", name);
        let finding = Finding::refuse("weights-incomplete", section.at(name).key_place(), problem);
        faults.push(finding.expected(msg!("expect-all-weights")).hint(msg!("hint-weight")));
    } else if sum == Sum::One && given == section.count() && (total - 1.0).abs() > MISS_AT_MOST {
        let problem = msg!("weights-sum", sum = Arg::decimal(total, 3));
        let finding = Finding::refuse("weights-do-not-sum", section.key_place(), problem);
        let expected = msg!("expect-sum-of-one", miss = Arg::decimal(MISS_AT_MOST, 3));
        faults.push(finding.expected(expected).hint(msg!("hint-weights-sum")));
    }
}
