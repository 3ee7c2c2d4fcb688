//! The numbers of a figure, one row a point: unrounded, with the text that the figure displays beside them.

use crate::error::Result;
use crate::publish::cells::{Cell, SMALL_BASE, beside};
use crate::publish::csv::{number, records};
use crate::publish::view::{DECIMALS, View};
use crate::survey::ids::{Measure, Status, Subject};
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
    /// What the number is about.
    pub subject: Subject,
    /// Its name.
    pub subject_name: String,
    /// `client`, `employee`, `manager`, `gap`, `level`, `overestimation`.
    pub statistic: &'static str,
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
    /// Status of its row.
    pub status: Status,
    /// Class of the gap.
    pub class: Option<String>,
    /// `a` when the displayed difference is not the difference of the displayed numbers.
    pub note: String,
    /// What the figure displays.
    pub displayed: String,
}

const HEADER: [&str; 18] = [
    "edition",
    "field_start",
    "field_end",
    "sector",
    "sector_fr",
    "subject_type",
    "subject",
    "subject_fr",
    "statistic",
    "measure",
    "value",
    "ci_low",
    "ci_high",
    "n",
    "status",
    "class",
    "diff_note",
    "displayed_fr",
];

/// The points as CSV. The two columns of names and the displayed text end in `_fr` or `_en`, after the language.
pub fn csv(points: &[Point], view: &View<'_>) -> Result<Vec<u8>> {
    let french = view.language() == crate::survey::codebook::Language::French;
    let name = |column: &&str| if french { (*column).to_owned() } else { column.replace("_fr", "_en") };
    records(std::iter::once(HEADER.iter().map(name).collect()).chain(points.iter().map(record)))
}

fn record(point: &Point) -> Vec<String> {
    let optional = |value: Option<f64>| value.map(number).unwrap_or_default();
    vec![
        point.edition.edition.to_string(),
        point.edition.field_start.to_string(),
        point.edition.field_end.to_string(),
        point.sector.clone(),
        point.sector_name.clone(),
        point.subject.subject_type.to_string(),
        point.subject.id.to_string(),
        point.subject_name.clone(),
        point.statistic.to_owned(),
        point.measure.to_string(),
        optional(point.value),
        optional(point.ci_low),
        optional(point.ci_high),
        point.n.map(|n| n.to_string()).unwrap_or_default(),
        point.status.to_string(),
        point.class.clone().unwrap_or_default(),
        point.note.clone(),
        point.displayed.clone(),
    ]
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

    fn point(&self, sector: &str, subject: &Subject, statistic: &'static str) -> Point {
        Point {
            edition: self.edition_key(),
            sector: sector.to_owned(),
            sector_name: self.sector_name(sector),
            subject: subject.clone(),
            subject_name: self.subject_name(subject),
            statistic,
            measure: Measure::Top2,
            value: None,
            ci_low: None,
            ci_high: None,
            n: None,
            status: Status::Suppressed,
            class: None,
            note: String::new(),
            displayed: String::new(),
        }
    }

    /// The points of a gap: its two sides and itself. A cell that has no row has one point that says so.
    pub fn gap_points(&self, sector: &str, subject: &Subject, cell: &Cell) -> Vec<Point> {
        let Some(row) = self.gap(sector, subject) else { return Vec::new() };
        let side = |statistic, value, n, text: &str| Point {
            value,
            n,
            status: row.status,
            displayed: text.to_owned(),
            ..self.point(sector, subject, statistic)
        };
        let gap = Point {
            value: row.gap,
            ci_low: row.ci_low,
            ci_high: row.ci_high,
            status: row.status,
            class: row.class.clone(),
            note: if cell.note.is_empty() { String::new() } else { "a".to_owned() },
            displayed: format!("{}{}", cell.difference, cell.marks),
            ..self.point(sector, subject, "gap")
        };
        vec![
            side("client", row.client, row.n_client, &cell.right),
            side("employee", row.employee, row.n_employee, &cell.left),
            gap,
        ]
    }

    /// The point of a level L.
    pub fn level_point(&self, sector: &str, subject: &Subject) -> Option<Point> {
        let row = self.gap(sector, subject)?;
        let mark = if row.status == Status::SmallBase { beside(SMALL_BASE) } else { String::new() };
        let absent = crate::publish::cells::absence(row.status);
        let text = row.level.map_or(absent.to_owned(), |level| self.numbers.share(level, DECIMALS) + &mark);
        Some(Point {
            value: row.level,
            ci_low: row.level_low,
            ci_high: row.level_high,
            status: row.status,
            displayed: text,
            ..self.point(sector, subject, "level")
        })
    }

    /// The point of an estimate.
    pub fn estimate_point(&self, row: &EstimateRow) -> Point {
        let absent = crate::publish::cells::absence(row.status);
        Point {
            edition: row.edition.clone(),
            measure: row.measure,
            value: row.estimate,
            ci_low: row.ci_low,
            ci_high: row.ci_high,
            n: row.n,
            status: row.status,
            displayed: row.estimate.map_or(absent.to_owned(), |value| self.numbers.share(value, DECIMALS)),
            ..self.point(row.sector.as_str(), &row.subject, row.population.as_str())
        }
    }

    /// The points of an over-estimation: the real figure, its estimate and their difference.
    pub fn overestimation_points(&self, row: &ContrastRow, cell: &Cell) -> Vec<Point> {
        let sector = row.sector.as_str();
        let side = |statistic, value, n, text: &str| Point {
            measure: row.measure,
            value,
            n,
            status: row.status,
            displayed: text.to_owned(),
            ..self.point(sector, &row.subject, statistic)
        };
        let difference = Point {
            ci_low: row.ci_low,
            ci_high: row.ci_high,
            note: if cell.note.is_empty() { String::new() } else { "a".to_owned() },
            ..side("overestimation", row.difference, None, &format!("{}{}", cell.difference, cell.marks))
        };
        vec![
            side("client", row.right, row.n_right, &cell.right),
            side("employee", row.left, row.n_left, &cell.left),
            difference,
        ]
    }
}
