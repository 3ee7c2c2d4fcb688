//! One page a sector of the newest edition.

use std::collections::BTreeMap;

use serde::Serialize;

use super::changes::{self, COLUMNS, ChangeRow, Detectable};
use super::{Composite, composite};
use crate::error::Result;
use crate::publish::OutputFile;
use crate::publish::cells::{self, Cell};
use crate::publish::chart::{Studio, Words};
use crate::publish::matrix::{Facts, MatrixRow};
use crate::publish::shared::Shared;
use crate::survey::ids::Subject;

/// What the template of a sector page receives.
#[derive(Serialize)]
struct Page<'p> {
    shared: &'p Shared,
    source: &'p str,
    name: &'p str,
    /// Dimensions by descending gap.
    cells: Vec<Cell>,
    facts: Facts,
    /// Cells whose difference is established: by their class, else by their test, else by their interval alone.
    different: Vec<Cell>,
    /// Cells whose symmetry is established.
    comparable: Vec<Cell>,
    /// Cells where nothing is established.
    open: Vec<Cell>,
    /// Cells that may be printed as they are, with their mark, not at all.
    free: Vec<String>,
    reserved: Vec<String>,
    hidden: Vec<String>,
    absent: Vec<String>,
    overestimation: Option<Cell>,
    composite: Option<Composite>,
    changes: Vec<ChangeRow>,
    /// The smallest change that could have been shown, one entry a column.
    detectable: Vec<Detectable>,
    /// Whether the changes have an adjusted test.
    changes_tested: bool,
    /// Label of the edition that the changes start from.
    from: Option<String>,
    /// Why nothing is compared, each reason once.
    reasons: Vec<String>,
    figure: Option<&'p Words>,
}

/// Path of the page of a sector.
pub fn path(sector: &str) -> String {
    format!("sectors/{sector}.md")
}

/// The pages of every sector.
pub fn pages(studio: &Studio<'_>, figures: &BTreeMap<&str, &Words>) -> Result<Vec<OutputFile>> {
    let rows = studio.matrix.sectors.iter();
    rows.map(|row| {
        let text = studio.templates.render("sector", &Page::new(studio, row, figures)?)?;
        Ok(OutputFile::new(path(&row.id), text))
    })
    .collect()
}

impl<'p> Page<'p> {
    fn new(studio: &'p Studio<'_>, row: &'p MatrixRow, figures: &BTreeMap<&str, &'p Words>) -> Result<Self> {
        let view = studio.view;
        let mut cells = row.cells.clone();
        cells::by_descending_difference(&mut cells);
        let names = |keep: &dyn Fn(&Cell) -> bool| -> Vec<String> {
            cells.iter().filter(|cell| keep(cell)).map(|cell| cell.name.clone()).collect()
        };
        let read = |wanted: Reading| -> Vec<Cell> {
            cells.iter().filter(|cell| cell.shown && reading(cell) == wanted).cloned().collect()
        };
        let declared = !view.plan.codebook.contrasts.overestimation.is_empty();
        let overestimation = if declared { Some(cells::overestimation_cell(view, 0, &row.id)?) } else { None };
        let dimensions: Vec<Subject> = row.cells.iter().map(|cell| Subject::dimension(&cell.id)).collect();
        let changes: Vec<ChangeRow> = dimensions.iter().map(|subject| changes::row(view, &row.id, subject)).collect();
        let each = || changes.iter().flat_map(|row| [&row.client, &row.employee, &row.gap]);
        let from = each().find_map(|change| change.from.clone());
        let mut reasons: Vec<String> = Vec::new();
        for reason in each().filter_map(|change| change.reason.clone()) {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        Ok(Self {
            shared: studio.shared,
            source: &studio.source,
            name: &row.name,
            facts: Facts::of(&cells),
            different: read(Reading::Different),
            comparable: read(Reading::Comparable),
            open: read(Reading::Open),
            free: names(&|cell| cell.shown && !cell.small_base()),
            reserved: names(&|cell| cell.shown && cell.small_base()),
            hidden: names(&|cell| cell.suppressed()),
            absent: names(&|cell| !cell.shown && !cell.suppressed()),
            overestimation,
            composite: composite(view, &row.id),
            from,
            detectable: changes::detectable(view, &row.id, &dimensions, &COLUMNS[..3]),
            changes_tested: changes
                .iter()
                .any(|row| [&row.client, &row.employee, &row.gap].iter().any(|change| change.significant.is_some())),
            changes,
            reasons,
            figure: figures.get(format!("F07.{}", row.id).as_str()).copied(),
            cells,
        })
    }
}

/// What may be said of a gap.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Different,
    Comparable,
    Open,
}

fn reading(cell: &Cell) -> Reading {
    let class = cell.gap.as_ref().and_then(|gap| gap.class.as_ref());
    match (class, cell.established()) {
        (Some(class), _) if class.code.starts_with("SYM") => Reading::Comparable,
        (_, Some(true)) => Reading::Different,
        _ => Reading::Open,
    }
}
