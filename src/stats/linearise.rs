//! Linearisation: every estimate carries its influence, and every variance is computed from influences.

use super::dummies::{Category, Dummies};

/// The linear part of an estimate, person by person: the value z_k for every person with a row in the domain (zero
/// included, since degrees of freedom count persons), ascending by person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Influence {
    entries: Vec<(u32, f64)>,
}

/// A ratio of weighted sums, R = Σ w a / Σ w b.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratio {
    /// R.
    pub value: f64,
    /// z = Σ_rows (a − R b) / Σ w b.
    pub influence: Influence,
    /// Σ w b, the weighted base when b = 1.
    pub weighted_base: f64,
    /// Number of rows.
    pub rows: usize,
}

/// Ratio of weighted sums over rows (person, a, b), in respondent order, several rows a person allowed. `None` when no row has weight.
pub fn ratio<I>(rows: I, weights: &[f64]) -> Option<Ratio>
where
    I: IntoIterator<Item = (u32, f64, f64)>,
    I::IntoIter: Clone,
{
    let _ = (rows, weights);
    todo!()
}

impl Influence {
    /// From (person, z) pairs in any order; the values of a person that comes several times are added.
    pub fn new(entries: Vec<(u32, f64)>) -> Self {
        let _ = entries;
        todo!()
    }

    /// (person, z), ascending by person.
    pub fn entries(&self) -> &[(u32, f64)] {
        &self.entries
    }

    /// Persons with a row in the domain.
    pub fn n_persons(&self) -> usize {
        self.entries.len()
    }

    /// Adds `factor` × `other`, on the union of the persons.
    pub fn add_scaled(&mut self, factor: f64, other: &Self) {
        let _ = (factor, other);
        todo!()
    }

    /// `left` − `right`, on the union of the persons.
    pub fn difference(left: &Self, right: &Self) -> Self {
        let _ = (left, right);
        todo!()
    }

    /// Σ factor × part, on the union of the persons.
    pub fn combine<'a>(parts: impl IntoIterator<Item = (f64, &'a Self)>) -> Self {
        let _ = parts.into_iter().count();
        todo!()
    }

    /// Plain mean of several, on the union of the persons.
    pub fn mean(parts: &[&Self]) -> Self {
        let _ = parts;
        todo!()
    }

    /// Persons present in both.
    pub fn n_both(left: &Self, right: &Self) -> usize {
        let _ = (left, right);
        todo!()
    }
}

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
    /// Among persons with a positive base weight, a category follows from the ones before it.
    #[error("category {} of margin {} follows from the categories before it", category.category, category.variable)]
    Collinear {
        /// The category.
        category: Category,
    },
}

/// The sampling design of one wave, built once: weights, calibration residuals, strata and PSUs.
#[derive(Clone, Debug)]
pub struct Design {
    n: usize,
}

/// Buffers of the variance, reused from one estimate to the next; one a thread.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    e: Vec<f64>,
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
        let _ = (base, weights, dummies, clusters);
        todo!()
    }

    /// Persons of the wave.
    pub fn n_persons(&self) -> usize {
        self.n
    }

    /// e_k = w_k (z_k − x_k'B), for every person of the wave, in respondent order.
    pub fn residuals(&self, influence: &Influence, workspace: &mut Workspace, residuals: &mut Vec<f64>) {
        let _ = (influence, workspace, residuals);
        todo!()
    }

    /// Design variance of an estimate.
    pub fn variance(&self, influence: &Influence, workspace: &mut Workspace) -> f64 {
        let _ = (influence, &mut workspace.e);
        todo!()
    }

    /// Design covariance of two estimates of this wave.
    pub fn covariance(&self, left: &Influence, right: &Influence, workspace: &mut Workspace) -> f64 {
        let _ = (left, right, workspace);
        todo!()
    }

    /// Covariance from residuals of [`Self::residuals`].
    pub fn covariance_of_residuals(&self, left: &[f64], right: &[f64]) -> f64 {
        let _ = (left, right);
        todo!()
    }

    /// PSUs (persons) present in the influence − strata they span; may be 0.
    pub fn degrees_of_freedom(&self, influence: &Influence) -> f64 {
        let _ = influence;
        todo!()
    }
}
