//! The numbers of a figure, one row a point: unrounded, with the text that the figure displays beside them.

use crate::publish::cells::{Cell, NOT_ASKED, SMALL_BASE, SUPPRESSED, absence, beside};
use crate::publish::number::NOT_AVAILABLE;
use crate::publish::sheet::{Sheet, Value};
use crate::publish::view::{DECIMALS, View};
use crate::stages::composite::common_core;
use crate::survey::ids::{DimensionId, Measure, Population, SectorId, Status, Subject, SubjectType};
use crate::survey::results::*;

/// One number of a figure.
#[derive(Clone, Debug)]
pub struct Point {
    /// Edition and field dates.
    pub edition: EditionKey,
    /// Id of the sector, `all` or `mean_of_sectors`.
    pub sector: String,
    /// Its name.
    pub sector_name: String,
    /// What the number is about; none for a mean over the dimensions.
    pub subject: Option<Subject>,
    /// `client`, `employee`, `manager`, or what is computed from them: `gap`, `level`, `overestimation`…
    pub population: &'static str,
    /// How the answers were scored.
    pub measure: Measure,
    /// The number.
    pub value: Option<f64>,
    /// Lower bound of its interval.
    pub ci_low: Option<f64>,
    /// Upper bound of its interval.
    pub ci_high: Option<f64>,
    /// Persons.
    pub n: Option<i64>,
    /// Effective number of persons.
    pub n_eff: Option<f64>,
    /// Marks in brackets, without space between them.
    pub marks: String,
    /// Class of the gap.
    pub class: Option<String>,
    /// `a` when the displayed difference is not the difference of the displayed numbers.
    pub note: String,
    /// What the figure displays.
    pub displayed: String,
}

/// Population of a gap.
const GAP: &str = "gap";

/// Columns; those of names and of displayed texts bear the language at the end.
const HEADER: [&str; 21] = [
    "edition",
    "field_start",
    "field_end",
    "sector_id",
    "sector_fr",
    "dimension_id",
    "dimension_fr",
    "item_id",
    "item_fr",
    "population",
    "box",
    "estimate",
    "ci_low",
    "ci_high",
    "n",
    "n_eff",
    "flag",
    "class",
    "class_fr",
    "diff_note",
    "displayed_fr",
];

/// The points as a sheet.
pub fn sheet(points: &[Point], view: &View<'_>) -> Sheet {
    let language = view.language().as_str();
    let name = |column: &&str| match column.strip_suffix("_fr") {
        Some(stem) => format!("{stem}_{language}"),
        None => (*column).to_owned(),
    };
    Sheet { header: HEADER.iter().map(name).collect(), rows: points.iter().map(|point| row(point, view)).collect() }
}

fn row(point: &Point, view: &View<'_>) -> Vec<Value> {
    let [dimension, item] = subjects(point, view);
    let class = point.class.as_deref().unwrap_or_default();
    vec![
        Value::text(point.edition.edition.as_str()),
        Value::Date(point.edition.field_start),
        Value::Date(point.edition.field_end),
        Value::text(&point.sector),
        Value::text(&point.sector_name),
        Value::text(&dimension.0),
        Value::text(&dimension.1),
        Value::text(&item.0),
        Value::text(&item.1),
        Value::text(point.population),
        Value::text(point.measure.as_str()),
        Value::number(point.value),
        Value::number(point.ci_low),
        Value::number(point.ci_high),
        Value::count(point.n),
        Value::number(point.n_eff),
        Value::text(point.marks.replace("][", " ").trim_matches(&['[', ']'][..])),
        Value::text(class),
        Value::text(if class.is_empty() { String::new() } else { view.label("class", class) }),
        Value::text(&point.note),
        Value::text(&point.displayed),
    ]
}

/// Id and name of the dimension and of the item or mirror pair; an item brings the dimension that it feeds.
fn subjects(point: &Point, view: &View<'_>) -> [(String, String); 2] {
    let named = |subject: &Subject| (subject.id.to_string(), view.subject_name(subject));
    let none = || (String::new(), String::new());
    let Some(subject) = &point.subject else { return [none(), none()] };
    if subject.subject_type == SubjectType::Dimension {
        return [named(subject), none()];
    }
    let codebook = &view.plan.codebook;
    let item = codebook.pairs.get(&*subject.id).map_or(&*subject.id, |pair| pair.client.as_str());
    let dimension = codebook.items.get(item).and_then(|item| item.dimension.as_ref());
    [dimension.map_or_else(none, |id| named(&Subject::dimension(id.as_str()))), named(subject)]
}

