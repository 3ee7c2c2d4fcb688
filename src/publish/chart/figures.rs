//! What each figure shows: which rows, in which order, with which words.

use std::collections::BTreeSet;

use super::context::{Context, marks};
use super::dumbbell::{self, Dumbbell, Mark, Row};
use super::heatmap::{Heatmap, Tile};
use super::points::Point;
use super::ranking;
use super::theme::{self, Group, Ramp};
use super::wording::Wording;
use super::{Figure, Parts, Studio};
use crate::error::Result;
use crate::publish::cells::{self, Cell};
use crate::publish::matrix::{Facts, MatrixRow};
use crate::publish::number::NBSP;
use crate::publish::view::DECIMALS;
use crate::survey::codebook::Overestimation;
use crate::survey::ids::*;

/// F02: signed gaps, sectors × dimensions.
pub fn gaps(studio: &Studio<'_>) -> Result<Figure> {
    let view = studio.view;
    let cells: Vec<Cell> = studio.matrix.cells().cloned().collect();
    let points: Vec<Point> =
        rows(studio).flat_map(|(row, cell)| view.gap_points(&row.id, &Subject::dimension(&cell.id), cell)).collect();
    let national = Some(Facts::of(&studio.matrix.national.cells));
    let context = Context { national_facts: national, ..Context::new(studio, &cells, &points) };
    let wording = Wording::render(studio.templates, "figure_F02", &context)?;
    let tile = |cell: &Cell| Tile {
        text: cell.signed.clone(),
        shade: cell.value.map(|value| theme::GAPS.shade(value)),
        strong: !classed(cell) && cell.excludes_zero == Some(true),
        bordered: classed(cell) && cell.established() == Some(true),
    };
    let steps = steps(&theme::GAPS, wording.key("to"), |value| view.numbers.signed(f64::from(value), 0));
    let heatmap = Heatmap { heads: heads(studio), rows: named_rows(studio), tile: &tile, ramp: &theme::GAPS, steps };
    let parts = Parts { questions: studio.dimension_questions(), ..Parts::new("F02", wording, &points) };
    studio.figure(parts, |canvas, words, source| heatmap.draw(canvas, words, source))
}

/// F03: levels, in the order of F02.
pub fn levels(studio: &Studio<'_>) -> Result<Figure> {
    let view = studio.view;
    let points: Vec<Point> =
        rows(studio).flat_map(|(row, cell)| view.level_points(&row.id, &Subject::dimension(&cell.id), cell)).collect();
    let level = |cell: &Cell| cell.gap.as_ref().and_then(|gap| gap.level_value);
    let valued = |cell: &Cell| Cell { value: level(cell), ..cell.clone() };
    let cells: Vec<Cell> = studio.matrix.cells().map(valued).collect();
    let national: Vec<Cell> = studio.matrix.national.cells.iter().map(valued).collect();
    let context = Context { national_facts: Some(Facts::of(&national)), ..Context::new(studio, &cells, &points) };
    let wording = Wording::render(studio.templates, "figure_F03", &context)?;
    let tile = |cell: &Cell| Tile {
        text: cell.gap.as_ref().map_or(cell.signed.clone(), |gap| gap.level.clone()),
        shade: level(cell).map(|level| theme::LEVELS.shade(level)),
        strong: false,
        bordered: false,
    };
    let steps = steps(&theme::LEVELS, wording.key("to"), |value| view.numbers.decimal(f64::from(value), 0));
    let heatmap = Heatmap { heads: heads(studio), rows: named_rows(studio), tile: &tile, ramp: &theme::LEVELS, steps };
    let parts = Parts { questions: studio.dimension_questions(), ..Parts::new("F03", wording, &points) };
    studio.figure(parts, |canvas, words, source| heatmap.draw(canvas, words, source))
}

fn rows<'s>(studio: &'s Studio<'_>) -> impl Iterator<Item = (&'s MatrixRow, &'s Cell)> {
    let rows = std::iter::once(&studio.matrix.national).chain(&studio.matrix.sectors);
    rows.flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
}

fn heads(studio: &Studio<'_>) -> Vec<String> {
    studio.matrix.dimensions.iter().map(|dimension| studio.set(&dimension.name)).collect()
}

fn named_rows<'s>(studio: &Studio<'s>) -> Vec<(String, &'s [Cell])> {
    let rows = std::iter::once(&studio.matrix.national).chain(&studio.matrix.sectors);
    rows.map(|row| (studio.set(&row.name), row.cells.as_slice())).collect()
}

