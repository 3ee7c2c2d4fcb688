//! Scores: answers → one estimate a sector × population × item or dimension × measure, each with its influence.
//!
//! A domain is estimated, never filtered: the number of persons and the calibration stay those of the whole wave.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::calibrate::CalibratedWave;
use super::joined;
use super::rows::{AT_ONCE, Answered, Blocks, Domains, Row, Scorer};
use crate::stats::influence::{Influence, Ratio, ratios};
use crate::stats::interval::{self, Interval};
use crate::stats::kish::{Kish, kish};
use crate::stats::linearise::Workspace;
use crate::stats::projection::{Linear, Projection};
use crate::survey::codebook::Codebook;
use crate::survey::ids::{ItemId, Measure, Population, SectorId, Status, Subject};
use crate::survey::registry::Edition;
use crate::survey::results::EstimateRow;
use crate::survey::rules::PublicationRules;

/// What an estimate is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Item or dimension.
    pub subject: Subject,
    /// How answers score.
    pub measure: Measure,
    /// Who answers.
    pub population: Population,
    /// Sector, or all respondents.
    pub sector: SectorId,
}

/// A weighted mean of scores on 0–100 over a domain, with everything later steps need to combine it.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// The estimate, 0–100.
    pub value: f64,
    /// Its linearised value by person.
    pub influence: Influence,
    /// The part of it that belongs to the margins.
    pub projection: Projection,
    /// What belongs to the margins in the number of rows of each person, the same for every measure of a domain.
    pub rows: Arc<Projection>,
    /// Σ w² of the square of its linearised value.
    pub square: f64,
    /// Standard error in points.
    pub se: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// Persons, effective persons and design effect of the domain.
    pub base: Kish,
    /// Whether both sides hold enough answers for the logit interval and for a test.
    pub testable: bool,
}

impl Estimate {
    /// The base that decides on publication: the smaller of n and effective n.
    pub fn decisive_base(&self) -> f64 {
        self.base.decisive()
    }

    /// What its variances and covariances need.
    pub fn linear(&self) -> Linear<'_> {
        Linear { influence: &self.influence, square: self.square, projection: &self.projection }
    }

    /// Interval at a confidence in 0–1.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        let found = interval::level(self.value, self.se, self.base.n_eff, self.df, confidence, self.testable);
        found.map(|(interval, _)| interval)
    }
}

/// Every estimate of one wave.
#[derive(Debug, Default)]
pub struct Scores(BTreeMap<Cell, Estimate>);

impl Scores {
    /// The estimate of a cell; `None` when nobody of the domain has a score.
    pub fn get(
        &self,
        sector: &SectorId,
        population: Population,
        subject: &Subject,
        measure: Measure,
    ) -> Option<&Estimate> {
        self.0.get(&Cell { subject: subject.clone(), measure, population, sector: sector.clone() })
    }
}

impl FromIterator<(Cell, Estimate)> for Scores {
    fn from_iter<I: IntoIterator<Item = (Cell, Estimate)>>(estimates: I) -> Self {
        Self(estimates.into_iter().collect())
    }
}

/// Scores everything that an edition asked.
pub fn score(wave: &CalibratedWave, edition: &Edition, codebook: &Codebook) -> Scores {
    let answered = Answered::new(wave, edition, codebook);
    let of = |workspace: &mut Workspace, subject: &ScoredSubject| {
        score_subject(answered.of(subject.side), codebook, subject, workspace)
    };
    let subjects = subjects(edition, codebook);
    let scored: Vec<Vec<(Cell, Estimate)>> = subjects.par_iter().map_init(Workspace::default, of).collect();
    joined(scored).into_iter().collect()
}

/// An item or dimension on one side, with the items whose answers are averaged.
#[derive(Clone, Debug)]
pub struct ScoredSubject {
    /// Item or dimension.
    pub subject: Subject,
    /// Clients or employees.
    pub side: Population,
    /// The items.
    pub items: Vec<ItemId>,
    /// Items that a person must have answered.
    pub min_items: usize,
}

impl ScoredSubject {
    /// The measures of its items, which are scored alike.
    pub fn measures(&self, codebook: &Codebook) -> &'static [Measure] {
        self.items.first().map_or(&[], |item| codebook.measures(&codebook.items[item])) // OK because `config` refuses an unknown item
    }
}

