//! What each figure shows: which rows, in which order, with which words.

use std::collections::BTreeSet;

use serde::Serialize;

use super::dumbbell::{Dumbbell, Row};
use super::heatmap::{Heatmap, Tile};
use super::points::Point;
use super::ranking;
use super::theme::{self, Group, Ramp};
use super::trend::{Break, Level, Panel, Series, Stop, Trend};
use super::wording::Wording;
use super::{Figure, Question, Studio};
use crate::error::Result;
use crate::publish::cells::{self, Cell};
use crate::publish::matrix::{Facts, MatrixRow};
use crate::publish::number::NBSP;
use crate::publish::shared::Shared;
use crate::publish::view::DECIMALS;
use crate::survey::ids::*;

/// What the template of a figure receives.
#[derive(Serialize)]
struct Context<'c> {
    shared: &'c Shared,
    /// The row that the figure is about, for the figure of one sector.
    name: &'c str,
    facts: Facts,
    /// The row of all respondents.
    national: Option<&'c Cell>,
    base_client: String,
    base_employee: String,
    /// Whether the sectors stand by mean gap.
    by_mean_gap: bool,
    /// Cells that exist, whereof the figure shows the first.
    available: usize,
    breaks: Vec<BreakWords>,
    /// Last level of each series.
    newest: Vec<LevelWords>,
    /// National changes of clients and employees up to the newest edition.
    changes: Option<ChangeFacts>,
}

#[derive(Serialize)]
struct BreakWords {
    edition: String,
    reason: String,
}

#[derive(Serialize)]
struct LevelWords {
    name: String,
    edition: String,
    value: String,
}

/// Comparable changes counted.
#[derive(Serialize)]
struct ChangeFacts {
    from: String,
    to: String,
    count: usize,
    excluding_zero: usize,
    tested: bool,
    significant: usize,
}

impl<'c> Context<'c> {
    fn new(studio: &'c Studio<'_>, cells: &[Cell], points: &[Point]) -> Self {
        Self {
            shared: studio.shared,
            name: "",
            facts: Facts::of(cells),
            national: None,
            base_client: studio.base_words(cells, points, "client"),
            base_employee: studio.base_words(cells, points, "employee"),
            by_mean_gap: studio.matrix.by_mean_gap,
            available: cells.len(),
            breaks: Vec::new(),
            newest: Vec::new(),
            changes: None,
        }
    }
}

/// F02: signed gaps, sectors × dimensions.
pub fn gaps(studio: &Studio<'_>) -> Result<Figure> {
    let (matrix, view) = (studio.matrix, studio.view);
    let cells: Vec<Cell> = matrix.cells().cloned().collect();
    let points: Vec<Point> =
        rows(studio).flat_map(|(row, cell)| view.gap_points(&row.id, &Subject::dimension(&cell.id), cell)).collect();
    let wording = Wording::render(studio.templates, "figure_F02", &Context::new(studio, &cells, &points))?;
    let tile = |cell: &Cell| Tile {
        text: cell.signed.clone(),
        shade: cell.value.map(|value| theme::GAPS.shade(value)),
        strong: !classed(cell) && cell.excludes_zero == Some(true),
        bordered: classed(cell) && cell.established() == Some(true),
    };
    let steps = steps(&theme::GAPS, wording.key("to"), |value| view.numbers.signed(f64::from(value), 0));
    let heatmap = Heatmap { matrix, tile: &tile, ramp: &theme::GAPS, steps };
    studio.figure("F02", wording, &points, Vec::new(), |canvas, words, source| heatmap.draw(canvas, words, source))
}

/// F03: levels, in the order of F02.
pub fn levels(studio: &Studio<'_>) -> Result<Figure> {
    let (matrix, view) = (studio.matrix, studio.view);
    let points: Vec<Point> =
        rows(studio).filter_map(|(row, cell)| view.level_point(&row.id, &Subject::dimension(&cell.id))).collect();
    let level = |cell: &Cell| cell.gap.as_ref().and_then(|gap| gap.level_value);
    let cells: Vec<Cell> = matrix.cells().map(|cell| Cell { value: level(cell), ..cell.clone() }).collect();
    let wording = Wording::render(studio.templates, "figure_F03", &Context::new(studio, &cells, &points))?;
    let tile = |cell: &Cell| Tile {
        text: cell.gap.as_ref().map_or(cell.signed.clone(), |gap| gap.level.clone()),
        shade: level(cell).map(|level| theme::LEVELS.shade(level)),
        strong: false,
        bordered: false,
    };
    let steps = steps(&theme::LEVELS, wording.key("to"), |value| view.numbers.decimal(f64::from(value), 0));
    let heatmap = Heatmap { matrix, tile: &tile, ramp: &theme::LEVELS, steps };
    studio.figure("F03", wording, &points, Vec::new(), |canvas, words, source| heatmap.draw(canvas, words, source))
}

