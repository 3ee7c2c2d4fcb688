//! One page a sector of the newest edition.

use std::collections::BTreeMap;

use serde::Serialize;

use super::changes::{self, COLUMNS, Change, ChangeRow, Condition, Detectable, across};
use super::{Composite, EstimateWords, composite, estimates};
use crate::error::Result;
use crate::publish::OutputFile;
use crate::publish::cells::{self, Cell};
use crate::publish::chart::{Studio, Words};
use crate::publish::matrix::{Facts, MatrixRow};
use crate::publish::shared::Shared;
use crate::publish::view::View;
use crate::survey::ids::{Measure, Population, SectorId, Subject};
use crate::survey::results::EstimateRow;

/// What the template of a sector page receives.
#[derive(Serialize)]
struct Page<'p> {
    shared: &'p Shared,
    source: &'p str,
    name: &'p str,
    /// What all respondents are called.
    national_name: &'p str,
    /// Dimensions by descending gap.
    rows: Vec<Row>,
    facts: Facts,
    /// Names of the cells that may be printed as they are, with their mark, not at all, and of those that do not exist.
    free: Vec<String>,
    reserved: Vec<String>,
    hidden: Vec<String>,
    absent: Vec<String>,
    /// Smallest and largest bases of the sector.
    bases: Bases,
    overestimations: Vec<SectorEstimate>,
    composite: Option<Composite>,
    national: Option<Composite>,
    /// Sectors that have a rank.
    ranked: usize,
    /// The sector against the other sectors, by dimension.
    versus: Vec<VersusRow>,
    versus_client: Versus,
    versus_employee: Versus,
    versus_gap: Versus,
    versus_facts: Facts,
    changes: Vec<ChangeRow>,
    /// Changes with a number, and those that are established.
    compared: usize,
    changed: Vec<Changed>,
    /// The smallest change that could have been shown, one entry a column.
    detectable: Vec<Detectable>,
    /// Label of the edition that the changes start from.
    from: Option<String>,
    /// Why something is not compared, or under what condition it is, with the dimensions that it is about; without them where
    /// it is about all.
    reasons: Vec<Condition>,
    figure: Option<&'p Words>,
    /// Whether `tables/` hold gaps of pairs of questions of this sector, and comparable changes of its questions.
    question_gaps: bool,
    question_changes: bool,
}

/// A dimension of the sector.
#[derive(Serialize)]
struct Row {
    cell: Cell,
    /// Effective persons of the clients and of the employees.
    n_eff_client: String,
    n_eff_employee: String,
}

/// What the employees of the sector estimate, against what its clients say.
#[derive(Serialize)]
struct SectorEstimate {
    words: EstimateWords,
    cell: Cell,
    /// The same of all respondents.
    national: Cell,
}

/// Persons and effective persons behind the dimensions of a sector: the smallest and the largest number. Where no comparison of
/// the two sides may be shown, those of a side that may.
#[derive(Serialize)]
struct Bases {
    client: String,
    client_eff: String,
    employee: String,
    employee_eff: String,
}

/// One dimension of the sector against the other sectors.
#[derive(Serialize)]
struct VersusRow {
    name: String,
    client: Cell,
    employee: Cell,
    gap: Cell,
}

/// What one column against the other sectors says.
#[derive(Serialize)]
struct Versus {
    /// Dimensions with a number.
    shown: usize,
    /// Names of those above the other sectors, by the adjusted test.
    above: Vec<String>,
    /// Names of those below.
    below: Vec<String>,
}

/// An established change.
#[derive(Serialize)]
struct Changed {
    name: String,
    statistic: String,
    change: Change,
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
        let dimensions: Vec<Subject> = cells.iter().map(|cell| Subject::dimension(&cell.id)).collect();
        let changes: Vec<ChangeRow> = dimensions.iter().map(|subject| changes::row(view, &row.id, subject)).collect();
        let each = || changes.iter().flat_map(|row| row.of_a_sector()).map(|(_, change)| change);
        let from = each().find_map(|change| change.from.clone());
        let compared = each().filter(|change| change.significant.is_some()).count();
        let versus = cells.iter().map(|cell| VersusRow::new(view, &row.id, cell)).collect::<Result<Vec<_>>>()?;
        let column =
            |of: &dyn Fn(&VersusRow) -> &Cell| Versus::of(versus.iter().map(|row| (row.name.as_str(), of(row))));
        let ranked = studio.matrix.sectors.iter().filter_map(|sector| view.composite(&sector.id)?.rank).count();
        Ok(Self {
            shared: studio.shared,
            source: &studio.source,
            name: &row.name,
            national_name: &studio.matrix.national.name,
            facts: Facts::of(&cells),
            free: names(&|cell| cell.shown && !cell.small_base()),
            reserved: names(&|cell| cell.shown && cell.small_base()),
            hidden: names(&|cell| cell.suppressed()),
            absent: names(&|cell| !cell.shown && !cell.suppressed()),
            bases: Bases::new(view, &row.id, &dimensions),
            overestimations: overestimations(view, &row.id)?,
            composite: composite(view, &row.id)?,
            national: composite(view, SectorId::ALL)?,
            ranked,
            versus_client: column(&|row| &row.client),
            versus_employee: column(&|row| &row.employee),
            versus_gap: column(&|row| &row.gap),
            versus_facts: Facts::of(versus.iter().flat_map(|row| [&row.client, &row.employee, &row.gap])),
            versus,
            from,
            detectable: changes::detectable(view, &row.id, &dimensions, &COLUMNS[..3]),
            compared,
            changed: changed(view, &changes),
            reasons: reasons(&changes),
            changes,
            question_gaps: view
                .results
                .symmetry
                .iter()
                .any(|of| of.edition.edition == *view.edition_id && *of.sector.as_str() == *row.id && of.gap.is_some()),
            question_changes: view.changes(&row.id).any(|of| of.comparable && of.change.is_some()),
            figure: figures.get(format!("F07.{}", row.id).as_str()).copied(),
            rows: cells.into_iter().map(|cell| Row::new(view, &row.id, cell)).collect(),
        })
    }
}

