//! Bootstrap replicates of the weights, for what linearisation cannot do: ranks, mean |gap|, ranges of three.
//!
//! A replicate multiplies the base weights by strictly positive random multipliers and calibrates again to the same
//! margins. Positive multipliers keep every category populated: drawing with replacement would lose a category of 6
//! persons once in 400 replicates.
//!
//! - Persons: Exp(1) draws scaled to add up to n (the Bayesian bootstrap of Rubin 1981).
//! - Strata and PSUs: within a stratum of m PSUs, m times a symmetric Dirichlet vector of parameter (m − 2)/m. Its means,
//!   variances and covariances are those of Rao & Wu's (1988) rescaled draw of m − 1 PSUs out of m, whose variance
//!   estimator is m/(m − 1) Σ (e − ē)² exactly, and no multiplier is zero. With m = 2 only the pair (0, 2) would do; the
//!   pair (0.01, 1.99) stays positive and gives 99 % of the standard error. A lonely PSU keeps its weight.

use std::fmt::Display;
use std::ops::Range;

use super::calibration::{CalibrationError, Distance, Solver};
use super::dummies::{Dummies, Misfit};
use super::lanes::{LANES, Lanes};
use super::linearise::Clusters;
use super::newton::Newton;
use super::rng::Draws;

/// Multipliers of some replicates, numbers > 0 for every person.
#[derive(Clone, Debug, PartialEq)]
pub struct Multipliers {
    n_persons: usize,
    n_replicates: usize,
    /// Group by group of [`LANES`] replicates, person by person. The last group is full: its lanes go on to replicates that
    /// nobody asked for.
    values: Vec<Lanes>,
}

impl Multipliers {
    /// By person: Exp(1) draws scaled to add up to n. `respondents` are ids, unique within the wave.
    pub fn by_person<S: AsRef<str>>(draws: &Draws, respondents: &[S], replicates: Range<usize>) -> Self {
        let units: Vec<(&str, Option<f64>)> = respondents.iter().map(|id| (id.as_ref(), None)).collect();
        let mut this = Self::raw(draws, &units, replicates);
        for group in this.values.chunks_exact_mut(units.len().max(1)) {
            scale(group);
        }
        this
    }

    /// By PSU within stratum: see the module. Strata and PSUs are drawn by their codes.
    pub fn by_psu(draws: &Draws, clusters: &Clusters, replicates: Range<usize>) -> Self {
        let persons: Vec<(u32, u32)> = clusters.strata.iter().copied().zip(clusters.psus.iter().copied()).collect();
        Self::by_named_psu(draws, &persons, replicates)
    }

    /// The same for the (stratum, PSU) of every person, drawn by name, so that neither the order of the persons nor the
    /// other PSUs change a draw.
    pub fn by_named_psu<K: Ord + Copy + Display>(draws: &Draws, persons: &[(K, K)], replicates: Range<usize>) -> Self {
        let mut psus = persons.to_vec();
        psus.sort_unstable();
        psus.dedup();
        let strata = strata_of(&psus);
        let names: Vec<String> = psus.iter().map(|(stratum, psu)| unit_name(&stratum.to_string(), psu)).collect();
        let shapes = strata.iter().flat_map(|psus| psus.clone().map(|_| shape(psus.len())));
        let units: Vec<(&str, Option<f64>)> = names.iter().map(String::as_str).zip(shapes.map(Some)).collect();
        let mut by_psu = Self::raw(draws, &units, replicates);
        for group in by_psu.values.chunks_exact_mut(psus.len().max(1)) {
            // OK because the ranges come from the list of PSUs that the group was made from.
            strata.iter().for_each(|stratum| spread(&mut group[stratum.clone()]));
        }
        // A person's PSU is always found: `psus` holds every one of them.
        let of: Vec<usize> = persons.iter().map(|key| psus.partition_point(|other| other < key)).collect();
        let groups = by_psu.values.chunks_exact(psus.len().max(1));
        let values = groups.flat_map(|group| of.iter().map(|&psu| group[psu])).collect();
        Self { n_persons: persons.len(), values, ..by_psu }
    }

