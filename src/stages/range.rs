//! Ranges: how far apart clients, managers and the other employees stand on one subject, and what chance has to do with it.
//!
//! Managers are taken out of the employees, so that the three groups share nobody by definition (a client may be any of
//! them). The range is the largest of the three levels minus the smallest, and 100 − range its symmetry: not to be compared
//! with the symmetry of two sides, because three groups are further apart than two by chance alone.
//!
//! The favourable share is followed: nationally for mirror pairs and dimensions, by sector for dimensions. The noise floor
//! rests on the linearised standard errors of the three differences, covariance inside; the interval is that of the
//! bootstrap's percentiles, and claims no coverage: near zero both the range and its replicates are pushed up.

use super::calibrate::CalibratedWave;
use super::indices::Difference;
use super::replicate::Replicates;
use super::score::{Cell, Estimate, Scores};
use super::symmetry::{MirrorSubject, mirrors};
use crate::stats::interval::{self, Interval};
use crate::stats::linearise::Workspace;
use crate::stats::symmetry::range_noise_floor;
use crate::survey::codebook::Codebook;
use crate::survey::ids::{Measure, Population, SectorId, Status, SubjectType};
use crate::survey::registry::Edition;
use crate::survey::results::RangeRow;
use crate::survey::rules::PublicationRules;

/// The three groups, in the order of the columns.
const GROUPS: [Population; 3] = [Population::Client, Population::NonManager, Population::Manager];

/// Ranges of one wave: one row a mirror that is asked on the favourable share, nationally, and by sector for dimensions.
pub fn range(
    wave: &CalibratedWave,
    scores: &Scores,
    edition: &Edition,
    replicates: &Replicates,
    codebook: &Codebook,
    rules: &PublicationRules,
) -> Vec<RangeRow> {
    let inputs = Inputs { wave, scores, replicates, rules };
    let mut workspace = Workspace::default();
    let mut rows = Vec::new();
    for mirror in mirrors(edition, codebook).iter().filter(|mirror| mirror.measures.contains(&Measure::Top2)) {
        let by_sector = mirror.subject.subject_type == SubjectType::Dimension;
        let sectors = edition.sectors.iter().filter(|_| by_sector).cloned();
        rows.extend(sectors.chain([SectorId::all()]).map(|sector| inputs.row(mirror, sector, &mut workspace)));
    }
    rows
}

struct Inputs<'a> {
    wave: &'a CalibratedWave,
    scores: &'a Scores,
    replicates: &'a Replicates,
    rules: &'a PublicationRules,
}

impl Inputs<'_> {
    fn row(&self, mirror: &MirrorSubject, sector: SectorId, workspace: &mut Workspace) -> RangeRow {
        let mut row = keys_only(self.wave, mirror, sector);
        let cells = GROUPS.map(|population| {
            let side = if population == Population::Client { &mirror.client } else { &mirror.employee };
            Cell { subject: side.clone(), measure: row.measure, population, sector: row.sector.clone() }
        });
        let [Some(client), Some(non_manager), Some(manager)] =
            cells.each_ref().map(|c| self.scores.get(&c.sector, c.population, &c.subject, c.measure))
        else {
            return row;
        };
        let groups = [client, non_manager, manager];
        row.status = self.rules.status(&groups.map(Estimate::decisive_base));
        if row.status == Status::Suppressed {
            return row;
        }
        let pairs = [[client, non_manager], [non_manager, manager], [manager, client]];
        let ses = pairs.map(|[left, right]| Difference::between(self.wave, left, right, workspace).se);
        let range = spread(groups.map(|group| group.value));
        let interval = self.percentiles(&cells);
        let count = |group: &Estimate| i64::try_from(group.base.n).ok();
        row.client = Some(client.value);
        row.non_manager = Some(non_manager.value);
        row.manager = Some(manager.value);
        row.range = Some(range);
        row.range_low = interval.map(|i| i.low);
        row.range_high = interval.map(|i| i.high);
        row.noise_floor = Some(range_noise_floor(ses));
        row.symmetry = Some(100.0 - range);
        row.n_client = count(client);
        row.n_non_manager = count(non_manager);
        row.n_manager = count(manager);
        row
    }

    /// `None` where no replicate was made.
    fn percentiles(&self, cells: &[Cell; 3]) -> Option<Interval> {
        let [Some(first), Some(second), Some(third)] = cells.each_ref().map(|cell| self.replicates.levels(cell)) else {
            return None;
        };
        let ranges: Vec<f64> = first.iter().zip(second).zip(third).map(|((&a, &b), &c)| spread([a, b, c])).collect();
        interval::percentiles(&ranges, self.rules.confidence)
    }
}

/// Largest minus smallest; NaN where one is.
fn spread([a, b, c]: [f64; 3]) -> f64 {
    ((a - b).abs() + (b - c).abs() + (c - a).abs()) / 2.0
}

/// A row that shows nothing but its keys.
fn keys_only(wave: &CalibratedWave, mirror: &MirrorSubject, sector: SectorId) -> RangeRow {
    RangeRow {
        edition: wave.key.clone(),
        sector,
        subject: mirror.subject.clone(),
        measure: Measure::Top2,
        client: None,
        non_manager: None,
        manager: None,
        range: None,
        range_low: None,
        range_high: None,
        noise_floor: None,
        symmetry: None,
        n_client: None,
        n_non_manager: None,
        n_manager: None,
        status: Status::Suppressed,
    }
}
