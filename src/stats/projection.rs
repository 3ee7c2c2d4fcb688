//! Variances and covariances from what an estimate's own domain holds, without a residual for every person of the wave.
//!
//! With e = w (z − x'B) and z zero outside the domain, Σ e f = Σ w² z z' − B·q' − B'·q + B'G B' over sums of the domain
//! alone, where q = Σ w² x z and G = Σ w² x x' is computed once a wave. The cost is that of the domain instead of that of
//! the wave, and what belongs to the margins (B, q, G B) is linear in z: a sum of estimates has the sums of theirs. What is
//! lost is relative to Σ w² z²: a dozen digits remain wherever calibration leaves a hundredth of the variance, and the
//! person-by-person sum takes over elsewhere (the standard error of a calibrated margin must be 0).

use super::dummies::Dummies;
use super::influence::Influence;
use super::linearise::{Design, Workspace};

/// A quadratic form that keeps less than this share of its largest term is computed person by person.
const ENOUGH: f64 = 0.01;

/// Share of what a variance is made of that is nothing but the last digits of the parts, squared.
const ROUNDING: f64 = 1e-24;

/// Up to so many persons of 64 are taken one by one.
const FEW: u32 = 12;

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
    /// Σ w² z².
    pub square: f64,
    /// What belongs to the margins.
    pub projection: &'a Projection,
}

/// Σ factor × estimate, of estimates of one wave.
#[derive(Clone, Debug)]
pub struct LinearSum<'a> {
    /// Factor and z by person of each.
    pub parts: Vec<(f64, &'a Influence)>,
    /// What belongs to the margins in the sum.
    pub projection: &'a Projection,
}

impl LinearSum<'_> {
    fn influence(&self) -> Influence {
        Influence::combine(self.parts.iter().copied())
    }
}

/// What two estimates of a wave have to do with one another.
#[derive(Clone, Copy, Debug)]
pub struct OfTwo {
    /// Design variance of their difference, ≥ 0.
    pub difference: f64,
    /// Design variance of their sum, ≥ 0.
    pub sum: f64,
    /// Degrees of freedom of either.
    pub df: f64,
    /// Persons with a row in both.
    pub n_both: usize,
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

/// A sum of estimates by person.
struct Column {
    /// w z; 0 for a person without a row.
    weighted: Vec<f64>,
    /// A bit a person: whether there is a row.
    present: Vec<u64>,
}

impl Column {
    fn n_persons(&self) -> u32 {
        self.present.iter().map(|bits| bits.count_ones()).sum()
    }

    /// Σ w² z z'.
    fn product(&self, other: &Self) -> f64 {
        // Several sums side by side: one alone would wait for each of its additions.
        let ((left, left_rest), (right, right_rest)) =
            (self.weighted.as_chunks::<8>(), other.weighted.as_chunks::<8>());
        let mut sums = [0.0; 8];
        let both = self.present.iter().zip(&other.present).map(|(l, r)| l & r);
        for ((left, right), mut both) in left.chunks(8).zip(right.chunks(8)).zip(both) {
            if both.count_ones() > FEW {
                for (left, right) in left.iter().zip(right) {
                    sums.iter_mut().zip(left.iter().zip(right)).for_each(|(sum, (l, r))| *sum += l * r);
                }
                continue;
            }
            // The other products are 0.
            while both != 0 {
                let person = both.trailing_zeros() as usize;
                if let (Some(left), Some(right)) = (left.get(person / 8), right.get(person / 8)) {
                    sums[person % 8] += left[person % 8] * right[person % 8];
                }
                both &= both - 1;
            }
        }
        sums.iter().sum::<f64>() + dot(left_rest, right_rest)
    }

    /// Persons with a row in both.
    fn n_both(&self, other: &Self) -> u32 {
        self.present.iter().zip(&other.present).map(|(l, r)| (l & r).count_ones()).sum()
    }
}

impl Design {
    /// What belongs to the margins in an estimate.
    pub fn project(&self, influence: &Influence) -> Projection {
        let [projection] = self.project_rows(influence.entries().map(|(person, z)| (person, [z])));
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
        std::array::from_fn(|lane| {
            let mut vectors = Vec::with_capacity(3 * n);
            for of_columns in [&coefficients, &products, &fitted] {
                vectors.extend(of_columns.iter().map(|lanes| lanes[lane])); // OK here and below: a lane is below N
            }
            Projection { sum: sums[lane], vectors }
        })
    }

    /// Σ w² z z' with the terms of the margins, centred: n/(n − 1) (Σ e f − Σ e Σ f / n).
    fn centred(&self, common: f64, left: &Projection, right: &Projection) -> f64 {
        let n = self.n_persons() as f64;
        n / (n - 1.0) * (common + left.product(right) - left.sum * right.sum / n)
    }

    /// Variance from Σ w² z² and the terms of the margins; `None` where that would lose digits of what the sum is `made_of`,
    /// or strata or sampling units are declared. A linear part of zeros has no digits here: what is left of its margins is
    /// rounding.
    fn quick(&self, square: f64, made_of: f64, projection: &Projection) -> Option<f64> {
        let variance = self.centred(square, projection, projection);
        (self.sampling.is_none() && made_of > 0.0 && variance > ENOUGH * made_of).then_some(variance)
    }

