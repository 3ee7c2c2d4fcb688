//! Slopes: the long-run change a year of every figure, over the editions that the registry lets compare with the newest.
//!
//! Weighted least squares on the middle of the field dates, each wave weighted by the inverse of its own design variance;
//! the standard error comes from these variances (and the covariances of a panel), not from the scatter around the line.
//!
//! The stretch goes back from the newest edition to the last break. An edition that did not ask the question, did not have
//! the sector, or whose base is too small is left out and ends nothing. A dimension whose items changed is computed on the
//! items that the whole stretch asked. A figure that the newest edition does not have, or that fewer than three editions
//! of the stretch have, has no row; one with fewer than three shown waves has a suppressed row. The family of a test is
//! measure × type of subject × statistic × {national rows | sector rows}.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::comparable::{Asked, AskedItem, Comparison, Figure, Point, Points, in_common, linear, points, sides};
use super::infer::{adjust, is_national};
use super::joined;
use super::panel::Share;
use super::score::Scores;
use super::trend::Series;
use crate::stats::interval;
use crate::stats::linearise::Workspace;
use crate::stats::symmetry::p_difference;
use crate::stats::trend as line;
use crate::survey::ids::{EditionId, Measure, SectorId, Status};
use crate::survey::results::{EditionKey, SlopeRow};

/// Waves that a slope needs.
const WAVES: usize = 3;

/// Rows of the table `slopes`.
pub fn slope(series: &Series<'_>) -> Vec<SlopeRow> {
    let Some(newest) = series.editions.last() else { return Vec::new() };
    let figures: Vec<&Figure> = newest.figures().iter().collect();
    let found: Vec<Vec<SlopeRow>> = figures
        .par_iter()
        .map_init(Workspace::default, |workspace, figure| Stretch::new(series, figure, workspace).rows(workspace))
        .collect();
    let mut rows = joined(found);
    let family = |r: &SlopeRow| (r.measure, r.subject.subject_type, r.statistic, is_national(&r.sector));
    adjust(&mut rows, family, |r| r.p, |r, q| r.q = q);
    rows
}

/// Middle of the field, in years of 365.25 days.
pub fn field_time(edition: &EditionKey) -> f64 {
    let length = (edition.field_end - edition.field_start).num_days() as f64;
    let start = edition.field_start.signed_duration_since(chrono::NaiveDate::default()).num_days() as f64;
    (start + length / 2.0) / 365.25
}

/// The editions over which one figure is followed.
struct Stretch<'s, 'a> {
    series: &'s Series<'a>,
    figure: &'s Figure,
    items: BTreeSet<AskedItem>,
    /// In field order, the newest last.
    waves: Vec<Wave<'s, 'a>>,
}

/// One edition of a stretch.
struct Wave<'s, 'a> {
    asked: &'s Asked<'a>,
    points: Option<&'s Points>,
    /// The figure computed again on the items of the stretch, where this edition asked others too.
    reduced: Option<(Scores, Points)>,
}

impl Wave<'_, '_> {
    fn point(&self, sector: &SectorId, measure: Measure) -> Option<&Point> {
        let points = self.reduced.as_ref().map(|(_, points)| points).or(self.points)?;
        points.get(&(sector.clone(), measure))
    }

    fn scores(&self) -> &Scores {
        self.reduced.as_ref().map_or(self.asked.scored.scores, |(scores, _)| scores)
    }
}

impl<'s, 'a> Stretch<'s, 'a> {
    fn new(series: &'s Series<'a>, figure: &'s Figure, workspace: &mut Workspace) -> Self {
        let (items, positions) = stretch(series, figure);
        let mut waves = Vec::new();
        if positions.len() >= WAVES {
            for (asked, points_of) in
                positions.iter().filter_map(|&at| Some((series.editions.get(at)?, series.points.get(at)?)))
            {
                let reduced = (asked.items(figure) != items).then(|| {
                    let scores = asked.reduced(figure, &items, series.with.codebook, workspace);
                    let points = points(asked.scored, figure, &scores, None, workspace);
                    (scores, points)
                });
                waves.push(Wave { asked, points: points_of.get(figure), reduced });
            }
        }
        Self { series, figure, items, waves }
    }

