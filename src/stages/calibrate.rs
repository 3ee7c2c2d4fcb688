//! Calibration: a valid wave → weights that meet its margins, and the design that every variance of the wave is computed in.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Finding, Place};
use crate::messages::{Arg, Message, msg};
use crate::stats::bounds::{is_feasible, tightest_bounds};
use crate::stats::calibration::{self, Bounds, Calibration, CalibrationError, Distance};
use crate::stats::dummies::{Category, Dummies, Margin, MarginError, Misfit};
use crate::stats::kish::kish;
use crate::stats::linearise::{Clusters, Design, DesignError, LonelyPsu};
use crate::stats::trim::{Trimmed, trim_and_recalibrate};
use crate::survey::margin::Margins;
use crate::survey::raw::shown;
use crate::survey::results::{EditionKey, MarginRow, WeightingRow};
use crate::survey::wave::Wave;

/// Options of the stage.
#[derive(Clone, Debug)]
pub struct CalibrateOptions {
    /// The distance.
    pub method: CalibrationMethod,
    /// Bounds of the ratio of calibrated to base weight; there when the method is bounded, and only then.
    pub bounds: Option<Bounds>,
    /// Cap on the weights; with raking alone.
    pub trim: Option<Trim>,
    /// Newton iterations before the run is refused.
    pub max_iterations: usize,
    /// What to do with a stratum that has a single sampling unit.
    pub lonely_psu: LonelyPsu,
    /// Where the pipeline says so, for findings.
    pub places: OptionPlaces,
}

/// A cap on the weights, held by trimming and calibrating again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trim {
    /// Largest weight, in mean weights of the wave; > 1.
    pub cap: f64,
    /// Rounds of capping and calibrating again.
    pub max_rounds: usize,
    /// Largest relative misfit of the margins that is accepted for the sake of the cap.
    pub max_misfit: f64,
}

/// Where each option stands in the pipeline; of one that is left out, the place of what it is left out of.
#[derive(Clone, Debug)]
pub struct OptionPlaces {
    /// `method`.
    pub method: Place,
    /// `bounds`.
    pub bounds: Place,
    /// `trim`.
    pub trim: Place,
    /// `max_iterations`.
    pub max_iterations: Place,
    /// `lonely_psu`.
    pub lonely_psu: Place,
}

impl OptionPlaces {
    /// All at one place, for a plan that no pipeline file stands behind.
    pub fn all_at(place: &Place) -> Self {
        let [method, bounds, trim, max_iterations, lonely_psu] = std::array::from_fn(|_| place.clone());
        Self { method, bounds, trim, max_iterations, lonely_psu }
    }
}

/// Distance between base and calibrated weights, as the word of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalibrationMethod {
    /// g = exp(u): the classic raking ratio.
    Raking,
    /// g = 1 + u; refused where a weight turns out negative.
    Linear,
    /// g = 1 + u within bounds.
    TruncatedLinear,
    /// The logistic curve between bounds.
    Logit,
    /// g = exp(u) within bounds.
    BoundedRaking,
}

impl CalibrationMethod {
    /// Every method.
    pub const EVERY: [Self; 5] = [Self::Raking, Self::Linear, Self::TruncatedLinear, Self::Logit, Self::BoundedRaking];

    /// The word of the configuration and of the table `weighting`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Raking => "raking",
            Self::Linear => "linear",
            Self::TruncatedLinear => "truncated_linear",
            Self::Logit => "logit",
            Self::BoundedRaking => "bounded_raking",
        }
    }

    /// Whether it takes bounds.
    pub fn is_bounded(self) -> bool {
        matches!(self, Self::TruncatedLinear | Self::Logit | Self::BoundedRaking)
    }
}

impl CalibrateOptions {
    /// The distance with its bounds.
    pub fn distance(&self) -> Distance {
        // OK because `config` refuses a bounded method without bounds; the solver refuses these, so that nothing goes unbounded.
        let bounds = self.bounds.unwrap_or(Bounds { lower: 1.0, upper: 1.0 });
        match self.method {
            CalibrationMethod::Raking => Distance::Raking,
            CalibrationMethod::Linear => Distance::Linear,
            CalibrationMethod::TruncatedLinear => Distance::TruncatedLinear(bounds),
            CalibrationMethod::Logit => Distance::Logit(bounds),
            CalibrationMethod::BoundedRaking => Distance::BoundedRaking(bounds),
        }
    }

