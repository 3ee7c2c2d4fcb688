//! The newest edition as a matrix: a row a sector, a column a dimension, every cell a value or a mark.

use serde::Serialize;

use super::cells::{ALONE, Cell, LessFavourable, Strength};
use super::view::View;
use crate::error::Result;
use crate::survey::ids::{SectorId, Subject};

/// Sectors × dimensions.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// Dimensions in column order: by descending national gap.
    pub dimensions: Vec<Named>,
    /// All respondents.
    pub national: MatrixRow,
    /// Sectors in row order: by descending mean gap, those without one last.
    pub sectors: Vec<MatrixRow>,
    /// Whether the sectors stand by mean gap.
    pub by_mean_gap: bool,
}

/// An id and its name.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// Id of the sector.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One cell a dimension.
    pub cells: Vec<Cell>,
}

impl Matrix {
    /// The matrix of the newest edition.
    pub fn new(view: &View<'_>) -> Result<Self> {
        let all = SectorId::all();
        let mut national = row(view, all.as_str(), view.edition.instrument.dimensions.iter().map(|d| d.as_str()))?;
        super::cells::by_descending_difference(&mut national.cells);
        let dimensions: Vec<Named> =
            national.cells.iter().map(|cell| Named { id: cell.id.clone(), name: cell.name.clone() }).collect();
        let (ids, by_mean_gap) = ordered_sectors(view);
        let sectors = ids
            .into_iter()
            .map(|sector| row(view, sector.as_str(), dimensions.iter().map(|d| d.id.as_str())))
            .collect::<Result<_>>()?;
        Ok(Self { dimensions, national, sectors, by_mean_gap })
    }

    /// Every sector cell, row after row.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.sectors.iter().flat_map(|row| &row.cells)
    }
}

fn row<'d>(view: &View<'_>, sector: &str, dimensions: impl Iterator<Item = &'d str>) -> Result<MatrixRow> {
    let cells = dimensions.map(|dimension| view.gap_cell(sector, &Subject::dimension(dimension)));
    Ok(MatrixRow { id: sector.to_owned(), name: view.sector_name(sector), cells: cells.collect::<Result<_>>()? })
}

