//! The topline: every level of the newest edition over all respondents, and what the files of the tables hold.

use serde::Serialize;

use crate::publish::cells::{self, beside};
use crate::publish::number::NOT_AVAILABLE;
use crate::publish::shared::ONE_DECIMAL_FROM;
use crate::publish::view::{DECIMALS, View};
use crate::survey::ids::*;
use crate::survey::results::EstimateRow;

/// The complete national levels.
#[derive(Serialize)]
pub struct Topline {
    /// Dimensions, then questions in the order of the questionnaire; every population under each.
    pub rows: Vec<Row>,
    /// Tables of the output folder.
    pub tables: Vec<Table>,
}

/// One level.
#[derive(Serialize)]
pub struct Row {
    /// Name of the subject; empty where it is that of the row above.
    pub name: String,
    /// Name of the population.
    pub population: String,
    /// Level without `%`, or its mark.
    pub value: String,
    /// Its interval.
    pub interval: String,
    /// Persons.
    pub n: String,
    /// Effective persons.
    pub n_eff: String,
    /// Marks beside the level.
    pub marks: String,
}

/// One table of the output folder.
#[derive(Serialize)]
pub struct Table {
    /// Name of its files, without extension.
    pub name: &'static str,
    /// Rows.
    pub rows: String,
}

impl Topline {
    /// The topline of a view.
    pub fn new(view: &View<'_>) -> Self {
        let asked = |item: &ItemId| Population::EVERY.iter().any(|&whose| view.edition.asked(item, whose));
        let dimensions = view.edition.instrument.dimensions.iter().map(|id| (Subject::dimension(id.as_str()), None));
        let items = view.plan.codebook.items.iter().filter(|(id, _)| asked(id));
        let items =
            items.map(|(id, item)| (Subject::item(id.as_str()), view.plan.codebook.measures(item).first().copied()));
        let mut rows = Vec::new();
        for (subject, measure) in dimensions.chain(items) {
            let mut name = Some(topline_name(view, &subject));
            for &population in Population::EVERY {
                let measure = measure.unwrap_or(Measure::Top2);
                let row = view.estimate(view.edition_id.as_str(), SectorId::ALL, population, &subject, measure);
                rows.extend(row.map(|row| Row::new(view, name.take().unwrap_or_default(), row)));
            }
        }
        let results = view.results;
        let table = |name, rows: usize| Table { name, rows: view.numbers.decimal(rows as f64, 0) };
        Self {
            rows,
            tables: vec![
                table("estimates", results.estimates.len()),
                table("symmetry", results.symmetry.len()),
                table("contrasts", results.contrasts.len()),
                table("composites", results.composites.len()),
                table("trends", results.trends.len()),
                table("slopes", results.slopes.len()),
                table("margins", results.margins.len()),
                table("weighting", results.weighting.len()),
            ],
        }
    }
}

/// A level is about a question, never about the mirror pair that bears the id of one of its two.
fn topline_name(view: &View<'_>, subject: &Subject) -> String {
    match subject.subject_type {
        SubjectType::Dimension => view.dimension_name(&subject.id),
        SubjectType::Item => view.item_name(&subject.id),
    }
}

impl Row {
    fn new(view: &View<'_>, name: String, row: &EstimateRow) -> Self {
        let population = view.label("population", row.population.as_str());
        let numbers = view.numbers;
        let (Some(value), Some(n)) = (row.estimate, row.n) else {
            let mark = || cells::absence(row.status).to_owned();
            let [value, interval, n, n_eff] = [mark(), mark(), mark(), mark()];
            return Self { name, population, value, interval, n, n_eff, marks: String::new() };
        };
        let decimals = if n >= ONE_DECIMAL_FROM { 1 } else { DECIMALS };
        let interval = row.ci_low.zip(row.ci_high).map(|(low, high)| numbers.interval(low, high, decimals));
        Self {
            name,
            population,
            value: numbers.share(value, decimals),
            interval: interval.unwrap_or_else(|| NOT_AVAILABLE.to_owned()),
            n: numbers.count(n),
            n_eff: row.n_eff.map_or_else(|| NOT_AVAILABLE.to_owned(), |n| numbers.decimal(n, 0)),
            marks: if row.status == Status::SmallBase { beside(cells::SMALL_BASE) } else { String::new() },
        }
    }
}