fn rows<'s>(studio: &'s Studio<'_>) -> impl Iterator<Item = (&'s MatrixRow, &'s Cell)> {
    let rows = std::iter::once(&studio.matrix.national).chain(&studio.matrix.sectors);
    rows.flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
}

fn classed(cell: &Cell) -> bool {
    cell.gap.as_ref().is_some_and(|gap| gap.class.is_some())
}

/// Words of the steps of a ramp: `≤ −26`, `−25 à −16`, `≥ +26`.
fn steps(ramp: &Ramp, to: &str, write: impl Fn(i32) -> String) -> Vec<String> {
    let mut words = Vec::new();
    let mut low: Option<i32> = None;
    for bound in ramp.bounds {
        words.push(match low {
            None => format!("≤{NBSP}{}", write(bound - 1)),
            Some(low) => format!("{}{NBSP}{to}{NBSP}{}", write(low), write(bound - 1)),
        });
        low = Some(*bound);
    }
    words.extend(low.map(|low| format!("≥{NBSP}{}", write(low))));
    words
}

/// F04: clients, employees and managers of all sectors, by dimension.
pub fn national(studio: &Studio<'_>) -> Result<Figure> {
    let view = studio.view;
    let all = SectorId::all();
    let edition = view.edition_id.as_str();
    let mut points = Vec::new();
    let mut rows = Vec::new();
    for cell in &studio.matrix.national.cells {
        let subject = Subject::dimension(&cell.id);
        points.extend(view.gap_points(all.as_str(), &subject, cell));
        let mut row = pair_row(studio, all.as_str(), &subject, cell);
        let managers = view.estimate(edition, all.as_str(), Population::Manager, &subject, Measure::Top2);
        if let Some(estimate) = managers {
            points.push(view.estimate_point(estimate));
            let mark = |value| (Group::Manager, value, view.numbers.share(value, DECIMALS));
            row.marks.extend(estimate.estimate.map(mark));
        }
        rows.push(row);
    }
    let groups = if rows.iter().any(|row| row.marks.len() > 2) {
        vec![Group::Client, Group::Employee, Group::Manager]
    } else {
        vec![Group::Client, Group::Employee]
    };
    let context = Context::new(studio, &studio.matrix.national.cells, &points);
    let wording = Wording::render(studio.templates, "figure_F04", &context)?;
    let chart = Dumbbell { rows, groups };
    studio.figure("F04", wording, &points, Vec::new(), |canvas, words, source| {
        chart.draw(canvas, words, source, &studio.percent())
    })
}

/// F07: clients and employees of one sector, by dimension.
pub fn sector(studio: &Studio<'_>, matrix_row: &MatrixRow) -> Result<Figure> {
    let mut cells = matrix_row.cells.clone();
    cells::by_descending_difference(&mut cells);
    let mut points = Vec::new();
    let mut rows = Vec::new();
    for cell in &cells {
        let subject = Subject::dimension(&cell.id);
        points.extend(studio.view.gap_points(&matrix_row.id, &subject, cell));
        rows.push(pair_row(studio, &matrix_row.id, &subject, cell));
    }
    let context = Context { name: &matrix_row.name, ..Context::new(studio, &cells, &points) };
    let wording = Wording::render(studio.templates, "figure_F07", &context)?;
    let chart = Dumbbell { rows, groups: vec![Group::Client, Group::Employee] };
    studio.figure(&format!("F07.{}", matrix_row.id), wording, &points, Vec::new(), |canvas, words, source| {
        chart.draw(canvas, words, source, &studio.percent())
    })
}

