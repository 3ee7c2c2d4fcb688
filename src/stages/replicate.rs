//! Bootstrap replicates: every level by sector, dimension, side and measure, once for each set of resampled weights.
//!
//! A replicate multiplies the base weights of the respondents by random numbers, calibrates again to the same margins and
//! computes the levels with the new weights. What a respondent draws depends on the seed, the panel (or else the wave), the
//! replicate and the respondent's id alone; replicates are collected in their order. Threads change nothing.
//!
//! Only what a composite ranks is computed: the dimensions, by sector of the frame. An edition without dimensions needs no
//! replicate and makes none.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use super::calibrate::{CalibrateOptions, CalibratedWave};
use super::score::{Cell, Domains, ScoredSubject, Scorer, subjects};
use crate::error::{Finding, Place};
use crate::messages::{Arg, msg};
use crate::stats::calibration;
use crate::stats::dummies::Dummies;
use crate::stats::replicate::{Multipliers, Recalibrator};
use crate::stats::rng::Draws;
use crate::survey::codebook::Codebook;
use crate::survey::ids::{Measure, SubjectType};
use crate::survey::registry::Edition;

/// Options of the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplicateOptions {
    /// Number of replicates of each wave.
    pub replicates: usize,
}

/// A run with more failed replicates than this share is refused: those that are left would no longer be a fair draw.
pub const FAILED_AT_MOST: f64 = 0.01;

/// Replicates that one task draws: there are tasks enough for every thread, and a respondent's 64 draws of 64 bits are two
/// whole batches of the generator.
const BLOCK: usize = 64;

/// Replicates that are computed side by side, for the processor to add them up two or four at a time.
const LANES: usize = 4;

/// Measures that one pass over the respondents computes.
const AT_ONCE: usize = 3;

/// What the replicates of one wave are made with, besides the wave.
#[derive(Clone, Copy, Debug)]
pub struct Replication<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The questionnaire.
    pub codebook: &'a Codebook,
    /// How the wave was calibrated.
    pub calibrate: &'a CalibrateOptions,
    /// File of the margins, for findings.
    pub margins_file: &'a Path,
    /// Options of the stage.
    pub options: ReplicateOptions,
    /// Seed of the run.
    pub seed: u64,
}

/// The levels of one wave under each set of replicate weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replicates {
    /// Position of each cell in `levels`.
    columns: BTreeMap<Cell, usize>,
    /// Cell by cell, the level of each replicate that succeeded.
    levels: Vec<f64>,
    succeeded: usize,
    asked: usize,
}

impl Replicates {
    /// Levels of a cell, 0–100, in the order of the replicates; the same replicates for every cell. `None` for a cell that
    /// nobody answered.
    pub fn levels(&self, cell: &Cell) -> Option<&[f64]> {
        let column = self.columns.get(cell)?;
        self.levels.get(column * self.succeeded..(column + 1) * self.succeeded)
    }

    /// Replicates that were calibrated.
    pub fn succeeded(&self) -> usize {
        self.succeeded
    }

    /// Replicates that could not be calibrated and are left out.
    pub fn failed(&self) -> usize {
        self.asked - self.succeeded
    }

    /// What to tell about failed replicates that are too few to refuse anything.
    pub fn warning(&self, wave: &CalibratedWave, margins_file: &Path) -> Option<Finding> {
        let (failed, asked, edition) = (self.failed(), self.asked, &wave.key.edition);
        let problem = msg!("replicates-left-out", failed, asked, edition = edition.as_str());
        (failed > 0).then(|| Finding::warn("replicates-failed", Place::file(margins_file), problem))
    }
}

/// Makes the replicates of one wave.
///
/// # Errors
/// A finding at the margins file when more than [`FAILED_AT_MOST`] of them cannot be calibrated.
pub fn replicate(wave: &CalibratedWave, with: &Replication<'_>) -> Result<Replicates, Vec<Finding>> {
    let Evaluation { domains, columns } = Evaluation::new(wave, with);
    let Some(sampler) = Sampler::new(wave, with).filter(|_| !domains.is_empty()) else {
        return Ok(Replicates::default());
    };
    let asked = with.options.replicates;
    let firsts: Vec<usize> = (0..asked).step_by(BLOCK).collect();
    let block = |&first: &usize| sampler.block(first..(first + BLOCK).min(asked), &domains, columns.len());
    let blocks: Vec<Vec<f64>> = firsts.par_iter().map(block).collect();
    let succeeded = blocks.iter().map(Vec::len).sum::<usize>() / columns.len();
    let mut levels = vec![0.0; columns.len() * succeeded];
    for (at, row) in blocks.iter().flat_map(|block| block.chunks_exact(columns.len())).enumerate() {
        for (column, level) in row.iter().enumerate() {
            levels[column * succeeded + at] = *level; // OK because there is room for every column of every row
        }
    }
    let made = Replicates { columns, levels, succeeded, asked };
    if made.failed() as f64 > FAILED_AT_MOST * asked as f64 { Err(vec![refused(wave, with, &made)]) } else { Ok(made) }
}

