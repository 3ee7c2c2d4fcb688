//! Calibration: a valid wave → weights that meet its margins, and the design that every variance of the wave is computed in.

use std::collections::HashMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Finding, Place};
use crate::stats::calibration::{self, Calibration, CalibrationError, Distance};
use crate::stats::dummies::{Category, Dummies, Margin, MarginError};
use crate::stats::kish::kish;
use crate::stats::linearise::{Clusters, Design, DesignError, LonelyPsu};
use crate::survey::margin::Margins;
use crate::survey::results::{EditionKey, MarginRow, WeightingRow};
use crate::survey::wave::Wave;

/// Options of the stage.
#[derive(Clone, Debug)]
pub struct CalibrateOptions {
    /// The distance.
    pub method: CalibrationMethod,
    /// Newton iterations before the run is refused.
    pub max_iterations: usize,
}

/// Distance between base and calibrated weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalibrationMethod {
    /// g = exp(u): the classic raking ratio.
    Raking,
}

impl CalibrationMethod {
    /// The word of the configuration and of the table `weighting`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Raking => "raking",
        }
    }

    /// The same for the statistics.
    pub(super) fn distance(self) -> Distance {
        match self {
            Self::Raking => Distance::Raking,
        }
    }
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
    let names = Names { margins, file: margins_file, key: &key };
    let base: Vec<f64> = wave.respondents.iter().map(|r| r.base_weight).collect();
    let dummies = Dummies::new(&columns(&wave, margins)).map_err(|e| vec![names.margin_finding(&e)])?;
    let base = calibration::scale_to_total(&base, margins.population_total)
        .map_err(|e| vec![names.calibration_finding(&e)])?;
    let found = calibration::calibrate(&base, &dummies, options.method.distance(), options.max_iterations)
        .map_err(|e| vec![names.calibration_finding(&e)])?;
    let clusters = clusters(&wave);
    let design = Design::new(&base, &found.weights, Some(&dummies), clusters.as_ref())
        .map_err(|e| vec![names.design_finding(&e)])?;
    let margin_rows = margin_rows(&wave, &found.weights, margins, &key);
    let weighting_row = weighting_row(&found, margins, &key, options.method)
        .ok_or_else(|| vec![Finding::refuse("weights", names.place(), "every calibrated weight is zero")])?;
    Ok(CalibratedWave { key, wave, base_weights: base, weights: found.weights, design, margin_rows, weighting_row })
}

fn columns(wave: &Wave, margins: &Margins) -> Vec<Margin> {
    let column = |i: usize| wave.respondents.iter().map(|r| r.margins.get(i).copied()).collect();
    let variables = margins.variables.iter().enumerate();
    variables
        .map(|(i, variable)| Margin {
            categories: column(i),
            totals: variable.categories.iter().map(|c| c.share * margins.population_total).collect(),
        })
        .collect()
}

/// Strata and sampling units where the wave declares either; a wave without strata is one stratum, without units each person is one.
fn clusters(wave: &Wave) -> Option<Clusters> {
    let respondents = &wave.respondents;
    let strata = codes(respondents.iter().map(|r| r.stratum.as_deref()));
    let psus = codes(respondents.iter().map(|r| r.psu.as_deref()));
    if strata.is_none() && psus.is_none() {
        return None;
    }
    let n = respondents.len();
    let own = || (0..n).map(|i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
    Some(Clusters {
        strata: strata.unwrap_or_else(|| vec![0; n]),
        psus: psus.unwrap_or_else(own),
        lonely: LonelyPsu::Fail,
    })
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
    let n = wave.respondents.len() as f64;
    let total: f64 = weights.iter().sum();
    let mut rows = Vec::new();
    for (v, variable) in margins.variables.iter().enumerate() {
        let mut persons = vec![0_i64; variable.categories.len()];
        let mut weighted = vec![0.0; variable.categories.len()];
        for (respondent, weight) in wave.respondents.iter().zip(weights) {
            if let Some(&c) = respondent.margins.get(v) {
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
                unweighted_share: 100.0 * persons[c] as f64 / n,
                weighted_share: 100.0 * weighted[c] / total,
                n: persons[c],
            });
        }
    }
    rows
}

