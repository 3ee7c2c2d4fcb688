//! What the figures of all respondents show beside F04: the key figures, the quadrant and the chain of alignment.

use super::context::{CompositeWords, Context, marks};
use super::dumbbell::{self, Dumbbell, Mark, Row};
use super::figures::{classed, hollow, overestimation_row};
use super::keyfigures::{Index, KeyFigures, Tally};
use super::points::{Point, composite_points};
use super::quadrant::{self, Quadrant, Spot};
use super::theme::Group;
use super::waterfall::{self, Waterfall};
use super::wording::Wording;
use super::{Figure, Parts, Studio};
use crate::error::Result;
use crate::publish::cells::{self, Cell};
use crate::publish::number::{Agreement, NOT_AVAILABLE, agreement};
use crate::publish::view::DECIMALS;
use crate::survey::ids::*;
use crate::survey::results::{CompositeRow, ContrastRow};

/// F01: satisfaction, the mean over the dimensions, its indices and the classes.
pub fn key_figures(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let view = studio.view;
    let declared = view.plan.codebook.contrasts.overestimation.first();
    let satisfaction = cells::overestimation_cell(view, 0, SectorId::ALL)?;
    let national = &studio.matrix.national.cells;
    let (mut rows, mut points, mut questions) = (Vec::new(), Vec::new(), Vec::new());
    let mut words = Context::new(studio, national, &[]);
    if let Some(declared) = declared.filter(|_| satisfaction.shown) {
        points.extend(view.overestimation_points(SectorId::ALL, view.overestimation(0, SectorId::ALL), &satisfaction));
        rows.push(overestimation_row(studio, declared, satisfaction.clone(), false));
        questions = studio.questions([declared.real.as_str(), declared.estimate.as_str()]);
        words.national = Some(satisfaction);
        words.base_client = studio.persons(&points, "client");
        words.base_employee = studio.persons(&points, "employee");
    }
    let mut indices = Vec::new();
    if let Some(row) = view.composite(SectorId::ALL) {
        (words.composite, indices) = composite(studio, row, &mut rows, &mut points)?;
    }
    if rows.is_empty() {
        return Ok(None);
    }
    words.hollow = hollow(&rows);
    words.marks = marks(rows.iter().map(|row| &row.cell));
    words.cut_axis = dumbbell::levels(&rows, false, studio.percent()).starts_above_zero();
    points.extend(words.facts.classes.iter().map(|class| tally(studio, class)));
    let wording = Wording::render(studio.templates, "figure_F01", &words)?;
    for (row, key) in rows.iter_mut().zip(["satisfaction", "dimensions"]) {
        let key = if row.cell.id == MEAN { "dimensions" } else { key };
        row.name = wording.key(key).to_owned();
    }
    for (index, key) in indices.iter_mut().zip(["mean_gap", "symmetry", "floor"]) {
        index.name = wording.key(key).to_owned();
    }
    let classes = words.facts.classes.iter();
    let classes =
        classes.map(|class| Tally { count: class.count.to_string(), class: studio.set(&class.label) }).collect();
    let groups = vec![Group::Client, Group::Employee];
    let levels = Dumbbell { rows, groups, percent: &studio.percent(), signed: None };
    let chart = KeyFigures { levels, indices, classes };
    let parts = Parts { questions, ..Parts::new("F01", wording, &points) };
    studio.figure(parts, |canvas, words, source| chart.draw(canvas, words, source)).map(Some)
}

/// Id of the row of the mean over the dimensions.
const MEAN: &str = "mean_of_dimensions";

/// A mean gap as the difference of its two mean levels, which is drawn and worded like any other.
fn difference(row: &CompositeRow, employee: f64, client: f64) -> ContrastRow {
    ContrastRow {
        edition: row.edition.clone(),
        sector: row.sector.clone(),
        contrast: Contrast::ManagerGap,
        population: String::new(),
        subject: Subject::dimension(MEAN),
        measure: row.measure,
        left: Some(employee),
        right: Some(client),
        difference: row.mean_gap,
        se: row.se_gap,
        df: None,
        ci_low: row.ci_low,
        ci_high: row.ci_high,
        p: None,
        q: None,
        n_left: None,
        n_right: None,
        status: row.status,
    }
}