/// Mark of a status.
fn mark(status: Status) -> &'static str {
    match status {
        Status::Published => "",
        Status::SmallBase => SMALL_BASE,
        Status::Suppressed => SUPPRESSED,
    }
}

impl View<'_> {
    /// Field dates of the newest edition, as the rows carry them.
    pub fn edition_key(&self) -> EditionKey {
        EditionKey {
            field_start: self.edition.field_start,
            edition: self.edition_id.clone(),
            field_end: self.edition.field_end,
        }
    }

    /// A point of the newest edition on the favourable share, without number yet.
    pub fn point(&self, sector: &str, subject: Option<&Subject>, population: &'static str) -> Point {
        Point {
            edition: self.edition_key(),
            sector: sector.to_owned(),
            sector_name: self.sector_name(sector),
            subject: subject.cloned(),
            population,
            measure: Measure::Top2,
            value: None,
            ci_low: None,
            ci_high: None,
            n: None,
            n_eff: None,
            marks: String::new(),
            class: None,
            note: String::new(),
            displayed: String::new(),
        }
    }

    /// The point of a cell without row: only the mark that stands for it.
    fn absent_point(&self, sector: &str, subject: Option<&Subject>, population: &'static str, cell: &Cell) -> Point {
        let known = [NOT_AVAILABLE, NOT_ASKED].contains(&cell.difference.as_str());
        let marks = if known { cell.difference.clone() } else { NOT_AVAILABLE.to_owned() };
        Point { displayed: cell.difference.clone(), marks, ..self.point(sector, subject, population) }
    }

    /// The points of a gap: its two sides and itself.
    pub fn gap_points(&self, sector: &str, subject: &Subject, cell: &Cell) -> Vec<Point> {
        let Some(row) = self.gap(sector, subject) else {
            return vec![self.absent_point(sector, Some(subject), GAP, cell)];
        };
        let side = |population: Population, value, n, text: &str| {
            let estimate = self.side(sector, population, subject);
            Point {
                value,
                ci_low: estimate.and_then(|row| row.ci_low).filter(|_| value.is_some()),
                ci_high: estimate.and_then(|row| row.ci_high).filter(|_| value.is_some()),
                n,
                n_eff: estimate.and_then(|row| row.n_eff).filter(|_| value.is_some()),
                marks: mark(estimate.map_or(row.status, |row| row.status).max(hidden(row.status))).to_owned(),
                displayed: text.to_owned(),
                ..self.point(sector, Some(subject), population.as_str())
            }
        };
        let gap = Point {
            value: row.gap,
            ci_low: row.ci_low,
            ci_high: row.ci_high,
            marks: marks(cell, row.status),
            class: row.class.clone().filter(|_| row.status != Status::Suppressed),
            note: note(cell),
            displayed: format!("{}{}", cell.difference, cell.marks),
            ..self.point(sector, Some(subject), GAP)
        };
        vec![
            side(Population::Client, row.client, row.n_client, &cell.right),
            side(Population::Employee, row.employee, row.n_employee, &cell.left),
            gap,
        ]
    }

    /// The level behind one side of a gap of the newest edition.
    pub fn side(&self, sector: &str, population: Population, subject: &Subject) -> Option<&EstimateRow> {
        let pair = self.plan.codebook.pairs.get(&*subject.id).filter(|_| subject.subject_type == SubjectType::Item);
        let subject = match (pair, population) {
            (None, _) => subject.clone(),
            (Some(pair), Population::Client) => Subject::item(pair.client.as_str()),
            (Some(pair), _) => Subject::item(pair.employee.as_str()),
        };
        self.estimate(self.edition_id.as_str(), sector, population, &subject, Measure::Top2)
    }

    /// The points of a level L: its two sides and itself.
    pub fn level_points(&self, sector: &str, subject: &Subject, cell: &Cell) -> Vec<Point> {
        let sides = self.gap_points(sector, subject, cell).into_iter().filter(|point| point.population != GAP);
        sides.chain([self.level_point(sector, subject, cell)]).collect()
    }

    fn level_point(&self, sector: &str, subject: &Subject, cell: &Cell) -> Point {
        let Some(row) = self.gap(sector, subject) else {
            return self.absent_point(sector, Some(subject), "level", cell);
        };
        let small = if row.status == Status::SmallBase { beside(SMALL_BASE) } else { String::new() };
        let text =
            row.level.map_or(absence(row.status).to_owned(), |level| self.numbers.share(level, DECIMALS) + &small);
        Point {
            value: row.level,
            ci_low: row.level_low,
            ci_high: row.level_high,
            marks: mark(row.status).to_owned(),
            displayed: text,
            ..self.point(sector, Some(subject), "level")
        }
    }

    /// The point of an estimate.
    pub fn estimate_point(&self, row: &EstimateRow) -> Point {
        let absent = absence(row.status);
        Point {
            edition: row.edition.clone(),
            measure: row.measure,
            value: row.estimate,
            ci_low: row.ci_low,
            ci_high: row.ci_high,
            n: row.n,
            n_eff: row.n_eff,
            marks: mark(row.status).to_owned(),
            displayed: row.estimate.map_or(absent.to_owned(), |value| self.numbers.share(value, DECIMALS)),
            ..self.point(row.sector.as_str(), Some(&row.subject), row.population.as_str())
        }
    }

    /// The point of a difference that a contrast holds: `overestimation`, `alignment`.
    pub fn difference_point(&self, row: &ContrastRow, population: &'static str, cell: &Cell) -> Point {
        Point {
            measure: row.measure,
            value: row.difference,
            ci_low: row.ci_low,
            ci_high: row.ci_high,
            marks: marks(cell, row.status),
            note: note(cell),
            displayed: format!("{}{}", cell.difference, cell.marks),
            ..self.point(row.sector.as_str(), Some(&row.subject), population)
        }
    }

    /// The points of an over-estimation: the real figure, its estimate and their difference. A side bears its own item, and
    /// the interval and the effective base of its level where there is one.
    pub fn overestimation_points(&self, sector: &str, row: Option<&ContrastRow>, cell: &Cell) -> Vec<Point> {
        let Some(row) = row else { return vec![self.absent_point(sector, None, "overestimation", cell)] };
        let all = &self.plan.codebook.contrasts.overestimation;
        let declared = all.iter().find(|declared| declared.estimate.as_str() == &*row.subject.id);
        let real = declared.map_or_else(|| row.subject.clone(), |declared| Subject::item(declared.real.as_str()));
        let real_measure = declared.map_or(row.measure, |declared| declared.real_measure);
        let side = |population: Population, subject: &Subject, measure, value: Option<f64>, n, text: &str| {
            let level = self.estimate(self.edition_id.as_str(), sector, population, subject, measure);
            let level = level.filter(|_| value.is_some());
            Point {
                measure,
                value,
                ci_low: level.and_then(|row| row.ci_low),
                ci_high: level.and_then(|row| row.ci_high),
                n,
                n_eff: level.and_then(|row| row.n_eff),
                marks: mark(level.map_or(row.status, |level| level.status)).to_owned(),
                displayed: text.to_owned(),
                ..self.point(sector, Some(subject), population.as_str())
            }
        };
        vec![
            side(Population::Client, &real, real_measure, row.right, row.n_right, &cell.right),
            side(Population::Employee, &row.subject, row.measure, row.left, row.n_left, &cell.left),
            self.difference_point(row, "overestimation", cell),
        ]
    }

    /// The points of a mean of all respondents over the dimensions that comparable editions share: its two sides, with the
    /// fewest persons behind one of its dimensions, its gap, its floor, and the noise floor of the mean absolute gap.
    pub fn core_points(&self, row: &CompositeRow) -> Vec<Point> {
        let (edition, plan) = (&row.edition.edition, self.plan);
        let dimensions = common_core(edition, &plan.registry, &plan.codebook);
        let point = |population, value: Option<f64>, text: Option<String>| Point {
            edition: row.edition.clone(),
            measure: row.measure,
            value,
            marks: mark(row.status).to_owned(),
            displayed: text.unwrap_or_else(|| absence(row.status).to_owned()),
            ..self.point(SectorId::ALL, None, population)
        };
        let share = |value: Option<f64>| value.map(|value| self.numbers.share(value, DECIMALS));
        let side = |population: Population, name, value: Option<f64>| {
            let (n, n_eff) = value.map_or((None, None), |_| self.fewest(row, &dimensions, population));
            Point { n, n_eff, ..point(name, value, share(value)) }
        };
        // The floor is the lower of the two mean levels, and the mean gap is employees less clients.
        let [client, employee] = match row.floor.zip(row.mean_gap) {
            Some((floor, gap)) if gap < 0.0 => [Some(floor - gap), Some(floor)],
            Some((floor, gap)) => [Some(floor), Some(floor + gap)],
            None => [None, None],
        };
        let gap = row.mean_gap.map(|gap| self.numbers.points(gap, DECIMALS));
        let floor = row.floor.map(|floor| self.numbers.percent(floor, DECIMALS));
        let noise = row.noise_floor.map(|noise| self.numbers.distance(noise, DECIMALS));
        vec![
            side(Population::Client, "mean_client", client),
            side(Population::Employee, "mean_employee", employee),
            Point { ci_low: row.ci_low, ci_high: row.ci_high, ..point("mean_gap", row.mean_gap, gap) },
            point("floor", row.floor, floor),
            point("noise_floor", row.noise_floor, noise),
        ]
    }

    /// The fewest persons, and effective persons, behind one dimension of a mean.
    fn fewest(
        &self,
        row: &CompositeRow,
        dimensions: &[DimensionId],
        population: Population,
    ) -> (Option<i64>, Option<f64>) {
        let level = |id: &DimensionId| {
            let subject = Subject::dimension(id.as_str());
            self.estimate(row.edition.edition.as_str(), row.sector.as_str(), population, &subject, row.measure)
        };
        let levels: Vec<&EstimateRow> = dimensions.iter().filter_map(level).collect();
        let n_eff = levels.iter().filter_map(|row| row.n_eff).min_by(f64::total_cmp);
        (levels.iter().filter_map(|row| row.n).min(), n_eff)
    }

    /// Whether one side of a figure of all respondents or of a sector rests on a small base of its own.
    pub fn small(&self, sector: &str, population: Population, subject: &Subject, measure: Measure) -> bool {
        let row = self.estimate(self.edition_id.as_str(), sector, population, subject, measure);
        row.is_some_and(|row| row.status == Status::SmallBase)
    }
}

