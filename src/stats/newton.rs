//! Newton's method on several calibrations side by side: the same margins, a set of base weights in each lane.
//!
//! From a λ that is near, full steps arrive within five or so. A lane that does not arrive, or that comes upon a singular
//! Hessian, is left to [`Solver`](super::calibration::Solver), whose damped steps are full ones wherever those are good:
//! the two arrive at the same weights, to rounding.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f64x8, mask64x8};

use super::calibration::{CONVERGED, Distance, NEAR, SINGULAR};
use super::dummies::{Dummies, Misfit};
use super::lanes::{LANES, Lanes};

/// Steps after which a lane is not near.
const STEPS: usize = 8;

/// The memory of the method, reused from one set of base weights to the next.
pub(super) struct Newton<'a> {
    dummies: &'a Dummies,
    distance: Distance,
    steps: usize,
    /// Summed base weight of each pattern.
    mass: Vec<Lanes>,
    /// Calibrated over base weight in each pattern.
    ratio: Vec<Lanes>,
    slope: Vec<Lanes>,
    lambda: Vec<Lanes>,
    /// Misfit of each kept column, then the step against it.
    gradient: Vec<Lanes>,
    /// Packed lower triangle, then its factor.
    hessian: Vec<Lanes>,
}

impl<'a> Newton<'a> {
    pub(super) fn new(dummies: &'a Dummies, distance: Distance, max_iterations: usize) -> Self {
        let (p, n) = (dummies.n_columns(), dummies.n_patterns());
        let zeros = |n: usize| vec![Lanes::default(); n];
        Self {
            dummies,
            distance,
            steps: STEPS.min(max_iterations),
            mass: zeros(n),
            ratio: zeros(n),
            slope: zeros(n),
            lambda: zeros(p),
            gradient: zeros(p),
            hessian: zeros(p * (p + 1) / 2),
        }
    }

    /// Turns base weights (≥ 0, one a person) into calibrated ones from a λ that is thought to be near. `None` in the lanes
    /// that did not arrive, or where a weight is negative.
    pub(super) fn calibrate(&mut self, weights: &mut [Lanes], start: &[f64]) -> [Option<Misfit>; LANES] {
        let usable = dispatch!(Level::new(), simd => self.calibrate_on(simd, weights, start));
        let achieved = self.achieved();
        let misfit = |lane: usize| {
            // OK because a lane is below LANES.
            let of_lane: Vec<f64> = achieved.iter().map(|sums| sums.0[lane]).collect();
            Some(self.dummies.misfit_of(&of_lane)).filter(|misfit| usable[lane] && misfit.value <= CONVERGED)
        };
        std::array::from_fn(misfit)
    }

    #[inline(always)]
    fn calibrate_on<S: Simd>(&mut self, simd: S, weights: &mut [Lanes], start: &[f64]) -> [bool; LANES] {
        self.sum_by_pattern(simd, weights);
        self.lambda.iter_mut().zip(start).for_each(|(lambda, start)| *lambda = Lanes::splat(*start));
        let mut arrived = self.evaluate(simd);
        for _ in 0..self.steps {
            if arrived.all_true() {
                break;
            }
            self.step(simd, arrived);
            arrived = self.evaluate(simd);
        }
        let mut usable = arrived;
        let zero = f64x8::splat(simd, 0.0);
        for (weight, &pattern) in weights.iter_mut().zip(self.dummies.patterns()) {
            let base = weight.load(simd);
            // OK because pattern numbers are below `n_patterns`.
            let calibrated = base.simd_gt(0.0).select(base * self.ratio[pattern as usize].load(simd), zero);
            usable &= calibrated.simd_ge(0.0);
            *weight = calibrated.into();
        }
        std::array::from_fn(|lane| usable.test(lane))
    }

    #[inline(always)]
    fn sum_by_pattern<S: Simd>(&mut self, simd: S, base: &[Lanes]) {
        self.mass.fill(Lanes::default());
        for (base, &pattern) in base.iter().zip(self.dummies.patterns()) {
            let mass = &mut self.mass[pattern as usize]; // OK because pattern numbers are below `n_patterns`
            *mass = (mass.load(simd) + base.load(simd)).into();
        }
    }

    /// g and g' of every pattern at λ.
    #[inline(always)]
    fn link<S: Simd>(&mut self, simd: S) {
        let raking = self.distance == Distance::Raking;
        // e^(x'λ) is the product of the e^λ of its columns, of which there are many fewer than patterns.
        let factors: Vec<Lanes> = self.lambda.iter().filter(|_| raking).map(|l| Lanes(l.0.map(f64::exp))).collect();
        let links = self.dummies.pattern_columns().zip(self.ratio.iter_mut().zip(&mut self.slope));
        for (columns, (ratio, slope)) in links {
            // OK because the buffers have one entry a column.
            if raking {
                let one = f64x8::splat(simd, 1.0);
                *ratio = columns.iter().fold(one, |g, &c| g * factors[c].load(simd)).into();
                *slope = *ratio;
            } else {
                let zero = f64x8::splat(simd, 0.0);
                let u = columns.iter().fold(zero, |u, &c| u + self.lambda[c].load(simd));
                let at = <[f64; LANES]>::from(u).map(|u| self.distance.at(u));
                (*ratio, *slope) = (Lanes(at.each_ref().map(|link| link.g)), Lanes(at.map(|link| link.slope)));
            }
        }
    }

