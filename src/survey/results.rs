//! The rows of the published tables, unrounded. A number is `None` where it does not exist or is suppressed.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::ids::*;

/// Every table of a run, rows sorted by key.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Levels by sector, population, subject and measure.
    pub estimates: Vec<EstimateRow>,
    /// Gap and indices, one row a mirror pair (or a dimension).
    pub symmetry: Vec<SymmetryRow>,
    /// Comparisons other than mirror gaps.
    pub contrasts: Vec<ContrastRow>,
    /// Means over dimensions.
    pub composites: Vec<CompositeRow>,
    /// Changes between consecutive editions.
    pub trends: Vec<TrendRow>,
    /// Long-run slopes.
    pub slopes: Vec<SlopeRow>,
    /// Margins before and after calibration.
    pub margins: Vec<MarginRow>,
    /// Weighting diagnostics.
    pub weighting: Vec<WeightingRow>,
    /// Ranges of clients, managers and other employees; of the report alone.
    pub ranges: Vec<RangeRow>,
    /// Bootstrap replicates, counted; of the report alone.
    pub replicates: Vec<ReplicateRow>,
}

impl Results {
    /// The rows of several sets of tables, each table after the next.
    pub fn concat(mut parts: Vec<Self>) -> Self {
        macro_rules! tables {
            ($($table:ident)+) => {{
                let mut all = Self::default();
                $(
                    let n_rows = parts.iter().map(|part| part.$table.len()).sum::<usize>();
                    for part in &mut parts {
                        let rows = std::mem::take(&mut part.$table);
                        if all.$table.is_empty() {
                            all.$table = rows;
                            all.$table.reserve_exact(n_rows - all.$table.len());
                        } else {
                            all.$table.extend(rows);
                        }
                    }
                )+
                all
            }};
        }
        tables!(estimates symmetry contrasts composites trends slopes margins weighting ranges replicates)
    }

    /// Sorts every table by its key, editions by field date.
    /// The categories of a margin keep their declared order, which the report follows: `publish` sorts those of the table.
    pub fn sort(&mut self) {
        sort(&mut self.estimates, |a, b| a.key().cmp(&b.key()));
        sort(&mut self.symmetry, |a, b| a.key().cmp(&b.key()));
        sort(&mut self.contrasts, |a, b| a.key().cmp(&b.key()));
        sort(&mut self.composites, |a, b| a.key().cmp(&b.key()));
        sort(&mut self.trends, |a, b| a.key().cmp(&b.key()));
        sort(&mut self.slopes, |a, b| a.key().cmp(&b.key()));
        sort(&mut self.margins, |a, b| a.edition.cmp(&b.edition));
        sort(&mut self.weighting, |a, b| a.edition.cmp(&b.edition));
        sort(&mut self.ranges, |a, b| a.key().cmp(&b.key()));
        sort(&mut self.replicates, |a, b| a.edition.cmp(&b.edition));
    }
}

/// Sorts the rows of a table, those of one key as they stand. Rows are wide: their places are sorted, and each moves out
/// and back, not at every step.
fn sort<R>(rows: &mut Vec<R>, order: impl Fn(&R, &R) -> Ordering) {
    if rows.is_sorted_by(|a, b| order(a, b).is_le()) {
        return;
    }
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_by(|&a, &b| order(&rows[a], &rows[b])); // OK because the places are positions of `rows`
    let mut unsorted: Vec<Option<R>> = rows.drain(..).map(Some).collect();
    rows.extend(places.into_iter().filter_map(|at| unsorted.get_mut(at)?.take()));
}

/// The key of each table, borrowed from its row.
macro_rules! keys {
    ($($row:ident: $($field:ident)+;)*) => {$(
        impl $row {
            /// What sorts the table: no two rows have the same.
            pub fn key(&self) -> impl Ord + '_ {
                ($(&self.$field,)+)
            }
        }
    )*};
}

