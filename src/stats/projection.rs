//! Variances and covariances from what an estimate's own domain holds, without a residual for every person of the wave.
//!
//! With e = w (z − x'B) and z zero outside the domain, Σ e f = Σ w² z z' − B·q' − B'·q + B'G B' over sums of the domain
//! alone, where q = Σ w² x z and G = Σ w² x x' is computed once a wave. The cost is that of the domain instead of that of
//! the wave, and what belongs to the margins (B, q, G B) is linear in z: a sum of estimates has the sums of theirs. What is
//! lost is relative to Σ w² z²: a dozen digits remain wherever calibration leaves a hundredth of the variance, and the
//! person-by-person sum takes over elsewhere (the standard error of a calibrated margin must be 0).

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

    /// The three terms of Σ e f that belong to the margins, to add to Σ w² z z'.
    fn product(&self, other: &Self) -> f64 {
        let ((b, q, _), (other_b, other_q, other_fitted)) = (self.parts(), other.parts());
        dot(b, other_fitted) - dot(b, other_q) - dot(other_b, q)
    }
}

/// An estimate of a wave by its linear parts: all that its variances and covariances need.
#[derive(Clone, Copy, Debug)]
pub struct Linear<'a> {
    /// z by person.
    pub influence: &'a Influence,
    /// What belongs to the margins.
    pub projection: &'a Projection,
}

/// The covariances of some estimates of a wave, two by two.
#[derive(Clone, Debug)]
pub struct Covariances {
    /// Covariance and degrees of freedom of i < j, at j (j − 1)/2 + i.
    pairs: Vec<(f64, f64)>,
}

impl Covariances {
    /// Covariance of two different estimates, by their positions, and the degrees of freedom of a combination of the two.
    /// `None` for a position that there is not, or twice the same.
    pub fn get(&self, one: usize, other: usize) -> Option<(f64, f64)> {
        let (i, j) = (one.min(other), one.max(other));
        if i == j { None } else { self.pairs.get(j * (j - 1) / 2 + i).copied() }
    }
}

impl Design {
    /// What belongs to the margins in an estimate.
    pub fn project(&self, influence: &Influence) -> Projection {
        let [projection] = self.project_rows(influence.entries().iter().map(|&(person, z)| (person, [z])));
        projection
    }

    /// What belongs to the margins in several linear parts on the same rows (person, values), in respondent order, several
    /// rows a person allowed. One pass over the margins of the persons serves them all.
    pub fn project_rows<const N: usize>(&self, rows: impl Iterator<Item = (u32, [f64; N])>) -> [Projection; N] {
        let mut sums = [0.0; N];
        let Some(((dummies, factor), moments)) = self.calibration.as_ref().zip(self.moments.as_ref()) else {
            rows.for_each(|(person, values)| add(&mut sums, self.weights[person as usize], &values)); // OK: by position
            return sums.map(|sum| Projection { sum, vectors: Vec::new() });
        };
        let n = dummies.n_columns();
        let [mut coefficients, mut products, mut fitted] = std::array::from_fn(|_| vec![[0.0; N]; n]);
        for (person, values) in rows {
            // OK because persons are positions in the wave, and columns are below `n_columns`.
            let (d, w) = (self.base[person as usize], self.weights[person as usize]);
            add(&mut sums, w, &values);
            for &column in dummies.columns_of(person as usize) {
                add(&mut coefficients[column], d, &values);
                add(&mut products[column], w * w, &values);
            }
        }
        factor.solve_lanes(&mut coefficients);
        for ((of_column, row), total) in coefficients.iter().zip(moments.squares.chunks_exact(n)).zip(&moments.totals) {
            add(&mut sums, -total, of_column);
            for (fitted, square) in fitted.iter_mut().zip(row) {
                add(fitted, *square, of_column);
            }
        }
        let vectors =
            |lane: usize| [&coefficients, &products, &fitted].into_iter().flatten().map(move |lanes| lanes[lane]);
        std::array::from_fn(|lane| Projection { sum: sums[lane], vectors: vectors(lane).collect() }) // OK: below N
    }

    /// Σ w² z z' with the terms of the margins, centred: n/(n − 1) (Σ e f − Σ e Σ f / n).
    fn centred(&self, common: f64, left: &Projection, right: &Projection) -> f64 {
        let n = self.n_persons() as f64;
        n / (n - 1.0) * (common + left.product(right) - left.sum * right.sum / n)
    }

