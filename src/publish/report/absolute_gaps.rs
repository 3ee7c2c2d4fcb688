//! The mean absolute gap and the adjusted gap over the dimensions, with their bootstrap percentiles and the noise floor.

use serde::Serialize;

use crate::publish::cells::{self, beside};
use crate::publish::matrix::Matrix;
use crate::publish::view::{DECIMALS, View};
use crate::survey::ids::{SectorId, Status};
use crate::survey::results::CompositeRow;

/// The rows of the table; empty where the edition has no composite.
#[derive(Serialize)]
pub struct AbsoluteGaps {
    /// All respondents, the mean of the sectors, then the sectors.
    pub rows: Vec<AbsoluteGap>,
    /// Dimensions behind each figure.
    pub n_dimensions: Option<i64>,
}

/// One row, as texts or as the mark that stands for them.
#[derive(Serialize)]
pub struct AbsoluteGap {
    /// Name of the sector or of the sense.
    pub name: String,
    /// Whether it is a total, of all respondents or of all sectors.
    pub whole: bool,
    /// Mean absolute gap.
    pub mean: String,
    /// Its percentile interval.
    pub mean_interval: String,
    /// Mean absolute gap that chance alone would show.
    pub noise_floor: String,
    /// Gap with the noise taken out.
    pub adjusted: String,
    /// Its percentile interval.
    pub adjusted_interval: String,
    /// Marks beside the numbers.
    pub marks: String,
}

impl AbsoluteGaps {
    /// The composite of every dimension, the sectors in the order of the matrices.
    pub fn new(view: &View<'_>, matrix: &Matrix) -> Self {
        let sectors = matrix.sectors.iter().map(|row| row.id.as_str());
        let places = [SectorId::ALL, SectorId::MEAN_OF_SECTORS].into_iter().chain(sectors);
        let found: Vec<&CompositeRow> = places.filter_map(|sector| view.composite(sector)).collect();
        Self {
            n_dimensions: found.iter().find_map(|row| row.n_dimensions),
            rows: found.into_iter().map(|row| AbsoluteGap::new(view, row)).collect(),
        }
    }
}

impl AbsoluteGap {
    fn new(view: &View<'_>, row: &CompositeRow) -> Self {
        let absent = cells::absence(row.status);
        let points = |value: Option<f64>| value.map_or(absent.to_owned(), |v| view.numbers.distance(v, DECIMALS));
        let interval = |low: Option<f64>, high: Option<f64>| {
            // Where nobody differs from anybody no replicate does: that is no certainty.
            let found = low.zip(high).filter(|(low, high)| low < high);
            let found = found.map(|(low, high)| view.numbers.interval(low, high, DECIMALS));
            found.unwrap_or_else(|| absent.to_owned())
        };
        let small = row.status == Status::SmallBase;
        Self {
            name: view.sector_name(row.sector.as_str()),
            whole: [SectorId::ALL, SectorId::MEAN_OF_SECTORS].contains(&row.sector.as_str()),
            mean: points(row.mean_absolute_gap),
            mean_interval: interval(row.mean_absolute_gap_low, row.mean_absolute_gap_high),
            noise_floor: points(row.noise_floor),
            adjusted: points(row.adjusted_gap),
            adjusted_interval: interval(row.adjusted_gap_low, row.adjusted_gap_high),
            marks: if small { beside(cells::SMALL_BASE) } else { String::new() },
        }
    }
}