/// The row, the points and the indices of a mean over the dimensions, when all of them are there.
fn composite(
    studio: &Studio<'_>,
    row: &CompositeRow,
    rows: &mut Vec<Row>,
    points: &mut Vec<Point>,
) -> Result<(Option<CompositeWords>, Vec<Index>)> {
    let view = studio.view;
    let (Some(gap), Some(floor), Some(symmetry)) = (row.mean_gap, row.floor, row.symmetry) else {
        return Ok((None, Vec::new()));
    };
    // The floor is the lower of the two mean levels, and the mean gap is employees less clients.
    let (client, employee) = if gap < 0.0 { (floor - gap, floor) } else { (floor, floor + gap) };
    let difference = difference(row, employee, client);
    let cell = view.contrast_cell(MEAN, MEAN.to_owned(), SectorId::ALL, Some(&difference))?;
    let numbers = view.numbers;
    let displayed =
        [numbers.points(gap, DECIMALS), numbers.decimal(symmetry, DECIMALS), numbers.percent(floor, DECIMALS)];
    let [gap_text, symmetry_text, floor_text] = displayed.clone();
    let levels = [
        ("mean_client", Some(client), cell.right.clone()),
        ("mean_employee", Some(employee), cell.left.clone()),
        ("symmetry", Some(symmetry), symmetry_text.clone()),
        ("floor", Some(floor), floor_text.clone()),
    ];
    points.extend(composite_points(view, row, &cell, &levels));
    let dimensions = &view.edition.instrument.dimensions;
    let small = |population| {
        let subjects = dimensions.iter().map(|id| Subject::dimension(id.as_str()));
        subjects.into_iter().any(|subject| view.small(SectorId::ALL, population, &subject, row.measure))
    };
    let mark = |group, population, value, text: &str| {
        let hollow = small(population);
        Mark { group, value, text: text.to_owned(), hollow }
    };
    rows.push(Row {
        name: String::new(),
        strong: false,
        marks: vec![
            mark(Group::Client, Population::Client, client, &cell.right),
            mark(Group::Employee, Population::Employee, employee, &cell.left),
        ],
        interval: row.ci_low.zip(row.ci_high),
        cell: cell.clone(),
    });
    let fewest = |population| {
        let (n, _) = view.fewest(&row.edition.edition, row.measure, dimensions, population);
        n.map_or_else(|| NOT_AVAILABLE.to_owned(), |n| numbers.count(n))
    };
    let words = CompositeWords {
        base_client: fewest(Population::Client),
        base_employee: fewest(Population::Employee),
        small_base: cell.small_base(),
        dimensions: row.n_dimensions.unwrap_or_default(),
        mean_gap: gap_text,
        symmetry: symmetry_text,
        floor: floor_text,
    };
    let intervals = [cell.interval, String::new(), String::new()];
    let index = |(value, interval)| Index { value, name: String::new(), interval };
    Ok((Some(words), displayed.into_iter().zip(intervals).map(index).collect()))
}

fn tally(studio: &Studio<'_>, class: &crate::publish::matrix::ClassCount) -> Point {
    Point {
        value: Some(class.count as f64),
        class: Some(class.code.clone()),
        displayed: class.count.to_string(),
        ..studio.view.point(SectorId::ALL, None, "dimensions_in_class")
    }
}

/// F06: clients against employees of all sectors, dimension by dimension.
pub fn quadrant(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let (view, cells) = (studio.view, &studio.matrix.national.cells);
    if cells.iter().all(|cell| !cell.shown) {
        return Ok(None);
    }
    let mut points = Vec::new();
    for cell in cells {
        points.extend(view.gap_points(SectorId::ALL, &Subject::dimension(&cell.id), cell));
    }
    let rules = &view.plan.rules;
    let levels = |cell: &Cell| {
        let row = view.gap(SectorId::ALL, &Subject::dimension(&cell.id))?;
        Some([row.client?, row.employee?])
    };
    // Its list bears no difference, no test and no [a].
    let marks_of = |cell: &Cell| cell.marks.replace(cells::NOT_SIGNIFICANT, "").trim_end().to_owned();
    let printed: Vec<Cell> =
        cells.iter().map(|cell| Cell { marks: marks_of(cell), note: String::new(), ..cell.clone() }).collect();
    let context = Context {
        marks: marks(&printed),
        cut_axis: quadrant::scale(cells.iter().filter_map(levels), rules.level_cut_percent).starts_above_zero(),
        ..Context::new(studio, cells, &points)
    };
    let wording = Wording::render(studio.templates, "figure_F06", &context)?;
    let spots = cells.iter().map(|cell| {
        let class = cell.gap.as_ref().and_then(|gap| gap.class.as_ref()).map(|class| studio.set(&class.label));
        let unclassed = if cell.suppressed() { "suppressed" } else { "unclassed" };
        Spot {
            name: format!("{}{}", studio.set(&cell.name), marks_of(cell)),
            levels: levels(cell),
            texts: [cell.right.clone(), cell.left.clone()],
            class: class.filter(|_| cell.shown).unwrap_or_else(|| wording.key(unclassed).to_owned()),
            solid: classed(cell) && cell.established() == Some(true),
        }
    });
    let chart = Quadrant {
        spots: spots.collect(),
        delta: rules.delta_points,
        cut: rules.level_cut_percent,
        percent: &studio.percent(),
    };
    let parts = Parts { questions: studio.dimension_questions(), ..Parts::new("F06", wording, &points) };
    studio.figure(parts, |canvas, words, source| chart.draw(canvas, words, source)).map(Some)
}

