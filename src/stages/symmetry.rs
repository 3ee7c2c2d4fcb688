//! Symmetry: the two sides of each mirror pair → gap, symmetry, level and floor, with the covariance of the two sides
//! inside; then the three tests of the gap, its class and its rank.
//!
//! A gap is tested where both of its levels may be. The family of a test is edition × measure × type of subject ×
//! {national rows | sector rows} × test: the matrix that a reader looks over at once. Classes follow from the adjusted
//! p-values alone, and « not shown to differ » is never called symmetry.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::calibrate::CalibratedWave;
use super::infer::{adjust, is_national};
use super::rank::{Candidate, ranks_by_size};
use super::score::{Estimate, Scores};
use crate::stats::interval::{self, Interval};
use crate::stats::linearise::{Influence, Workspace};
use crate::stats::projection::{Linear, Projection};
use crate::stats::symmetry::{self as tests, Evidence};
use crate::survey::codebook::Codebook;
use crate::survey::ids::{ItemId, Measure, Mirror, Population, SectorId, Status, Subject};
use crate::survey::registry::Edition;
use crate::survey::results::SymmetryRow;
use crate::survey::rules::PublicationRules;

/// A mirror: one subject of the table `symmetry` and where its two sides stand in the scores.
#[derive(Clone, Debug)]
pub struct MirrorSubject {
    /// Id of the mirror pair or of the dimension.
    pub subject: Subject,
    /// What clients were asked.
    pub client: Subject,
    /// What employees were asked.
    pub employee: Subject,
    /// Kind of mirror.
    pub mirror: Mirror,
    /// Measures that apply.
    pub measures: &'static [Measure],
}

/// Every mirror that an edition asked on both sides: pairs first, then dimensions.
pub fn mirrors(edition: &Edition, codebook: &Codebook) -> Vec<MirrorSubject> {
    let asked = |client: &ItemId, employee: &ItemId| {
        edition.asked(client, Population::Client) && edition.asked(employee, Population::Employee)
    };
    let pairs =
        codebook.pairs.iter().filter(|(_, pair)| asked(&pair.client, &pair.employee)).map(|(id, pair)| MirrorSubject {
            subject: Subject::item(id.as_str()),
            client: Subject::item(pair.client.as_str()),
            employee: Subject::item(pair.employee.as_str()),
            mirror: pair.mirror,
            measures: codebook.measures(&codebook.items[&pair.client]), // OK because `config` refuses a pair of unknown items
        });
    let dimensions = edition.instrument.dimensions.iter().map(|id| {
        let dimension = &codebook.dimensions[id]; // OK because `config` refuses an unknown dimension
        let subject = Subject::dimension(id.as_str());
        MirrorSubject {
            client: subject.clone(),
            employee: subject.clone(),
            subject,
            mirror: dimension.mirror,
            measures: dimension.items.first().map_or(&[], |item| codebook.measures(&codebook.items[item])),
        }
    });
    pairs.chain(dimensions).collect()
}

/// A combination of estimates of one wave, in points.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    /// Left minus right.
    pub value: f64,
    /// Standard error.
    pub se: f64,
    /// Degrees of freedom, over the union of both domains.
    pub df: f64,
}

impl Difference {
    /// Left minus right, the covariance of the two inside.
    pub fn between(wave: &CalibratedWave, left: &Estimate, right: &Estimate, workspace: &mut Workspace) -> Self {
        let ([variance, _], df) = wave.design.variances_of_two(left.linear(), right.linear(), workspace);
        Self { value: left.value - right.value, se: variance.sqrt(), df }
    }

    /// Any smooth function of estimates, from its value and its linear part.
    pub fn of(wave: &CalibratedWave, value: f64, influence: &Influence, workspace: &mut Workspace) -> Self {
        let se = wave.design.variance(influence, workspace).sqrt();
        Self { value, se, df: wave.design.degrees_of_freedom(influence) }
    }

    /// Symmetric t interval at a confidence in 0–1.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        interval::symmetric(self.value, self.se, self.df, confidence)
    }
}

/// A gap that is combined or compared with others: with its linear part.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Employee minus client.
    pub difference: Difference,
    /// Its linearised value by person.
    pub influence: Influence,
    /// The part of it that belongs to the margins.
    pub projection: Projection,
}

impl Gap {
    /// From the two sides of a mirror.
    pub fn between(wave: &CalibratedWave, client: &Estimate, employee: &Estimate, workspace: &mut Workspace) -> Self {
        let difference = Difference::between(wave, employee, client, workspace);
        Self::of(difference, client, employee)
    }

    fn of(difference: Difference, client: &Estimate, employee: &Estimate) -> Self {
        let influence = Influence::difference(&employee.influence, &client.influence);
        let projection = Projection::combine(&[(1.0, &employee.projection), (-1.0, &client.projection)]);
        Self { difference, influence, projection }
    }