    /// The method as the tables and the manifest name it: `raking`, `logit [0.5, 2]`, `raking, no weight above 3 means`.
    pub fn describe(&self) -> String {
        let mut text = self.method.as_str().to_owned();
        if let Some(bounds) = self.bounds {
            text.push_str(&format!(" {}", Shown(bounds)));
        }
        if let Some(trim) = self.trim {
            text.push_str(&format!(", no weight above {} means", trim.cap));
        }
        text
    }

    /// The policy for lonely sampling units, as the configuration names it.
    pub fn lonely_psu_word(&self) -> &'static str {
        match self.lonely_psu {
            LonelyPsu::Fail => "fail",
            LonelyPsu::Certainty => "certainty",
            LonelyPsu::Adjust => "adjust",
            LonelyPsu::Average => "average",
        }
    }
}

/// Bounds as they are written in the pipeline.
struct Shown(Bounds);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {}]", self.0.lower, self.0.upper)
    }
}

/// Bounds with two decimals, a little wider than exact ones: these can be asked for.
fn outwards(bounds: Bounds) -> Shown {
    // Wider than the linear programme is exact, and never so narrow as to hold 1 on their edge.
    const SLACK: f64 = 1e-8;
    let lower = ((bounds.lower - SLACK) * 100.0).floor().max(0.0) / 100.0;
    let upper = ((bounds.upper + SLACK) * 100.0).ceil() / 100.0;
    Shown(Bounds { lower, upper })
}

/// A wave with its weights.
#[derive(Debug)]
pub struct CalibratedWave {
    /// Edition and field dates.
    pub key: EditionKey,
    /// The respondents.
    pub wave: Wave,
    /// Base weights scaled to the population total, in respondent order.
    pub base_weights: Vec<f64>,
    /// Calibrated weights, in respondent order.
    pub weights: Vec<f64>,
    /// The design of the variances.
    pub design: Design,
    /// Shares of each category before and after.
    pub margin_rows: Vec<MarginRow>,
    /// Diagnostics.
    pub weighting_row: WeightingRow,
}

/// Calibrates one wave to its margins.
///
/// # Errors
/// Findings at the margins file: a category without respondent, margins that disagree, no convergence. Never weights that
/// miss a margin by more than [`calibration::CONVERGED`].
pub fn calibrate(
    wave: Wave,
    key: EditionKey,
    margins: &Margins,
    margins_file: &Path,
    options: &CalibrateOptions,
) -> Result<CalibratedWave, Vec<Finding>> {
    let names = Names { margins, file: margins_file, key: &key, options };
    let base: Vec<f64> = wave.respondents.iter().map(|r| r.base_weight).collect();
    let dummies = Dummies::new(&columns(&wave, margins)).map_err(|e| vec![names.margin_finding(&e)])?;
    let base =
        calibration::scale_to_total(&base, margins.population_total).map_err(|e| vec![names.base_finding(&e)])?;
    let failed = |error| vec![Failure { names: &names, dummies: &dummies, base: &base }.finding(&error)];
    let found = calibration::calibrate(&base, &dummies, options.distance(), options.max_iterations).map_err(failed)?;
    let weighted = match options.trim {
        None => Weighted::from(found),
        Some(trim) => trimmed(&base, &dummies, trim, found, &names)?,
    };
    let clusters = clusters(&wave, options.lonely_psu);
    let design = Design::new(&base, &weighted.weights, Some(&dummies), clusters.as_ref())
        .map_err(|e| vec![names.design_finding(&e, &wave)])?;
    let margin_rows = margin_rows(&wave, &weighted.weights, margins, &key);
    let weighting_row = weighting_row(&weighted, margins, &key, options).ok_or_else(|| vec![names.weightless()])?;
    Ok(CalibratedWave { key, wave, base_weights: base, weights: weighted.weights, design, margin_rows, weighting_row })
}

