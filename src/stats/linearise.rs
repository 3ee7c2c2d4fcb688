//! Linearisation: every estimate carries its influence, and every variance is computed from influences.

use super::cholesky::Cholesky;
use super::dummies::{Category, Dummies};
use super::influence::Influence;
use super::projection::Moments;

/// What to do with a stratum that has a single PSU; the names are those of R's `survey.lonely.psu`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LonelyPsu {
    /// Refuse the design.
    #[default]
    Fail,
    /// It adds nothing to the variance.
    Certainty,
    /// Its total is taken as a deviation from zero, the mean over all strata.
    Adjust,
    /// It adds the average of the other strata.
    Average,
}

/// Declared strata and PSUs, one code a person; a PSU code is read within its stratum.
#[derive(Clone, Debug)]
pub struct Clusters {
    /// Stratum of each person.
    pub strata: Vec<u32>,
    /// PSU of each person.
    pub psus: Vec<u32>,
    /// What to do with a lonely PSU.
    pub lonely: LonelyPsu,
}

/// Why a design cannot be built.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DesignError {
    /// The slices do not cover the same persons.
    #[error("{found} values for {expected} persons")]
    Length {
        /// Values given.
        found: usize,
        /// Persons expected.
        expected: usize,
    },
    /// Fewer than two persons.
    #[error("a variance needs two persons")]
    TooFew,
    /// A stratum has a single PSU and the policy is [`LonelyPsu::Fail`].
    #[error("stratum {stratum} has a single PSU")]
    LonelyPsu {
        /// Code of the stratum.
        stratum: u32,
    },
    /// Every stratum has a single PSU, and the policy is [`LonelyPsu::Average`].
    #[error("every stratum has a single PSU: there is no variance to average")]
    NothingToAverage,
    /// Among persons with a positive base weight, a category follows from the ones before it.
    #[error("category {} of margin {} follows from the categories before it", category.category, category.variable)]
    Collinear {
        /// The category.
        category: Category,
    },
}

/// Relative size of a pivot under which the Gram matrix counts as singular.
const SINGULAR: f64 = 1e-11;

/// The sampling design of one wave, built once: weights, calibration residuals, strata and PSUs.
#[derive(Clone, Debug)]
pub struct Design {
    pub(super) base: Vec<f64>,
    pub(super) weights: Vec<f64>,
    /// The margins and the factor of Σ d x x'; `None` = weights taken as fixed.
    pub(super) calibration: Option<(Dummies, Cholesky)>,
    pub(super) moments: Option<Moments>,
    pub(super) sampling: Option<Sampling>,
}

/// Strata and PSUs, renumbered.
#[derive(Clone, Debug)]
pub(super) struct Sampling {
    /// PSU of each person, numbered over the wave by stratum, then by PSU.
    psu: Vec<usize>,
    /// Stratum of each PSU, ascending.
    stratum: Vec<usize>,
    n_strata: usize,
    lonely: LonelyPsu,
}

/// Buffers of the variance, reused from one estimate to the next; one a thread.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    left: Vec<f64>,
    right: Vec<f64>,
    coefficients: Vec<f64>,
    by_pattern: Vec<f64>,
    /// w z of the persons of one estimate; [`Self::ABSENT`] for everybody between two uses.
    pub(super) by_person: Vec<f64>,
}

impl Workspace {
    /// Stands for a person without a row: no number is.
    pub(super) const ABSENT: f64 = f64::NAN;
}

