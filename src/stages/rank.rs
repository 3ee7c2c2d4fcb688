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
use super::symmetry::Difference;
use crate::stats::linearise::Influence;
use crate::stats::projection::Projection;
use crate::stats::rank::{Coverage, Rank, ranks};

/// One entry of a list that is ranked.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The gap.
    pub gap: &'a Difference,
    /// Whether it may be tested; a gap that may not has a rank, and is told apart from nothing.
    pub testable: bool,
}

/// Ranks by |gap|, the largest first, in the order of the candidates.
pub fn ranks_by_size(wave: &CalibratedWave, candidates: &[Candidate<'_>], confidence: f64) -> Vec<Rank> {
    let sizes: Vec<f64> = candidates.iter().map(|c| c.gap.value.abs()).collect();
    let sized: Vec<Option<(Influence, Projection)>> = candidates
        .iter()
        .map(|c| {
            let influence = c.gap.influence.scaled(c.gap.value.signum());
            let projection = wave.design.project(&influence);
            c.testable.then_some((influence, projection))
        })
        .collect();
    let difference = |i: usize, j: usize| {
        // OK because `ranks` asks for positions of the estimates.
        let ((left, projected_left), (right, projected_right)) = (sized[i].as_ref()?, sized[j].as_ref()?);
        let variance = wave.design.variance_of_difference(projected_left, projected_right);
        Some((variance.max(0.0).sqrt(), wave.design.degrees_of_freedom_of_union(left, right)))
    };
    ranks(&sizes, difference, confidence, Coverage::Marginal)
}