/// By descending mean gap, the sectors that have none last, in publication order; in publication order when none has any.
fn ordered_sectors<'a>(view: &View<'a>) -> (Vec<&'a SectorId>, bool) {
    let mut sectors: Vec<&SectorId> = view.edition.sectors.iter().collect();
    let mean = |sector: &SectorId| view.composite(sector.as_str()).and_then(|row| row.mean_gap);
    let by_mean_gap = sectors.iter().any(|sector| mean(sector).is_some());
    sectors.sort_by(|a, b| match (mean(a), mean(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    (sectors, by_mean_gap)
}

/// What a set of cells says, counted. The words « significant » and « established » are left to the templates, which
/// know from `tested` whether the cells have been tested at all.
#[derive(Clone, Debug, Serialize)]
pub struct Facts {
    /// Cells.
    pub count: usize,
    /// Cells with numbers.
    pub shown: usize,
    /// Cells with numbers and a small base.
    pub small_base: usize,
    /// Suppressed cells.
    pub suppressed: usize,
    /// Cells that are neither shown nor suppressed.
    pub absent: usize,
    /// Shown cells whose interval excludes 0.
    pub excluding_zero: usize,
    /// Shown cells whose interval contains 0.
    pub containing_zero: usize,
    /// Shown cells where clients are less favourable, by the displayed difference.
    pub clients_less: usize,
    /// Shown cells where employees are less favourable.
    pub employees_less: usize,
    /// Shown cells whose displayed difference is 0.
    pub neither: usize,
    /// Whether the cells have an adjusted test.
    pub tested: bool,
    /// Cells with an adjusted test: the number of comparisons that the adjustment counts.
    pub comparisons: usize,
    /// Cells whose adjusted test says that the difference is not 0.
    pub significant: usize,
    /// Cells that may be worded strongly.
    pub strong: usize,
    /// Cells that may be worded as different, strongly or not.
    pub different: usize,
    /// Cells whose two sides may be called comparable.
    pub comparable: usize,
    /// Shown cells where neither is established.
    pub open: usize,
    /// Whether a cell bears the mark `[b]`.
    pub alone: bool,
    /// Cell with the largest difference, sign counted.
    pub highest: Option<Cell>,
    /// Cell with the smallest difference, sign counted.
    pub lowest: Option<Cell>,
    /// Cell with the largest distance from 0.
    pub widest: Option<Cell>,
    /// The same among the cells whose adjusted test says that the difference is not 0.
    pub widest_established: Option<Cell>,
    /// Cell with the smallest distance from 0.
    pub narrowest: Option<Cell>,
    /// Cells by class, in the order of the labels; empty until they are classed.
    pub classes: Vec<ClassCount>,
}

/// Cells of one class.
#[derive(Clone, Debug, Serialize)]
pub struct ClassCount {
    /// Code of the table.
    pub code: String,
    /// Words of the report.
    pub label: String,
    /// Cells.
    pub count: usize,
}

impl Facts {
    /// Counts cells.
    pub fn of<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Self {
        let cells: Vec<&Cell> = cells.into_iter().collect();
        let count = |keep: &dyn Fn(&&&Cell) -> bool| cells.iter().filter(keep).count();
        let less = |who| count(&move |cell| cell.less_favourable == Some(who));
        let shown = count(&|cell| cell.shown);
        let suppressed = count(&|cell| cell.suppressed());
        let established: Vec<&Cell> = cells.iter().copied().filter(|cell| cell.significant == Some(true)).collect();
        Self {
            count: cells.len(),
            shown,
            small_base: count(&|cell| cell.shown && cell.small_base()),
            suppressed,
            absent: cells.len().saturating_sub(shown + suppressed),
            excluding_zero: count(&|cell| cell.excludes_zero == Some(true)),
            containing_zero: count(&|cell| cell.excludes_zero == Some(false)),
            clients_less: less(LessFavourable::Client),
            employees_less: less(LessFavourable::Employee),
            neither: less(LessFavourable::Neither),
            tested: cells.iter().any(|cell| cell.significant.is_some()),
            comparisons: count(&|cell| cell.significant.is_some()),
            significant: count(&|cell| cell.significant == Some(true)),
            strong: count(&|cell| cell.strength == Strength::Strong),
            different: count(&|cell| different(cell)),
            comparable: count(&|cell| cell.strength == Strength::Comparable),
            open: count(&|cell| cell.shown && !different(cell) && cell.strength != Strength::Comparable),
            alone: cells.iter().any(|cell| cell.class().is_some_and(|class| class.mark.contains(ALONE))),
            highest: extreme(&cells, |value| value),
            lowest: extreme(&cells, |value| -value),
            widest: extreme(&cells, f64::abs),
            widest_established: extreme(&established, f64::abs),
            narrowest: extreme(&cells, |value| -value.abs()),
            classes: classes(&cells),
        }
    }
}

fn different(cell: &Cell) -> bool {
    matches!(cell.strength, Strength::Strong | Strength::Established)
}

/// The first cell with the largest score.
fn extreme(cells: &[&Cell], score: impl Fn(f64) -> f64) -> Option<Cell> {
    let mut best: Option<(f64, &Cell)> = None;
    for cell in cells {
        let Some(value) = cell.value.map(&score) else { continue };
        if best.is_none_or(|(other, _)| value > other) {
            best = Some((value, cell));
        }
    }
    best.map(|(_, cell)| cell.clone())
}

fn classes(cells: &[&Cell]) -> Vec<ClassCount> {
    let mut counts: indexmap::IndexMap<(&str, &str), usize> = indexmap::IndexMap::new();
    for class in cells.iter().filter_map(|cell| cell.class()) {
        *counts.entry((&class.label, &class.code)).or_default() += 1;
    }
    counts.sort_by(|class_a, a, class_b, b| b.cmp(a).then(class_a.cmp(class_b)));
    let class = |((label, code), count): ((&str, &str), usize)| ClassCount {
        code: code.to_owned(),
        label: label.to_owned(),
        count,
    };
    counts.into_iter().map(class).collect()
}
