//! Calibration to margins: one damped Newton solver for every distance of the CALMAR family (Deville & Särndal 1992).
//!
//! Finds λ such that Σ d g(x'λ) x = T, where d are the base weights, x the margin dummies, T the totals and g the
//! distance function. The calibrated weight is w = d g(x'λ).

use super::dummies::{Category, Dummies, Misfit};

/// Misfit at which the solver may stop: |Σ w x − T| / max(T, 1) over all categories.
pub const CONVERGED: f64 = 1e-10;

/// Bounds of the ratio g = w/d: 0 ≤ lower < 1 < upper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Smallest ratio.
    pub lower: f64,
    /// Largest ratio.
    pub upper: f64,
}

/// Distance between base and calibrated weights, as the function g(u) that it leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distance {
    /// g = e^u, the raking ratio.
    Raking,
    /// g = 1 + u; refused if a weight turns out negative.
    Linear,
    /// g = 1 + u, clipped to the bounds.
    TruncatedLinear(Bounds),
    /// The logistic curve between the bounds, with g(0) = 1 and g'(0) = 1.
    Logit(Bounds),
    /// g = e^u, clipped to the bounds.
    BoundedRaking(Bounds),
}

/// Calibrated weights and what they cost.
#[derive(Clone, Debug)]
pub struct Calibration {
    /// Calibrated weights, in respondent order.
    pub weights: Vec<f64>,
    /// Multipliers, one a kept column of the dummies.
    pub lambda: Vec<f64>,
    /// Smallest w/d over persons with d > 0.
    pub g_min: f64,
    /// Largest w/d over persons with d > 0.
    pub g_max: f64,
    /// Newton iterations.
    pub iterations: usize,
    /// Largest relative misfit that was achieved, over all categories, dropped ones too.
    pub misfit: Misfit,
}

/// Why there are no weights.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CalibrationError {
    /// As many base weights as persons are needed.
    #[error("{found} base weights for {expected} persons")]
    Length {
        /// Base weights given.
        found: usize,
        /// Persons of the dummies.
        expected: usize,
    },
    /// A base weight is negative, NaN or infinite.
    #[error("the base weight of person {person} is {weight}")]
    InvalidWeight {
        /// Position of the person.
        person: usize,
        /// The weight.
        weight: f64,
    },
    /// Every base weight is zero, or nobody is there.
    #[error("every base weight is zero")]
    ZeroWeights,
    /// The population total is not a positive number.
    #[error("the population total is {total}")]
    InvalidTotal {
        /// The total.
        total: f64,
    },
    /// The bounds are not 0 ≤ lower < 1 < upper.
    #[error("the bounds [{}, {}] do not hold 0 ≤ lower < 1 < upper", bounds.lower, bounds.upper)]
    InvalidBounds {
        /// The bounds.
        bounds: Bounds,
    },
    /// Everybody in a category has base weight zero.
    #[error("category {} of margin {} has no base weight", category.category, category.variable)]
    EmptyCategory {
        /// The category.
        category: Category,
    },
    /// Among persons with a positive base weight, a category follows from the ones before it.
    #[error("category {} of margin {} follows from the categories before it", category.category, category.variable)]
    Collinear {
        /// The category.
        category: Category,
    },
    /// The solver stopped before the margins were met.
    #[error("not converged after {iterations} iterations: misfit {} in category {} of margin {}", misfit.value, misfit.category.category, misfit.category.variable)]
    NotConverged {
        /// Newton iterations.
        iterations: usize,
        /// Misfit left, and the worst category.
        misfit: Misfit,
    },
    /// No weights within the bounds meet the margins.
    #[error("no weights within [{}, {}] meet the margins", bounds.lower, bounds.upper)]
    Infeasible {
        /// The bounds that were asked.
        bounds: Bounds,
        /// The narrowest bounds that can be met, if any can.
        tightest: Option<Bounds>,
        /// Misfit left, and the worst category.
        misfit: Misfit,
    },
    /// The linear distance gave negative weights; a bounded distance would not.
    #[error("{count} weights are negative")]
    NegativeWeights {
        /// How many.
        count: usize,
        /// The first person concerned.
        person: usize,
    },
}

/// Base weights scaled so that they add up to `total`: bounds on w/d only mean something after that.
pub fn scale_to_total(base: &[f64], total: f64) -> Result<Vec<f64>, CalibrationError> {
    let _ = (base, total);
    todo!()
}

/// Calibrates base weights, used as given, to the totals of the dummies.
pub fn calibrate(
    base: &[f64],
    dummies: &Dummies,
    distance: Distance,
    max_iterations: usize,
) -> Result<Calibration, CalibrationError> {
    let _ = (base, dummies, distance, max_iterations);
    todo!()
}