    /// Variance from Σ w² z² and the terms of the margins; `None` where that would lose digits, or strata or sampling
    /// units are declared. A linear part of zeros has no digits here: what is left of its margins is rounding.
    fn quick(&self, square: f64, projection: &Projection) -> Option<f64> {
        let variance = self.centred(square, projection, projection);
        (self.sampling.is_none() && square > 0.0 && variance > ENOUGH * square).then_some(variance)
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

    /// Design covariance of every two of some estimates, good to some twelve digits of √(variance × variance), and the
    /// degrees of freedom of a combination of the two.
    pub fn covariances(&self, of: &[Linear<'_>]) -> Covariances {
        let k = of.len();
        let common = self.common_of_all(of);
        let residuals = self.sampling.is_some().then(|| self.residuals_of_all(of));
        let mut pairs = Vec::with_capacity(k * k.saturating_sub(1) / 2);
        for (j, right) in of.iter().enumerate() {
            for (i, left) in of.iter().enumerate().take(j) {
                // OK because both are positions in `of`.
                let (sum, both) = common[i * k + j];
                let covariance = match &residuals {
                    Some(residuals) => self.covariance_of_residuals(&residuals[i], &residuals[j]),
                    None => self.centred(sum, left.projection, right.projection),
                };
                pairs.push((covariance, self.degrees_of_freedom_of_union(left.influence, right.influence, both)));
            }
        }
        Covariances { pairs }
    }

    fn residuals_of_all(&self, of: &[Linear<'_>]) -> Vec<Vec<f64>> {
        let mut workspace = Workspace::default();
        let residuals = |linear: &Linear<'_>| {
            let mut residuals = Vec::new();
            self.residuals(linear.influence, &mut workspace, &mut residuals);
            residuals
        };
        of.iter().map(residuals).collect()
    }

    /// Σ w² z z' and the persons of both, for every i < j at i k + j, in one pass over the persons: few of them are in many
    /// estimates, or many in few.
    fn common_of_all(&self, of: &[Linear<'_>]) -> Vec<(f64, usize)> {
        let k = of.len();
        let entries =
            || of.iter().enumerate().flat_map(|(at, linear)| linear.influence.entries().iter().map(move |e| (at, e)));
        // Where the entries of each person start, then where the next one goes; the estimates of a person stay in their order.
        let mut next = vec![0; self.n_persons() + 1];
        entries().for_each(|(_, &(person, _))| next[person as usize + 1] += 1); // OK here and below: by position
        (1..next.len()).for_each(|person| next[person] += next[person - 1]);
        let starts = next.clone();
        let mut present = vec![(0, 0.0); starts.last().copied().unwrap_or(0)];
        for (at, &(person, z)) in entries() {
            let place = &mut next[person as usize];
            present[*place] = (at, self.weights[person as usize] * z);
            *place += 1;
        }
        let mut common = vec![(0.0, 0); k * k];
        for ends in starts.windows(2) {
            let person = &present[ends[0]..ends[1]];
            for (before, &(j, right)) in person.iter().enumerate() {
                for &(i, left) in &person[..before] {
                    let (sum, both) = &mut common[i * k + j]; // OK because both are positions in `of`
                    *sum += left * right;
                    *both += 1;
                }
            }
        }
        common
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

    /// Design variance, ≥ 0, of an estimate whose Σ w² z² and projection are known. `influence` is asked for where they would
    /// lose digits, or strata or sampling units are declared.
    pub fn variance_from(
        &self,
        square: f64,
        projection: &Projection,
        influence: impl FnOnce() -> Influence,
        workspace: &mut Workspace,
    ) -> f64 {
        self.quick(square, projection).unwrap_or_else(|| self.variance_by_person(&influence(), workspace))
    }

    /// Variance from the domain alone; `None` where that would lose digits, or strata or sampling units are declared.
    pub(super) fn quick_variance(&self, influence: &Influence) -> Option<f64> {
        if self.sampling.is_some() {
            return None;
        }
        self.quick(self.square(influence), &self.project(influence))
    }
}

/// sums + factor × values.
fn add<const N: usize>(sums: &mut [f64; N], factor: f64, values: &[f64; N]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += factor * value;
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