    /// Σ w² z z' over the persons of both, and how many they are.
    fn common(&self, left: &Influence, right: &Influence, workspace: &mut Workspace) -> (f64, usize) {
        let by_person = &mut workspace.by_person;
        by_person.resize(self.n_persons(), Workspace::ABSENT);
        for (person, z) in left.entries() {
            // OK here and below because an influence names persons by position.
            by_person[person as usize] = self.weights[person as usize] * z;
        }
        let (mut sum, mut both) = (0.0, 0);
        for (person, z) in right.entries() {
            let other = by_person[person as usize];
            let present = !other.is_nan();
            sum += if present { other * (self.weights[person as usize] * z) } else { 0.0 };
            both += usize::from(present);
        }
        left.entries().for_each(|(person, _)| by_person[person as usize] = Workspace::ABSENT);
        (sum, both)
    }

    /// Σ w² z².
    pub fn square(&self, influence: &Influence) -> f64 {
        let weighted = influence.entries().map(|(person, z)| self.weights[person as usize] * z); // OK: by position
        weighted.map(|wz| wz * wz).sum()
    }

    /// Design variance of an estimate, ≥ 0.
    pub fn variance_of(&self, of: Linear<'_>, workspace: &mut Workspace) -> f64 {
        match self.quick(of.square, of.square, of.projection) {
            Some(variance) => variance,
            None => self.variance_by_person(of.influence, workspace),
        }
    }

    /// Design covariance of every two of some sums of estimates, good to some twelve digits of √(variance × variance), and
    /// the degrees of freedom of a combination of the two.
    pub fn covariances(&self, of: &[LinearSum<'_>]) -> Covariances {
        if self.sampling.is_some() {
            return self.covariances_by_person(of);
        }
        let columns: Vec<(Column, &Projection)> = of.iter().map(|sum| (self.column(sum), sum.projection)).collect();
        let persons: Vec<u32> = columns.iter().map(|(column, _)| column.n_persons()).collect();
        let mut pairs = Vec::with_capacity(of.len() * of.len().saturating_sub(1) / 2);
        for (j, (right, right_projection)) in columns.iter().enumerate() {
            for (i, (left, left_projection)) in columns.iter().enumerate().take(j) {
                let union = persons[i] + persons[j] - left.n_both(right); // OK because both are positions in `of`
                let covariance = self.centred(left.product(right), left_projection, right_projection);
                pairs.push((covariance, f64::from(union.saturating_sub(1))));
            }
        }
        Covariances { pairs }
    }

    /// The same where strata or sampling units are declared.
    fn covariances_by_person(&self, of: &[LinearSum<'_>]) -> Covariances {
        let residuals = self.residuals_of_all(of);
        let of: Vec<_> = of.iter().zip(&residuals).collect();
        let mut pairs = Vec::new();
        for (j, (right, right_residuals)) in of.iter().enumerate() {
            for (left, left_residuals) in of.iter().take(j) {
                let union = Influence::combine(left.parts.iter().chain(&right.parts).copied());
                let covariance = self.covariance_of_residuals(left_residuals, right_residuals);
                pairs.push((covariance, self.degrees_of_freedom(&union)));
            }
        }
        Covariances { pairs }
    }

    fn residuals_of_all(&self, of: &[LinearSum<'_>]) -> Vec<Vec<f64>> {
        let mut workspace = Workspace::default();
        let residuals = |sum: &LinearSum<'_>| {
            let mut residuals = Vec::new();
            self.residuals(&sum.influence(), &mut workspace, &mut residuals);
            residuals
        };
        of.iter().map(residuals).collect()
    }

    fn column(&self, sum: &LinearSum<'_>) -> Column {
        let n = self.n_persons();
        let mut column = Column { weighted: vec![0.0; n], present: vec![0; n.div_ceil(64)] };
        for (factor, part) in &sum.parts {
            for (person, z) in part.entries() {
                let person = person as usize; // OK below because an influence names persons by position
                column.weighted[person] += self.weights[person] * (factor * z);
                column.present[person / 64] |= 1 << (person % 64);
            }
        }
        column
    }

    /// What two estimates have to do with one another.
    pub fn of_two(&self, left: Linear<'_>, right: Linear<'_>, workspace: &mut Workspace) -> OfTwo {
        let (common, n_both) = self.common(left.influence, right.influence, workspace);
        let mut variance = |sign: f64| {
            let projection = Projection::combine(&[(1.0, left.projection), (sign, right.projection)]);
            let made_of = left.square + right.square;
            self.quick(made_of + 2.0 * sign * common, made_of, &projection).unwrap_or_else(|| {
                let influence = Influence::combine([(1.0, left.influence), (sign, right.influence)]);
                self.variance_by_person(&influence, workspace)
            })
        };
        let (difference, sum) = (variance(-1.0), variance(1.0));
        OfTwo { difference, sum, df: self.degrees_of_freedom_of_union(left.influence, right.influence, n_both), n_both }
    }

    /// Design variance, ≥ 0, of an estimate whose Σ w² z² and projection are known, where z is a sum of parts: `made_of` adds up
    /// their Σ w² z². `influence` is asked for where they would lose digits, or strata or sampling units are declared. What is
    /// left of parts that cancel is rounding: the variance is then 0.
    pub fn variance_from(
        &self,
        square: f64,
        made_of: f64,
        projection: &Projection,
        influence: impl FnOnce() -> Influence,
        workspace: &mut Workspace,
    ) -> f64 {
        self.quick(square, made_of, projection).unwrap_or_else(|| {
            let variance = self.variance_by_person(&influence(), workspace);
            if variance > ROUNDING * made_of { variance } else { 0.0 }
        })
    }

    /// Variance from the domain alone; `None` where that would lose digits, or strata or sampling units are declared.
    pub(super) fn quick_variance(&self, influence: &Influence) -> Option<f64> {
        if self.sampling.is_some() {
            return None;
        }
        let square = self.square(influence);
        self.quick(square, square, &self.project(influence))
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
