//! The statistics of this very run taken apart: what the method page computes in front of the reader.
//!
//! Every number here is a published one, or follows from published ones by the arithmetic that the page shows.

use serde::Serialize;

use crate::error::Result;
use crate::publish::cells::{self, Cell, Strength};
use crate::publish::chart::Studio;
use crate::publish::matrix::Facts;
use crate::publish::number::NOT_AVAILABLE;
use crate::publish::view::View;
use crate::stages::symmetry::DEMONSTRATED;
use crate::stats::interval;
use crate::stats::symmetry::MEAN_ABSOLUTE_NORMAL;
use crate::survey::ids::*;
use crate::survey::results::{CompositeRow, EstimateRow, MarginRow, SymmetryRow, TrendRow};

/// The worked examples; each is missing when the run has nothing to show it on.
#[derive(Serialize)]
pub struct Working {
    /// A mirror gap.
    pub gap: Option<Gap>,
    /// A cell of the matrix and its adjusted test.
    pub comparison: Option<Comparison>,
    /// A category of a margin.
    pub category: Option<Category>,
    /// A sector's mean absolute gap and its noise floor.
    pub noise: Option<Noise>,
    /// The same over all respondents.
    pub national_noise: Option<Noise>,
    /// A change.
    pub change: Option<Change>,
    /// Persons behind a suppressed cell are never told: how many cells are hidden, small, free.
    pub cells: Facts,
    /// False alarms expected in the matrix were nothing different anywhere and nothing adjusted.
    pub false_alarms: String,
    /// Replicates of the ranks.
    pub replicates: String,
}

/// A gap from its two levels to its class.
#[derive(Serialize)]
pub struct Gap {
    /// As the report shows it.
    cell: Cell,
    client: Side,
    employee: Side,
    /// The gap, one decimal.
    gap: String,
    /// Persons on both sides.
    n_both: String,
    /// √(se² + se²), were the sides strangers.
    se_independent: String,
    se: String,
    df: String,
    /// Quantile of the interval.
    quantile: String,
    /// Quantile × standard error.
    half_width: String,
    interval: String,
    level_interval: String,
    quantile_demonstrated: String,
    interval_demonstrated: String,
    margin: String,
    steps: Vec<Step>,
}

/// One side of a gap.
#[derive(Serialize)]
pub struct Side {
    /// Favourable share, one decimal.
    level: String,
    n: String,
    n_eff: String,
    deff: String,
    /// Of a simple random sample of this size.
    se_simple: String,
    /// Published.
    se: String,
    /// Logit interval, one decimal.
    interval: String,
}

/// One of the three tests, in the order in which the class asks them.
#[derive(Serialize)]
pub struct Step {
    /// `equivalence`, `minimum_effect` or `difference`.
    test: &'static str,
    p: String,
    q: String,
    /// Whether the adjusted value is below the false discovery rate.
    passed: bool,
}

/// The adjustment of one p-value among all those of its matrix.
#[derive(Serialize)]
pub struct Comparison {
    cell: Cell,
    p: String,
    q: String,
    /// Its position among the p-values, the smallest first.
    position: String,
    /// How many there are.
    comparisons: String,
    /// p × comparisons / position.
    raw: String,
    /// Whether a larger p-value gives less, and the adjusted value with it.
    lowered: bool,
}

/// A category whose share in the sample is far from its share in the population.
#[derive(Serialize)]
pub struct Category {
    variable: String,
    name: String,
    before: String,
    target: String,
    /// target / before: the mean weight of its members.
    ratio: String,
}

/// A mean absolute gap and what noise alone would make of it.
#[derive(Serialize)]
pub struct Noise {
    name: String,
    absolute: String,
    noise: String,
    adjusted: String,
    symmetry: String,
    floor: String,
    /// Mean standard error of the gaps behind it.
    mean_se: String,
    /// Mean standard error × √(2/π).
    product: String,
    dimensions: i64,
    rank: Option<String>,
    rank_interval: Option<String>,
}

/// A change and the smallest one that could have been shown.
#[derive(Serialize)]
pub struct Change {
    name: String,
    statistic: String,
    from: String,
    to: String,
    change: String,
    se: String,
    interval: String,
    p: String,
    q: String,
    significant: bool,
    /// Sum of the two quantiles.
    quantiles: String,
    detectable: String,
}

impl Working {
    /// The examples of a run: the widest national pair, the most instructive cell, the loudest noise.
    pub fn new(studio: &Studio<'_>) -> Result<Self> {
        let view = studio.view;
        let cells = Facts::of(studio.matrix.cells());
        let rate = view.plan.rules.false_discovery_rate;
        let national = view.composite(SectorId::ALL).and_then(|row| noise(view, row));
        Ok(Self {
            gap: gap(view)?,
            comparison: comparison(studio),
            category: category(view),
            noise: loudest(studio),
            national_noise: national,
            change: change(view),
            false_alarms: view.numbers.decimal(cells.comparisons as f64 * rate, 1),
            replicates: view.numbers.count(i64::try_from(view.plan.replicate.replicates).unwrap_or(i64::MAX)),
            cells,
        })
    }
}

