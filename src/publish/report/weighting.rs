//! How the run weighs and resamples, for the fiche technique to say in words: the options of the plan, and the replicates
//! counted.

use serde::Serialize;

use crate::publish::view::View;
use crate::stages::replicate::FAILED_AT_MOST;
use crate::stats::calibration::CONVERGED;

/// Options of the calibration and of the bootstrap.
#[derive(Serialize)]
pub struct WeightingMethod {
    /// Word of the configuration.
    pub method: &'static str,
    /// Bounds of the ratio of calibrated to base weight.
    pub bounds: Option<[String; 2]>,
    /// Cap on the weights.
    pub trim: Option<Trim>,
    /// Newton iterations at most.
    pub max_iterations: usize,
    /// Largest relative misfit of a category, a power of ten.
    pub misfit: String,
    /// Whether the deliveries declare strata.
    pub strata: bool,
    /// Whether they declare sampling units.
    pub units: bool,
    /// Policy for a stratum with a single unit.
    pub lonely: &'static str,
    /// Failed replicates that a run accepts at most.
    pub failed_at_most: String,
    /// Replicates of each edition.
    pub replicates: Vec<Replicates>,
}

/// A cap.
#[derive(Serialize)]
pub struct Trim {
    /// In mean weights.
    pub cap: String,
    /// Rounds of capping and calibrating again.
    pub max_rounds: usize,
    /// Misfit accepted for its sake, where it is more than that of the calibration.
    pub max_misfit: Option<String>,
}

/// The replicates of one edition.
#[derive(Serialize)]
pub struct Replicates {
    /// Edition.
    pub edition: String,
    /// Replicates asked for.
    pub asked: String,
    /// Those that could not be calibrated.
    pub failed: String,
    /// Whether the edition needs any.
    pub made: bool,
}

impl WeightingMethod {
    /// The options of a view's plan, and its counts.
    pub fn new(view: &View<'_>) -> Self {
        let (options, numbers, layout) = (&view.plan.calibrate, view.numbers, &view.plan.codebook.layout);
        let as_written = |value: f64| numbers.as_written(value);
        let trim = |trim: crate::plan::Trim| Trim {
            cap: as_written(trim.cap),
            max_rounds: trim.max_rounds,
            max_misfit: (trim.max_misfit > CONVERGED).then(|| numbers.percent(100.0 * trim.max_misfit, 2)),
        };
        let replicates = view.results.replicates.iter().map(|row| Replicates {
            edition: row.edition.edition.to_string(),
            asked: numbers.count(row.replicates),
            failed: numbers.count(row.failed),
            made: row.replicates > 0,
        });
        Self {
            method: options.method.as_str(),
            bounds: options.bounds.map(|bounds| [as_written(bounds.lower), as_written(bounds.upper)]),
            trim: options.trim.map(trim),
            max_iterations: options.max_iterations,
            misfit: numbers.power_of_ten(CONVERGED),
            strata: layout.stratum.is_some(),
            units: layout.psu.is_some(),
            lonely: options.lonely_psu_word(),
            failed_at_most: numbers.percent(100.0 * FAILED_AT_MOST, 0),
            replicates: replicates.collect(),
        }
    }
}
