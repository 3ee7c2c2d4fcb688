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
use super::rows::{AT_ONCE, Answered, Blocks, Domains, Row, Scorer};
use super::score::{Cell, ScoredSubject, disjoint, subjects};
use super::symmetry::mirrors;
use crate::error::{Finding, Place};
use crate::messages::{Arg, msg};
use crate::stats::dummies::Dummies;
use crate::stats::lanes::{LANES, Lanes, weighted_sums};
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

/// Replicates that one task draws: there are tasks enough for every thread, their weights stay in the processor's cache, and
/// a respondent's 32 draws of 64 bits are a whole batch of the generator.
const BLOCK: usize = 32;

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
    let mut levels = vec![0.0; evaluation.columns.len() * asked];
    // Every block of replicates has its place in every column.
    let mut places: Vec<Vec<&mut [f64]>> = firsts.iter().map(|_| Vec::new()).collect();
    for column in levels.chunks_exact_mut(asked.max(1)) {
        places.iter_mut().zip(column.chunks_mut(BLOCK)).for_each(|(places, place)| places.push(place));
    }
    let blocks = firsts.par_iter().zip(places);
    let block =
        |(&first, places): (&usize, Vec<_>)| sampler.block(first..(first + BLOCK).min(asked), &evaluation, places);
    let calibrated: Vec<bool> = blocks.flat_map_iter(block).collect();
    let succeeded = calibrated.iter().filter(|calibrated| **calibrated).count();
    if succeeded < asked {
        let mut calibrated = calibrated.iter().cycle();
        levels.retain(|_| calibrated.next().is_some_and(|calibrated| *calibrated));
    }
    let columns = evaluation.columns;
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
    draws: Draws,
    ids: Vec<&'a str>,
    /// Stratum and PSU of every person, where the wave declares either.
    clusters: Option<Vec<(&'a str, &'a str)>>,
}

impl<'a> Sampler<'a> {
    /// `None` for weights that are not calibrated, which no stage makes.
    fn new(wave: &'a CalibratedWave, with: &'a Replication<'a>) -> Option<Self> {
        let dummies = wave.design.dummies()?;
        // A panel and an edition of the same name are different things.
        let key = match &with.edition.panel {
            Some(panel) => format!("panel {panel}"),
            None => format!("wave {}", wave.key.edition),
        };
        let ids = wave.wave.respondents.iter().map(|r| r.id.as_str()).collect();
        Some(Self { wave, with, dummies, draws: Draws::new(with.seed, &key), ids, clusters: clusters(wave) })
    }