fn text(value: Option<f64>, write: impl Fn(f64) -> String) -> String {
    value.map_or_else(|| NOT_AVAILABLE.to_owned(), write)
}

/// The widest national pair: its levels are plain proportions.
fn gap(view: &View<'_>) -> Result<Option<Gap>> {
    let Some(cell) = cells::ranked_pairs(view)?.into_iter().find(|cell| cell.significant.is_some()) else {
        return Ok(None);
    };
    let subject = Subject::item(&cell.id);
    let pair = view.plan.codebook.pairs.get(cell.id.as_str());
    let Some((row, pair)) = view.gap(SectorId::ALL, &subject).zip(pair) else { return Ok(None) };
    let of = |population, item: &ItemId| {
        let subject = Subject::item(item.as_str());
        view.estimate(view.edition_id.as_str(), SectorId::ALL, population, &subject, Measure::Top2)
    };
    let sides = of(Population::Client, &pair.client).zip(of(Population::Employee, &pair.employee));
    Ok(sides.and_then(|(client, employee)| worked(view, cell, row, client, employee)))
}

fn worked(view: &View<'_>, cell: Cell, row: &SymmetryRow, client: &EstimateRow, employee: &EstimateRow) -> Option<Gap> {
    let numbers = view.numbers;
    let (gap, se, df) = (row.gap?, row.se_gap?, row.df?);
    let quantile = interval::two_sided_quantile(view.plan.rules.confidence, df);
    let surer = interval::two_sided_quantile(DEMONSTRATED, df);
    let test = |test, p: Option<f64>, q: Option<f64>| Step {
        test,
        p: text(p, |p| numbers.p_value(p)),
        q: text(q, |q| numbers.p_value(q)),
        passed: view.significant(q) == Some(true),
    };
    Some(Gap {
        client: side(view, client)?,
        employee: side(view, employee)?,
        gap: numbers.points(gap, 1),
        n_both: text(row.n_both.map(|n| n as f64), |n| numbers.decimal(n, 0)),
        se_independent: numbers.decimal(client.se?.hypot(employee.se?), 2),
        se: numbers.decimal(se, 2),
        df: numbers.decimal(df, 0),
        quantile: numbers.decimal(quantile, 2),
        half_width: numbers.decimal(quantile * se, 1),
        interval: numbers.interval(row.ci_low?, row.ci_high?, 1),
        level_interval: numbers.interval(row.level_low?, row.level_high?, 1),
        quantile_demonstrated: numbers.decimal(surer, 2),
        interval_demonstrated: numbers.interval(gap - surer * se, gap + surer * se, 1),
        margin: text(row.demonstrated_margin, |margin| numbers.plus_minus(margin, 1)),
        steps: vec![
            test("equivalence", row.p_equivalence, row.q_equivalence),
            test("minimum_effect", row.p_minimum_effect, row.q_minimum_effect),
            test("difference", row.p_difference, row.q_difference),
        ],
        cell,
    })
}

fn side(view: &View<'_>, row: &EstimateRow) -> Option<Side> {
    let numbers = view.numbers;
    let (level, n) = (row.estimate?, row.n?);
    Some(Side {
        level: numbers.percent(level, 1),
        n: numbers.count(n),
        n_eff: numbers.decimal(row.n_eff?, 0),
        deff: numbers.decimal(row.deff?, 2),
        se_simple: numbers.decimal((level * (100.0 - level) / n as f64).sqrt(), 2),
        se: numbers.decimal(row.se?, 2),
        interval: numbers.interval(row.ci_low?, row.ci_high?, 1),
    })
}

/// The cell whose interval excludes 0 although its adjusted test does not; without one, the established cell that came
/// closest to not being.
fn comparison(studio: &Studio<'_>) -> Option<Comparison> {
    let view = studio.view;
    let rows: Vec<(&str, &Cell, &SymmetryRow)> = studio
        .matrix
        .sectors
        .iter()
        .flat_map(|row| row.cells.iter().map(move |cell| (row.id.as_str(), cell)))
        .filter_map(|(sector, cell)| Some((sector, cell, view.gap(sector, &Subject::dimension(&cell.id))?)))
        .filter(|(.., row)| row.p_difference.is_some() && row.q_difference.is_some())
        .collect();
    let p_of = |row: &SymmetryRow| row.p_difference.unwrap_or(1.0);
    let smallest = rows.iter().filter(|(_, cell, _)| cell.strength == Strength::Tentative);
    let smallest = smallest.min_by(|a, b| p_of(a.2).total_cmp(&p_of(b.2)));
    let closest = rows.iter().filter(|(_, cell, _)| cell.significant == Some(true));
    let (_, cell, row) = smallest.or_else(|| closest.max_by(|a, b| p_of(a.2).total_cmp(&p_of(b.2))))?;
    let (p, q) = (row.p_difference?, row.q_difference?);
    let position = rows.iter().filter(|(.., other)| p_of(other) <= p).count();
    let raw = p * rows.len() as f64 / position as f64;
    let numbers = view.numbers;
    Some(Comparison {
        cell: (*cell).clone(),
        p: numbers.p_value(p),
        q: numbers.p_value(q),
        position: numbers.decimal(position as f64, 0),
        comparisons: numbers.decimal(rows.len() as f64, 0),
        raw: numbers.p_value(raw),
        lowered: numbers.p_value(raw) != numbers.p_value(q),
    })
}