    fn rows(&self, workspace: &mut Workspace) -> Vec<SlopeRow> {
        let Some(newest) = self.waves.last() else { return Vec::new() };
        let mut rows = Vec::new();
        for sector in newest.asked.scored.edition.sectors.iter().cloned().chain([SectorId::all()]) {
            let waves = self.waves_of(&sector);
            if let (Some(first), true) = (waves.first(), waves.len() >= WAVES) {
                for &measure in &self.figure.measures {
                    let mut row = self.keys_only(sector.clone(), measure, first.asked.scored.id.clone());
                    self.fill(&mut row, &waves, workspace);
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// The waves that a sector is compared over.
    fn waves_of(&self, sector: &SectorId) -> Vec<&Wave<'s, 'a>> {
        let Some((newest, earlier)) = self.waves.split_last() else { return Vec::new() };
        let mut found = vec![newest];
        for wave in earlier.iter().rev() {
            let comparison = Comparison { from: wave.asked, to: newest.asked, with: self.series.with };
            match comparison.sector(&self.items, sector) {
                Ok(()) => found.push(wave),
                Err(reason) if reason.is_absence() => {}
                Err(_) => break,
            }
        }
        found.reverse();
        found
    }

    fn fill(&self, row: &mut SlopeRow, waves: &[&Wave<'s, 'a>], workspace: &mut Workspace) {
        let rules = self.series.with.rules;
        let shown: Vec<(&Wave<'s, 'a>, Point)> = waves
            .iter()
            .filter_map(|wave| Some((*wave, *wave.point(&row.sector, row.measure)?)))
            .filter(|(_, point)| rules.status(&[point.base]) != Status::Suppressed)
            .collect();
        let (Some((first, _)), true) = (shown.first(), shown.len() >= WAVES) else { return };
        row.status = rules.status(&shown.iter().map(|(_, point)| point.base).collect::<Vec<_>>());
        row.since_edition = first.asked.scored.id.clone();
        row.n_editions = Some(shown.len() as i64);
        let times: Vec<f64> = shown.iter().map(|(wave, _)| field_time(&wave.asked.scored.wave.key)).collect();
        let values: Vec<f64> = shown.iter().map(|(_, point)| point.value).collect();
        let Some(line) = line::slope(&times, &values, &diagonal(&shown)) else { return };
        let independent = || (line.se * line.se, shown.iter().map(|(_, point)| point.df).sum());
        let (variance, df) = self.matched(row, &shown, &line.coefficients, workspace).unwrap_or_else(independent);
        let se = variance.sqrt();
        let interval = interval::symmetric(line.slope, se, df, rules.confidence);
        row.slope_per_year = Some(line.slope);
        row.se = Some(se);
        row.ci_low = interval.map(|i| i.low);
        row.ci_high = interval.map(|i| i.high);
        let testable = shown.iter().all(|(_, point)| point.testable);
        row.p = p_difference(line.slope, se, df).filter(|_| testable);
    }

    /// Variance and degrees of freedom where two of the waves share a panel.
    fn matched(
        &self,
        row: &SlopeRow,
        shown: &[(&Wave<'s, 'a>, Point)],
        coefficients: &[f64],
        workspace: &mut Workspace,
    ) -> Option<(f64, f64)> {
        let panels = &self.series.panels;
        if !panels.shared(shown.iter().map(|(wave, _)| wave.asked.scored)) {
            return None;
        }
        let influences: Option<Vec<_>> = shown
            .iter()
            .map(|(wave, _)| {
                let sides = sides(self.figure, wave.scores(), &row.sector, row.measure)?;
                linear(self.figure.statistic, &sides).map(|(_, influence)| influence)
            })
            .collect();
        let influences = influences?;
        let shares: Vec<Share<'_>> = shown
            .iter()
            .zip(&influences)
            .zip(coefficients)
            .map(|(((wave, _), influence), &factor)| Share { edition: wave.asked.scored, factor, influence })
            .collect();
        Some(panels.spread(&shares, workspace))
    }

    fn keys_only(&self, sector: SectorId, measure: Measure, since_edition: EditionId) -> SlopeRow {
        SlopeRow {
            sector,
            subject: self.figure.subject.clone(),
            measure,
            statistic: self.figure.statistic,
            slope_per_year: None,
            se: None,
            ci_low: None,
            ci_high: None,
            p: None,
            q: None,
            n_editions: None,
            since_edition,
            status: Status::Suppressed,
        }
    }
}

/// The items and the editions (positions, the newest last) over which a figure is followed, whatever the sector.
fn stretch(series: &Series<'_>, figure: &Figure) -> (BTreeSet<AskedItem>, Vec<usize>) {
    let Some((newest, earlier)) = series.editions.split_last() else { return Default::default() };
    let mut items = newest.items(figure);
    let mut positions = vec![earlier.len()];
    for (at, from) in earlier.iter().enumerate().rev() {
        let comparison = Comparison { from, to: newest, with: series.with };
        match comparison.common_items(figure) {
            Ok(common) => {
                let kept = in_common(figure, &items, &common);
                if kept.is_empty() {
                    break;
                }
                items = kept;
                positions.push(at);
            }
            Err(reason) if reason.is_absence() => {}
            Err(_) => break,
        }
    }
    positions.reverse();
    (items, positions)
}

/// The variances on the diagonal of a matrix, row by row: the weights of the line do not depend on the covariances.
fn diagonal(shown: &[(&Wave<'_, '_>, Point)]) -> Vec<f64> {
    let n = shown.len();
    let mut matrix = vec![0.0; n * n];
    for (slot, (_, point)) in matrix.iter_mut().step_by(n + 1).zip(shown) {
        *slot = point.variance;
    }
    matrix
}