fn refused(wave: &CalibratedWave, with: &Replication<'_>, made: &Replicates) -> Finding {
    let edition = wave.key.edition.as_str();
    let problem = msg!("replicates-failed", failed = made.failed(), asked = made.asked, edition);
    let percent = Arg::Decimal((100.0 * FAILED_AT_MOST).to_string());
    Finding::refuse("replicates-failed", Place::file(with.margins_file), problem)
        .expected(msg!("expect-at-most-percent", percent))
        .hint(msg!("hint-replicates"))
}

/// Draws weights and computes levels.
struct Sampler<'a> {
    wave: &'a CalibratedWave,
    with: &'a Replication<'a>,
    dummies: &'a Dummies,
    /// The λ of the full sample, where every replicate starts.
    lambda: Vec<f64>,
    draws: Draws,
    ids: Vec<&'a str>,
    /// Stratum and PSU of every person, where the wave declares either.
    clusters: Option<Vec<(&'a str, &'a str)>>,
}

impl<'a> Sampler<'a> {
    /// `None` for weights that are not calibrated, which no stage makes.
    fn new(wave: &'a CalibratedWave, with: &'a Replication<'a>) -> Option<Self> {
        let dummies = wave.design.dummies()?;
        let options = with.calibrate;
        let found = calibration::calibrate(&wave.base_weights, dummies, options.distance(), options.max_iterations);
        // Only a place to start from: without it a replicate takes an iteration or two more.
        let lambda = found.map_or_else(|_| vec![0.0; dummies.n_columns()], |found| found.lambda);
        // A panel and an edition of the same name are different things.
        let key = match &with.edition.panel {
            Some(panel) => format!("panel {panel}"),
            None => format!("wave {}", wave.key.edition),
        };
        let ids = wave.wave.respondents.iter().map(|r| r.id.as_str()).collect();
        Some(Self { wave, with, dummies, lambda, draws: Draws::new(with.seed, &key), ids, clusters: clusters(wave) })
    }

    /// Levels of a range of replicates, one row of `n_columns` for each that can be calibrated.
    fn block(&self, replicates: Range<usize>, domains: &[Domain], n_columns: usize) -> Vec<f64> {
        let multipliers = match &self.clusters {
            None => Multipliers::by_person(&self.draws, &self.ids, replicates),
            Some(clusters) => Multipliers::by_named_psu(&self.draws, clusters, replicates),
        };
        let options = self.with.calibrate;
        let base = &self.wave.base_weights;
        let distance = options.distance();
        let mut recalibrator = Recalibrator::new(base, self.dummies, distance, options.max_iterations, &self.lambda);
        let mut weights = Vec::new();
        let (mut side_by_side, mut filled) = (vec![[0.0; LANES]; base.len()], 0);
        let mut levels = Vec::new();
        for row in multipliers.iter() {
            // A cap on the weights is not held again: under a multiplier it would cut the chance that the replicate is about.
            if recalibrator.replicate(row, &mut weights).is_err() {
                continue;
            }
            for (lanes, weight) in side_by_side.iter_mut().zip(&weights) {
                lanes[filled] = *weight; // OK because `filled` goes back to 0 at LANES
            }
            filled += 1;
            if filled == LANES {
                push_levels(domains, n_columns, &side_by_side, filled, &mut levels);
                filled = 0;
            }
        }
        push_levels(domains, n_columns, &side_by_side, filled, &mut levels);
        levels
    }
}

