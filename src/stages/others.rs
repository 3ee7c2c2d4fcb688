//! The other sectors of the frame taken together: what a sector is tested against, because a total that contains it would
//! be compared with itself in part.
//!
//! The others are all the rows of the other sectors pooled, each row with its weight: a large sector counts more than a
//! small one. Employees outside the frame (the sector `autre`) are not among them. The person is the unit: somebody who
//! rates two of the sectors has two rows and one influence.
//!
//! With R_s the mean of a sector and W_s its weight, the mean of the others is R = Σ W_s R_s / Σ W_s, and its linear part
//! is that of the same rows: z = Σ_s (W_s / W) z_s + (R_s − R) / W for every s in which the person has a row. A person has
//! one row in a sector at most, which validation sees to.

use super::calibrate::CalibratedWave;
use super::score::Estimate;
use crate::stats::interval;
use crate::stats::kish::kish;
use crate::stats::linearise::Influence;

/// The difference between a score and zero (or a hundred) below which it is rounding: scores are averages of few codes.
const ROUNDING: f64 = 1e-6;

/// The rows of several sectors pooled. Its standard error and degrees of freedom are not computed: only those of the
/// difference from the sector are wanted. `None` when nobody has a row.
pub fn pooled(wave: &CalibratedWave, sectors: &[&Estimate]) -> Option<Estimate> {
    let weight_of = |person: u32| wave.weights.get(person as usize).copied().unwrap_or(f64::NAN);
    let weights: Vec<f64> =
        sectors.iter().map(|s| s.influence.entries().iter().map(|&(person, _)| weight_of(person)).sum()).collect();
    let total: f64 = weights.iter().sum();
    let value = sectors.iter().zip(&weights).map(|(s, w)| w * s.value).sum::<f64>() / total;
    let base = kish(sectors.iter().flat_map(|s| s.influence.entries()).map(|entry| entry.0), &wave.weights)?;
    let mut entries = Vec::new();
    let (mut favourable, mut other) = (0, 0);
    for (sector, w) in sectors.iter().zip(&weights) {
        for &(person, z) in sector.influence.entries() {
            let score = sector.value + w * z;
            favourable += usize::from(score > ROUNDING);
            other += usize::from(score < 100.0 - ROUNDING);
            entries.push((person, (w * z + sector.value - value) / total));
        }
    }
    value.is_finite().then(|| Estimate {
        value,
        influence: Influence::new(entries),
        se: f64::NAN,
        df: f64::NAN,
        base,
        testable: interval::is_testable(value, favourable, other),
    })
}
