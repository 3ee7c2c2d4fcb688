//! Bootstrap replicates: every level that a rank or a range needs, once for each set of resampled weights.
//!
//! A replicate multiplies the base weights of the respondents by random numbers, calibrates again to the same margins and
//! computes the levels with the new weights. What a respondent draws depends on the seed, the panel (or else the wave), the
//! replicate and the respondent's id alone; replicates are collected in their order. Threads change nothing.
//!
//! What is computed is what linearisation cannot tell: the two sides of every dimension, by sector and over all
//! respondents, for the composites; the favourable share of managers and of the other employees beside them, and that of
//! the items of the mirror pairs over all respondents, for the ranges of three. Employees are managers and others, and
//! `all` is the sectors and those outside the frame: each person is added up once and counts in every cell that they belong
//! to. An edition without dimensions makes no replicate.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use super::calibrate::{CalibrateOptions, CalibratedWave};
use super::score::{AT_ONCE, Answered, Blocks, Cell, Domains, Row, ScoredSubject, Scorer, disjoint, subjects};
use super::symmetry::mirrors;
use crate::error::{Finding, Place};
use crate::messages::{Arg, msg};
use crate::stats::calibration;
use crate::stats::dummies::Dummies;
use crate::stats::replicate::{Multipliers, Recalibrator};
use crate::stats::rng::Draws;
use crate::survey::codebook::Codebook;
use crate::survey::ids::{Measure, Population, SectorId, Subject, SubjectType};
use crate::survey::registry::Edition;
use crate::survey::results::ReplicateRow;

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

    /// The count of the report.
    pub fn row(&self, wave: &CalibratedWave) -> ReplicateRow {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        ReplicateRow { edition: wave.key.clone(), replicates: count(self.asked), failed: count(self.failed()) }
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
    let evaluation = Evaluation::new(wave, with);
    let Some(sampler) = Sampler::new(wave, with).filter(|_| !evaluation.columns.is_empty()) else {
        return Ok(Replicates::default());
    };
    let asked = with.options.replicates;
    let firsts: Vec<usize> = (0..asked).step_by(BLOCK).collect();
    let block = |&first: &usize| sampler.block(first..(first + BLOCK).min(asked), &evaluation);
    let blocks: Vec<Vec<f64>> = firsts.par_iter().map(block).collect();
    let columns = evaluation.columns;
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

    /// Levels of a range of replicates, one row of all columns for each that can be calibrated.
    fn block(&self, replicates: Range<usize>, evaluation: &Evaluation) -> Vec<f64> {
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
                evaluation.push_levels(&side_by_side, filled, &mut levels);
                filled = 0;
            }
        }
        evaluation.push_levels(&side_by_side, filled, &mut levels);
        levels
    }
}