/// Stratum and PSU of every person by name, or `None` where the wave declares neither.
fn clusters(wave: &CalibratedWave) -> Option<Vec<(&str, &str)>> {
    let respondents = &wave.wave.respondents;
    let strata: Option<Vec<&str>> = respondents.iter().map(|r| r.stratum.as_deref()).collect();
    let psus: Option<Vec<&str>> = respondents.iter().map(|r| r.psu.as_deref()).collect();
    match (strata, psus) {
        (None, None) => None,
        // Without units each person is one; without strata the wave is one.
        (Some(strata), None) => Some(strata.into_iter().zip(respondents.iter().map(|r| r.id.as_str())).collect()),
        (None, Some(psus)) => Some(psus.into_iter().map(|psu| ("", psu)).collect()),
        (Some(strata), Some(psus)) => Some(strata.into_iter().zip(psus).collect()),
    }
}

/// Everything that is computed in each replicate.
struct Evaluation {
    domains: Vec<Domain>,
    columns: BTreeMap<Cell, usize>,
}

/// The scores of one subject, side and sector: up to [`AT_ONCE`] measures on the same rows, in respondent order.
struct Domain {
    rows: Vec<(u32, [f64; AT_ONCE])>,
    first_column: usize,
    n_measures: usize,
}

impl Evaluation {
    fn new(wave: &CalibratedWave, with: &Replication<'_>) -> Self {
        let (codebook, mut this) = (with.codebook, Self { domains: Vec::new(), columns: BTreeMap::new() });
        for subject in subjects(with.edition, codebook) {
            let first = subject.items.first().and_then(|item| codebook.items.get(item));
            let Some(item) = first.filter(|_| subject.subject.subject_type == SubjectType::Dimension) else { continue };
            for measures in codebook.measures(item).chunks(AT_ONCE) {
                this.add(wave, with, &subject, measures);
            }
        }
        this
    }

    fn add(&mut self, wave: &CalibratedWave, with: &Replication<'_>, subject: &ScoredSubject, measures: &[Measure]) {
        let scorer = |&measure| Scorer::new(with.codebook, subject, measure);
        let by_measure: Vec<Domains> =
            measures.iter().map(|m| Domains::new(wave, with.edition, &scorer(m), subject.side)).collect();
        for at in 0..with.edition.sectors.len() {
            // OK because the sectors of the frame come first in every list of domains.
            let of_measure = |m: usize| &by_measure[m].0[at];
            // The persons who have a score are those who answered enough items, whatever the measure.
            let (sector, rows) = of_measure(0);
            if rows.is_empty() {
                continue;
            }
            let mut merged: Vec<(u32, [f64; AT_ONCE])> = rows.iter().map(|row| (row.person, [0.0; AT_ONCE])).collect();
            let first_column = self.columns.len();
            for (m, &measure) in measures.iter().enumerate() {
                for ((_, scores), row) in merged.iter_mut().zip(&of_measure(m).1) {
                    scores[m] = row.score; // OK because a chunk has at most AT_ONCE measures
                }
                let (population, sector) = (subject.side, sector.clone());
                let cell = Cell { subject: subject.subject.clone(), measure, population, sector };
                self.columns.insert(cell, first_column + m);
            }
            self.domains.push(Domain { rows: merged, first_column, n_measures: measures.len() });
        }
    }
}

/// Appends one row of levels for each of the first `filled` lanes.
fn push_levels(domains: &[Domain], n_columns: usize, weights: &[[f64; LANES]], filled: usize, levels: &mut Vec<f64>) {
    if filled == 0 {
        return;
    }
    let start = levels.len();
    levels.resize(start + filled * n_columns, f64::NAN);
    let rows = &mut levels[start..]; // OK because it was just lengthened from there
    for domain in domains {
        let (base, sums) = domain.sums(weights);
        for (lane, row) in rows.chunks_exact_mut(n_columns).enumerate() {
            for (m, sum) in sums.iter().take(domain.n_measures).enumerate() {
                row[domain.first_column + m] = sum[lane] / base[lane]; // OK because columns and lanes are counted alike
            }
        }
    }
}

impl Domain {
    /// Σ w and, measure by measure, Σ w score, in every lane.
    fn sums(&self, weights: &[[f64; LANES]]) -> ([f64; LANES], [[f64; LANES]; AT_ONCE]) {
        let (mut base, mut sums) = ([0.0; LANES], [[0.0; LANES]; AT_ONCE]);
        for (person, scores) in &self.rows {
            let weight = &weights[*person as usize]; // OK because rows name respondents of the wave by position
            for lane in 0..LANES {
                base[lane] += weight[lane];
            }
            for (sum, score) in sums.iter_mut().zip(scores) {
                for lane in 0..LANES {
                    sum[lane] += weight[lane] * score;
                }
            }
        }
        (base, sums)
    }
}
