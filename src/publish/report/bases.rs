//! How many persons stand behind the figures, and how precise that makes a proportion.

use serde::Serialize;

use crate::publish::cells;
use crate::publish::chart::Studio;
use crate::publish::matrix::MatrixRow;
use crate::publish::number::{NOT_AVAILABLE, Numbers};
use crate::publish::view::View;
use crate::stats::interval;
use crate::survey::ids::{Population, SectorId, Status, Subject, SubjectType};
use crate::survey::results::{EditionKey, EstimateRow, SymmetryRow};

/// Answers of one sector: the largest number over its dimensions.
#[derive(Serialize)]
pub struct Base {
    /// Name of the sector.
    pub name: String,
    /// Whether it is all respondents.
    pub whole: bool,
    /// Clients.
    pub clients: String,
    /// Employees.
    pub employees: String,
    /// Persons who answered on both sides.
    pub both: String,
    /// Mark of its base.
    pub marks: String,
}

/// Half-width of the interval of a proportion of 50 % in one group.
#[derive(Serialize)]
pub struct Precision {
    /// The group.
    pub name: String,
    /// Effective sample size.
    pub n_eff: String,
    /// Half-width, in points.
    pub precision: String,
}

/// Half-width of the interval of a proportion of 50 % on an effective sample size.
pub fn precision(numbers: Numbers, n_eff: f64, confidence: f64) -> String {
    let quantile = interval::t_quantile(0.5 + confidence / 2.0, f64::INFINITY);
    numbers.plus_minus(quantile * 50.0 / n_eff.sqrt(), 1)
}

/// Clients, employees and managers of all sectors, then the published sector where one side is smallest.
pub fn precisions(view: &View<'_>) -> Vec<Precision> {
    let of = |name: String, n_eff: f64| Precision {
        name,
        n_eff: view.numbers.decimal(n_eff, 0),
        precision: precision(view.numbers, n_eff, view.plan.rules.confidence),
    };
    let mut all = Vec::new();
    for population in [Population::Client, Population::Employee, Population::Manager] {
        let largest = n_effs(view, |row| row.sector.is_all() && row.population == population);
        all.extend(
            largest
                .into_iter()
                .max_by(f64::total_cmp)
                .map(|n_eff| of(view.label("population", population.as_str()), n_eff)),
        );
    }
    let sides = view.edition.sectors.iter().flat_map(|sector| {
        [Population::Client, Population::Employee].map(|population| {
            let largest = n_effs(view, |row| row.sector == *sector && row.population == population);
            let side = view.label("population", population.as_str());
            (largest.into_iter().max_by(f64::total_cmp), format!("{side}, {}", view.sector_name(sector.as_str())))
        })
    });
    let smallest = sides.filter_map(|(n_eff, name)| Some((n_eff?, name))).min_by(|a, b| a.0.total_cmp(&b.0));
    all.extend(smallest.map(|(n_eff, name)| of(name, n_eff)));
    all
}

/// Effective sample sizes of the dimensions in the newest edition; of the questions where it has no dimension.
fn n_effs(view: &View<'_>, keep: impl Fn(&EstimateRow) -> bool) -> Vec<f64> {
    let without = view.edition.instrument.dimensions.is_empty();
    let wanted = if without { SubjectType::Item } else { SubjectType::Dimension };
    let rows = view.results.estimates.iter().filter(|row| row.edition.edition == *view.edition_id && keep(row));
    rows.filter(|row| row.subject.subject_type == wanted).filter_map(|row| row.n_eff).collect()
}

pub fn bases(studio: &Studio<'_>) -> Vec<Base> {
    let view = studio.view;
    let rows = std::iter::once(&studio.matrix.national).chain(&studio.matrix.sectors);
    if studio.matrix.dimensions.is_empty() {
        return rows.map(|row| base_of_questions(view, row)).collect();
    }
    rows.map(|row| {
        let gaps: Vec<_> =
            row.cells.iter().filter_map(|cell| view.gap(&row.id, &Subject::dimension(&cell.id))).collect();
        let most = |n: &dyn Fn(&SymmetryRow) -> Option<i64>| {
            let most = gaps.iter().filter_map(|row| n(row)).max();
            most.map_or_else(|| cells::SUPPRESSED.to_owned(), |n| view.numbers.count(n))
        };
        let small = row.cells.iter().any(|cell| cell.small_base());
        Base {
            name: row.name.clone(),
            whole: row.id == SectorId::ALL,
            clients: most(&|row| row.n_client),
            employees: most(&|row| row.n_employee),
            both: most(&|row| row.n_both),
            marks: if small { cells::beside(cells::SMALL_BASE) } else { String::new() },
        }
    })
    .collect()
}

/// The same where no dimension is measured: the largest number over the questions of each side, and over the pairs.
fn base_of_questions(view: &View<'_>, row: &MatrixRow) -> Base {
    let here =
        |edition: &EditionKey, sector: &SectorId| edition.edition == *view.edition_id && *sector.as_str() == *row.id;
    let largest = |rows: Vec<(Option<i64>, Status)>, absent: &str| {
        let most = rows.iter().filter_map(|(n, status)| Some(((*n)?, *status))).max_by_key(|(n, _)| *n);
        let mark = if rows.is_empty() { absent } else { cells::SUPPRESSED };
        let text = most.map_or_else(|| mark.to_owned(), |(n, _)| view.numbers.count(n));
        (text, most.is_some_and(|(_, status)| status == Status::SmallBase))
    };
    let side = |population| {
        let rows = view.results.estimates.iter().filter(|row| here(&row.edition, &row.sector));
        let rows = rows.filter(|row| row.population == population);
        largest(rows.map(|row| (row.n, row.status)).collect(), cells::NOT_ASKED)
    };
    let pairs = view.results.symmetry.iter().filter(|row| here(&row.edition, &row.sector));
    let (clients, small_clients) = side(Population::Client);
    let (employees, small_employees) = side(Population::Employee);
    Base {
        name: row.name.clone(),
        whole: row.id == SectorId::ALL,
        clients,
        employees,
        both: largest(pairs.map(|row| (row.n_both, row.status)).collect(), NOT_AVAILABLE).0,
        marks: if small_clients || small_employees { cells::beside(cells::SMALL_BASE) } else { String::new() },
    }
}