fn weighting_row(
    found: &Calibration,
    margins: &Margins,
    key: &EditionKey,
    method: CalibrationMethod,
) -> Option<WeightingRow> {
    let everybody = 0..u32::try_from(found.weights.len()).ok()?;
    let base = kish(everybody, &found.weights)?;
    Some(WeightingRow {
        edition: key.clone(),
        method: method.as_str().to_owned(),
        population_total: margins.population_total,
        n: i64::try_from(base.n).ok()?,
        n_eff: base.n_eff,
        deff: base.deff,
        g_min: found.g_min,
        g_max: found.g_max,
        iterations: i64::try_from(found.iterations).ok()?,
        misfit: found.misfit.value,
    })
}

/// Puts names on the positions that the statistics speak of.
struct Names<'a> {
    margins: &'a Margins,
    file: &'a Path,
    key: &'a EditionKey,
}

impl Names<'_> {
    fn place(&self) -> Place {
        Place::file(self.file)
    }

    fn category(&self, at: Category) -> String {
        let variable = self.margins.variables.get(at.variable);
        let category = variable.and_then(|v| v.categories.get(at.category));
        match (variable, category) {
            (Some(variable), Some(category)) => format!("category `{}` of `{}`", category.code, variable.id),
            _ => format!("category {} of margin {}", at.category + 1, at.variable + 1),
        }
    }

    fn category_place(&self, at: Category) -> Place {
        let category = self.margins.variables.get(at.variable).and_then(|v| v.categories.get(at.category));
        category.map_or_else(|| self.place(), |c| c.place.clone())
    }

    fn variable(&self, at: usize) -> String {
        self.margins.variables.get(at).map_or_else(|| format!("margin {}", at + 1), |v| format!("`{}`", v.id))
    }

    fn margin_finding(&self, error: &MarginError) -> Finding {
        let edition = &self.key.edition;
        match error {
            MarginError::EmptyCategory { category } => self.empty_category(*category),
            MarginError::TotalsDisagree { first, second, first_total, second_total } => {
                let problem = format!(
                    "{} adds up to {first_total} and {} to {second_total}",
                    self.variable(*first),
                    self.variable(*second)
                );
                Finding::refuse("margin-totals", self.place(), problem)
                    .expected("margins that agree on the population total")
            }
            MarginError::Collinear { category, total, implied } => {
                let problem = format!(
                    "in edition `{edition}` {} follows from the other categories, which imply {implied:.0} persons, not {total:.0}",
                    self.category(*category)
                );
                Finding::refuse("margin-collinear", self.category_place(*category), problem)
                    .expected("margins that one sample can meet together")
                    .hint("merge two categories, or leave one of the variables out")
            }
            other => Finding::refuse("margin", self.place(), format!("edition `{edition}`: {other}")),
        }
    }

    fn empty_category(&self, category: Category) -> Finding {
        let problem = format!("no respondent of edition `{}` is in {}", self.key.edition, self.category(category));
        Finding::refuse("margin-unreachable", self.category_place(category), problem)
            .expected("at least one respondent in every category of the margins")
            .hint("merge the category into its neighbour with `merges:`, or check the codes of the wave")
    }

    fn calibration_finding(&self, error: &CalibrationError) -> Finding {
        let edition = &self.key.edition;
        match error {
            CalibrationError::EmptyCategory { category } => self.empty_category(*category),
            CalibrationError::NotConverged { iterations, misfit } => {
                let problem = format!(
                    "the weights of edition `{edition}` do not meet the margins after {iterations} iterations: {} is off by {:.2e} relative",
                    self.category(misfit.category),
                    misfit.value
                );
                Finding::refuse("margin-unreachable", self.category_place(misfit.category), problem)
                    .expected("margins that the sample can meet")
                    .hint(
                        "merge rare categories with `merges:`; two variables may contradict each other in this sample",
                    )
            }
            CalibrationError::Collinear { category } => {
                let problem = format!(
                    "in edition `{edition}` {} follows from the categories before it",
                    self.category(*category)
                );
                Finding::refuse("margin-collinear", self.category_place(*category), problem)
                    .expected("margins that do not repeat each other")
                    .hint("leave one of the variables out")
            }
            other => Finding::refuse("calibration", self.place(), format!("edition `{edition}`: {other}")),
        }
    }

    fn design_finding(&self, error: &DesignError) -> Finding {
        Finding::refuse("design", self.place(), format!("edition `{}`: {error}", self.key.edition))
    }
}