    /// What its covariances need.
    pub fn linear(&self) -> Linear<'_> {
        Linear { influence: &self.influence, projection: &self.projection }
    }
}

/// The symmetry indices of one cell; unrounded, in percent and points.
#[derive(Clone, Debug)]
pub struct Indices {
    /// Employee minus client.
    pub gap: Gap,
    /// (client + employee) / 2.
    pub level: Difference,
    /// The less favourable side.
    pub floor: f64,
}

impl Indices {
    /// From the two sides of a mirror.
    pub fn of(wave: &CalibratedWave, client: &Estimate, employee: &Estimate, workspace: &mut Workspace) -> Self {
        let ([minus, plus], df) = wave.design.variances_of_two(employee.linear(), client.linear(), workspace);
        let gap = Difference { value: employee.value - client.value, se: minus.sqrt(), df };
        Self {
            gap: Gap::of(gap, client, employee),
            level: Difference { value: f64::midpoint(client.value, employee.value), se: plus.sqrt() / 2.0, df },
            floor: client.value.min(employee.value),
        }
    }

    /// 100 − |gap|.
    pub fn symmetry(&self) -> f64 {
        100.0 - self.gap.difference.value.abs()
    }
}

/// Interval of the floor, at least as sure as `confidence` says: the lower end is the smaller of the two lower ends (what
/// holds for both sides holds for the less favourable one), the upper end the smaller of the two upper ends, each taken
/// with half the risk because either of them may be the floor.
pub fn floor_interval(client: &Estimate, employee: &Estimate, confidence: f64) -> Option<Interval> {
    let low = client.interval(confidence)?.low.min(employee.interval(confidence)?.low);
    let surer = 1.0 - (1.0 - confidence) / 2.0;
    let high = client.interval(surer)?.high.min(employee.interval(surer)?.high);
    Some(Interval { low, high })
}

/// Confidence of the interval behind the demonstrated margin: two one-sided tests at 5 % are an interval of 90 %.
const DEMONSTRATED: f64 = 0.90;

/// A row, and the gap behind it where it is shown.
struct Cell {
    row: SymmetryRow,
    gap: Option<Gap>,
}

/// Rows of the table `symmetry`: one a mirror, sector and measure.
pub fn symmetry(
    wave: &CalibratedWave,
    scores: &Scores,
    edition: &Edition,
    codebook: &Codebook,
    rules: &PublicationRules,
) -> Vec<SymmetryRow> {
    let mut workspace = Workspace::default();
    let mut cells = Vec::new();
    for mirror in mirrors(edition, codebook) {
        for sector in edition.sectors.iter().cloned().chain([SectorId::all()]) {
            for &measure in mirror.measures {
                let client = scores.get(&sector, Population::Client, &mirror.client, measure);
                let employee = scores.get(&sector, Population::Employee, &mirror.employee, measure);
                let mut cell = Cell { row: keys_only(wave, &mirror, sector.clone(), measure), gap: None };
                if let (Some(client), Some(employee)) = (client, employee) {
                    cell.row.status = rules.status(&[client.decisive_base(), employee.decisive_base()]);
                    if cell.row.status != Status::Suppressed {
                        let indices = Indices::of(wave, client, employee, &mut workspace);
                        fill(&mut cell.row, &indices, client, employee, rules);
                        test(&mut cell.row, client.testable && employee.testable, rules);
                        cell.gap = Some(indices.gap);
                    }
                }
                cells.push(cell);
            }
        }
    }
    rank(wave, &mut cells, rules.confidence);
    let mut rows: Vec<SymmetryRow> = cells.into_iter().map(|cell| cell.row).collect();
    conclude(&mut rows, rules);
    rows
}

/// The three tests and the margin that they demonstrate, where both levels may be tested.
fn test(row: &mut SymmetryRow, testable: bool, rules: &PublicationRules) {
    let (Some(gap), Some(se), Some(df), true) = (row.gap, row.se_gap, row.df, testable) else { return };
    row.p_difference = tests::p_difference(gap, se, df);
    row.p_minimum_effect = tests::p_minimum_effect(gap, se, df, rules.delta_points);
    row.p_equivalence = tests::p_equivalence(gap, se, df, rules.delta_points);
    row.demonstrated_margin = interval::symmetric(gap, se, df, DEMONSTRATED).map(tests::demonstrated_margin);
}

/// Adjusts every test within its family, then names the class of every row.
fn conclude(rows: &mut [SymmetryRow], rules: &PublicationRules) {
    let family = |r: &SymmetryRow| (r.edition.clone(), r.measure, r.subject.subject_type, is_national(&r.sector));
    adjust(rows, family, |r| r.p_difference, |r, q| r.q_difference = q);
    adjust(rows, family, |r| r.p_minimum_effect, |r, q| r.q_minimum_effect = q);
    adjust(rows, family, |r| r.p_equivalence, |r, q| r.q_equivalence = q);
    for row in rows {
        row.class = Some(class(row, rules).code().to_owned());
    }
}

