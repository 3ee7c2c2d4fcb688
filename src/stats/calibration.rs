//! Calibration to margins: one damped Newton solver for every distance of the CALMAR family (Deville & Särndal 1992).
//!
//! Finds λ such that Σ d g(x'λ) x = T, where d are the base weights, x the margin dummies, T the totals and g the
//! distance function. The calibrated weight is w = d g(x'λ).

use super::bounds::{is_feasible, tightest_bounds};
use super::cholesky::Cholesky;
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
    /// The cap on the weights is not a positive number.
    #[error("the cap is {cap}")]
    InvalidCap {
        /// The cap.
        cap: f64,
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
    if !(total > 0.0 && total.is_finite()) {
        return Err(CalibrationError::InvalidTotal { total });
    }
    check_weights(base)?;
    let factor = total / base.iter().sum::<f64>();
    Ok(base.iter().map(|d| d * factor).collect())
}

/// Calibrates base weights, used as given, to the totals of the dummies.
///
/// The returned weights meet every category of every margin to [`CONVERGED`] or better; otherwise there are none.
pub fn calibrate(
    base: &[f64],
    dummies: &Dummies,
    distance: Distance,
    max_iterations: usize,
) -> Result<Calibration, CalibrationError> {
    if base.len() != dummies.n_persons() {
        return Err(CalibrationError::Length { found: base.len(), expected: dummies.n_persons() });
    }
    check_weights(base)?;
    distance.check()?;
    let mut solver = Solver::new(dummies, distance, max_iterations);
    solver.set_base(base);
    solver.check_base()?;
    solver.solve().map_err(|error| solver.explain(error))?;
    let calibration = solver.calibration(base);
    let negative = |w: &f64| *w < 0.0;
    match calibration.weights.iter().position(negative) {
        Some(person) => {
            let count = calibration.weights.iter().filter(|w| negative(w)).count();
            Err(CalibrationError::NegativeWeights { count, person })
        }
        None => Ok(calibration),
    }
}

/// Every weight is a number ≥ 0, one at least is positive.
fn check_weights(base: &[f64]) -> Result<(), CalibrationError> {
    if let Some(person) = base.iter().position(|d| !(*d >= 0.0 && d.is_finite())) {
        // OK because `position` found it.
        return Err(CalibrationError::InvalidWeight { person, weight: base[person] });
    }
    let sum = base.iter().sum::<f64>();
    if sum > 0.0 && sum.is_finite() { Ok(()) } else { Err(CalibrationError::ZeroWeights) }
}

impl Distance {
    fn bounds(self) -> Option<Bounds> {
        match self {
            Self::Raking | Self::Linear => None,
            Self::TruncatedLinear(bounds) | Self::Logit(bounds) | Self::BoundedRaking(bounds) => Some(bounds),
        }
    }

    fn check(self) -> Result<(), CalibrationError> {
        match self.bounds() {
            Some(bounds) if !(0.0 <= bounds.lower && bounds.lower < 1.0 && 1.0 < bounds.upper) => {
                Err(CalibrationError::InvalidBounds { bounds })
            }
            // A logistic curve has no infinite end.
            Some(bounds) if !bounds.upper.is_finite() => Err(CalibrationError::InvalidBounds { bounds }),
            _ => Ok(()),
        }
    }

    /// g(u), its derivative g'(u), and its integral up to a constant: the term of a person in the dual objective.
    pub(super) fn at(self, u: f64) -> Link {
        match self {
            Self::Raking => raking(u),
            Self::Linear => linear(u),
            Self::TruncatedLinear(Bounds { lower, upper }) => clipped(u, lower - 1.0, upper - 1.0, linear),
            // The derivative is taken where e^u, not u, lies inside the bounds.
            Self::BoundedRaking(Bounds { lower, upper }) => clipped(u, lower.ln(), upper.ln(), raking),
            Self::Logit(Bounds { lower, upper }) => logit(u, lower, upper),
        }
    }
}

/// g(u) with its derivative and its integral.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) g: f64,
    pub(super) slope: f64,
    integral: f64,
}