pub(super) fn classed(cell: &Cell) -> bool {
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
    let (mut points, mut rows, mut hidden_managers) = (Vec::new(), Vec::new(), Vec::new());
    for cell in &studio.matrix.national.cells {
        let subject = Subject::dimension(&cell.id);
        points.extend(view.gap_points(SectorId::ALL, &subject, cell));
        let mut row = pair_row(studio, SectorId::ALL, &subject, cell);
        if let Some(estimate) = view.side(SectorId::ALL, Population::Manager, &subject) {
            points.push(view.estimate_point(estimate));
            if estimate.status == Status::Suppressed {
                hidden_managers.push(cell.name.clone());
            }
            row.marks.extend(estimate.estimate.map(|value| Mark {
                group: Group::Manager,
                value,
                text: view.numbers.share(value, DECIMALS),
                hollow: estimate.status == Status::SmallBase,
            }));
        }
        rows.push(row);
    }
    let groups = vec![Group::Client, Group::Employee, Group::Manager];
    let context = Context {
        hollow: hollow(&rows),
        hidden_managers,
        cut_axis: dumbbell::levels(&rows, false, studio.percent()).starts_above_zero(),
        ..Context::new(studio, &studio.matrix.national.cells, &points)
    };
    let wording = Wording::render(studio.templates, "figure_F04", &context)?;
    let chart = Dumbbell { rows, groups, percent: &studio.percent(), signed: None };
    let parts = Parts { questions: studio.dimension_questions(), ..Parts::new("F04", wording, &points) };
    studio.figure(parts, |canvas, words, source| chart.draw(canvas, words, source))
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
    let context = Context {
        name: &matrix_row.name,
        hollow: hollow(&rows),
        cut_axis: dumbbell::levels(&rows, false, studio.percent()).starts_above_zero(),
        ..Context::new(studio, &cells, &points)
    };
    let wording = Wording::render(studio.templates, "figure_F07", &context)?;
    let groups = vec![Group::Client, Group::Employee];
    let chart = Dumbbell { rows, groups, percent: &studio.percent(), signed: None };
    let id = format!("F07.{}", matrix_row.id);
    let parts = Parts { questions: studio.dimension_questions(), ..Parts::new(&id, wording, &points) };
    studio.figure(parts, |canvas, words, source| chart.draw(canvas, words, source))
}

/// A row with the two sides of a gap.
fn pair_row(studio: &Studio<'_>, sector: &str, subject: &Subject, cell: &Cell) -> Row {
    let view = studio.view;
    let row = view.gap(sector, subject);
    let mark = |group, population, value: Option<f64>, text: &str| {
        let hollow = view.side(sector, population, subject).is_some_and(|row| row.status == Status::SmallBase);
        value.map(|value| Mark { group, value, text: text.to_owned(), hollow })
    };
    let marks = row.and_then(|row| {
        let client = mark(Group::Client, Population::Client, row.client, &cell.right)?;
        Some(vec![client, mark(Group::Employee, Population::Employee, row.employee, &cell.left)?])
    });
    let interval = row.and_then(|row| row.ci_low.zip(row.ci_high));
    Row { name: studio.set(&cell.name), strong: false, marks: marks.unwrap_or_default(), interval, cell: cell.clone() }
}

pub(super) fn hollow(rows: &[Row]) -> bool {
    rows.iter().flat_map(|row| &row.marks).any(|mark| mark.hollow)
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
    let mut questions = Vec::new();
    for cell in shown {
        points.extend(view.gap_points(all.as_str(), &Subject::item(&cell.id), cell));
        points.extend(view.rank_point(all.as_str(), &Subject::item(&cell.id), cell));
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
            ranking::Row { name: studio.set(&cell.name), cell: cell.clone(), interval, under: under(cell, &wording) }
        })
        .collect();
    let parts = Parts { questions, ..Parts::new("F05", wording, &points) };
    studio
        .figure(parts, |canvas, words, source| ranking::draw(&rows, canvas, words, source, &studio.signed()))
        .map(Some)
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
        points.extend(view.overestimation_points(&cell.id, view.overestimation(0, &cell.id), &cell));
        rows.push(overestimation_row(studio, declared, cell, strong));
    }
    let hollow = hollow(&rows);
    let marks = marks(rows.iter().map(|row| &row.cell));
    let context = Context {
        national: Some(national),
        hollow,
        marks,
        cut_axis: dumbbell::levels(&rows, true, studio.percent()).starts_above_zero(),
        base_client: studio.persons(&points, "client"),
        base_employee: studio.persons(&points, "employee"),
        ..Context::new(studio, &sectors, &points)
    };
    let wording = Wording::render(studio.templates, "figure_F08", &context)?;
    let questions = studio.questions([declared.real.as_str(), declared.estimate.as_str()]);
    let groups = vec![Group::Client, Group::Employee];
    let chart = Dumbbell { rows, groups, percent: &studio.percent(), signed: Some(&studio.signed()) };
    let parts = Parts { questions, ..Parts::new("F08", wording, &points) };
    studio.figure(parts, |canvas, words, source| chart.draw(canvas, words, source)).map(Some)
}

pub(super) fn overestimation_row(studio: &Studio<'_>, declared: &Overestimation, cell: Cell, strong: bool) -> Row {
    let view = studio.view;
    let row = view.overestimation(0, &cell.id).filter(|_| cell.shown);
    let small =
        |population, item: &ItemId, measure| view.small(&cell.id, population, &Subject::item(item.as_str()), measure);
    let sides = row.and_then(|row| row.right.zip(row.left)).map(|(real, estimate)| {
        let client = small(Population::Client, &declared.real, declared.real_measure);
        let employee = small(Population::Employee, &declared.estimate, declared.estimate_measure);
        vec![
            Mark { group: Group::Client, value: real, text: cell.right.clone(), hollow: client },
            Mark { group: Group::Employee, value: estimate, text: cell.left.clone(), hollow: employee },
        ]
    });
    let interval = row.and_then(|row| row.ci_low.zip(row.ci_high));
    Row { name: studio.set(&cell.name), strong, marks: sides.unwrap_or_default(), interval, cell }
}
