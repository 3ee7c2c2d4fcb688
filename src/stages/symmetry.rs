//! Symmetry: the two sides of each mirror pair → gap, symmetry, level and floor, with the covariance of the two sides
//! inside; then the three tests of the gap, its class and its rank.
//!
//! A gap is tested where both of its levels may be. The family of a test is edition × measure × type of subject ×
//! {national rows | sector rows} × test: the matrix that a reader looks over at once. Classes follow from the adjusted
//! p-values alone, and « not shown to differ » is never called symmetry.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::calibrate::CalibratedWave;
use super::indices::{Gap, Indices, WaveIndices};
use super::infer::{adjust, is_national};
use super::rank::{Candidate, ranks_by_size};
use super::score::Estimate;
use crate::stats::interval::{self, Interval};
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
pub const DEMONSTRATED: f64 = 0.90;

/// A row, and the gap behind it where it is shown.
struct Cell<'a> {
    row: SymmetryRow,
    gap: Option<&'a Gap<'a>>,
}

/// Rows of the table `symmetry`: one a mirror, sector and measure.
pub fn symmetry(
    wave: &CalibratedWave,
    indices: &WaveIndices<'_>,
    edition: &Edition,
    codebook: &Codebook,
    rules: &PublicationRules,
) -> Vec<SymmetryRow> {
    let of_mirror = |mirror: &MirrorSubject| {
        let sectors = edition.sectors.iter().cloned().chain([SectorId::all()]);
        let cell = |sector, measure| {
            let indices = indices.get(&mirror.subject, &sector, measure);
            cell(keys_only(wave, mirror, sector, measure), indices, rules)
        };
        sectors.flat_map(|sector| mirror.measures.iter().map(move |&m| cell(sector.clone(), m))).collect::<Vec<_>>()
    };
    let mut cells: Vec<Cell<'_>> = mirrors(edition, codebook).par_iter().flat_map_iter(of_mirror).collect();
    rank(wave, &mut cells, rules.confidence);
    let mut rows: Vec<SymmetryRow> = cells.into_iter().map(|cell| cell.row).collect();
    conclude(&mut rows, rules);
    rows
}

/// A row with what may be shown of it.
fn cell<'a>(mut row: SymmetryRow, indices: Option<&'a Indices<'a>>, rules: &PublicationRules) -> Cell<'a> {
    let Some(indices) = indices else { return Cell { row, gap: None } };
    let [client, employee] = indices.gap.sides();
    row.status = rules.status(&[client.decisive_base(), employee.decisive_base()]);
    if row.status == Status::Suppressed {
        return Cell { row, gap: None };
    }
    fill(&mut row, indices, rules);
    test(&mut row, client.testable && employee.testable, rules);
    Cell { row, gap: Some(&indices.gap) }
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
fn rank(wave: &CalibratedWave, cells: &mut [Cell<'_>], confidence: f64) {
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
            .filter_map(|cell| Some(Candidate { gap: cell.gap?, testable: cell.row.p_difference.is_some() }))
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

fn fill(row: &mut SymmetryRow, indices: &Indices<'_>, rules: &PublicationRules) {
    let [client, employee] = indices.gap.sides();
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
    row.n_both = Some(indices.n_both as i64);
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
