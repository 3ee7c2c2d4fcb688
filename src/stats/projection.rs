//! Variances and covariances from what an estimate's own domain holds, without a residual for every person of the wave.
//!
//! With e = w (z − x'B) and z zero outside the domain, Σ e f = Σ w² z z' − B·q' − B'·q + B'G B' over sums of the domain
//! alone, where q = Σ w² x z and G = Σ w² x x' is computed once a wave. The cost is that of the domain instead of that of
//! the wave, and what belongs to the margins (B, q, G B) is linear in z: a sum of estimates has the sums of theirs. What is
//! lost is relative to Σ w² z²: a dozen digits remain wherever calibration leaves a hundredth of the variance, and the
//! person-by-person sum takes over elsewhere (the standard error of a calibrated margin must be 0).

use super::cholesky::Cholesky;
use super::dummies::Dummies;
use super::linearise::{Design, Influence, Workspace};

/// A quadratic form that keeps less than this share of its largest term is computed person by person.
const ENOUGH: f64 = 0.01;

/// Σ w x and Σ w² x x' of a wave, over the kept columns of its margins.
#[derive(Clone, Debug)]
pub(super) struct Moments {
    totals: Vec<f64>,
    /// All n² products, row by row.
    squares: Vec<f64>,
}

impl Moments {
    pub(super) fn new(dummies: &Dummies, weights: &[f64]) -> Self {
        let n = dummies.n_columns();
        let (mut mass, mut packed) = (Vec::new(), Vec::new());
        dummies.sum_by_pattern(&weights.iter().map(|w| w * w).collect::<Vec<_>>(), &mut mass);
        dummies.gram(&mass, &mut packed);
        let mut squares = vec![0.0; n * n];
        for i in 0..n {
            for j in 0..=i {
                // OK because row i of a packed triangle starts at i(i+1)/2.
                let product = packed[i * (i + 1) / 2 + j];
                (squares[i * n + j], squares[j * n + i]) = (product, product);
            }
        }
        dummies.sum_by_pattern(weights, &mut mass);
        let mut totals = vec![0.0; n];
        for (columns, sum) in dummies.pattern_columns().zip(&mass) {
            for &column in columns {
                totals[column] += sum; // OK because columns are below `n_columns`
            }
        }
        Self { totals, squares }
    }
}

/// The part of an estimate's residuals that belongs to the margins of its wave. Linear in the estimate.
#[derive(Clone, Debug, Default)]
pub struct Projection {
    /// Σ e.
    sum: f64,
    /// B, then q = Σ w² x z, then G B: three vectors of one length.
    vectors: Vec<f64>,
}

impl Projection {
    fn parts(&self) -> (&[f64], &[f64], &[f64]) {
        let (coefficients, rest) = self.vectors.split_at(self.vectors.len() / 3);
        let (moments, fitted) = rest.split_at(rest.len() / 2);
        (coefficients, moments, fitted)
    }

    /// Σ factor × part, of estimates of one wave.
    pub fn combine(parts: &[(f64, &Self)]) -> Self {
        let length = parts.iter().map(|(_, part)| part.vectors.len()).max().unwrap_or(0);
        let mut this = Self { sum: 0.0, vectors: vec![0.0; length] };
        for (factor, part) in parts {
            this.sum += factor * part.sum;
            for (sum, value) in this.vectors.iter_mut().zip(&part.vectors) {
                *sum += factor * value;
            }
        }
        this
    }

    /// Computes a projection into the memory of an earlier one.
    fn set(&mut self, design: &Design, influence: &Influence) {
        let weight = |person: u32| design.weights[person as usize]; // OK because an influence names persons by position
        self.sum = influence.entries().iter().map(|&(person, z)| weight(person) * z).sum();
        self.vectors.clear();
        let (Some((dummies, factor)), Some(moments)) = (&design.calibration, &design.moments) else { return };
        let n = dummies.n_columns();
        self.vectors.resize(3 * n, 0.0);
        let (coefficients, rest) = self.vectors.split_at_mut(n);
        let (products, fitted) = rest.split_at_mut(n);
        for &(person, z) in influence.entries() {
            let w = weight(person);
            // OK because persons are positions in the wave, and columns are below `n_columns`.
            let (dz, wwz) = (design.base[person as usize] * z, w * (w * z));
            for &column in dummies.columns_of(person as usize) {
                coefficients[column] += dz;
                products[column] += wwz;
            }
        }
        self.sum -= fit(factor, moments, coefficients, fitted);
    }

    /// The three terms of Σ e f that belong to the margins, to add to Σ w² z z'.
    fn product(&self, other: &Self) -> f64 {
        let ((b, q, _), (other_b, other_q, other_fitted)) = (self.parts(), other.parts());
        dot(b, other_fitted) - dot(b, other_q) - dot(other_b, q)
    }
}

/// Turns Σ d x z into B, computes G B, and returns Σ w x'B.
fn fit(factor: &Cholesky, moments: &Moments, coefficients: &mut [f64], fitted: &mut [f64]) -> f64 {
    factor.solve(coefficients);
    let rows = moments.squares.chunks_exact(coefficients.len().max(1));
    for (fitted, row) in fitted.iter_mut().zip(rows) {
        *fitted = dot(row, coefficients);
    }
    dot(coefficients, &moments.totals)
}

/// An estimate of a wave by its linear parts: all that its variances and covariances need.
#[derive(Clone, Copy, Debug)]
pub struct Linear<'a> {
    /// z by person.
    pub influence: &'a Influence,
    /// What belongs to the margins.
    pub projection: &'a Projection,
}

