//! Means over the dimensions as texts.

use serde::Serialize;

use crate::error::{Error, Result};
use crate::publish::cells;
use crate::publish::number::{Agreement, agreement};
use crate::publish::view::{DECIMALS, View};
use crate::survey::ids::Status;
use crate::survey::results::CompositeRow;

/// The mean over the dimensions; every text holds a number or the mark that stands for it.
#[derive(Clone, Debug, Serialize)]
pub struct Composite {
    /// Whether there are numbers.
    shown: bool,
    /// Mean of the clients' levels.
    client: String,
    /// Mean of the employees' levels.
    employee: String,
    mean_gap: String,
    /// `[a]` with a no-break space before, when the reader's subtraction gives another number.
    note: String,
    /// `[bf]` with a no-break space before.
    marks: String,
    interval: String,
    /// Whether the interval of the mean gap excludes 0: one test, chosen beforehand.
    excludes_zero: bool,
    /// Mean of the absolute gaps.
    absolute: String,
    symmetry: String,
    floor: String,
    noise_floor: String,
    /// Rank intervals; none over all respondents.
    rank: Option<String>,
    rank_floor: Option<String>,
    n_dimensions: i64,
}

/// The mean over the dimensions of one edition.
#[derive(Serialize)]
pub struct EditionCore {
    edition: String,
    mean: Composite,
}

/// The mean over the dimensions of a sector, where the edition has one.
pub fn composite(view: &View<'_>, sector: &str) -> Result<Option<Composite>> {
    view.composite(sector).map(|row| composite_words(view, row)).transpose()
}

/// The means of all respondents over the dimensions that comparable editions share, edition by edition.
pub fn cores(view: &View<'_>) -> Result<Vec<EditionCore>> {
    let rows = view.editions().filter_map(|(id, _)| Some((id, view.common_core(id)?)));
    rows.map(|(id, row)| Ok(EditionCore { edition: id.to_string(), mean: composite_words(view, row)? })).collect()
}

/// A mean over the dimensions as texts.
pub fn composite_words(view: &View<'_>, row: &CompositeRow) -> Result<Composite> {
    let numbers = view.numbers;
    let absent = cells::absence(row.status);
    let text = |value: Option<f64>, write: &dyn Fn(f64) -> String| value.map_or_else(|| absent.to_owned(), write);
    let share = |value: f64| numbers.share(value, DECIMALS);
    // The floor is the smaller of the two mean levels, and the gap what the other has more.
    let (client, employee) = match row.floor.zip(row.mean_gap) {
        Some((floor, gap)) if gap >= 0.0 => (Some(floor), Some(floor + gap)),
        Some((floor, gap)) => (Some(floor - gap), Some(floor)),
        None => (None, None),
    };
    let marks = if row.status == Status::SmallBase { cells::beside(cells::SMALL_BASE) } else { String::new() };
    let note = match client.zip(employee).zip(row.mean_gap) {
        Some(((client, employee), gap)) => match agreement(employee, client, gap, DECIMALS) {
            Agreement::Exact => String::new(),
            Agreement::Rounding => cells::after(&marks, cells::beside(cells::BEFORE_ROUNDING)),
            Agreement::Wrong => {
                let of = format!("`{}`, edition {}", row.sector, row.edition.edition);
                return Err(Error::Internal(format!("the mean gap of {of} is not that of its sides")));
            }
        },
        None => String::new(),
    };
    let rank = |low: Option<i64>, high: Option<i64>| low.zip(high).map(|(low, high)| cells::rank_interval(low, high));
    let interval = row.ci_low.zip(row.ci_high);
    Ok(Composite {
        shown: row.mean_gap.is_some(),
        client: text(client, &share),
        employee: text(employee, &share),
        mean_gap: text(row.mean_gap, &|gap| numbers.points(gap, DECIMALS)),
        note,
        marks,
        interval: interval.map_or_else(|| absent.to_owned(), |(low, high)| numbers.interval(low, high, DECIMALS)),
        excludes_zero: interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0),
        absolute: text(row.mean_absolute_gap, &|gap| numbers.distance(gap, DECIMALS)),
        symmetry: text(row.symmetry, &|value| numbers.decimal(value, DECIMALS)),
        floor: text(row.floor, &share),
        noise_floor: text(row.noise_floor, &|value| numbers.distance(value, DECIMALS)),
        rank: rank(row.rank_low, row.rank_high),
        rank_floor: rank(row.rank_floor_low, row.rank_floor_high),
        n_dimensions: row.n_dimensions.unwrap_or(0),
    })
}