/// Everything an edition asked of each side.
pub fn subjects(edition: &Edition, codebook: &Codebook) -> Vec<ScoredSubject> {
    let mut subjects = Vec::new();
    for side in [Population::Client, Population::Employee] {
        for id in codebook.items.keys().filter(|id| edition.asked(id, side)) {
            subjects.push(ScoredSubject {
                subject: Subject::item(id.as_str()),
                side,
                items: vec![id.clone()],
                min_items: 1,
            });
        }
        for id in &edition.instrument.dimensions {
            let dimension = &codebook.dimensions[id]; // OK because `config` refuses an unknown dimension
            let items: Vec<ItemId> = dimension.items.iter().filter(|item| edition.asked(item, side)).cloned().collect();
            let min_items = dimension.min_items.min(items.len());
            subjects.push(ScoredSubject { subject: Subject::dimension(id.as_str()), side, items, min_items });
        }
    }
    subjects
}

/// Estimates of one subject on one side: every measure, sector and population.
pub(super) fn score_subject(
    blocks: &Blocks<'_>,
    codebook: &Codebook,
    subject: &ScoredSubject,
    workspace: &mut Workspace,
) -> Vec<(Cell, Estimate)> {
    let measures = subject.measures(codebook);
    let populations = codebook.populations(subject.side);
    let wave = blocks.wave;
    let n_domains = (blocks.sectors.len() + 1) * populations.len();
    let (mut estimates, mut of_population) = (Vec::with_capacity(n_domains * measures.len()), Vec::new());
    for measures in measures.chunks(AT_ONCE) {
        let domains = Domains::new(blocks, &Scorer::new(codebook, subject, measures));
        let parts = Part::every(wave, &domains, subject.side);
        for (at, (sector, rows)) in domains.by_sector.iter().enumerate() {
            for &population in populations {
                let rows = match population {
                    Population::Client | Population::Employee => rows,
                    _ => {
                        of_population.clear();
                        of_population.extend(rows.iter().filter(|row| row.belongs_to(population)).copied());
                        &of_population
                    }
                };
                let Some(base) = kish(rows.iter().map(|row| row.person), &wave.weights) else { continue };
                let scored = rows.iter().map(|row| (row.person, row.scores, 1.0));
                let Some(ratios) = ratios(scored, &wave.weights) else { continue };
                let within = (!sector.is_all()).then_some(at);
                let [of_rows, of_scores @ ..] = Part::sum(&parts, within, population);
                let domain = Domain { wave, base, of_rows: Arc::new(of_rows) };
                let by_measure = ratios.into_iter().zip(&of_scores).zip(answers(rows));
                for (&measure, ((ratio, of_scores), answers)) in measures.iter().zip(by_measure) {
                    let cell = Cell { subject: subject.subject.clone(), measure, population, sector: sector.clone() };
                    estimates.push((cell, domain.estimate(ratio, of_scores, answers, workspace)));
                }
            }
        }
    }
    estimates
}

/// How many rows have a score above 0, and below 100, by each measure.
fn answers(rows: &[Row]) -> [[usize; 2]; AT_ONCE] {
    let mut answers = [[0; 2]; AT_ONCE];
    for row in rows {
        for ([favourable, other], score) in answers.iter_mut().zip(row.scores) {
            *favourable += usize::from(score > 0.0);
            *other += usize::from(score < 100.0);
        }
    }
    answers
}

/// What the measures of a sector and population share.
struct Domain<'a> {
    wave: &'a CalibratedWave,
    base: Kish,
    of_rows: Arc<Projection>,
}

impl Domain<'_> {
    /// The estimate by one measure, from what belongs to the margins in the sum of the scores, and the answers on each side.
    fn estimate(
        &self,
        ratio: Ratio,
        of_scores: &Projection,
        [favourable, other]: [usize; 2],
        workspace: &mut Workspace,
    ) -> Estimate {
        let Ratio { value, influence, square, weighted_base, .. } = ratio;
        let share = 1.0 / weighted_base;
        let projection = Projection::combine(&[(share, of_scores), (-value * share, &self.of_rows)]);
        let design = &self.wave.design;
        let linear = Linear { influence: &influence, square, projection: &projection };
        Estimate {
            value,
            square,
            se: design.variance_of(linear, workspace).sqrt(),
            df: design.degrees_of_freedom(&influence),
            influence,
            projection,
            rows: Arc::clone(&self.of_rows),
            base: self.base,
            testable: interval::is_testable(value, favourable, other),
        }
    }
}