fn raking(u: f64) -> Link {
    let g = u.exp();
    Link { g, slope: g, integral: g }
}

fn linear(u: f64) -> Link {
    Link { g: 1.0 + u, slope: 1.0, integral: u + u * u / 2.0 }
}

/// A link held constant below `low` and above `high`.
fn clipped(u: f64, low: f64, high: f64, link: fn(f64) -> Link) -> Link {
    let inside = u.clamp(low, high);
    let at = link(inside);
    if u == inside { at } else { Link { g: at.g, slope: 0.0, integral: at.integral + at.g * (u - inside) } }
}

/// Deville & Särndal's logistic link, written as L + (U − L) σ(A u + c) so that no exponential overflows.
fn logit(u: f64, lower: f64, upper: f64) -> Link {
    let range = upper - lower;
    let a = range / ((1.0 - lower) * (upper - 1.0));
    let start = ((1.0 - lower) / (upper - 1.0)).ln();
    let v = a * u + start;
    // σ(v) and 1 − σ(v), each without cancellation.
    let (tail, softplus) = ((-v.abs()).exp(), v.max(0.0) + (-v.abs()).exp().ln_1p());
    let (large, small) = (1.0 / (1.0 + tail), tail / (1.0 + tail));
    let (sigma, rest) = if v >= 0.0 { (large, small) } else { (small, large) };
    let softplus_start = start.max(0.0) + (-start.abs()).exp().ln_1p();
    Link {
        g: lower + range * sigma,
        slope: range * a * sigma * rest,
        integral: lower * u + range / a * (softplus - softplus_start),
    }
}

/// The solver's memory, reused from one set of base weights to the next (replicates).
///
/// λ minimises the convex dual Σ d G(x'λ) − T'λ, with G' = g; its gradient is the misfit of the kept columns. A Newton
/// step is halved until the dual decreases enough (Armijo), or, where the decrease falls below rounding, until the
/// misfit decreases. Truncated distances can make the Hessian singular, when all the persons that tell two columns apart
/// sit on a bound; a little of the Gram matrix of the base weights then regularises the *direction*. This changes the
/// path and never the answer: whether the solver has arrived is read from the achieved misfit alone.
pub struct Solver<'a> {
    dummies: &'a Dummies,
    distance: Distance,
    max_iterations: usize,
    /// Summed base weight of each pattern.
    mass: Vec<f64>,
    /// Summed weight of each pattern, mass · g.
    weight: Vec<f64>,
    lambda: Vec<f64>,
    ratio: Vec<f64>,
    slope: Vec<f64>,
    trial: Vec<f64>,
    step: Vec<f64>,
    gradient: Vec<f64>,
    achieved: Vec<f64>,
    hessian: Vec<f64>,
    gram: Vec<f64>,
    factor: Cholesky,
    iterations: usize,
}

/// Where the dual stands at one λ.
#[derive(Clone, Copy)]
struct State {
    objective: f64,
    /// Summed size of the objective's terms: what its rounding is relative to.
    size: f64,
    /// Largest relative misfit over the kept columns; NaN when a weight is not a number.
    misfit: f64,
}

/// Relative size of a pivot under which a Hessian counts as singular.
pub(super) const SINGULAR: f64 = 1e-11;
/// Misfit below which another iteration can only shuffle the last digits.
const POLISHED: f64 = 1e-15;
/// Misfit at which [`Solver::solve_near`] stops: a hundredth of [`CONVERGED`], which is what the result is held to.
pub(super) const NEAR: f64 = 1e-12;
/// Halvings of one Newton step.
const HALVINGS: usize = 60;

impl<'a> Solver<'a> {
    /// A solver for these margins and this distance; the base weights come with [`Self::set_base`].
    pub fn new(dummies: &'a Dummies, distance: Distance, max_iterations: usize) -> Self {
        let (p, n) = (dummies.n_columns(), dummies.n_patterns());
        Self {
            dummies,
            distance,
            max_iterations,
            mass: Vec::with_capacity(n),
            weight: vec![0.0; n],
            lambda: vec![0.0; p],
            ratio: vec![0.0; n],
            slope: vec![0.0; n],
            trial: vec![0.0; p],
            step: vec![0.0; p],
            gradient: vec![0.0; p],
            achieved: Vec::new(),
            hessian: Vec::new(),
            gram: Vec::new(),
            factor: Cholesky::default(),
            iterations: 0,
        }
    }

