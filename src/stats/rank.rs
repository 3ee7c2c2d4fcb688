//! Ranks with the intervals that the data allow (Mogstad, Romano, Shaikh & Wilhelm 2024, *Inference for ranks*).
//!
//! An estimate is compared with every other by a t test on the standard error of their difference, covariance included.
//! If a of the others are shown to be greater and b to be smaller, among K, the rank lies in [1 + a, K − b]. The tests
//! are adjusted by Holm's step-down procedure, which needs no assumption on their dependence; the paper's bootstrap of
//! the largest t is a little sharper and would tie the ranks to a seed.
//!
//! *Marginal* intervals (adjusted over the K − 1 comparisons of one estimate) answer « what is the rank of this sector »;
//! *simultaneous* ones (adjusted over all pairs) answer for the whole table at once and are wider.

use super::interval::{t_two_sided, two_sided_quantile};
use super::multiplicity::holm_rejections;

/// What the confidence level covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coverage {
    /// The rank of each estimate by itself.
    #[default]
    Marginal,
    /// All ranks together.
    Simultaneous,
}

/// A rank, 1 for the greatest estimate, and its interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// 1 + the number of greater estimates: equal estimates share the better rank.
    pub rank: usize,
    /// Best rank that is not excluded.
    pub low: usize,
    /// Worst rank that is not excluded.
    pub high: usize,
}

/// Ranks of estimates, the greatest first (change the signs for the smallest first), with intervals.
///
/// `difference(i, j)` gives the standard error and the degrees of freedom of estimate i − estimate j, `None` where there
/// is none; it is asked for i < j only. A pair without a positive standard error is never told apart. Estimates must not
/// be NaN: a NaN has no rank and would be told apart from nothing.
pub fn ranks(
    estimates: &[f64],
    mut difference: impl FnMut(usize, usize) -> Option<(f64, f64)>,
    confidence: f64,
    coverage: Coverage,
) -> Vec<Rank> {
    let k = estimates.len();
    let least = two_sided_quantile(confidence, f64::INFINITY);
    // p-value of the pair (i, j), 1 where it cannot be tested or is surely not told apart.
    let mut p = vec![1.0; k * k];
    for i in 0..k {
        for j in i + 1..k {
            let value = difference(i, j).map_or(1.0, |(se, df)| pair_p(estimates[i] - estimates[j], se, df, least));
            (p[i * k + j], p[j * k + i]) = (value, value);
        }
    }
    let apart = match coverage {
        Coverage::Marginal => marginal(&p, k, 1.0 - confidence),
        Coverage::Simultaneous => simultaneous(&p, k, 1.0 - confidence),
    };
    // OK because i and j are below k and the tables have k² entries.
    let count = |i: usize, wanted: &dyn Fn(usize) -> bool| (0..k).filter(|&j| j != i && wanted(j)).count();
    let rank_of = |i: usize| Rank {
        rank: 1 + count(i, &|j| estimates[j] > estimates[i]),
        low: 1 + count(i, &|j| apart[i * k + j] && estimates[j] > estimates[i]),
        high: k - count(i, &|j| apart[i * k + j] && estimates[j] < estimates[i]),
    };
    (0..k).map(rank_of).collect()
}

/// A |t| below `least`, the quantile of the normal, is told apart by no test on whatever degrees of freedom, and not worth a
/// p-value.
fn pair_p(difference: f64, se: f64, df: f64, least: f64) -> f64 {
    let t = difference / se;
    if t.abs() < least {
        return 1.0;
    }
    let p = t_two_sided(t, df);
    if se > 0.0 && p.is_finite() { p } else { 1.0 }
}

/// Row i: which of the others are told apart from i, each row adjusted by itself.
fn marginal(p: &[f64], k: usize, alpha: f64) -> Vec<bool> {
    let mut apart = vec![false; k * k];
    for i in 0..k {
        let others: Vec<usize> = (0..k).filter(|&j| j != i).collect();
        let row: Vec<f64> = others.iter().map(|&j| p[i * k + j]).collect();
        for (&j, rejected) in others.iter().zip(holm_rejections(&row, alpha)) {
            apart[i * k + j] = rejected;
        }
    }
    apart
}

/// The same table, adjusted over all pairs.
fn simultaneous(p: &[f64], k: usize, alpha: f64) -> Vec<bool> {
    let pairs: Vec<(usize, usize)> = (0..k).flat_map(|i| (i + 1..k).map(move |j| (i, j))).collect();
    let values: Vec<f64> = pairs.iter().map(|&(i, j)| p[i * k + j]).collect();
    let mut apart = vec![false; k * k];
    for (&(i, j), rejected) in pairs.iter().zip(holm_rejections(&values, alpha)) {
        (apart[i * k + j], apart[j * k + i]) = (rejected, rejected);
    }
    apart
}