    /// Fills the places of a range of replicates, one in each column; returns which of them could be calibrated.
    fn block(&self, replicates: Range<usize>, evaluation: &Evaluation, places: Vec<&mut [f64]>) -> Vec<bool> {
        let multipliers = match &self.clusters {
            None => Multipliers::by_person(&self.draws, &self.ids, replicates),
            Some(clusters) => Multipliers::by_named_psu(&self.draws, clusters, replicates),
        };
        let options = self.with.calibrate;
        let base = &self.wave.base_weights;
        let distance = options.distance();
        let mut recalibrator =
            Recalibrator::new(base, self.dummies, distance, options.max_iterations, &self.wave.lambda);
        let (mut groups, mut calibrated) = (Vec::new(), Vec::new());
        for (group, asked) in multipliers.groups() {
            let mut weights = Vec::with_capacity(base.len());
            // A cap on the weights is not held again: under a multiplier it would cut the chance that the replicate is about.
            calibrated.extend(recalibrator.group(group, &mut weights).iter().take(asked).map(Result::is_ok));
            groups.push(weights);
        }
        evaluation.fill(places, &groups);
        calibrated
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
    parts: Vec<Part>,
    columns: BTreeMap<Cell, usize>,
}

/// Numbers of a row of a part, so many that a weight is fetched once for all of them.
const WIDTH: usize = 1 + AT_ONCE;

/// Some persons in respondent order, each with the numbers whose weighted sums make levels.
///
/// Of a dimension, a part of the wave that no other part overlaps: clients, managers or other employees of one sector or of
/// none, with 1 for the base and up to [`AT_ONCE`] scores. Of items, two at a time over all respondents: how many scores a
/// person has by the first, and their sum, then by the second.
struct Part {
    rows: Vec<(u32, [f64; WIDTH])>,
    targets: Vec<Target>,
}

/// Which two sums of a part are the base and the score of a cell, and the column of the cell.
#[derive(Clone, Copy)]
struct Target {
    base: usize,
    score: usize,
    column: usize,
}

/// Σ w and Σ w score of a cell, in every lane.
#[derive(Clone, Copy, Default)]
struct Sums {
    base: Lanes,
    score: Lanes,
}

/// The one measure of ranges: it comes first among those of a scale.
const OF_RANGES: Measure = Measure::Top2;

/// Whether an item has the measure of ranges.
fn ranged(codebook: &Codebook, subject: &ScoredSubject) -> bool {
    subject.measures(codebook).contains(&OF_RANGES)
}

impl Evaluation {
    fn new(wave: &CalibratedWave, with: &Replication<'_>) -> Self {
        let (edition, codebook, mut this) = (with.edition, with.codebook, Self::default());
        let subjects = subjects(edition, codebook);
        let answered = Answered::new(wave, edition, codebook);
        for subject in subjects.iter().filter(|s| s.subject.subject_type == SubjectType::Dimension) {
            for measures in subject.measures(codebook).chunks(AT_ONCE) {
                this.add(answered.of(subject.side), with, subject, measures);
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
        for side in [Population::Client, Population::Employee] {
            let items: Vec<&ScoredSubject> =
                subjects.iter().filter(|s| s.side == side).filter(in_a_pair).filter(|s| ranged(codebook, s)).collect();
            items.chunks(WIDTH / 2).for_each(|items| this.add_items(answered.of(side), with, items, side));
        }
        this
    }

    fn add(&mut self, blocks: &Blocks<'_>, with: &Replication<'_>, subject: &ScoredSubject, measures: &[Measure]) {
        let domains = Domains::new(blocks, &Scorer::new(with.codebook, subject, measures));
        let frame = with.edition.sectors.iter().map(Some).chain([None]);
        for (at, sector) in frame.enumerate() {
            for &part in disjoint(subject.side) {
                // OK because the sectors of the frame come first in every list of domains.
                let rows = if sector.is_some() { &domains.by_sector[at].1 } else { &domains.outside };
                let of_part = rows.iter().filter(|row| row.belongs_to(part));
                let with_base = |&Row { person, scores: [a, b, c], .. }: &Row| (person, [1.0, a, b, c]);
                let rows: Vec<(u32, [f64; WIDTH])> = of_part.map(with_base).collect();
                if rows.is_empty() {
                    continue;
                }
                let targets = self.targets(subject, part, sector, measures);
                self.parts.push(Part { rows, targets });
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
                    let column = *self.columns.entry(cell(measure)).or_insert(first_column + m);
                    targets.push(Target { base: 0, score: 1 + m, column });
                }
            }
        }
        targets
    }

    /// Up to two items of a side, over all respondents.
    fn add_items(&mut self, blocks: &Blocks<'_>, with: &Replication<'_>, items: &[&ScoredSubject], side: Population) {
        let domains = items
            .iter()
            .map(|item| Domains::new(blocks, &Scorer::new(with.codebook, item, &[OF_RANGES])).by_sector.pop());
        let domains: Vec<(SectorId, Vec<Row>)> = domains.flatten().collect();
        for &part in disjoint(side) {
            let mut rows: Vec<(u32, [f64; WIDTH])> =
                (0..).map(|person| (person, [0.0; WIDTH])).take(blocks.n_persons()).collect();
            let mut targets = Vec::new();
            for (at, (item, (all, of_item))) in items.iter().zip(&domains).enumerate() {
                let (base, score) = (2 * at, 2 * at + 1);
                let of_part = of_item.iter().filter(|row| row.belongs_to(part));
                for row in of_part.clone() {
                    let (_, numbers) = &mut rows[row.person as usize]; // OK because there is a row for every person
                    numbers[base] += 1.0;
                    numbers[score] += row.scores[0];
                }
                if of_part.count() > 0 {
                    let (subject, sector) = (item.subject.clone(), all.clone());
                    let cell = Cell { subject, measure: OF_RANGES, population: part, sector };
                    let next = self.columns.len();
                    targets.push(Target { base, score, column: *self.columns.entry(cell).or_insert(next) });
                }
            }
            rows.retain(|(_, numbers)| numbers.iter().any(|number| *number > 0.0));
            self.parts.push(Part { rows, targets });
        }
    }

    /// Fills one place in each column with the levels under the weights of groups of [`LANES`] replicates. One part of the wave
    /// is added up for all of them before the next: it stays in the processor's cache.
    fn fill(&self, places: Vec<&mut [f64]>, groups: &[Vec<Lanes>]) {
        let n_groups = groups.len();
        let mut sums = vec![Sums::default(); self.columns.len() * n_groups];
        for part in &self.parts {
            for (group, weights) in groups.iter().enumerate() {
                let of_part = weighted_sums(&part.rows, weights);
                for &Target { base, score, column } in &part.targets {
                    // OK because a part has so many sums, and the columns of targets are among those counted.
                    sums[column * n_groups + group].add(&of_part[base], &of_part[score]);
                }
            }
        }
        for (place, sums) in places.into_iter().zip(sums.chunks_exact(n_groups.max(1))) {
            let levels = sums.iter().flat_map(|Sums { base, score }| score.0.iter().zip(&base.0).map(|(s, b)| s / b));
            place.iter_mut().zip(levels).for_each(|(place, level)| *place = level);
        }
    }
}

impl Sums {
    fn add(&mut self, base: &Lanes, score: &Lanes) {
        for lane in 0..LANES {
            self.base.0[lane] += base.0[lane];
            self.score.0[lane] += score.0[lane];
        }
    }
}