/// F10: the chain of alignment, from managers to employees and from employees to clients, by dimension.
pub fn alignment(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let view = studio.view;
    let (mut points, mut totals, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for cell in &studio.matrix.national.cells {
        let subject = Subject::dimension(&cell.id);
        let contrast = view.contrast(SectorId::ALL, Contrast::AlignmentStep, &subject, Measure::Top2);
        let mut total = view.contrast_cell(&cell.id, cell.name.clone(), SectorId::ALL, contrast)?;
        let gap = view.gap(SectorId::ALL, &subject);
        let groups = [Population::Manager, Population::Employee, Population::Client];
        let hollow = groups.map(|group| view.small(SectorId::ALL, group, &subject, Measure::Top2));
        let levels = contrast.zip(gap).and_then(|(contrast, gap)| Some([contrast.left?, gap.employee?, gap.client?]));
        points.extend(view.gap_points(SectorId::ALL, &subject, cell));
        let mut first = waterfall::Step { text: total.difference.clone(), marks: String::new() };
        let second = waterfall::Step { text: cell.difference.clone(), marks: format!("{}{}", cell.marks, cell.note) };
        if let Some([manager, employee, client]) = levels {
            let step = manager - employee;
            let rounded = agreement(manager, employee, step, DECIMALS) != Agreement::Exact;
            first.text = view.numbers.points(step, DECIMALS);
            first.marks = if rounded { cells::BEFORE_ROUNDING.to_owned() } else { String::new() };
            points.extend(view.side(SectorId::ALL, Population::Manager, &subject).map(|row| view.estimate_point(row)));
            points.push(Point {
                value: Some(step),
                note: if rounded { "a".to_owned() } else { String::new() },
                displayed: first.text.clone(),
                ..view.point(SectorId::ALL, Some(&subject), "manager_step")
            });
            // The reader adds the two steps up.
            if agreement(step, client - employee, manager - client, DECIMALS) != Agreement::Exact {
                total.note = cells::after(&total.marks, cells::beside(cells::BEFORE_ROUNDING));
            }
        }
        points.extend(contrast.map(|row| view.difference_point(row, "alignment", &total)));
        let number = |value: f64| (value, view.numbers.share(value, DECIMALS));
        let levels = levels.map(|levels| levels.map(number));
        rows.push(waterfall::Row {
            name: studio.set(&cell.name),
            levels,
            hollow,
            steps: [first, second],
            total: total.clone(),
        });
        totals.push(total);
    }
    if rows.iter().all(|row| row.levels.is_none()) {
        return Ok(None);
    }
    let mut words = Context::new(studio, &totals, &points);
    let steps = rows.iter().flat_map(|row| &row.steps);
    words.marks.extend(steps.flat_map(|step| [step.text.as_str(), step.marks.as_str()]));
    words.cut_axis = waterfall::scale(&rows, studio.percent()).starts_above_zero();
    let wording = Wording::render(studio.templates, "figure_F10", &words)?;
    let chart = Waterfall { rows, percent: &studio.percent() };
    let parts = Parts { questions: studio.dimension_questions(), ..Parts::new("F10", wording, &points) };
    studio.figure(parts, |canvas, words, source| chart.draw(canvas, words, source)).map(Some)
}