    /// Unscaled draws of units with the shape of a gamma law, `None` for an exponential.
    fn raw(draws: &Draws, units: &[(&str, Option<f64>)], replicates: Range<usize>) -> Self {
        let (n, n_groups) = (units.len(), replicates.len().div_ceil(LANES));
        let mut values = vec![Lanes::default(); n * n_groups];
        let mut of_unit = vec![0.0; n_groups * LANES];
        for (at, (unit, shape)) in units.iter().enumerate() {
            match shape {
                None => draws.exponentials(unit, replicates.start, &mut of_unit),
                Some(shape) => draws.gammas(unit, *shape, replicates.start, &mut of_unit),
            }
            for (group, lanes) in values.chunks_exact_mut(n).zip(of_unit.as_chunks().0) {
                group[at] = Lanes(*lanes); // OK because groups have n elements and `at` is below n
            }
        }
        Self { n_persons: n, n_replicates: replicates.len(), values }
    }

    /// [`LANES`] replicates after [`LANES`] replicates, each in respondent order, with how many of them were asked for.
    pub fn groups(&self) -> impl Iterator<Item = (&[Lanes], usize)> {
        let asked = (0..self.n_replicates).step_by(LANES).map(|first| (self.n_replicates - first).min(LANES));
        self.values.chunks_exact(self.n_persons.max(1)).zip(asked)
    }

    /// Replicate by replicate, in respondent order.
    pub fn iter(&self) -> impl Iterator<Item = Vec<f64>> {
        self.groups().flat_map(|(group, asked)| (0..asked).map(|lane| group.iter().map(move |m| m.0[lane]).collect()))
    }
}

/// Positions of the PSUs of each stratum, in the sorted list.
fn strata_of<K: PartialEq>(psus: &[(K, K)]) -> Vec<Range<usize>> {
    let mut first = 0;
    let of = |chunk: &[(K, K)]| {
        let range = first..first + chunk.len();
        first = range.end;
        range
    };
    psus.chunk_by(|a, b| a.0 == b.0).map(of).collect()
}

/// Parameter of the Dirichlet law of a stratum with m PSUs; one or two PSUs take another way, see [`spread`].
fn shape(m: usize) -> f64 {
    if m > 2 { (m - 2) as f64 / m as f64 } else { 1.0 }
}

/// Turns the raw draws of one stratum into multipliers that add up to its number of PSUs.
fn spread(psus: &mut [Lanes]) {
    match psus {
        [lonely] => *lonely = Lanes::splat(1.0),
        [first, second] => {
            for (first, second) in first.0.iter_mut().zip(&mut second.0) {
                let larger = if *first > *second { 1.99 } else { 0.01 };
                (*first, *second) = (larger, 2.0 - larger);
            }
        }
        _ => scale(psus),
    }
}

/// Makes the numbers of each lane add up to how many they are.
fn scale(units: &mut [Lanes]) {
    let mut factors = [0.0; LANES];
    units.iter().for_each(|unit| factors.iter_mut().zip(unit.0).for_each(|(sum, value)| *sum += value));
    factors.iter_mut().for_each(|sum| *sum = units.len() as f64 / *sum);
    units.iter_mut().for_each(|unit| unit.0.iter_mut().zip(factors).for_each(|(value, factor)| *value *= factor));
}

/// Calibrates replicates to the same margins, each from the λ of the full sample. One a thread: the result of a replicate
/// does not depend on the ones before it, nor on those beside it.
pub struct Recalibrator<'a> {
    newton: Newton<'a>,
    solver: Solver<'a>,
    base: &'a [f64],
    lambda: &'a [f64],
    multiplied: Vec<f64>,
}

impl<'a> Recalibrator<'a> {
    /// From the base weights, the margins and distance of the full sample, and the λ that it came to.
    pub fn new(
        base: &'a [f64],
        dummies: &'a Dummies,
        distance: Distance,
        max_iterations: usize,
        lambda: &'a [f64],
    ) -> Self {
        let newton = Newton::new(dummies, distance, max_iterations);
        let solver = Solver::new(dummies, distance, max_iterations);
        Self { newton, solver, base, lambda, multiplied: Vec::with_capacity(base.len()) }
    }