/// The populations of a side that share nobody and hold everybody.
pub(super) fn disjoint(side: Population) -> &'static [Population] {
    if side == Population::Client { &[Population::Client] } else { &[Population::Manager, Population::NonManager] }
}

/// What belongs to the margins in the rows of one sector (or of none) and one population: in how many rows each person
/// has, then in their scores by each measure. The parts of a wave share no row, and every domain is a sum of some.
struct Part {
    /// Position of the sector in the frame; past its end for the rows of no sector.
    sector: usize,
    population: Population,
    projections: [Projection; 1 + AT_ONCE],
}

impl Part {
    fn every(wave: &CalibratedWave, domains: &Domains, side: Population) -> Vec<Self> {
        let sectors = domains.by_sector.iter().filter(|(sector, _)| !sector.is_all()).map(|(_, rows)| rows);
        let mut parts = Vec::new();
        for (sector, rows) in sectors.chain([&domains.outside]).enumerate() {
            for &population in disjoint(side) {
                let rows = rows.iter().filter(|row| row.belongs_to(population));
                let values = rows.map(|&Row { person, scores: [a, b, c], .. }| (person, [1.0, a, b, c]));
                parts.push(Self { sector, population, projections: wave.design.project_rows(values) });
            }
        }
        parts
    }

    /// The sum over the parts of a population in one sector, or in all of them and outside.
    fn sum(parts: &[Self], sector: Option<usize>, population: Population) -> [Projection; 1 + AT_ONCE] {
        let inside = |part: &&Self| {
            let everybody = population == Population::Employee || part.population == population;
            everybody && sector.is_none_or(|sector| part.sector == sector)
        };
        std::array::from_fn(|lane| {
            let lanes = parts.iter().filter(inside).map(|part| (1.0, &part.projections[lane])); // OK: as many lanes
            Projection::combine(&lanes.collect::<Vec<_>>())
        })
    }
}

/// Rows of the table `estimates`: one a cell of the frame, whether anybody answered or not.
pub fn estimate_rows(
    wave: &CalibratedWave,
    scores: &Scores,
    edition: &Edition,
    codebook: &Codebook,
    rules: &PublicationRules,
) -> Vec<EstimateRow> {
    let subjects = subjects(edition, codebook);
    let mut rows = Vec::with_capacity(scores.0.len());
    for subject in subjects {
        let measures = subject.measures(codebook);
        let populations = codebook.populations(subject.side);
        for sector in edition.sectors.iter().cloned().chain([SectorId::all()]) {
            for &population in populations {
                for &measure in measures {
                    let estimate = scores.get(&sector, population, &subject.subject, measure);
                    rows.push(estimate_row(
                        wave,
                        estimate,
                        sector.clone(),
                        population,
                        subject.subject.clone(),
                        measure,
                        rules,
                    ));
                }
            }
        }
    }
    rows
}

fn estimate_row(
    wave: &CalibratedWave,
    estimate: Option<&Estimate>,
    sector: SectorId,
    population: Population,
    subject: Subject,
    measure: Measure,
    rules: &PublicationRules,
) -> EstimateRow {
    let bases: Vec<f64> = estimate.iter().map(|e| e.decisive_base()).collect();
    let status = rules.status(&bases);
    let shown = estimate.filter(|_| status != Status::Suppressed);
    let interval = shown.and_then(|e| e.interval(rules.confidence));
    EstimateRow {
        edition: wave.key.clone(),
        sector,
        population,
        subject,
        measure,
        estimate: shown.map(|e| e.value),
        se: shown.map(|e| e.se),
        df: shown.map(|e| e.df),
        ci_low: interval.map(|i| i.low),
        ci_high: interval.map(|i| i.high),
        n: shown.map(|e| e.base.n as i64),
        n_eff: shown.map(|e| e.base.n_eff),
        deff: shown.map(|e| e.base.deff),
        status,
    }
}