fn overestimations(view: &View<'_>, sector: &str) -> Result<Vec<SectorEstimate>> {
    let cell = |position, sector: &str| cells::overestimation_cell(view, position, sector);
    let of_sector = |(position, declared)| {
        let words = EstimateWords::new(view, declared);
        Ok(SectorEstimate { words, cell: cell(position, sector)?, national: cell(position, SectorId::ALL)? })
    };
    estimates(view).map(of_sector).collect()
}

fn reasons(rows: &[ChangeRow]) -> Vec<Condition> {
    let of_row = |row: &ChangeRow| {
        let named = |(_, change): (_, &Change)| Some((change.reason.clone()?, row.name.clone()));
        row.of_a_sector().into_iter().filter_map(named).collect::<Vec<_>>()
    };
    let mut reasons = changes::gathered(rows.iter().flat_map(of_row));
    for reason in reasons.iter_mut().filter(|reason| reason.names.len() == rows.len()) {
        reason.names.clear();
    }
    reasons
}

fn changed(view: &View<'_>, rows: &[ChangeRow]) -> Vec<Changed> {
    let each = rows.iter().flat_map(|row| row.of_a_sector().map(|(statistic, change)| (row, statistic, change)));
    each.filter(|(.., change)| change.significant == Some(true))
        .map(|(row, statistic, change)| Changed {
            name: row.name.clone(),
            statistic: view.label("statistic", statistic.as_str()),
            change: change.clone(),
        })
        .collect()
}

impl Row {
    fn new(view: &View<'_>, sector: &str, cell: Cell) -> Self {
        let n_eff = |population| {
            let n_eff = n_eff(view, sector, &Subject::dimension(&cell.id), population);
            n_eff.filter(|_| cell.shown).map_or_else(|| cell.n_left.clone(), |n| view.numbers.decimal(n, 0))
        };
        Self { n_eff_client: n_eff(Population::Client), n_eff_employee: n_eff(Population::Employee), cell }
    }
}

fn n_eff(view: &View<'_>, sector: &str, subject: &Subject, population: Population) -> Option<f64> {
    view.estimate(view.edition_id.as_str(), sector, population, subject, Measure::Top2)?.n_eff
}

impl Bases {
    fn new(view: &View<'_>, sector: &str, dimensions: &[Subject]) -> Self {
        let gaps: Vec<&Subject> =
            dimensions.iter().filter(|of| view.gap(sector, of).is_some_and(|row| row.gap.is_some())).collect();
        let behind = if gaps.is_empty() { dimensions.iter().collect() } else { gaps };
        let range = |values: Vec<f64>| {
            let least = values.iter().copied().min_by(f64::total_cmp);
            let most = values.iter().copied().max_by(f64::total_cmp);
            let write = |n: f64| view.numbers.decimal(n, 0);
            match least.zip(most) {
                Some((least, most)) if write(least) == write(most) => write(most),
                Some((least, most)) => view.numbers.range(&write(least), &write(most)),
                None => cells::SUPPRESSED.to_owned(),
            }
        };
        let level =
            |subject, population| view.estimate(view.edition_id.as_str(), sector, population, subject, Measure::Top2);
        let of = |population, n: &dyn Fn(&EstimateRow) -> Option<f64>| {
            range(behind.iter().filter_map(|subject| n(level(subject, population)?)).collect())
        };
        let persons = |population| of(population, &|row| row.n.map(|n| n as f64));
        let effective = |population| of(population, &|row| row.n_eff);
        Self {
            client: persons(Population::Client),
            client_eff: effective(Population::Client),
            employee: persons(Population::Employee),
            employee_eff: effective(Population::Employee),
        }
    }
}

impl VersusRow {
    fn new(view: &View<'_>, sector: &str, cell: &Cell) -> Result<Self> {
        let row = |population: &str| view.versus_others(sector, population, &Subject::dimension(&cell.id));
        let of = |population: &str| -> Result<Cell> {
            // The table prints the difference alone: there is no subtraction within a cell for a note to be about.
            let against = view.contrast_cell(&cell.id, cell.name.clone(), sector, row(population))?;
            Ok(Cell { note: String::new(), ..against })
        };
        let (client, employee, mut gap) = (of("client")?, of("employee")?, of("gap")?);
        let value = |population: &str| row(population).and_then(|row| row.difference);
        gap.note = across([value("client"), value("employee"), value("gap")], &gap.marks);
        Ok(Self { name: cell.name.clone(), client, employee, gap })
    }
}

impl Versus {
    fn of<'c>(cells: impl Iterator<Item = (&'c str, &'c Cell)>) -> Self {
        let mut versus = Self { shown: 0, above: Vec::new(), below: Vec::new() };
        for (name, cell) in cells {
            versus.shown += usize::from(cell.shown);
            if cell.significant == Some(true) {
                let side = if cell.left_higher { &mut versus.above } else { &mut versus.below };
                side.push(name.to_owned());
            }
        }
        versus
    }
}