/// The category of the newest edition that the sample misses by most.
fn category(view: &View<'_>) -> Option<Category> {
    let miss = |row: &MarginRow| (row.target_share - row.unweighted_share).abs();
    let rows = view.results.margins.iter().filter(|row| row.edition.edition == *view.edition_id);
    let row = rows.filter(|row| row.unweighted_share > 0.0).max_by(|a, b| miss(a).total_cmp(&miss(b)))?;
    let declared = view.plan.waves.iter().find(|wave| wave.edition == *view.edition_id)?;
    let variable = declared.margins.variables.iter().find(|variable| variable.id == row.variable)?;
    let category = variable.categories.iter().find(|category| category.code == row.category)?;
    let numbers = view.numbers;
    Some(Category {
        variable: view.text(&variable.name).to_owned(),
        name: view.text(&category.name).to_owned(),
        before: numbers.percent(row.unweighted_share, 1),
        target: numbers.percent(row.target_share, 1),
        ratio: numbers.decimal(row.target_share / row.unweighted_share, 2),
    })
}

/// The sector where noise makes up the largest part of the mean absolute gap.
fn loudest(studio: &Studio<'_>) -> Option<Noise> {
    let part = |row: &CompositeRow| row.noise_floor.zip(row.mean_absolute_gap).map(|(noise, gap)| noise / gap);
    let rows = studio.matrix.sectors.iter().filter_map(|sector| studio.view.composite(&sector.id));
    let loudest = rows.filter_map(|row| Some((part(row)?, row))).max_by(|a, b| a.0.total_cmp(&b.0));
    noise(studio.view, loudest?.1)
}

fn noise(view: &View<'_>, row: &CompositeRow) -> Option<Noise> {
    let numbers = view.numbers;
    let dimensions = view.edition.instrument.dimensions.iter();
    let weight = |dimension: &DimensionId| view.plan.codebook.dimensions.get(dimension)?.weight;
    let error =
        |dimension: &DimensionId| view.gap(row.sector.as_str(), &Subject::dimension(dimension.as_str()))?.se_gap;
    let errors: Vec<(f64, f64)> = dimensions.filter_map(|d| Some((weight(d).unwrap_or(1.0), error(d)?))).collect();
    let total: f64 = errors.iter().map(|(weight, _)| weight).sum();
    let mean_se = errors.iter().map(|(weight, se)| weight * se).sum::<f64>() / total;
    Some(Noise {
        name: view.sector_name(row.sector.as_str()),
        absolute: numbers.decimal(row.mean_absolute_gap?, 1),
        noise: numbers.decimal(row.noise_floor?, 1),
        adjusted: numbers.decimal(row.adjusted_gap?, 1),
        symmetry: numbers.decimal(row.symmetry?, 1),
        floor: numbers.decimal(row.floor?, 1),
        mean_se: numbers.decimal(mean_se, 2),
        product: numbers.decimal(mean_se * MEAN_ABSOLUTE_NORMAL, 1),
        dimensions: row.n_dimensions?,
        rank: row.rank.map(|rank| numbers.count(rank)),
        rank_interval: row.rank_low.zip(row.rank_high).map(|(low, high)| cells::rank_interval(low, high)),
    })
}

/// The national change of a level with the smallest p-value.
fn change(view: &View<'_>) -> Option<Change> {
    let rows = view.changes(SectorId::ALL).filter(|row| row.p.is_some() && row.q.is_some());
    let levels = rows.filter(|row| [Statistic::Client, Statistic::Employee].contains(&row.statistic));
    let p = |row: &TrendRow| row.p.unwrap_or(1.0);
    let row = levels.min_by(|a, b| p(a).total_cmp(&p(b)))?;
    let (numbers, df) = (view.numbers, row.df?);
    Some(Change {
        name: view.subject_name(&row.subject),
        statistic: view.label("statistic", row.statistic.as_str()),
        from: row.edition_from.edition.to_string(),
        to: row.edition_to.edition.to_string(),
        change: numbers.points(row.change?, 1),
        se: numbers.decimal(row.se?, 2),
        interval: numbers.interval(row.ci_low?, row.ci_high?, 1),
        p: numbers.p_value(row.p?),
        q: numbers.p_value(row.q?),
        significant: view.significant(row.q) == Some(true),
        quantiles: numbers.decimal(interval::t_quantile(0.975, df) + interval::t_quantile(0.80, df), 2),
        detectable: numbers.decimal(row.detectable?, 1),
    })
}
