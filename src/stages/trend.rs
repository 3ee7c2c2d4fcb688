//! Trends: changes between consecutive editions, only between figures that the registry lets compare.
//!
//! A change is tested where every figure behind it may be; the smallest change that the two waves could have shown stands
//! beside it, since a change that is not shown is no proof of stability. The family of a test is pair of editions ×
//! measure × type of subject × statistic × {national rows | sector rows}.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::comparable::{
    Asked, AskedItem, Comparison, Figure, Point, Points, linear, points, points_of_figures, sides,
};
pub use super::comparable::{Reasons, ScoredEdition, TrendRules};
use super::infer::{adjust, is_national};
use super::joined;
use super::panel::{Panels, Share};
use super::score::Scores;
use crate::stats::interval;
use crate::stats::linearise::Workspace;
use crate::stats::symmetry::p_difference;
use crate::stats::trend::detectable_change;
use crate::survey::ids::{Measure, SectorId, Status};
use crate::survey::results::TrendRow;

/// Every figure of every edition, in field order: what trends and slopes follow.
#[derive(Debug)]
pub struct Series<'a> {
    /// The editions.
    pub editions: Vec<Asked<'a>>,
    /// The points of each edition.
    pub points: Vec<BTreeMap<Figure, Points>>,
    /// Who answered more than one edition.
    pub panels: Panels,
    /// What decides.
    pub with: TrendRules<'a>,
}

impl<'a> Series<'a> {
    /// From editions in field order.
    pub fn new(editions: &[ScoredEdition<'a>], with: TrendRules<'a>) -> Self {
        let asked: Vec<Asked<'a>> = editions.iter().map(|e| Asked::new(*e, with.codebook)).collect();
        let points = asked.par_iter().map(points_of_figures).collect();
        Self { editions: asked, points, panels: Panels::new(editions), with }
    }
}

/// Rows of the table `trends`, sorted by its key.
pub fn trend(series: &Series<'_>) -> Vec<TrendRow> {
    let editions: Vec<_> = series.editions.iter().zip(&series.points).collect();
    let steps: Vec<Step<'_>> = editions
        .windows(2)
        .filter_map(|pair| {
            let &[from, to] = pair else { return None };
            let between = Comparison { from: from.0, to: to.0, with: series.with };
            Some(Step { between, points: [from.1, to.1], panels: &series.panels })
        })
        .collect();
    let mut rows = joined(steps.par_iter().flat_map(Step::by_figure).collect());
    let one_step = |a: &TrendRow, b: &TrendRow| a.edition_from == b.edition_from && a.edition_to == b.edition_to;
    rows.par_chunk_by_mut(one_step).for_each(|of_step| {
        let family = |r: &TrendRow| (r.measure, r.subject.subject_type, r.statistic, is_national(&r.sector));
        adjust(of_step, family, |r| r.p, |r, q| r.q = q);
    });
    rows.par_sort_unstable_by(|a, b| a.key().cmp(&b.key())); // no two are equal
    rows
}

/// Two consecutive editions.
struct Step<'a> {
    between: Comparison<'a>,
    points: [&'a BTreeMap<Figure, Points>; 2],
    panels: &'a Panels,
}

/// A figure computed again on the items that both editions asked.
struct Reduced {
    scores: [Scores; 2],
    points: [Points; 2],
}

impl Step<'_> {
    /// The rows of every figure.
    fn by_figure(&self) -> impl ParallelIterator<Item = Vec<TrendRow>> {
        let Comparison { from, to, .. } = self.between;
        let figures: BTreeSet<&Figure> = from.figures().iter().chain(to.figures()).collect();
        figures.into_par_iter().map_init(Workspace::default, |workspace, figure| self.rows(figure, workspace))
    }

    fn sectors(&self) -> Vec<SectorId> {
        let [from, to] = [self.between.from, self.between.to].map(|e| &e.scored.edition.sectors);
        let dropped = from.iter().filter(|s| !to.contains(s));
        to.iter().chain(dropped).cloned().chain([SectorId::all()]).collect()
    }