/// The weights of a wave and their diagnostics.
struct Weighted {
    weights: Vec<f64>,
    g_min: f64,
    g_max: f64,
    iterations: usize,
    misfit: f64,
}

impl From<Calibration> for Weighted {
    fn from(found: Calibration) -> Self {
        let Calibration { weights, g_min, g_max, iterations, misfit, .. } = found;
        Self { weights, g_min, g_max, iterations, misfit: misfit.value }
    }
}

/// Weights of which none exceeds the cap; the cap counts mean weights of the persons present.
fn hold_cap(base: &[f64], dummies: &Dummies, trim: Trim, max_iterations: usize) -> Result<Trimmed, CalibrationError> {
    let present = || base.iter().filter(|d| **d > 0.0);
    let cap = trim.cap * present().sum::<f64>() / present().count() as f64;
    trim_and_recalibrate(base, dummies, cap, max_iterations, trim.max_rounds)
}

/// Holds the cap by trimming and calibrating again; what the margins then miss is reported, and refused beyond what the
/// pipeline accepts. Iterations stay those of the first calibration.
fn trimmed(
    base: &[f64],
    dummies: &Dummies,
    trim: Trim,
    found: Calibration,
    names: &Names<'_>,
) -> Result<Weighted, Vec<Finding>> {
    let kept = hold_cap(base, dummies, trim, names.options.max_iterations)
        .map_err(|error| vec![names.cap_finding(trim, &error)])?;
    // Written so that NaN is refused.
    let met = kept.misfit.value <= trim.max_misfit;
    if !met {
        return Err(vec![names.misfit_finding(trim, kept.rounds, kept.misfit)]);
    }
    let ratios = || base.iter().zip(&kept.weights).filter(|(d, _)| **d > 0.0).map(|(d, w)| w / d);
    Ok(Weighted {
        // OK to use min and max because the misfit has excluded NaN.
        g_min: ratios().fold(f64::INFINITY, f64::min),
        g_max: ratios().fold(f64::NEG_INFINITY, f64::max),
        iterations: found.iterations,
        misfit: kept.misfit.value,
        weights: kept.weights,
    })
}

fn columns(wave: &Wave, margins: &Margins) -> Vec<Margin> {
    let column = |i: usize| wave.respondents.iter().map(|r| r.margins.get(i).copied().flatten()).collect();
    let variables = margins.variables.iter().enumerate();
    variables
        .map(|(i, variable)| Margin {
            categories: column(i),
            totals: variable.categories.iter().map(|c| c.share * variable.total).collect(),
        })
        .collect()
}

/// Strata and sampling units where the wave declares either; a wave without strata is one stratum, without units each person is one.
fn clusters(wave: &Wave, lonely: LonelyPsu) -> Option<Clusters> {
    let respondents = &wave.respondents;
    let strata = codes(respondents.iter().map(|r| r.stratum.as_deref()));
    let psus = codes(respondents.iter().map(|r| r.psu.as_deref()));
    if strata.is_none() && psus.is_none() {
        return None;
    }
    let n = respondents.len();
    let own = || (0..n).map(|i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
    Some(Clusters { strata: strata.unwrap_or_else(|| vec![0; n]), psus: psus.unwrap_or_else(own), lonely })
}

/// Numbers the codes in the order they come; `None` when any person has none.
fn codes<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Option<Vec<u32>> {
    let mut known: HashMap<&str, u32> = HashMap::new();
    texts
        .map(|text| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            text.map(|text| *known.entry(text).or_insert(next))
        })
        .collect()
}

