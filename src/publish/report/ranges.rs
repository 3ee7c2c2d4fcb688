//! Clients, managers and the other employees side by side: the range of the three, with what chance alone would make of it.

use serde::Serialize;

use crate::publish::cells::{self, beside};
use crate::publish::number::{Agreement, NOT_AVAILABLE, agreement};
use crate::publish::view::{DECIMALS, View};
use crate::survey::ids::{SectorId, Status, SubjectType};
use crate::survey::results::RangeRow;

/// The ranges of the newest edition.
#[derive(Serialize)]
pub struct Ranges {
    /// Dimensions, all respondents, the widest first.
    pub dimensions: Vec<Range>,
    /// Mirror pairs, all respondents, the widest first.
    pub pairs: Vec<Range>,
    /// Whether one of these has an interval: an edition without replicates has none.
    pub with_intervals: bool,
    /// Every sector, where any of them has a range that is shown; else none.
    pub sectors: Vec<SectorRanges>,
    /// Names of the dimensions, in the order of the cells of a sector.
    pub names: Vec<String>,
}

/// The range of one subject, as texts or as the mark that stands for them.
#[derive(Serialize)]
pub struct Range {
    /// Name of the subject.
    pub name: String,
    /// Whether there are numbers.
    pub shown: bool,
    /// Level of the clients, without `%`.
    pub client: String,
    /// Level of the employees who are no managers.
    pub non_manager: String,
    /// Level of the managers.
    pub manager: String,
    /// Largest minus smallest.
    pub range: String,
    /// Percentile interval of the bootstrap.
    pub interval: String,
    /// Range that chance alone would show on average.
    pub noise_floor: String,
    /// 100 − range.
    pub symmetry: String,
    /// Marks beside the numbers.
    pub marks: String,
    /// `[a]` where the reader's subtraction gives another number.
    pub note: String,
    /// Persons of the three groups.
    pub bases: String,
    #[serde(skip)]
    value: f64,
}

/// The dimensions of one sector.
#[derive(Serialize)]
pub struct SectorRanges {
    /// Name of the sector.
    pub name: String,
    /// 100 − range, dimension by dimension, with its marks.
    pub cells: Vec<String>,
}

impl Ranges {
    /// The ranges of a view.
    pub fn new(view: &View<'_>) -> Self {
        let rows = || view.results.ranges.iter().filter(|row| row.edition.edition == *view.edition_id);
        let national = |wanted: SubjectType| {
            let rows = rows().filter(|row| row.sector.is_all() && row.subject.subject_type == wanted);
            let mut ranges: Vec<Range> = rows.map(|row| Range::new(view, row)).collect();
            ranges.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.name.cmp(&b.name)));
            ranges
        };
        let of_sector = |sector: &SectorId| SectorRanges {
            name: view.sector_name(sector.as_str()),
            cells: rows()
                .filter(|row| row.sector == *sector)
                .map(|row| Range::new(view, row))
                .map(|r| r.symmetry + &r.marks)
                .collect(),
        };
        let any_shown = rows().any(|row| !row.sector.is_all() && row.range.is_some());
        let sectors: Vec<SectorRanges> =
            if any_shown { view.edition.sectors.iter().map(of_sector).collect() } else { Vec::new() };
        let first = view.edition.sectors.first();
        let of_first = rows().filter(|row| first.is_some_and(|sector| row.sector == *sector));
        Self {
            with_intervals: rows().any(|row| row.sector.is_all() && row.range_low.is_some()),
            dimensions: national(SubjectType::Dimension),
            pairs: national(SubjectType::Item),
            names: of_first.map(|row| view.subject_name(&row.subject)).collect(),
            sectors,
        }
    }
}

impl Range {
    fn new(view: &View<'_>, row: &RangeRow) -> Self {
        let numbers = view.numbers;
        let absent = cells::absence(row.status);
        let share = |value: Option<f64>| value.map_or_else(|| absent.to_owned(), |v| numbers.share(v, DECIMALS));
        let points = |value: Option<f64>| value.map_or_else(|| absent.to_owned(), |v| numbers.distance(v, DECIMALS));
        let count = |n: Option<i64>| n.map_or_else(|| absent.to_owned(), |n| numbers.count(n));
        let interval = row.range_low.zip(row.range_high).map(|(low, high)| numbers.interval(low, high, DECIMALS));
        let no_interval = || if row.range.is_some() { NOT_AVAILABLE } else { absent }.to_owned();
        let small = row.status == Status::SmallBase && row.range.is_some();
        let marks = if small { beside(cells::SMALL_BASE) } else { String::new() };
        Self {
            name: view.subject_name(&row.subject),
            shown: row.range.is_some(),
            client: share(row.client),
            non_manager: share(row.non_manager),
            manager: share(row.manager),
            range: points(row.range),
            interval: interval.unwrap_or_else(no_interval),
            noise_floor: points(row.noise_floor),
            symmetry: row.symmetry.map_or_else(|| absent.to_owned(), |v| numbers.decimal(v, DECIMALS)),
            note: if differs(row) { cells::after(&marks, beside(cells::BEFORE_ROUNDING)) } else { String::new() },
            marks,
            bases: [row.n_client, row.n_non_manager, row.n_manager].map(count).join(" / "),
            value: row.range.unwrap_or(-1.0),
        }
    }
}

/// Whether the displayed range is not the difference of the displayed levels.
fn differs(row: &RangeRow) -> bool {
    let (Some(client), Some(other), Some(manager), Some(range)) = (row.client, row.non_manager, row.manager, row.range)
    else {
        return false;
    };
    let (largest, smallest) = (client.max(other).max(manager), client.min(other).min(manager));
    agreement(largest, smallest, range, DECIMALS) != Agreement::Exact
}
