//! Ranks of asymmetries: the largest |gap| first, with the ranks that the data cannot exclude.
//!
//! Two lists are ranked, and nothing else: the pairs (or the dimensions) of the national rows against one another, and the
//! sectors of one pair (or dimension) against one another. Two sizes are told apart by a t test on |gap i| − |gap j| whose
//! variance holds the covariance of the two gaps, because they share respondents; the interval is that of each rank by
//! itself, adjusted over its own comparisons (see [`crate::stats::rank`]).
//!
//! |gap| is linearised as sign(gap) × gap, which is right away from zero. At zero |gap| has a kink: a gap much smaller than
//! its standard error has a size that is pushed up by noise, and is told apart from a neighbour a little too often or too
//! seldom. Ranks that matter are those of large gaps; equal sizes share the better rank.

use super::calibrate::CalibratedWave;
use super::indices::{Difference, Gap};
use crate::stats::rank::{Coverage, Rank, ranks};

/// One entry of a list that is ranked.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The gap.
    pub gap: &'a Gap<'a>,
    /// Whether it may be tested; a gap that may not has a rank, and is told apart from nothing.
    pub testable: bool,
}

/// Ranks by |gap|, the largest first, in the order of the candidates.
pub fn ranks_by_size(wave: &CalibratedWave, candidates: &[Candidate<'_>], confidence: f64) -> Vec<Rank> {
    let sizes: Vec<f64> = candidates.iter().map(|c| c.gap.difference.value.abs()).collect();
    let covariances = wave.design.covariances(&candidates.iter().map(|c| c.gap.linear_sum()).collect::<Vec<_>>());
    let difference = |i: usize, j: usize| {
        let (left, right) = (candidates.get(i)?, candidates.get(j)?);
        let [Difference { value, se, .. }, other] = [left.gap.difference, right.gap.difference];
        let (covariance, df) = covariances.get(i, j)?;
        let variance = se * se + other.se * other.se - 2.0 * value.signum() * other.value.signum() * covariance;
        (left.testable && right.testable).then_some((variance.max(0.0).sqrt(), df))
    };
    ranks(&sizes, difference, confidence, Coverage::Marginal)
}