    /// Takes base weights (≥ 0, one a person). They are not checked here.
    pub fn set_base(&mut self, base: &[f64]) {
        self.dummies.sum_by_pattern(base, &mut self.mass);
        self.gram.clear();
    }

    /// Every category has base weight, and none follows from the ones before it among persons with weight.
    fn check_base(&mut self) -> Result<(), CalibrationError> {
        self.dummies.achieved_by_pattern(&self.mass, &mut self.achieved);
        let mut sums = self.dummies.categories().iter().zip(&self.achieved);
        if let Some((&(category, _), _)) = sums.find(|(_, sum)| **sum <= 0.0) {
            return Err(CalibrationError::EmptyCategory { category });
        }
        self.dummies.gram(&self.mass, &mut self.gram);
        self.factor
            .refactor(&self.gram, self.lambda.len(), SINGULAR)
            .map_err(|pivot| CalibrationError::Collinear { category: self.dummies.category_of_column(pivot.column) })
    }

    /// Tells bounds that cannot be met from a search that did not arrive.
    fn explain(&self, error: CalibrationError) -> CalibrationError {
        let (Some(bounds), CalibrationError::NotConverged { misfit, .. }) = (self.distance.bounds(), &error) else {
            return error;
        };
        match is_feasible(self.dummies, &self.mass, bounds) {
            Some(false) => {
                let tightest = tightest_bounds(self.dummies, &self.mass);
                CalibrationError::Infeasible { bounds, tightest, misfit: *misfit }
            }
            _ => error,
        }
    }

    /// Solves from λ = 0 to the last digits, and leaves λ and the ratios of the patterns in place.
    pub fn solve(&mut self) -> Result<Misfit, CalibrationError> {
        self.search(None, POLISHED)
    }

    /// Solves from a λ that is thought to be near, and stops as soon as the margins are met: for replicates, whose own
    /// spread is a billion times what another iteration would change.
    pub fn solve_near(&mut self, start: &[f64]) -> Result<Misfit, CalibrationError> {
        self.search(Some(start), NEAR)
    }

    fn search(&mut self, start: Option<&[f64]>, enough: f64) -> Result<Misfit, CalibrationError> {
        self.trial.clear();
        match start {
            Some(lambda) => self.trial.extend_from_slice(lambda),
            None => self.trial.resize(self.lambda.len(), 0.0),
        }
        self.iterations = 0;
        let mut state = self.evaluate();
        self.lambda.copy_from_slice(&self.trial);
        while self.iterations < self.max_iterations && state.misfit > enough {
            let Some(next) = self.newton(state) else {
                // The buffers hold the last trial, which was refused.
                self.trial.copy_from_slice(&self.lambda);
                self.evaluate();
                break;
            };
            self.iterations += 1;
            let polished = state.misfit <= CONVERGED && next.misfit > 0.5 * state.misfit;
            state = next;
            if polished {
                break;
            }
        }
        // Over every category, those without a column too.
        self.dummies.achieved_by_pattern(&self.weight, &mut self.achieved);
        let misfit = self.dummies.misfit_of(&self.achieved);
        // Written so that NaN is not convergence.
        if misfit.value <= CONVERGED {
            return Ok(misfit);
        }
        Err(CalibrationError::NotConverged { iterations: self.iterations, misfit })
    }