/// A row with the two sides of a gap.
fn pair_row(studio: &Studio<'_>, sector: &str, subject: &Subject, cell: &Cell) -> Row {
    let row = studio.view.gap(sector, subject);
    let mut marks = Vec::new();
    if let Some((client, employee)) = row.and_then(|row| row.client.zip(row.employee)) {
        marks.push((Group::Client, client, cell.right.clone()));
        marks.push((Group::Employee, employee, cell.left.clone()));
    }
    Row { name: cell.name.clone(), strong: false, marks, cell: cell.clone() }
}

/// Most pairs that F05 shows.
const PAIRS: usize = 12;

/// F05: national gaps of the mirror pairs, widest first.
pub fn asymmetries(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let view = studio.view;
    let all = SectorId::all();
    let pairs = cells::ranked_pairs(view)?;
    if pairs.is_empty() {
        return Ok(None);
    }
    let (available, shown) = (pairs.len(), &pairs[..pairs.len().min(PAIRS)]); // OK because the end is within the list
    let mut points = Vec::new();
    let mut questions: Vec<Question> = Vec::new();
    for cell in shown {
        points.extend(view.gap_points(all.as_str(), &Subject::item(&cell.id), cell));
        let Some(pair) = view.plan.codebook.pairs.get(cell.id.as_str()) else { continue };
        let items: BTreeSet<&str> = [pair.client.as_str(), pair.employee.as_str()].into();
        questions.extend(items.into_iter().filter_map(|item| studio.question(item)));
    }
    let context = Context { available, ..Context::new(studio, shown, &points) };
    let wording = Wording::render(studio.templates, "figure_F05", &context)?;
    let rows: Vec<ranking::Row> = shown
        .iter()
        .map(|cell| {
            let row = view.gap(all.as_str(), &Subject::item(&cell.id));
            let interval = row.and_then(|row| row.ci_low.zip(row.ci_high));
            ranking::Row { cell: cell.clone(), interval, under: under(cell, &wording) }
        })
        .collect();
    let figure = studio.figure("F05", wording, &points, questions, |canvas, words, source| {
        ranking::draw(&rows, canvas, words, source, &studio.signed())
    })?;
    Ok(Some(figure))
}

/// Kind of mirror, then the rank interval when it is known, then the marks.
fn under(cell: &Cell, wording: &Wording) -> String {
    let Some(gap) = &cell.gap else { return String::new() };
    let rank = gap.rank.as_ref().map(|rank| format!("{}{NBSP}{rank}", wording.key("rank")));
    let marks = Some(cell.marks.trim().to_owned()).filter(|marks| !marks.is_empty());
    [Some(gap.mirror_name.to_lowercase()), rank, marks].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// F08: real and estimated satisfaction by sector.
pub fn overestimation(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let view = studio.view;
    let Some(declared) = view.plan.codebook.contrasts.overestimation.first() else { return Ok(None) };
    let all = SectorId::all();
    let national = cells::overestimation_cell(view, 0, all.as_str())?;
    let mut sectors: Vec<Cell> = view
        .edition
        .sectors
        .iter()
        .map(|sector| cells::overestimation_cell(view, 0, sector.as_str()))
        .collect::<Result<_>>()?;
    if !national.shown && sectors.iter().all(|cell| !cell.shown) {
        return Ok(None);
    }
    cells::by_descending_difference(&mut sectors);
    let mean = cells::overestimation_cell(view, 0, SectorId::MEAN_OF_SECTORS)?;
    let whole = [Some(national.clone()), Some(mean).filter(|cell| cell.shown)];
    let mut points = Vec::new();
    let mut rows = Vec::new();
    for (cell, strong) in
        whole.into_iter().flatten().map(|cell| (cell, true)).chain(sectors.iter().cloned().map(|cell| (cell, false)))
    {
        let row = view.overestimation(0, &cell.id);
        points.extend(row.map(|row| view.overestimation_points(row, &cell)).unwrap_or_default());
        let sides = row.and_then(|row| row.right.zip(row.left)).filter(|_| cell.shown);
        let marks = sides.map(|(real, estimate)| {
            vec![(Group::Client, real, cell.right.clone()), (Group::Employee, estimate, cell.left.clone())]
        });
        rows.push(Row { name: cell.name.clone(), strong, marks: marks.unwrap_or_default(), cell });
    }
    let context = Context { national: Some(&national), ..Context::new(studio, &sectors, &points) };
    let wording = Wording::render(studio.templates, "figure_F08", &context)?;
    let questions = [declared.real.as_str(), declared.estimate.as_str()];
    let questions = questions.into_iter().filter_map(|item| studio.question(item)).collect();
    let chart = Dumbbell { rows, groups: vec![Group::Client, Group::Employee] };
    let figure = studio.figure("F08", wording, &points, questions, |canvas, words, source| {
        chart.draw(canvas, words, source, &studio.percent())
    })?;
    Ok(Some(figure))
}

/// F09: real and estimated satisfaction of all sectors, edition after edition.
pub fn satisfaction_trend(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let Some(declared) = studio.view.plan.codebook.contrasts.overestimation.first() else { return Ok(None) };
    let subjects = [
        (Group::Client, Subject::item(declared.real.as_str()), declared.real_measure),
        (Group::Employee, Subject::item(declared.estimate.as_str()), declared.estimate_measure),
    ];
    let questions = [declared.real.as_str(), declared.estimate.as_str()];
    let questions = questions.into_iter().filter_map(|item| studio.question(item)).collect();
    let panel = |studio: &Studio<'_>, stops: &[EditionId]| {
        let (mut series, mut points) = (Vec::new(), Vec::new());
        for (group, subject, measure) in &subjects {
            let (one, more) = line(studio, stops, *group, subject, *measure);
            series.push(one);
            points.extend(more);
        }
        (vec![Panel { name: String::new(), series }], points)
    };
    trend(studio, "F09", questions, &panel)
}