fn margin_rows(wave: &Wave, weights: &[f64], margins: &Margins, key: &EditionKey) -> Vec<MarginRow> {
    let mut rows = Vec::new();
    for (v, variable) in margins.variables.iter().enumerate() {
        let mut persons = vec![0_i64; variable.categories.len()];
        let mut weighted = vec![0.0; variable.categories.len()];
        // Of the universe of the margin.
        let (mut n, mut total) = (0_i64, 0.0);
        for (respondent, weight) in wave.respondents.iter().zip(weights) {
            if let Some(c) = respondent.margins.get(v).copied().flatten() {
                n += 1;
                total += weight;
                persons[usize::from(c)] += 1; // OK because validation gives positions of `categories`
                weighted[usize::from(c)] += weight;
            }
        }
        for (c, category) in variable.categories.iter().enumerate() {
            rows.push(MarginRow {
                edition: key.clone(),
                variable: variable.id.clone(),
                category: category.code.clone(),
                target_share: 100.0 * category.share,
                unweighted_share: 100.0 * persons[c] as f64 / n as f64,
                weighted_share: 100.0 * weighted[c] / total,
                n: persons[c],
            });
        }
    }
    rows
}

fn weighting_row(
    found: &Weighted,
    margins: &Margins,
    key: &EditionKey,
    options: &CalibrateOptions,
) -> Option<WeightingRow> {
    let everybody = 0..u32::try_from(found.weights.len()).ok()?;
    let base = kish(everybody, &found.weights)?;
    Some(WeightingRow {
        edition: key.clone(),
        method: options.describe(),
        population_total: margins.population_total,
        n: i64::try_from(base.n).ok()?,
        n_eff: base.n_eff,
        deff: base.deff,
        g_min: found.g_min,
        g_max: found.g_max,
        iterations: i64::try_from(found.iterations).ok()?,
        misfit: found.misfit,
    })
}

/// A relative misfit as people read it: in percent, to three digits.
fn percent(misfit: f64) -> Arg {
    let percent = 100.0 * misfit;
    if (0.001..1e6).contains(&percent) {
        // OK because such a number has at most five zeros after the point, and log10 of it is small.
        let decimals = (2 - percent.log10().floor() as i32).max(0) as usize;
        Arg::decimal(percent, decimals)
    } else {
        Arg::Decimal(format!("{percent:.2e}"))
    }
}

/// Puts names on the positions that the statistics speak of.
struct Names<'a> {
    margins: &'a Margins,
    file: &'a Path,
    key: &'a EditionKey,
    options: &'a CalibrateOptions,
}