    /// One damped Newton step; `None` when no step improves anything, which also ends the search after arrival.
    fn newton(&mut self, state: State) -> Option<State> {
        self.direct()?;
        let descent: f64 = self.step.iter().zip(&self.gradient).map(|(s, g)| s * g).sum();
        let mut length = 1.0;
        for _ in 0..HALVINGS {
            self.trial.clear();
            self.trial.extend(self.lambda.iter().zip(&self.step).map(|(l, s)| l + length * s));
            let next = self.evaluate();
            let enough = next.objective <= state.objective + 1e-4 * length * descent;
            let rounding = (length * descent).abs() <= 1e-11 * state.size;
            if if rounding { next.misfit < state.misfit } else { enough } {
                self.lambda.copy_from_slice(&self.trial);
                return Some(next);
            }
            length /= 2.0;
        }
        None
    }

    /// The direction: minus the Hessian's inverse times the gradient, regularised if need be.
    fn direct(&mut self) -> Option<()> {
        let p = self.lambda.len();
        self.dummies.gram(&self.slope, &mut self.hessian);
        let mut ridge = 0.0;
        while self.factor.refactor(&self.hessian, p, SINGULAR).is_err() {
            if ridge > 1.0 {
                return None;
            }
            if self.gram.is_empty() {
                self.dummies.gram(&self.mass, &mut self.gram);
            }
            let more = if ridge == 0.0 { 1e-6 } else { 99.0 * ridge };
            for (h, g) in self.hessian.iter_mut().zip(&self.gram) {
                *h += more * g;
            }
            ridge += more;
        }
        self.step.clear();
        self.step.extend(self.gradient.iter().map(|g| -g));
        self.factor.solve(&mut self.step);
        Some(())
    }

    /// Objective, gradient, slopes and misfit at `trial`.
    fn evaluate(&mut self) -> State {
        let (mut objective, mut size) = (0.0, 0.0);
        self.gradient.clear();
        self.gradient.extend(self.dummies.totals().iter().map(|t| -t));
        for (lambda, total) in self.trial.iter().zip(self.dummies.totals()) {
            objective -= lambda * total;
            size += (lambda * total).abs();
        }
        for (pattern, columns) in self.dummies.pattern_columns().enumerate() {
            // OK because the buffers have one entry a pattern or a column.
            let mass = self.mass[pattern];
            let u = columns.iter().map(|&c| self.trial[c]).sum();
            let link = self.distance.at(u);
            self.ratio[pattern] = link.g;
            // A pattern without base weight takes no part, even where g overflows.
            let of = |value: f64| if mass > 0.0 { mass * value } else { 0.0 };
            self.weight[pattern] = of(link.g);
            self.slope[pattern] = of(link.slope);
            objective += of(link.integral);
            size += of(link.integral).abs();
            for &c in columns {
                self.gradient[c] += self.weight[pattern];
            }
        }
        let relative = |(gradient, total): (&f64, &f64)| gradient.abs() / total.max(1.0);
        let misfits = self.gradient.iter().zip(self.dummies.totals()).map(relative);
        // `f64::max` would drop a NaN.
        let misfit = misfits.fold(0.0, |worst, value| if value > worst || value.is_nan() { value } else { worst });
        State { objective, size, misfit }
    }

    /// Calibrated weights of these base weights, the ones given to [`Self::set_base`], in respondent order.
    pub fn weights(&self, base: &[f64], weights: &mut Vec<f64>) {
        weights.clear();
        let ratios = self.dummies.patterns().iter().map(|&pattern| self.ratio[pattern as usize]);
        weights.extend(base.iter().zip(ratios).map(|(d, g)| if *d > 0.0 { d * g } else { 0.0 }));
    }

    fn calibration(&self, base: &[f64]) -> Calibration {
        let mut weights = Vec::with_capacity(base.len());
        self.weights(base, &mut weights);
        let present = || self.ratio.iter().zip(&self.mass).filter(|(_, mass)| **mass > 0.0).map(|(g, _)| *g);
        Calibration {
            // OK to use min and max because convergence has excluded NaN.
            g_min: present().fold(f64::INFINITY, f64::min),
            g_max: present().fold(f64::NEG_INFINITY, f64::max),
            lambda: self.lambda.clone(),
            iterations: self.iterations,
            misfit: self.dummies.misfit(&weights),
            weights,
        }
    }
}