/// F09.dimensions: clients and employees of all sectors, dimension by dimension.
pub fn dimension_trends(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let panel = |studio: &Studio<'_>, stops: &[EditionId]| {
        let (mut panels, mut points) = (Vec::new(), Vec::new());
        for dimension in &studio.matrix.dimensions {
            let subject = Subject::dimension(&dimension.id);
            let mut series = Vec::new();
            for group in [Group::Client, Group::Employee] {
                let (one, more) = line(studio, stops, group, &subject, Measure::Top2);
                series.push(one);
                points.extend(more);
            }
            panels.push(Panel { name: dimension.name.clone(), series });
        }
        (panels, points)
    };
    trend(studio, "F09.dimensions", Vec::new(), &panel)
}

type Panels = (Vec<Panel>, Vec<Point>);

/// Draws panels over the editions that have a level in at least one of them; nothing with fewer than two.
fn trend(
    studio: &Studio<'_>,
    id: &str,
    questions: Vec<Question>,
    panels: &dyn Fn(&Studio<'_>, &[EditionId]) -> Panels,
) -> Result<Option<Figure>> {
    let editions: Vec<EditionId> = studio.view.editions().map(|(id, _)| id.clone()).collect();
    let (_, points) = panels(studio, &editions);
    let seen: BTreeSet<&EditionId> =
        points.iter().filter(|point| point.value.is_some()).map(|point| &point.edition.edition).collect();
    let stops: Vec<EditionId> = editions.iter().filter(|id| seen.contains(id)).cloned().collect();
    if stops.len() < 2 {
        return Ok(None);
    }
    let (panels, points) = panels(studio, &stops);
    let (breaks, break_words) = breaks(studio, &stops, &panels);
    let mut context = Context::new(studio, &[], &points);
    context.breaks = break_words;
    context.newest = newest(&panels, &stops);
    context.changes = changes(studio);
    let wording = Wording::render(studio.templates, &format!("figure_{id}"), &context)?;
    let breaks = breaks.into_iter().map(|before| Break { before, label: wording.key("break").to_owned() }).collect();
    let stops = stops.iter().filter_map(|id| stop(studio, id)).collect();
    let chart = Trend { stops, panels, breaks };
    let figure = studio.figure(id, wording, &points, questions, |canvas, words, source| {
        chart.draw(canvas, words, source, &studio.percent())
    })?;
    Ok(Some(figure))
}

fn stop(studio: &Studio<'_>, id: &EditionId) -> Option<Stop> {
    let edition = studio.view.plan.registry.editions.get(id)?;
    let half = (edition.field_end - edition.field_start) / 2;
    Some(Stop {
        date: edition.field_start + half,
        edition: id.to_string(),
        month: studio.view.numbers.short_month(edition.field_start),
    })
}

/// The levels of a group over the stops, and their points.
fn line(
    studio: &Studio<'_>,
    stops: &[EditionId],
    group: Group,
    subject: &Subject,
    measure: Measure,
) -> (Series, Vec<Point>) {
    let view = studio.view;
    let all = SectorId::all();
    let (population, statistic) = match group {
        Group::Client => (Population::Client, Statistic::Client),
        _ => (Population::Employee, Statistic::Employee),
    };
    let (mut levels, mut points) = (Vec::new(), Vec::new());
    for (position, id) in stops.iter().enumerate() {
        let Some(row) = view.estimate(id.as_str(), all.as_str(), population, subject, measure) else { continue };
        points.push(view.estimate_point(row));
        let Some(value) = row.estimate else { continue };
        let comparable = view.results.trends.iter().any(|trend| {
            trend.comparable
                && trend.edition_to.edition == *id
                && trend.statistic == statistic
                && trend.sector.is_all()
                && trend.subject == *subject
                && trend.measure == measure
                && levels.last().is_some_and(|last: &Level| stops.get(last.stop) == Some(&trend.edition_from.edition))
        });
        levels.push(Level {
            stop: position,
            value,
            interval: row.ci_low.zip(row.ci_high),
            text: view.numbers.share(value, DECIMALS),
            hollow: row.status == Status::SmallBase,
            joined: comparable,
        });
    }
    let name = view.label("population", population.as_str());
    (Series { group, name, subject: view.subject_name(subject), levels }, points)
}

/// The stops before which no series goes on, with the registry's reason where it declares one.
fn breaks(studio: &Studio<'_>, stops: &[EditionId], panels: &[Panel]) -> (Vec<usize>, Vec<BreakWords>) {
    let view = studio.view;
    let (mut positions, mut words) = (Vec::new(), Vec::new());
    for (position, id) in stops.iter().enumerate().skip(1) {
        let levels = || panels.iter().flat_map(|panel| &panel.series).flat_map(|series| series.levels.iter().skip(1));
        let mut here = levels().filter(|level| level.stop == position).peekable();
        if here.peek().is_none() || here.any(|level| level.joined) {
            continue;
        }
        positions.push(position);
        let declared = view.plan.registry.breaks.iter().find(|declared| declared.before == *id);
        words.extend(
            declared
                .map(|declared| BreakWords { edition: id.to_string(), reason: view.text(&declared.reason).to_owned() }),
        );
    }
    (positions, words)
}

/// The last level of every series of the first panel.
fn newest(panels: &[Panel], stops: &[EditionId]) -> Vec<LevelWords> {
    let series = panels.first().map(|panel| panel.series.as_slice()).unwrap_or_default();
    series
        .iter()
        .filter_map(|series| {
            let last = series.levels.last()?;
            let edition = stops.get(last.stop)?.to_string();
            Some(LevelWords { name: series.subject.clone(), edition, value: last.text.clone() })
        })
        .collect()
}

/// The comparable national changes of the dimensions, clients and employees, up to the newest edition.
fn changes(studio: &Studio<'_>) -> Option<ChangeFacts> {
    let view = studio.view;
    let sides = [Statistic::Client, Statistic::Employee];
    let rows: Vec<_> = view
        .changes(SectorId::ALL)
        .filter(|row| row.subject.subject_type == SubjectType::Dimension && sides.contains(&row.statistic))
        .filter(|row| row.change.is_some())
        .collect();
    let first = rows.first()?;
    let excludes = |low: f64, high: f64| low > 0.0 || high < 0.0;
    Some(ChangeFacts {
        from: first.edition_from.edition.to_string(),
        to: first.edition_to.edition.to_string(),
        count: rows.len(),
        excluding_zero: rows
            .iter()
            .filter(|row| row.ci_low.zip(row.ci_high).is_some_and(|(low, high)| excludes(low, high)))
            .count(),
        tested: rows.iter().any(|row| row.q.is_some()),
        significant: rows.iter().filter(|row| view.significant(row.q) == Some(true)).count(),
    })
}