keys! {
    EstimateRow: edition sector population subject measure;
    SymmetryRow: edition sector subject measure;
    CompositeRow: edition sector composite pairs measure;
    TrendRow: sector subject measure statistic edition_from edition_to;
    SlopeRow: sector subject measure statistic;
    RangeRow: edition sector subject measure;
}

impl ContrastRow {
    /// What sorts the table: no two rows have the same. The id of the subject goes before its type, which is no key.
    pub fn key(&self) -> impl Ord + '_ {
        let Self { edition, sector, contrast, population, subject, measure, .. } = self;
        (edition, sector, contrast, population, &subject.id, subject.subject_type, measure)
    }
}

/// Edition and its field dates: the first columns of most tables.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditionKey {
    /// Field start; first so that editions sort by field date, then by label.
    pub field_start: NaiveDate,
    /// Label of the edition.
    pub edition: EditionId,
    /// Field end.
    pub field_end: NaiveDate,
}

/// A row of `estimates`.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct EstimateRow {
    pub edition: EditionKey,
    pub sector: SectorId,
    pub population: Population,
    pub subject: Subject,
    pub measure: Measure,
    pub estimate: Option<f64>,
    pub se: Option<f64>,
    pub df: Option<f64>,
    pub ci_low: Option<f64>,
    pub ci_high: Option<f64>,
    pub n: Option<i64>,
    pub n_eff: Option<f64>,
    pub deff: Option<f64>,
    pub status: Status,
}

/// A row of `symmetry`.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct SymmetryRow {
    pub edition: EditionKey,
    pub sector: SectorId,
    pub subject: Subject,
    pub measure: Measure,
    pub mirror: Mirror,
    pub client: Option<f64>,
    pub employee: Option<f64>,
    pub gap: Option<f64>,
    pub se_gap: Option<f64>,
    pub df: Option<f64>,
    pub ci_low: Option<f64>,
    pub ci_high: Option<f64>,
    pub p_difference: Option<f64>,
    pub q_difference: Option<f64>,
    pub p_minimum_effect: Option<f64>,
    pub q_minimum_effect: Option<f64>,
    pub p_equivalence: Option<f64>,
    pub q_equivalence: Option<f64>,
    pub symmetry: Option<f64>,
    pub level: Option<f64>,
    pub level_low: Option<f64>,
    pub level_high: Option<f64>,
    pub floor: Option<f64>,
    pub floor_low: Option<f64>,
    pub floor_high: Option<f64>,
    pub demonstrated_margin: Option<f64>,
    pub class: Option<String>,
    pub rank: Option<i64>,
    pub rank_low: Option<i64>,
    pub rank_high: Option<i64>,
    pub n_client: Option<i64>,
    pub n_employee: Option<i64>,
    pub n_both: Option<i64>,
    pub status: Status,
}

/// A row of `contrasts`.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct ContrastRow {
    pub edition: EditionKey,
    pub sector: SectorId,
    pub contrast: Contrast,
    pub population: String,
    pub subject: Subject,
    pub measure: Measure,
    pub left: Option<f64>,
    pub right: Option<f64>,
    pub difference: Option<f64>,
    pub se: Option<f64>,
    pub df: Option<f64>,
    pub ci_low: Option<f64>,
    pub ci_high: Option<f64>,
    pub p: Option<f64>,
    pub q: Option<f64>,
    pub n_left: Option<i64>,
    pub n_right: Option<i64>,
    pub status: Status,
}

/// A row of `composites`.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct CompositeRow {
    pub edition: EditionKey,
    pub sector: SectorId,
    pub composite: String,
    pub pairs: String,
    pub measure: Measure,
    pub mean_gap: Option<f64>,
    pub se_gap: Option<f64>,
    pub ci_low: Option<f64>,
    pub ci_high: Option<f64>,
    pub mean_absolute_gap: Option<f64>,
    /// Percentile interval of the bootstrap; of the report alone, without a claim of coverage.
    pub mean_absolute_gap_low: Option<f64>,
    pub mean_absolute_gap_high: Option<f64>,
    pub noise_floor: Option<f64>,
    pub adjusted_gap: Option<f64>,
    /// Percentile interval of the bootstrap; of the report alone, without a claim of coverage.
    pub adjusted_gap_low: Option<f64>,
    pub adjusted_gap_high: Option<f64>,
    pub symmetry: Option<f64>,
    pub floor: Option<f64>,
    pub rank: Option<i64>,
    pub rank_low: Option<i64>,
    pub rank_high: Option<i64>,
    pub rank_floor: Option<i64>,
    pub rank_floor_low: Option<i64>,
    pub rank_floor_high: Option<i64>,
    pub n_dimensions: Option<i64>,
    pub status: Status,
}