impl Design {
    /// From the base weights d (before calibration), the calibrated weights w, the dummies (`None`: weights taken as
    /// fixed) and the declared strata and PSUs (`None`: every person is a PSU of one stratum).
    pub fn new(
        base: &[f64],
        weights: &[f64],
        dummies: Option<&Dummies>,
        clusters: Option<&Clusters>,
    ) -> Result<Self, DesignError> {
        let expected = base.len();
        let lengths = [weights.len(), dummies.map_or(expected, Dummies::n_persons)];
        let cluster_lengths = clusters.map_or([expected; 2], |c| [c.strata.len(), c.psus.len()]);
        if let Some(&found) = lengths.iter().chain(&cluster_lengths).find(|found| **found != expected) {
            return Err(DesignError::Length { found, expected });
        }
        if expected < 2 {
            return Err(DesignError::TooFew);
        }
        let calibration = dummies.map(|dummies| factor(base, dummies)).transpose()?;
        let sampling = clusters.map(Sampling::new).transpose()?;
        let moments = dummies.map(|dummies| Moments::new(dummies, weights));
        Ok(Self { base: base.to_vec(), weights: weights.to_vec(), calibration, moments, sampling })
    }

    /// The margins that the weights were calibrated to; `None` where they are taken as fixed.
    pub fn dummies(&self) -> Option<&Dummies> {
        self.calibration.as_ref().map(|(dummies, _)| dummies)
    }

    /// Persons of the wave.
    pub fn n_persons(&self) -> usize {
        self.weights.len()
    }

    /// e_k = w_k (z_k − x_k'B), for every person of the wave, in respondent order; B = (Σ d x x')⁻¹ Σ d x z.
    ///
    /// Each residual is computed for itself, never as a difference of sums, and the regression is refined once on its own
    /// residuals: where z is a combination of the margins, what is left is rounding of z, not of the normal equations.
    pub fn residuals(&self, influence: &Influence, workspace: &mut Workspace, residuals: &mut Vec<f64>) {
        residuals.clear();
        residuals.resize(self.n_persons(), 0.0);
        for (person, z) in influence.entries() {
            // OK because an influence of this wave names its persons by position.
            residuals[person as usize] = z;
        }
        if let Some((dummies, factor)) = &self.calibration {
            // The first sum has terms in the domain alone, the second everywhere.
            self.sum_by_pattern(dummies, influence.entries().map(|(k, z)| (k as usize, z)), workspace);
            subtract_fit(dummies, factor, workspace, residuals);
            self.sum_by_pattern(dummies, residuals.iter().copied().enumerate(), workspace);
            subtract_fit(dummies, factor, workspace, residuals);
        }
        for (e, w) in residuals.iter_mut().zip(&self.weights) {
            *e *= w;
        }
    }

    /// Σ d value by pattern, into the workspace.
    fn sum_by_pattern(
        &self,
        dummies: &Dummies,
        values: impl Iterator<Item = (usize, f64)>,
        Workspace { by_pattern, .. }: &mut Workspace,
    ) {
        by_pattern.clear();
        by_pattern.resize(dummies.n_patterns(), 0.0);
        for (person, value) in values {
            // OK because an influence of this wave names its persons by position, and patterns are below `n_patterns`.
            by_pattern[dummies.patterns()[person] as usize] += self.base[person] * value;
        }
    }

    /// Design variance of an estimate, ≥ 0.
    pub fn variance(&self, influence: &Influence, workspace: &mut Workspace) -> f64 {
        self.quick_variance(influence).unwrap_or_else(|| self.variance_by_person(influence, workspace))
    }

    /// Design variance from the residual of every person of the wave, ≥ 0.
    pub(super) fn variance_by_person(&self, influence: &Influence, workspace: &mut Workspace) -> f64 {
        let mut e = std::mem::take(&mut workspace.left);
        self.residuals(influence, workspace, &mut e);
        let variance = self.covariance_of_residuals(&e, &e);
        workspace.left = e;
        variance
    }

    /// Design covariance of two estimates of this wave.
    pub fn covariance(&self, left: &Influence, right: &Influence, workspace: &mut Workspace) -> f64 {
        let (mut e, mut f) = (std::mem::take(&mut workspace.left), std::mem::take(&mut workspace.right));
        self.residuals(left, workspace, &mut e);
        self.residuals(right, workspace, &mut f);
        let covariance = self.covariance_of_residuals(&e, &f);
        (workspace.left, workspace.right) = (e, f);
        covariance
    }