impl Names<'_> {
    fn place(&self) -> Place {
        Place::file(self.file)
    }

    fn category(&self, at: Category) -> Message {
        let variable = self.margins.variables.get(at.variable);
        let category = variable.and_then(|v| v.categories.get(at.category));
        match (variable, category) {
            (Some(variable), Some(category)) => {
                msg!("category-of", category = &category.code, variable = variable.id.as_str())
            }
            _ => msg!("category-at", category = at.category + 1, variable = at.variable + 1),
        }
    }

    fn category_place(&self, at: Category) -> Place {
        let category = self.margins.variables.get(at.variable).and_then(|v| v.categories.get(at.category));
        category.map_or_else(|| self.place(), |c| c.place.clone())
    }

    fn variable(&self, at: usize) -> Message {
        let variable = self.margins.variables.get(at);
        variable.map_or_else(|| msg!("margin-at", variable = at + 1), |v| msg!("called-name", name = v.id.as_str()))
    }

    fn margin_finding(&self, error: &MarginError) -> Finding {
        let edition = self.key.edition.as_str();
        match error {
            MarginError::EmptyCategory { category } => self.empty_category(*category),
            MarginError::TotalsDisagree { first, second, first_total, second_total } => {
                let problem = msg!(
                    "margin-totals",
                    first = self.variable(*first),
                    first_total = Arg::Decimal(first_total.to_string()),
                    second = self.variable(*second),
                    second_total = Arg::Decimal(second_total.to_string()),
                );
                Finding::refuse("margin-totals", self.place(), problem)
                    .expected(msg!("expect-same-totals"))
                    .hint(msg!("hint-same-totals"))
            }
            MarginError::Collinear { category, total, implied } => {
                let problem = msg!(
                    "category-implied",
                    edition,
                    category = self.category(*category),
                    implied = Arg::decimal(*implied, 0),
                    total = Arg::decimal(*total, 0),
                );
                Finding::refuse("margin-collinear", self.category_place(*category), problem)
                    .expected(msg!("expect-joint-margins"))
                    .hint(msg!("hint-merge-two"))
            }
            other => Finding::refuse("margin", self.place(), msg!("edition-fault", edition, fault = other.to_string()))
                .hint(msg!("hint-weights-or-margins")),
        }
    }

    fn empty_category(&self, category: Category) -> Finding {
        let problem = msg!("category-empty", edition = self.key.edition.as_str(), category = self.category(category));
        Finding::refuse("margin-unreachable", self.category_place(category), problem)
            .expected(msg!("expect-respondent-each"))
            .hint(msg!("hint-merge-or-check"))
    }

    fn base_finding(&self, error: &CalibrationError) -> Finding {
        let problem = msg!("edition-fault", edition = self.key.edition.as_str(), fault = self.fault(error));
        Finding::refuse("calibration", self.place(), problem).hint(msg!("hint-weights-or-margins"))
    }

    fn weightless(&self) -> Finding {
        Finding::refuse("weights", self.place(), msg!("weights-all-zero")).hint(msg!("hint-weights-or-margins"))
    }

    /// An error of the statistics as part of a message; those that `config` and `stages::validate` rule out stay in English.
    fn fault(&self, error: &CalibrationError) -> Message {
        match error {
            CalibrationError::ZeroWeights => msg!("base-weights-all-zero"),
            CalibrationError::NotConverged { misfit, .. } | CalibrationError::Infeasible { misfit, .. } => {
                self.missed(*misfit)
            }
            other => msg!("verbatim", text = other.to_string()),
        }
    }

    /// A category that is missed, with how far and where it stands.
    fn missed(&self, misfit: Misfit) -> Message {
        let place = self.category_place(misfit.category).to_string();
        msg!("category-missed", category = self.category(misfit.category), place, percent = percent(misfit.value))
    }

    /// No weights at all can meet the margins.
    fn contradiction(&self, misfit: Misfit) -> Finding {
        let problem = msg!(
            "margins-contradict",
            edition = self.key.edition.as_str(),
            category = self.category(misfit.category),
            percent = percent(misfit.value),
        );
        Finding::refuse("margin-unreachable", self.category_place(misfit.category), problem)
            .expected(msg!("expect-reachable-margins"))
            .hint(msg!("hint-contradiction"))
    }

    fn cap_finding(&self, trim: Trim, error: &CalibrationError) -> Finding {
        let (edition, cap) = (self.key.edition.as_str(), Arg::Decimal(trim.cap.to_string()));
        let problem = msg!("cap-fails", edition, cap, fault = self.fault(error));
        Finding::refuse("trim", self.options.places.trim.clone(), problem).hint(msg!("hint-raise-cap"))
    }

    fn misfit_finding(&self, trim: Trim, rounds: usize, misfit: Misfit) -> Finding {
        let (edition, cap) = (self.key.edition.as_str(), Arg::Decimal(trim.cap.to_string()));
        let problem = msg!("cap-misses", cap, edition, rounds, missed = self.missed(misfit));
        Finding::refuse("trim", self.options.places.trim.clone(), problem)
            .expected(msg!(
                "expect-misfit",
                percent = Arg::Decimal(format!("{:e}", 100.0 * trim.max_misfit)),
                misfit = format!("{:e}", trim.max_misfit),
            ))
            .hint(msg!("hint-cap-misfit"))
    }

    fn design_finding(&self, error: &DesignError, wave: &Wave) -> Finding {
        let edition = self.key.edition.as_str();
        let DesignError::LonelyPsu { stratum } = error else {
            let problem = msg!("edition-fault", edition, fault = error.to_string());
            return Finding::refuse("design", self.place(), problem).hint(msg!("hint-weights-or-margins"));
        };
        let strata = codes(wave.respondents.iter().map(|r| r.stratum.as_deref()));
        let person = strata.and_then(|strata| strata.iter().position(|code| code == stratum));
        let named = person.and_then(|person| wave.respondents.get(person)?.stratum.as_deref());
        let problem = match named {
            Some(code) => msg!("lonely-stratum", stratum = shown(code), edition),
            None => msg!("lonely-edition", edition),
        };
        Finding::refuse("lonely-psu", self.options.places.lonely_psu.clone(), problem)
            .expected(msg!("expect-two-units"))
            .hint(msg!("hint-lonely"))
    }
}