/// A row of `trends`.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct TrendRow {
    pub sector: SectorId,
    pub subject: Subject,
    pub measure: Measure,
    pub statistic: Statistic,
    pub edition_from: EditionKey,
    pub edition_to: EditionKey,
    pub change: Option<f64>,
    pub se: Option<f64>,
    pub df: Option<f64>,
    pub ci_low: Option<f64>,
    pub ci_high: Option<f64>,
    pub p: Option<f64>,
    pub q: Option<f64>,
    pub detectable: Option<f64>,
    pub comparable: bool,
    pub reason: Option<String>,
    pub status: Status,
}

/// A row of `slopes`.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct SlopeRow {
    pub sector: SectorId,
    pub subject: Subject,
    pub measure: Measure,
    pub statistic: Statistic,
    pub slope_per_year: Option<f64>,
    pub se: Option<f64>,
    pub ci_low: Option<f64>,
    pub ci_high: Option<f64>,
    pub p: Option<f64>,
    pub q: Option<f64>,
    pub n_editions: Option<i64>,
    pub since_edition: EditionId,
    pub status: Status,
}

/// A row of `margins`.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct MarginRow {
    pub edition: EditionKey,
    pub variable: VariableId,
    pub category: String,
    pub target_share: f64,
    pub unweighted_share: f64,
    pub weighted_share: f64,
    pub n: i64,
}

/// A row of `weighting`.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the columns are described once, in `publish::tables`")]
pub struct WeightingRow {
    pub edition: EditionKey,
    pub method: String,
    pub population_total: f64,
    pub n: i64,
    pub n_eff: f64,
    pub deff: f64,
    pub g_min: f64,
    pub g_max: f64,
    pub iterations: i64,
    pub misfit: f64,
}

/// The range of three levels of one subject: clients, managers and the other employees.
#[derive(Clone, Debug)]
pub struct RangeRow {
    /// Edition.
    pub edition: EditionKey,
    /// Sector, or all respondents.
    pub sector: SectorId,
    /// Mirror pair or dimension.
    pub subject: Subject,
    /// How answers score.
    pub measure: Measure,
    /// Level of the clients, in percent.
    pub client: Option<f64>,
    /// Level of the employees who are no managers, in percent.
    pub non_manager: Option<f64>,
    /// Level of the managers, in percent.
    pub manager: Option<f64>,
    /// Largest minus smallest level, in points.
    pub range: Option<f64>,
    /// Lower percentile of the bootstrap, in points; no coverage is claimed.
    pub range_low: Option<f64>,
    /// Upper percentile.
    pub range_high: Option<f64>,
    /// Range that chance alone would show on average, in points.
    pub noise_floor: Option<f64>,
    /// 100 − range.
    pub symmetry: Option<f64>,
    /// Persons behind the level of the clients.
    pub n_client: Option<i64>,
    /// Persons behind the level of the other employees.
    pub n_non_manager: Option<i64>,
    /// Persons behind the level of the managers.
    pub n_manager: Option<i64>,
    /// Whether it may be printed, from the smallest of the three bases.
    pub status: Status,
}

/// The bootstrap replicates of one edition.
#[derive(Clone, Debug)]
pub struct ReplicateRow {
    /// Edition.
    pub edition: EditionKey,
    /// Replicates that were asked for; 0 where the edition needs none.
    pub replicates: i64,
    /// Those that could not be calibrated and are left out.
    pub failed: i64,
}