/// Marks of a difference: of its base, then of its test.
fn marks(cell: &Cell, status: Status) -> String {
    let shown = cell.marks.trim();
    if shown.is_empty() { mark(status).to_owned() } else { shown.to_owned() }
}

/// A suppressed gap hides both its sides, whatever their own base.
fn hidden(status: Status) -> Status {
    if status == Status::Suppressed { status } else { Status::Published }
}

fn note(cell: &Cell) -> String {
    if cell.note.is_empty() { String::new() } else { "a".to_owned() }
}

/// A mean over the dimensions of all respondents, its two sides and its indices.
pub fn composite_points(
    view: &View<'_>,
    row: &CompositeRow,
    cell: &Cell,
    indices: &[(&'static str, Option<f64>, String)],
) -> Vec<Point> {
    let point =
        |population| Point { marks: mark(row.status).to_owned(), ..view.point(SectorId::ALL, None, population) };
    let mut points = vec![Point {
        value: row.mean_gap,
        ci_low: row.ci_low,
        ci_high: row.ci_high,
        note: note(cell),
        displayed: cell.difference.clone(),
        ..point("mean_gap")
    }];
    let dimensions: Vec<DimensionId> = view.edition.instrument.dimensions.to_vec();
    let index = |(name, value, text): &(&'static str, Option<f64>, String)| {
        let side = match *name {
            "mean_client" => Some(Population::Client),
            "mean_employee" => Some(Population::Employee),
            _ => None,
        };
        let (n, n_eff) = side.map_or((None, None), |side| view.fewest(row, &dimensions, side));
        Point { value: *value, n, n_eff, displayed: text.clone(), ..point(name) }
    };
    points.extend(indices.iter().map(index));
    points
}