    /// Covariance from residuals of [`Self::residuals`].
    pub fn covariance_of_residuals(&self, left: &[f64], right: &[f64]) -> f64 {
        match &self.sampling {
            None => spread(left, right),
            Some(sampling) => sampling.covariance(left, right),
        }
    }

    /// Whether strata or sampling units are declared.
    pub fn has_clusters(&self) -> bool {
        self.sampling.is_some()
    }

    /// What a stratum with a single PSU is taken for; `None` where neither strata nor sampling units are declared.
    pub fn lonely_psu(&self) -> Option<LonelyPsu> {
        self.sampling.as_ref().map(|sampling| sampling.lonely)
    }

    /// Degrees of freedom of a combination of two estimates, over the union of their persons; `both` are in the two.
    pub(super) fn degrees_of_freedom_of_union(&self, left: &Influence, right: &Influence, both: usize) -> f64 {
        if self.sampling.is_some() {
            return self.degrees_of_freedom(&Influence::difference(left, right));
        }
        (left.n_persons() + right.n_persons() - both).saturating_sub(1) as f64
    }

    /// PSUs (persons) present in the influence − strata they span; may be 0.
    pub fn degrees_of_freedom(&self, influence: &Influence) -> f64 {
        if self.sampling.is_none() {
            return influence.n_persons().saturating_sub(1) as f64;
        }
        self.degrees_of_freedom_over(influence.entries().map(|(person, _)| person as usize))
    }

    /// The same for the persons of the wave that have a row, by position.
    pub fn degrees_of_freedom_of_persons(&self, has_row: impl Fn(usize) -> bool) -> f64 {
        self.degrees_of_freedom_over((0..self.n_persons()).filter(|&person| has_row(person)))
    }

    fn degrees_of_freedom_over(&self, persons: impl Iterator<Item = usize>) -> f64 {
        let Some(sampling) = &self.sampling else { return persons.count().saturating_sub(1) as f64 };
        // OK because an influence of this wave names its persons by position, and `stratum` has one entry a PSU.
        let mut psus: Vec<usize> = persons.map(|person| sampling.psu[person]).collect();
        psus.sort_unstable();
        psus.dedup();
        let mut strata: Vec<usize> = psus.iter().map(|&psu| sampling.stratum[psu]).collect();
        strata.dedup();
        (psus.len() - strata.len()) as f64
    }
}

/// Takes the d-weighted regression on the margins out of `values`, from the sums in the workspace.
fn subtract_fit(dummies: &Dummies, factor: &Cholesky, workspace: &mut Workspace, values: &mut [f64]) {
    let Workspace { coefficients, by_pattern, .. } = workspace;
    coefficients.clear();
    coefficients.resize(dummies.n_columns(), 0.0);
    for (columns, sum) in dummies.pattern_columns().zip(&*by_pattern) {
        for &column in columns {
            // OK because the columns of a pattern are below `n_columns`.
            coefficients[column] += sum;
        }
    }
    factor.solve(coefficients);
    for (columns, fitted) in dummies.pattern_columns().zip(by_pattern.iter_mut()) {
        *fitted = columns.iter().map(|&column| coefficients[column]).sum();
    }
    for (&pattern, value) in dummies.patterns().iter().zip(values) {
        *value -= by_pattern[pattern as usize];
    }
}

/// n/(n−1) Σ (e − ē)(f − f̄).
fn spread(left: &[f64], right: &[f64]) -> f64 {
    let n = left.len() as f64;
    let mean_left = left.iter().sum::<f64>() / n;
    let mean_right = if std::ptr::eq(left, right) { mean_left } else { right.iter().sum::<f64>() / n };
    n / (n - 1.0) * left.iter().zip(right).map(|(e, f)| (e - mean_left) * (f - mean_right)).sum::<f64>()
}