/// A linear part with a number for every person of the wave, for estimates whose domain is most of it.
#[derive(Clone, Debug)]
pub struct Dense {
    /// z of every person, in respondent order; 0 outside the domain.
    pub values: Vec<f64>,
    /// What belongs to the margins.
    pub projection: Projection,
}

impl Dense {
    fn influence(&self, factor: f64) -> impl Iterator<Item = (u32, f64)> {
        (0..).zip(&self.values).filter(|(_, z)| **z != 0.0).map(move |(person, z)| (person, factor * z))
    }
}

impl Design {
    /// What belongs to the margins in an estimate.
    pub fn project(&self, influence: &Influence) -> Projection {
        let mut projection = Projection::default();
        projection.set(self, influence);
        projection
    }

    /// Σ w² z z' with the terms of the margins, centred: n/(n − 1) (Σ e f − Σ e Σ f / n).
    fn centred(&self, common: f64, left: &Projection, right: &Projection) -> f64 {
        let n = self.n_persons() as f64;
        n / (n - 1.0) * (common + left.product(right) - left.sum * right.sum / n)
    }

    /// Variance from Σ w² z² and the terms of the margins; `None` where that would lose digits, or strata or sampling
    /// units are declared.
    fn quick(&self, square: f64, projection: &Projection) -> Option<f64> {
        let variance = self.centred(square, projection, projection);
        (self.sampling.is_none() && variance > ENOUGH * square).then_some(variance)
    }

    /// Σ w² z z' over the persons of both, and the degrees of freedom of a combination of the two.
    fn common(&self, left: &Influence, right: &Influence) -> (f64, f64) {
        let (mut sum, mut both) = (0.0, 0);
        left.for_each_common(right, |person, z, other| {
            let w = self.weights[person as usize]; // OK because an influence names persons by position
            sum += w * z * (w * other);
            both += 1;
        });
        (sum, self.degrees_of_freedom_of_union(left, right, both))
    }

    /// Σ w² z².
    fn square(&self, influence: &Influence) -> f64 {
        let weighted = influence.entries().iter().map(|&(person, z)| self.weights[person as usize] * z); // OK: by position
        weighted.map(|wz| wz * wz).sum()
    }

    /// Design variance of an estimate, ≥ 0.
    pub fn variance_of(&self, of: Linear<'_>, workspace: &mut Workspace) -> f64 {
        match self.quick(self.square(of.influence), of.projection) {
            Some(variance) => variance,
            None => self.variance_by_person(of.influence, workspace),
        }
    }

    /// Design covariance of two estimates, good to some twelve digits of √(variance × variance), and the degrees of
    /// freedom of a combination of the two.
    pub fn covariance_of(&self, left: Linear<'_>, right: Linear<'_>, workspace: &mut Workspace) -> (f64, f64) {
        let (common, df) = self.common(left.influence, right.influence);
        match self.sampling {
            Some(_) => (self.covariance(left.influence, right.influence, workspace), df),
            None => (self.centred(common, left.projection, right.projection), df),
        }
    }

    /// Design variances of left − right and of left + right, ≥ 0, and the degrees of freedom of either.
    pub fn variances_of_two(&self, left: Linear<'_>, right: Linear<'_>, workspace: &mut Workspace) -> ([f64; 2], f64) {
        let (common, df) = self.common(left.influence, right.influence);
        let [square, other_square] = [left, right].map(|side| self.square(side.influence));
        let variances = [-1.0, 1.0].map(|sign: f64| {
            let projection = Projection::combine(&[(1.0, left.projection), (sign, right.projection)]);
            let square = square + other_square + 2.0 * sign * common;
            self.quick(square, &projection).unwrap_or_else(|| {
                let influence = Influence::combine([(1.0, left.influence), (sign, right.influence)]);
                self.variance_by_person(&influence, workspace)
            })
        });
        (variances, df)
    }

    /// Design variance of an estimate that has a linear part for every person, ≥ 0.
    pub fn variance_of_dense(&self, of: &Dense, workspace: &mut Workspace) -> f64 {
        let square = self.common_of_dense(of, of);
        self.quick(square, &of.projection)
            .unwrap_or_else(|| self.variance_by_person(&Influence::new(of.influence(1.0).collect()), workspace))
    }

    /// Design variance of left − right, ≥ 0.
    pub fn variance_of_dense_difference(&self, left: &Dense, right: &Dense, workspace: &mut Workspace) -> f64 {
        let common = |l, r| self.common_of_dense(l, r);
        let square = common(left, left) + common(right, right) - 2.0 * common(left, right);
        let projection = Projection::combine(&[(1.0, &left.projection), (-1.0, &right.projection)]);
        self.quick(square, &projection).unwrap_or_else(|| {
            let both = left.influence(1.0).chain(right.influence(-1.0)).collect();
            self.variance_by_person(&Influence::new(both), workspace)
        })
    }

    fn common_of_dense(&self, left: &Dense, right: &Dense) -> f64 {
        let of = |((w, z), other): ((&f64, &f64), &f64)| w * z * (w * other);
        self.weights.iter().zip(&left.values).zip(&right.values).map(of).sum()
    }

    /// Variance from the domain alone; `None` where that would lose digits, or strata or sampling units are declared.
    pub(super) fn quick_variance(&self, influence: &Influence, projection: &mut Projection) -> Option<f64> {
        if self.sampling.is_some() {
            return None;
        }
        projection.set(self, influence);
        self.quick(self.square(influence), projection)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