    /// Calibrated weights of base × multipliers for the replicates of a group, into `weights`; NaN in the lanes that fail.
    pub fn group(
        &mut self,
        multipliers: &[Lanes],
        weights: &mut Vec<Lanes>,
    ) -> [Result<Misfit, CalibrationError>; LANES] {
        weights.clear();
        weights.extend(self.base.iter().zip(multipliers).map(|(d, m)| Lanes(m.0.map(|m| d * m))));
        let found = self.newton.calibrate(weights, self.lambda);
        let mut alone = Vec::new();
        std::array::from_fn(|lane| {
            // OK because a lane is below LANES.
            if let Some(misfit) = found[lane] {
                return Ok(misfit);
            }
            let multipliers: Vec<f64> = multipliers.iter().map(|m| m.0[lane]).collect();
            let result = self.replicate(&multipliers, &mut alone);
            let with_nothing = alone.iter().copied().chain(std::iter::repeat(f64::NAN));
            weights.iter_mut().zip(with_nothing).for_each(|(weight, alone)| weight.0[lane] = alone);
            result
        })
    }

    /// Calibrated weights of base × multipliers, into `weights`. On failure `weights` is left empty.
    pub fn replicate(&mut self, multipliers: &[f64], weights: &mut Vec<f64>) -> Result<Misfit, CalibrationError> {
        weights.clear();
        self.multiplied.clear();
        self.multiplied.extend(self.base.iter().zip(multipliers).map(|(d, m)| d * m));
        self.solver.set_base(&self.multiplied);
        // A start that is good for the sample can be bad for a replicate that is far from it.
        let misfit = self.solver.solve_near(self.lambda).or_else(|_| self.solver.solve())?;
        self.solver.weights(&self.multiplied, weights);
        match weights.iter().position(|w| *w < 0.0) {
            None => Ok(misfit),
            Some(person) => {
                let count = weights.iter().filter(|w| **w < 0.0).count();
                weights.clear();
                Err(CalibrationError::NegativeWeights { count, person })
            }
        }
    }
}

/// A PSU within its stratum under one name, which no other two names make: `a/b` with `c` is not `a` with `b/c`.
fn unit_name(stratum: &str, psu: impl Display) -> String {
    format!("{}/{stratum}/{psu}", stratum.len())
}

/// Bootstrap variance 1/(R − 1) Σ (t − t̄)² over the replicates that there are; `None` with fewer than two.
pub fn variance(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let mean = sum(values, |t| t) / n;
    (values.len() > 1).then(|| sum(values, |t| (t - mean) * (t - mean)) / (n - 1.0))
}

/// Sum of a term of each value, in partial sums that do not wait for one another.
fn sum(values: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    let (chunks, rest) = values.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for chunk in chunks {
        sums.iter_mut().zip(chunk).for_each(|(sum, value)| *sum += term(*value));
    }
    sums.iter().chain(&[rest.iter().map(|value| term(*value)).sum()]).sum()
}

/// Percentile of replicates, `p` in 0–1, between order statistics (R's `quantile`, type 7). `None` when there is no
/// value, or one that is not a number.
pub fn percentile(values: &[f64], p: f64) -> Option<f64> {
    percentiles(values, [p]).map(|[found]| found)
}

/// The same for several `p` at once.
pub fn percentiles<const N: usize>(values: &[f64], p: [f64; N]) -> Option<[f64; N]> {
    if values.is_empty() || values.iter().any(|t| t.is_nan()) {
        return None;
    }
    let mut values = values.to_vec();
    Some(p.map(|p| {
        let at = p.clamp(0.0, 1.0) * (values.len() - 1) as f64;
        let (_, below, greater) = values.select_nth_unstable_by(at.floor() as usize, f64::total_cmp);
        let above = greater.iter().copied().filter(|_| at > at.floor()).min_by(f64::total_cmp).unwrap_or(*below);
        *below + (at - at.floor()) * (above - *below)
    }))
}