fn factor(base: &[f64], dummies: &Dummies) -> Result<(Dummies, Cholesky), DesignError> {
    let (mut mass, mut gram) = (Vec::new(), Vec::new());
    dummies.sum_by_pattern(base, &mut mass);
    dummies.gram(&mass, &mut gram);
    match Cholesky::factor(&gram, dummies.n_columns(), SINGULAR) {
        Ok(factor) => Ok((dummies.clone(), factor)),
        Err(pivot) => Err(DesignError::Collinear { category: dummies.category_of_column(pivot.column) }),
    }
}

impl Sampling {
    fn new(clusters: &Clusters) -> Result<Self, DesignError> {
        let keys: Vec<(u32, u32)> = clusters.strata.iter().copied().zip(clusters.psus.iter().copied()).collect();
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let mut stratum = Vec::with_capacity(sorted.len());
        for (number, psus) in sorted.chunk_by(|a, b| a.0 == b.0).enumerate() {
            if psus.len() == 1 && clusters.lonely == LonelyPsu::Fail {
                // OK because a chunk is never empty.
                return Err(DesignError::LonelyPsu { stratum: psus[0].0 });
            }
            stratum.extend(psus.iter().map(|_| number));
        }
        if clusters.lonely == LonelyPsu::Average && sorted.chunk_by(|a, b| a.0 == b.0).all(|psus| psus.len() == 1) {
            return Err(DesignError::NothingToAverage);
        }
        // A key is always found: `sorted` holds every one of them.
        let psu = keys.iter().map(|key| sorted.partition_point(|other| other < key)).collect();
        let n_strata = stratum.last().map_or(0, |last| last + 1);
        Ok(Self { psu, stratum, n_strata, lonely: clusters.lonely })
    }

    /// Totals by PSU, spread within each stratum, summed.
    fn covariance(&self, left: &[f64], right: &[f64]) -> f64 {
        let mut totals = vec![(0.0, 0.0); self.stratum.len()];
        for ((&psu, e), f) in self.psu.iter().zip(left).zip(right) {
            // OK because `psu` numbers the entries of `stratum`.
            totals[psu].0 += e;
            totals[psu].1 += f;
        }
        let (mut sum, mut first, mut averaged) = (0.0, 0, 0);
        for psus in self.stratum.chunk_by(|a, b| a == b) {
            let of = &totals[first..first + psus.len()];
            first += psus.len();
            match (of, self.lonely) {
                (&[(e, f)], LonelyPsu::Adjust) => sum += e * f,
                ([_], LonelyPsu::Average) => averaged += 1,
                ([_], LonelyPsu::Certainty | LonelyPsu::Fail) => {}
                _ => {
                    let (e, f): (Vec<f64>, Vec<f64>) = of.iter().copied().unzip();
                    sum += spread(&e, &f);
                }
            }
        }
        if averaged > 0 { sum * self.n_strata as f64 / (self.n_strata - averaged) as f64 } else { sum }
    }
}

/// Covariance of two statistics that add up residuals of several waves, for persons who answer more than one of them.
///
/// `parts` gives, wave by wave, the residuals of both statistics and the key of every person over the waves, in
/// 0..`n_keys`; a person present in two waves has one key. Residuals are added by key before they are multiplied:
/// V = n/(n−1) Σ (e − ē)(f − f̄) over the `n_keys` persons. For two independent waves add the variances instead.
pub fn covariance_over_waves(parts: &[WavePart<'_>], n_keys: usize) -> f64 {
    let (mut left, mut right) = (vec![0.0; n_keys], vec![0.0; n_keys]);
    for part in parts {
        for ((&key, e), f) in part.keys.iter().zip(part.left).zip(part.right) {
            // OK because keys are below `n_keys`.
            left[key as usize] += e;
            right[key as usize] += f;
        }
    }
    spread(&left, &right)
}

/// One wave's share of a statistic over several waves.
#[derive(Clone, Copy, Debug)]
pub struct WavePart<'a> {
    /// Key of every person of the wave.
    pub keys: &'a [u32],
    /// Residuals of the first statistic, signed as it enters (−e for the wave that is subtracted).
    pub left: &'a [f64],
    /// Residuals of the second statistic; the same slice for a variance.
    pub right: &'a [f64],
}
