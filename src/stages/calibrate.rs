//! Calibration: a valid wave → weights that meet its margins, and the design that every variance of the wave is computed in.

mod findings;

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use self::findings::{Failure, Names};
use crate::error::{Finding, Place};
use crate::stats::calibration::{self, Bounds, Calibration, CalibrationError, Distance};
use crate::stats::dummies::{Dummies, Margin};
use crate::stats::kish::kish;
use crate::stats::linearise::{Clusters, Design, LonelyPsu};
use crate::stats::trim::{Trimmed, trim_and_recalibrate};
use crate::survey::margin::Margins;
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
    /// The multipliers of the calibration, before any cap: where every replicate starts.
    pub lambda: Vec<f64>,
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
    let failed = |error| Failure { names: &names, dummies: &dummies, base: &base }.findings(&error);
    let found = calibration::calibrate(&base, &dummies, options.distance(), options.max_iterations).map_err(failed)?;
    let lambda = found.lambda.clone();
    let weighted = match options.trim {
        None => Weighted::from(found),
        Some(trim) => trimmed(&base, &dummies, trim, found, &names)?,
    };
    let clusters = clusters(&wave, options.lonely_psu);
    let design = Design::new(&base, &weighted.weights, Some(&dummies), clusters.as_ref())
        .map_err(|e| vec![names.design_finding(&e, &wave)])?;
    let margin_rows = margin_rows(&wave, &weighted.weights, margins, &key);
    let weighting_row = weighting_row(&weighted, margins, &key, options).ok_or_else(|| vec![names.weightless()])?;
    let weights = weighted.weights;
    Ok(CalibratedWave { key, wave, base_weights: base, weights, lambda, design, margin_rows, weighting_row })
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