    fn rows(&self, figure: &Figure, workspace: &mut Workspace) -> Vec<TrendRow> {
        let reasons = self.between.with.reasons;
        let comparison = self.between.common_items(figure);
        let reduced = comparison.as_ref().ok().and_then(|common| self.reduced(figure, common, workspace));
        let mut rows = Vec::new();
        for sector in self.sectors() {
            let compared = comparison.clone().and_then(|items| self.between.sector(&items, &sector));
            for &measure in &figure.measures {
                let mut row = self.keys_only(figure, sector.clone(), measure);
                match &compared {
                    Err(incomparable) => row.reason = Some(incomparable.text(reasons)),
                    Ok(()) => {
                        row.comparable = true;
                        row.reason = reduced.as_ref().map(|_| reasons.common_items.clone());
                        self.change(&mut row, figure, reduced.as_ref(), workspace);
                    }
                }
                rows.push(row);
            }
        }
        rows
    }

    /// `None` where both editions asked the same questions.
    fn reduced(&self, figure: &Figure, common: &BTreeSet<AskedItem>, workspace: &mut Workspace) -> Option<Reduced> {
        let editions = [self.between.from, self.between.to];
        if editions.iter().all(|e| e.items(figure) == *common) {
            return None;
        }
        let scores = editions.map(|e| e.reduced(figure, common, self.between.with.codebook, workspace));
        let [from, to] = &scores;
        let points = [
            points(editions[0].scored, figure, from, None, workspace),
            points(editions[1].scored, figure, to, None, workspace),
        ];
        Some(Reduced { scores, points })
    }

    fn change(&self, row: &mut TrendRow, figure: &Figure, reduced: Option<&Reduced>, workspace: &mut Workspace) {
        let place = (row.sector.clone(), row.measure);
        let [from, to] = match reduced {
            Some(reduced) => [reduced.points[0].get(&place), reduced.points[1].get(&place)],
            None => self.points.map(|points| points.get(figure)?.get(&place)),
        };
        let (Some(from), Some(to)) = (from, to) else { return };
        row.status = self.between.with.rules.status(&[from.base, to.base]);
        if row.status != Status::Suppressed {
            let editions = [self.between.from.scored, self.between.to.scored];
            let spread =
                if self.panels.shared(editions) { self.matched(row, figure, reduced, workspace) } else { None };
            self.fill(row, [from, to], spread.unwrap_or((from.variance + to.variance, from.df + to.df)));
        }
    }

    /// Variance and degrees of freedom where the two editions share a panel.
    fn matched(
        &self,
        row: &TrendRow,
        figure: &Figure,
        reduced: Option<&Reduced>,
        workspace: &mut Workspace,
    ) -> Option<(f64, f64)> {
        let editions = [self.between.from.scored, self.between.to.scored];
        let scores = match reduced {
            Some(reduced) => [&reduced.scores[0], &reduced.scores[1]],
            None => editions.map(|e| e.scores),
        };
        let [from, to] = scores.map(|scores| {
            let sides = sides(figure, scores, &row.sector, row.measure)?;
            linear(figure.statistic, &sides).map(|(_, influence)| influence)
        });
        let (from, to) = (from?, to?);
        let shares = [
            Share { edition: editions[0], factor: -1.0, influence: &from },
            Share { edition: editions[1], factor: 1.0, influence: &to },
        ];
        Some(self.panels.spread(&shares, workspace))
    }

    fn fill(&self, row: &mut TrendRow, [from, to]: [&Point; 2], (variance, df): (f64, f64)) {
        let (change, se) = (to.value - from.value, variance.sqrt());
        let interval = interval::symmetric(change, se, df, self.between.with.rules.confidence);
        row.change = Some(change);
        row.se = Some(se);
        row.df = Some(df);
        row.ci_low = interval.map(|i| i.low);
        row.ci_high = interval.map(|i| i.high);
        if from.testable && to.testable {
            row.p = p_difference(change, se, df);
            row.detectable = row.p.map(|_| detectable_change(se, df));
        }
    }

    fn keys_only(&self, figure: &Figure, sector: SectorId, measure: Measure) -> TrendRow {
        TrendRow {
            sector,
            subject: figure.subject.clone(),
            measure,
            statistic: figure.statistic,
            edition_from: self.between.from.scored.wave.key.clone(),
            edition_to: self.between.to.scored.wave.key.clone(),
            change: None,
            se: None,
            df: None,
            ci_low: None,
            ci_high: None,
            p: None,
            q: None,
            detectable: None,
            comparable: false,
            reason: None,
            status: Status::Suppressed,
        }
    }
}