/// Stratum and PSU of every person by name, or `None` where the wave declares neither.
pub(super) fn clusters(wave: &CalibratedWave) -> Option<Vec<(&str, &str)>> {
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
#[derive(Default)]
struct Evaluation {
    domains: Vec<Domain>,
    tallies: Vec<Tally>,
    columns: BTreeMap<Cell, usize>,
}

/// The scores of one subject in one part of the wave that no other part overlaps, clients, managers or other employees of
/// one sector or of none: up to [`AT_ONCE`] measures on the same rows, in respondent order.
struct Domain {
    rows: Vec<(u32, [f64; AT_ONCE])>,
    /// The cells that the part belongs to.
    targets: Vec<Target>,
}

/// A cell: its first columns, one a measure.
#[derive(Clone, Copy)]
struct Target {
    first_column: usize,
    n_measures: usize,
}

/// One measure of one item over all respondents: the sum of a person's scores and how many they are.
struct Tally {
    rows: Vec<(u32, [f64; 2])>,
    column: usize,
}

/// Σ w and Σ w score of a cell, in every lane.
#[derive(Clone, Copy)]
struct Sums {
    base: [f64; LANES],
    score: [f64; LANES],
}

/// The one measure of ranges: it comes first among those of a scale.
const OF_RANGES: Measure = Measure::Top2;

impl Evaluation {
    fn new(wave: &CalibratedWave, with: &Replication<'_>) -> Self {
        let (edition, codebook, mut this) = (with.edition, with.codebook, Self::default());
        let subjects = subjects(edition, codebook);
        let answered = Answered::new(wave, edition);
        for subject in subjects.iter().filter(|s| s.subject.subject_type == SubjectType::Dimension) {
            let Some(item) = subject.items.first().and_then(|item| codebook.items.get(item)) else { continue };
            for measures in codebook.measures(item).chunks(AT_ONCE) {
                this.add(answered.of(subject), with, subject, measures);
            }
        }
        if this.columns.is_empty() {
            return this;
        }
        let mirrored: Vec<[Subject; 2]> =
            mirrors(edition, codebook).into_iter().map(|mirror| [mirror.client, mirror.employee]).collect();
        let in_a_pair = |s: &&ScoredSubject| {
            let item = s.subject.subject_type == SubjectType::Item;
            item && mirrored.iter().any(|sides| sides[usize::from(s.side != Population::Client)] == s.subject)
        };
        for subject in subjects.iter().filter(in_a_pair) {
            this.add_tallies(answered.of(subject), with, subject);
        }
        this
    }

    fn add(&mut self, blocks: &Blocks<'_>, with: &Replication<'_>, subject: &ScoredSubject, measures: &[Measure]) {
        let scorers: Vec<Scorer<'_>> = measures.iter().map(|&m| Scorer::new(with.codebook, subject, m)).collect();
        let domains = Domains::new(blocks, &scorers);
        let frame = with.edition.sectors.iter().map(Some).chain([None]);
        for (at, sector) in frame.enumerate() {
            for &part in disjoint(subject.side) {
                // OK because the sectors of the frame come first in every list of domains.
                let rows = if sector.is_some() { &domains.by_sector[at].1 } else { &domains.outside };
                let of_part = rows.iter().filter(|row| row.belongs_to(part));
                let rows: Vec<(u32, [f64; AT_ONCE])> = of_part.map(|row| (row.person, row.scores)).collect();
                if rows.is_empty() {
                    continue;
                }
                let targets = self.targets(subject, part, sector, measures);
                self.domains.push(Domain { rows, targets });
            }
        }
    }

    /// The cells that a part of a sector (`None`: outside the frame) belongs to.
    fn targets(
        &mut self,
        subject: &ScoredSubject,
        part: Population,
        sector: Option<&SectorId>,
        measures: &[Measure],
    ) -> Vec<Target> {
        let ranged = measures.iter().take_while(|m| **m == OF_RANGES).count();
        let populations = match part {
            Population::Client => vec![(part, measures.len())],
            _ => vec![(Population::Employee, measures.len()), (part, ranged)],
        };
        let mut targets = Vec::new();
        for sector in sector.cloned().into_iter().chain([SectorId::all()]) {
            for &(population, n_measures) in populations.iter().filter(|(_, n_measures)| *n_measures > 0) {
                let cell =
                    |measure| Cell { subject: subject.subject.clone(), measure, population, sector: sector.clone() };
                let next = self.columns.len();
                // OK because there is a measure.
                let first_column = *self.columns.entry(cell(measures[0])).or_insert(next);
                for (m, &measure) in measures.iter().take(n_measures).enumerate() {
                    self.columns.entry(cell(measure)).or_insert(first_column + m);
                }
                targets.push(Target { first_column, n_measures });
            }
        }
        targets
    }

    fn add_tallies(&mut self, blocks: &Blocks<'_>, with: &Replication<'_>, subject: &ScoredSubject) {
        let item = subject.items.first().and_then(|item| with.codebook.items.get(item));
        if !item.is_some_and(|item| with.codebook.measures(item).contains(&OF_RANGES)) {
            return;
        }
        let scorer = Scorer::new(with.codebook, subject, OF_RANGES);
        let domains = Domains::new(blocks, &[scorer]);
        let Some((all, every_row)) = domains.by_sector.last() else { return };
        for &part in disjoint(subject.side) {
            let rows: Vec<&Row> = every_row.iter().filter(|row| row.belongs_to(part)).collect();
            let tally = |of_person: &[&Row]| {
                // OK because a chunk is never empty.
                (of_person[0].person, [of_person.iter().map(|row| row.scores[0]).sum(), of_person.len() as f64])
            };
            let rows: Vec<(u32, [f64; 2])> = rows.chunk_by(|a, b| a.person == b.person).map(tally).collect();
            if !rows.is_empty() {
                let (subject, sector) = (subject.subject.clone(), all.clone());
                let cell = Cell { subject, measure: OF_RANGES, population: part, sector };
                let next = self.columns.len();
                let column = *self.columns.entry(cell).or_insert(next);
                self.tallies.push(Tally { rows, column });
            }
        }
    }

    /// Appends one row of levels for each of the first `filled` lanes.
    fn push_levels(&self, weights: &[[f64; LANES]], filled: usize, levels: &mut Vec<f64>) {
        if filled == 0 {
            return;
        }
        let n_columns = self.columns.len();
        let mut sums = vec![Sums { base: [0.0; LANES], score: [0.0; LANES] }; n_columns];
        for domain in &self.domains {
            let (base, scores) = domain.sums(weights);
            for target in &domain.targets {
                let columns = target.first_column..target.first_column + target.n_measures;
                // OK because columns and measures are counted alike.
                sums[columns].iter_mut().zip(&scores).for_each(|(sum, score)| sum.add(&base, score));
            }
        }
        for tally in &self.tallies {
            let [score, base] = tally.sums(weights);
            sums[tally.column].add(&base, &score); // OK because the column is one of those counted
        }
        let start = levels.len();
        levels.resize(start + filled * n_columns, f64::NAN);
        // OK because it was just lengthened from there.
        for (lane, row) in levels[start..].chunks_exact_mut(n_columns).enumerate() {
            for (level, sum) in row.iter_mut().zip(&sums) {
                *level = sum.score[lane] / sum.base[lane]; // OK because at most LANES lanes are filled
            }
        }
    }
}

impl Sums {
    fn add(&mut self, base: &[f64; LANES], score: &[f64; LANES]) {
        for lane in 0..LANES {
            self.base[lane] += base[lane];
            self.score[lane] += score[lane];
        }
    }
}

impl Tally {
    /// Σ w score and Σ w, in every lane.
    fn sums(&self, weights: &[[f64; LANES]]) -> [[f64; LANES]; 2] {
        let mut sums = [[0.0; LANES]; 2];
        for (person, values) in &self.rows {
            let weight = &weights[*person as usize]; // OK because rows name respondents of the wave by position
            for (sum, value) in sums.iter_mut().zip(values) {
                for lane in 0..LANES {
                    sum[lane] += weight[lane] * value;
                }
            }
        }
        sums
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