/// Class of a row from its own columns: nothing else decides on it.
fn class(row: &SymmetryRow, rules: &PublicationRules) -> tests::Class {
    let interval = |low: Option<f64>, high: Option<f64>| Some(Interval { low: low?, high: high? });
    let evidence = Evidence {
        suppressed: row.status == Status::Suppressed,
        testable: row.p_difference.is_some(),
        gap: row.gap.unwrap_or(f64::NAN),
        gap_interval: interval(row.ci_low, row.ci_high),
        level_interval: interval(row.level_low, row.level_high),
        q_equivalence: row.q_equivalence,
        q_minimum_effect: row.q_minimum_effect,
        q_difference: row.q_difference,
    };
    tests::classify(&evidence, rules.level_cut_percent, rules.false_discovery_rate)
}

/// Ranks the rows that are shown: the subjects of one type against one another nationally, the sectors of one subject
/// against one another.
fn rank(wave: &CalibratedWave, cells: &mut [Cell], confidence: f64) {
    let mut lists: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.gap.is_some()) {
        let row = &cell.row;
        let subject = (!is_national(&row.sector)).then(|| row.subject.clone());
        lists.entry((row.measure, row.subject.subject_type, subject)).or_default().push(at);
    }
    let lists: Vec<Vec<usize>> = lists.into_values().collect();
    let ranked = |list: &Vec<usize>| {
        let cells = list.iter().filter_map(|&at| cells.get(at));
        let candidates: Vec<Candidate<'_>> = cells
            .filter_map(|cell| Some(Candidate { gap: cell.gap.as_ref()?, testable: cell.row.p_difference.is_some() }))
            .collect();
        ranks_by_size(wave, &candidates, confidence)
    };
    let found: Vec<_> = lists.par_iter().map(ranked).collect();
    for (at, rank) in lists.iter().flatten().zip(found.into_iter().flatten()) {
        let row = &mut cells[*at].row; // OK because the lists hold positions of `cells`
        row.rank = Some(rank.rank as i64);
        row.rank_low = Some(rank.low as i64);
        row.rank_high = Some(rank.high as i64);
    }
}

fn fill(row: &mut SymmetryRow, indices: &Indices, client: &Estimate, employee: &Estimate, rules: &PublicationRules) {
    let difference = indices.gap.difference;
    let gap = difference.interval(rules.confidence);
    let testable = client.testable && employee.testable;
    let n_eff = client.base.n_eff.min(employee.base.n_eff);
    let level =
        interval::level(indices.level.value, indices.level.se, n_eff, indices.level.df, rules.confidence, testable);
    let level = level.map(|(interval, _)| interval);
    let floor = floor_interval(client, employee, rules.confidence);
    row.client = Some(client.value);
    row.employee = Some(employee.value);
    row.gap = Some(difference.value);
    row.se_gap = Some(difference.se);
    row.df = Some(difference.df);
    row.ci_low = gap.map(|i| i.low);
    row.ci_high = gap.map(|i| i.high);
    row.symmetry = Some(indices.symmetry());
    row.level = Some(indices.level.value);
    row.level_low = level.map(|i| i.low);
    row.level_high = level.map(|i| i.high);
    row.floor = Some(indices.floor);
    row.floor_low = floor.map(|i| i.low);
    row.floor_high = floor.map(|i| i.high);
    row.n_client = Some(client.base.n as i64);
    row.n_employee = Some(employee.base.n as i64);
    row.n_both = Some(Influence::n_both(&client.influence, &employee.influence) as i64);
}

/// A row that shows nothing but its keys.
fn keys_only(wave: &CalibratedWave, mirror: &MirrorSubject, sector: SectorId, measure: Measure) -> SymmetryRow {
    SymmetryRow {
        edition: wave.key.clone(),
        sector,
        subject: mirror.subject.clone(),
        measure,
        mirror: mirror.mirror,
        client: None,
        employee: None,
        gap: None,
        se_gap: None,
        df: None,
        ci_low: None,
        ci_high: None,
        p_difference: None,
        q_difference: None,
        p_minimum_effect: None,
        q_minimum_effect: None,
        p_equivalence: None,
        q_equivalence: None,
        symmetry: None,
        level: None,
        level_low: None,
        level_high: None,
        floor: None,
        floor_low: None,
        floor_high: None,
        demonstrated_margin: None,
        class: None,
        rank: None,
        rank_low: None,
        rank_high: None,
        n_client: None,
        n_employee: None,
        n_both: None,
        status: Status::Suppressed,
    }
}