/// A calibration that gave no weights, with what is needed to say why.
struct Failure<'a> {
    names: &'a Names<'a>,
    dummies: &'a Dummies,
    base: &'a [f64],
}

impl Failure<'_> {
    fn finding(&self, error: &CalibrationError) -> Finding {
        let (names, edition) = (self.names, self.names.key.edition.as_str());
        match error {
            CalibrationError::EmptyCategory { category } => names.empty_category(*category),
            CalibrationError::NotConverged { iterations, misfit } => self.not_converged(*iterations, *misfit),
            CalibrationError::Infeasible { bounds, tightest, misfit } => self.infeasible(*bounds, *tightest, *misfit),
            CalibrationError::NegativeWeights { count, .. } => self.negative(*count),
            CalibrationError::Collinear { category } => {
                let problem = msg!("category-redundant", edition, category = names.category(*category));
                Finding::refuse("margin-collinear", names.category_place(*category), problem)
                    .expected(msg!("expect-independent-margins"))
                    .hint(msg!("hint-drop-variable"))
            }
            other => names.base_finding(other),
        }
    }

    fn mass(&self) -> Vec<f64> {
        let mut mass = Vec::new();
        self.dummies.sum_by_pattern(self.base, &mut mass);
        mass
    }

    /// Whether it is certain that no weights of zero or more meet the margins.
    fn is_contradiction(&self) -> bool {
        let any = Bounds { lower: 0.0, upper: f64::INFINITY };
        is_feasible(self.dummies, &self.mass(), any) == Some(false)
    }

    /// The search gave up: because there is nothing to find, or too early.
    fn not_converged(&self, iterations: usize, misfit: Misfit) -> Finding {
        if self.is_contradiction() {
            return self.names.contradiction(misfit);
        }
        let edition = self.names.key.edition.as_str();
        let problem = msg!("not-converged", edition, iterations, missed = self.names.missed(misfit));
        let finding = Finding::refuse("not-converged", self.names.options.places.max_iterations.clone(), problem);
        match tightest_bounds(self.dummies, &self.mass()) {
            Some(tightest) => {
                let bounds = &outwards(tightest).to_string();
                let finding = finding.expected(msg!("expect-iterations", bounds));
                finding.hint(msg!("hint-iterations-or-bounds", bounds))
            }
            None => finding.hint(msg!("hint-iterations-or-merge")),
        }
    }

    /// The bounds are too tight, or no bounds would do.
    fn infeasible(&self, bounds: Bounds, tightest: Option<Bounds>, misfit: Misfit) -> Finding {
        if tightest.is_none() && self.is_contradiction() {
            return self.names.contradiction(misfit);
        }
        let (bounds, edition) = (Shown(bounds).to_string(), self.names.key.edition.as_str());
        let problem = match tightest {
            None => msg!("bounds-infeasible", bounds, edition),
            Some(tightest) => {
                msg!("bounds-infeasible-tightest", bounds, edition, tightest = outwards(tightest).to_string())
            }
        };
        Finding::refuse("bounds-infeasible", self.names.options.places.bounds.clone(), problem)
            .expected(msg!("expect-feasible-bounds", missed = self.names.missed(misfit)))
            .hint(msg!("hint-widen-bounds"))
    }

    fn negative(&self, count: usize) -> Finding {
        let edition = self.names.key.edition.as_str();
        let problem = msg!("negative-weights", count, total = self.base.len(), edition);
        let finding = Finding::refuse("negative-weights", self.names.options.places.method.clone(), problem)
            .expected(msg!("expect-weights-from-zero"));
        match tightest_bounds(self.dummies, &self.mass()) {
            Some(tightest) => finding.hint(msg!("hint-bounded-method", bounds = outwards(tightest).to_string())),
            None if self.is_contradiction() => finding.hint(msg!("hint-no-weights")),
            None => finding.hint(msg!("hint-raking")),
        }
    }
}
