//! The margins skeleton: what describes the persons, with the shares of the sample itself until the population's are written.

use std::collections::HashSet;

use serde::Serialize;

use super::Delivered;
use super::answers::text;
use super::blocks::is_list;
use super::column::Column;
use super::words;
use crate::survey::codebook::Text;
use crate::survey::raw::plain_number;

/// A category with fewer persons is one to merge.
const SMALL: usize = 30;

/// More categories than this are no margin that a sample can be weighted to.
const MOST_CATEGORIES: usize = 30;

/// Ages by which adults are mostly grouped: the first of each group.
const AGES: [f64; 6] = [0.0, 18.0, 25.0, 35.0, 50.0, 65.0];

/// A column to weight on.
pub(super) struct Variable<'a> {
    /// The column.
    pub(super) column: &'a Column<'a>,
    id: String,
    /// Groups of a number, both ends in them.
    ranges: Vec<(f64, f64)>,
}

/// The margins of one edition.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MarginsDraft {
    population_total: String,
    total_why: Text,
    variables: Vec<VariableDraft>,
}

#[derive(Clone, Debug, Serialize)]
struct VariableDraft {
    id: String,
    column: Option<String>,
    name: String,
    why: Text,
    categories: Vec<CategoryDraft>,
}

#[derive(Clone, Debug, Serialize)]
struct CategoryDraft {
    code: String,
    name: String,
    range: Option<(String, String)>,
    share: String,
    n: usize,
    small: bool,
}

/// The columns to weight on: complete lists of a few categories that describe the person, and the age.
pub(super) fn variables<'a>(columns: &'a [Column<'a>], taken: &HashSet<&str>) -> Vec<Variable<'a>> {
    let mut variables: Vec<Variable<'_>> = Vec::new();
    let free = |column: &&Column<'_>| {
        !taken.contains(column.name) && column.complete() && column.in_files.iter().all(Option::is_some)
    };
    for column in columns.iter().filter(free).filter(|column| column.speaks_of(words::PERSON)) {
        let ranges = match column.numbers {
            // A range ends on a whole year: ages with decimals would fall between two.
            Some(numbers) if column.speaks_of(&["age"]) && numbers.whole && numbers.max > 40.0 => {
                age_groups(numbers.min, numbers.max)
            }
            _ => Vec::new(),
        };
        if ranges.len() > 1 || (is_list(column) && column.counts.len() <= MOST_CATEGORIES && codes_are_sound(column)) {
            let taken = |id: &str| variables.iter().any(|variable| variable.id == id);
            let base = words::id_of(column.name);
            let id = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}_{n}") }).find(|id| !taken(id));
            variables.push(Variable { column, id: id.unwrap_or(base), ranges });
        }
    }
    variables
}

/// A code with a blank at its end, or that holds what crosses two codes, cannot be written down as one.
fn codes_are_sound(column: &Column<'_>) -> bool {
    column.counts.keys().all(|code| code.trim() == *code && !code.contains(char::is_control))
}

fn age_groups(min: f64, max: f64) -> Vec<(f64, f64)> {
    let ends = AGES.iter().skip(1).map(|next| next - 1.0).chain([f64::INFINITY]);
    let groups = AGES.iter().zip(ends).filter(|(from, to)| *to >= min && **from <= max);
    groups.map(|(from, to)| (from.max(min), to.min(max))).collect()
}

/// The margins of one file: its own shares, weighted as it comes.
pub(super) fn of_file(
    variables: &[Variable<'_>],
    file: usize,
    delivered: &Delivered,
    weight: Option<&str>,
) -> MarginsDraft {
    let n = delivered.raw.n_rows();
    let weights: Vec<f64> = match weight.and_then(|name| delivered.raw.column(name)) {
        Some(column) => (0..n).map(|row| plain_number(column.cell(row)).unwrap_or(0.0)).collect(),
        None => vec![1.0; n],
    };
    let total: f64 = weights.iter().sum();
    // Weights of mean 1 say nothing of the population.
    let grossed = n > 0 && total / n as f64 > 5.0;
    let (population_total, total_why) = if grossed {
        (format!("{total:.0}"), text("somme des poids livrés", "sum of the delivered weights"))
    } else {
        (
            n.max(1).to_string(),
            text(
                "À REMPLACER : nombre d’interviews, faute de mieux",
                "TO REPLACE: number of interviews, for want of better",
            ),
        )
    };
    let drafts = variables.iter().filter_map(|variable| variable.draft(file, &weights, total));
    MarginsDraft { population_total, total_why, variables: drafts.collect() }
}

impl Variable<'_> {
    fn draft(&self, file: usize, weights: &[f64], total: f64) -> Option<VariableDraft> {
        let cells = self.column.in_files[file]?;
        let mut categories: Vec<(CategoryDraft, f64)> = self.categories();
        for (row, weight) in weights.iter().enumerate() {
            if let Some(at) = self.category_of(cells.cell(row), &categories) {
                categories[at].0.n += 1;
                categories[at].1 += weight;
            }
        }
        // A category of another year's file would have nobody here.
        categories.retain(|(category, weight)| category.n > 0 && *weight > 0.0);
        let categories: Vec<CategoryDraft> = categories
            .into_iter()
            .map(|(category, weight)| CategoryDraft {
                share: format!("{:.9}", weight / total),
                small: category.n < SMALL,
                ..category
            })
            .collect();
        (categories.len() > 1).then(|| VariableDraft {
            id: self.id.clone(),
            column: (self.id != self.column.name).then(|| self.column.name.to_owned()),
            name: self.column.label().map_or_else(|| words::name_of(self.column.name), str::to_owned),
            why: if self.ranges.is_empty() {
                text(
                    format!("{} modalités, aucune ligne vide", categories.len()),
                    format!("{} categories, no blank row", categories.len()),
                )
            } else {
                text("un nombre, groupé par tranches d’âge usuelles", "a number, in the usual groups of age")
            },
            categories,
        })
    }

    fn categories(&self) -> Vec<(CategoryDraft, f64)> {
        let draft = |code: String, name: String, range| {
            (CategoryDraft { code, name, range, share: String::new(), n: 0, small: false }, 0.0)
        };
        if self.ranges.is_empty() {
            let mut codes: Vec<&str> = self.column.sorted_counts().into_iter().map(|(code, _)| code).collect();
            if self.column.numbers.is_none() {
                codes.sort_unstable();
            }
            let named = codes.into_iter().map(|code| (code, words::name_of(self.column.value_label(code))));
            return named.map(|(code, name)| draft(code.to_owned(), name, None)).collect();
        }
        let groups = self.ranges.iter().map(|(from, to)| {
            let range = Some((from.to_string(), to.to_string()));
            draft(format!("{from}_{to}"), format!("{from}–{to}"), range)
        });
        groups.collect()
    }

    fn category_of(&self, cell: &str, categories: &[(CategoryDraft, f64)]) -> Option<usize> {
        if self.ranges.is_empty() {
            return categories.iter().position(|(category, _)| category.code == cell);
        }
        let number = plain_number(cell)?;
        self.ranges.iter().position(|(from, to)| (*from..=*to).contains(&number))
    }
}
