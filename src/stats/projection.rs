//! Variances and covariances from what an estimate's own domain holds, without a residual for every person of the wave.
//!
//! With e = w (z − x'B) and z zero outside the domain, Σ e f = Σ w² z z' − B·q' − B'·q + B'G B' over sums of the domain
//! alone, where q = Σ w² x z and G = Σ w² x x' is computed once a wave. The cost is that of the domain instead of that of
//! the wave. What is lost is relative to Σ w² z²: a dozen digits remain wherever calibration leaves a hundredth of the
//! variance, and the person-by-person sum takes over elsewhere (the standard error of a calibrated margin must be 0).

use super::cholesky::Cholesky;
use super::dummies::Dummies;
use super::linearise::{Design, Influence};

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

/// An estimate as its covariances see it.
#[derive(Clone, Debug, Default)]
pub struct Projection {
    /// w z of every person of the domain, ascending by person.
    weighted: Vec<(u32, f64)>,
    /// Σ w² z².
    square: f64,
    /// Σ e.
    sum: f64,
    /// B.
    coefficients: Vec<f64>,
    /// q = Σ w² x z.
    moments: Vec<f64>,
    /// G B.
    fitted: Vec<f64>,
    /// e of every person, where the design has strata or sampling units.
    residuals: Vec<f64>,
}

impl Projection {
    /// Computes a projection into the memory of an earlier one.
    pub(super) fn set(&mut self, design: &Design, influence: &Influence) {
        self.weighted.clear();
        (self.square, self.sum) = (0.0, 0.0);
        let n_columns = design.calibration.as_ref().map_or(0, |(dummies, _)| dummies.n_columns());
        for vector in [&mut self.coefficients, &mut self.moments, &mut self.fitted] {
            vector.clear();
            vector.resize(n_columns, 0.0);
        }
        for &(person, z) in influence.entries() {
            // OK because an influence of this wave names its persons by position.
            let w = design.weights[person as usize];
            self.weighted.push((person, w * z));
            self.square += w * z * (w * z);
            self.sum += w * z;
        }
        if let (Some((dummies, factor)), Some(moments)) = (&design.calibration, &design.moments) {
            self.fit(design, influence, (dummies, factor), moments);
        }
    }

    fn fit(&mut self, design: &Design, influence: &Influence, with: (&Dummies, &Cholesky), moments: &Moments) {
        let (dummies, factor) = with;
        for (&(person, z), &(_, wz)) in influence.entries().iter().zip(&self.weighted) {
            let person = person as usize;
            // OK because persons are positions in the wave, and columns are below `n_columns`.
            let (dz, wwz) = (design.base[person] * z, design.weights[person] * wz);
            for &column in dummies.columns_of(person) {
                self.coefficients[column] += dz;
                self.moments[column] += wwz;
            }
        }
        factor.solve(&mut self.coefficients);
        let rows = moments.squares.chunks_exact(self.coefficients.len().max(1));
        for (fitted, row) in self.fitted.iter_mut().zip(rows) {
            *fitted = dot(row, &self.coefficients);
        }
        self.sum -= dot(&self.coefficients, &moments.totals);
    }

    /// Σ e².
    fn sum_of_squares(&self) -> f64 {
        self.square - 2.0 * dot(&self.coefficients, &self.moments) + dot(&self.coefficients, &self.fitted)
    }

    /// Σ e f over all persons.
    fn product(&self, other: &Self) -> f64 {
        let common = product_of_common(&self.weighted, &other.weighted);
        let crossed = dot(&self.coefficients, &other.moments) + dot(&other.coefficients, &self.moments);
        common - crossed + dot(&self.coefficients, &other.fitted)
    }
}

impl Design {
    /// An estimate as its covariances see it.
    pub fn project(&self, influence: &Influence) -> Projection {
        let mut projection = Projection::default();
        projection.set(self, influence);
        if self.sampling.is_some() {
            self.residuals(influence, &mut super::linearise::Workspace::default(), &mut projection.residuals);
        }
        projection
    }

    /// Design covariance of two estimates, good to some twelve digits of √(variance × variance).
    pub fn covariance_of(&self, left: &Projection, right: &Projection) -> f64 {
        if self.sampling.is_some() {
            return self.covariance_of_residuals(&left.residuals, &right.residuals);
        }
        let n = self.n_persons() as f64;
        n / (n - 1.0) * (left.product(right) - left.sum * right.sum / n)
    }

    /// Design variance of left − right, ≥ 0.
    pub fn variance_of_difference(&self, left: &Projection, right: &Projection) -> f64 {
        let variances = self.covariance_of(left, left) + self.covariance_of(right, right);
        (variances - 2.0 * self.covariance_of(left, right)).max(0.0)
    }

    /// Variance from the domain alone; `None` where that would lose digits, or strata or sampling units are declared.
    pub(super) fn quick_variance(&self, influence: &Influence, projection: &mut Projection) -> Option<f64> {
        if self.sampling.is_some() {
            return None;
        }
        projection.set(self, influence);
        let n = self.n_persons() as f64;
        let squares = projection.sum_of_squares();
        let centred = squares - projection.sum * projection.sum / n;
        (centred > ENOUGH * projection.square).then_some(n / (n - 1.0) * centred)
    }
}

/// Σ over the persons of both lists.
fn product_of_common(left: &[(u32, f64)], right: &[(u32, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(l), Some(r)) = (left.get(i), right.get(j)) {
        if l.0 == r.0 {
            sum += l.1 * r.1;
        }
        i += usize::from(l.0 <= r.0);
        j += usize::from(r.0 <= l.0);
    }
    sum
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