    /// Ratios, slopes and gradient at λ, and whether every kept column is met.
    #[inline(always)]
    fn evaluate<S: Simd>(&mut self, simd: S) -> mask64x8<S> {
        self.link(simd);
        let zero = f64x8::splat(simd, 0.0);
        let totals = self.dummies.totals();
        self.gradient.iter_mut().zip(totals).for_each(|(gradient, total)| *gradient = Lanes::splat(-total));
        for (pattern, columns) in self.dummies.pattern_columns().enumerate() {
            // OK because the buffers have one entry a pattern or a column.
            let mass = self.mass[pattern].load(simd);
            // A pattern without base weight takes no part, even where g overflows.
            let summed = |value: Lanes| mass.simd_gt(0.0).select(mass * value.load(simd), zero);
            let weight = summed(self.ratio[pattern]);
            self.slope[pattern] = summed(self.slope[pattern]).into();
            for &c in columns {
                self.gradient[c] = (self.gradient[c].load(simd) + weight).into();
            }
        }
        let near = |gradient: &Lanes, total: f64| (gradient.load(simd).abs() / total.max(1.0)).simd_le(NEAR);
        let all = mask64x8::splat(simd, true);
        self.gradient.iter().zip(totals).fold(all, |all, (gradient, total)| all & near(gradient, *total))
    }

    /// One full step of λ in the lanes that have not arrived.
    #[inline(always)]
    fn step<S: Simd>(&mut self, simd: S, arrived: mask64x8<S>) {
        self.hessian.fill(Lanes::default());
        for (columns, slope) in self.dummies.pattern_columns().zip(&self.slope) {
            let slope = slope.load(simd);
            for (at, &i) in columns.iter().enumerate() {
                // OK because columns ascend, so that j ≤ i and the element stands in the triangle.
                let row = &mut self.hessian[i * (i + 1) / 2..][..=i];
                for &j in &columns[..=at] {
                    row[j] = (row[j].load(simd) + slope).into();
                }
            }
        }
        factor(simd, &mut self.hessian, self.lambda.len());
        self.gradient.iter_mut().for_each(|gradient| *gradient = (-gradient.load(simd)).into());
        solve(simd, &self.hessian, &mut self.gradient);
        let zero = f64x8::splat(simd, 0.0);
        for (lambda, step) in self.lambda.iter_mut().zip(&self.gradient) {
            *lambda = (lambda.load(simd) + arrived.select(zero, step.load(simd))).into();
        }
    }

    /// Summed weight of every category.
    fn achieved(&self) -> Vec<Lanes> {
        let mut achieved = vec![Lanes::default(); self.dummies.categories().len()];
        for ((cells, mass), ratio) in self.dummies.pattern_cells().zip(&self.mass).zip(&self.ratio) {
            for &position in cells {
                // OK because cells are positions in `categories`.
                for (sum, (mass, ratio)) in achieved[position].0.iter_mut().zip(mass.0.iter().zip(&ratio.0)) {
                    *sum += if *mass > 0.0 { mass * ratio } else { 0.0 };
                }
            }
        }
        achieved
    }
}

/// The Cholesky factor of a packed lower triangle of `n` rows, in its place; NaN in the lanes where it is singular.
#[inline(always)]
fn factor<S: Simd>(simd: S, packed: &mut [Lanes], n: usize) {
    for i in 0..n {
        // OK because row i of a packed triangle is its elements i(i+1)/2 to i(i+1)/2 + i.
        let (before, row) = packed.split_at_mut(i * (i + 1) / 2);
        for j in 0..i {
            let l = &before[j * (j + 1) / 2..][..=j];
            let rest = row[j].load(simd) - dot(simd, &l[..j], &row[..j]);
            row[j] = (rest / l[j].load(simd)).into();
        }
        let diagonal = row[i].load(simd);
        let rest = diagonal - dot(simd, &row[..i], &row[..i]);
        let positive = rest.simd_gt(0.0) & rest.simd_gt(diagonal * SINGULAR);
        row[i] = positive.select(rest.sqrt(), f64x8::splat(simd, f64::NAN)).into();
    }
}

/// Solves A x = b in place, from the factor of A.
#[inline(always)]
fn solve<S: Simd>(simd: S, factor: &[Lanes], b: &mut [Lanes]) {
    // OK because row i of the factor starts at i(i+1)/2 and has i + 1 elements, and `b` has as many as there are rows.
    for i in 0..b.len() {
        let row = &factor[i * (i + 1) / 2..][..=i];
        b[i] = ((b[i].load(simd) - dot(simd, &row[..i], &b[..i])) / row[i].load(simd)).into();
    }
    for i in (0..b.len()).rev() {
        let row = &factor[i * (i + 1) / 2..][..=i];
        let solved = b[i].load(simd) / row[i].load(simd);
        b[i] = solved.into();
        for (x, l) in b[..i].iter_mut().zip(row) {
            *x = (x.load(simd) - l.load(simd) * solved).into();
        }
    }
}

#[inline(always)]
fn dot<S: Simd>(simd: S, a: &[Lanes], b: &[Lanes]) -> f64x8<S> {
    a.iter().zip(b).fold(f64x8::splat(simd, 0.0), |sum, (x, y)| sum + x.load(simd) * y.load(simd))
}
