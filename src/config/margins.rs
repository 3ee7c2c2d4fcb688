//! `margins/<edition>.yaml`: shares or counts of the population, made into shares that add up to 1.

use std::collections::BTreeSet;

use super::Faults;
use super::document::{Document, Spot};
use super::reader;
use super::wire;
use crate::error::Finding;
use crate::survey::ids::VariableId;
use crate::survey::margin::{MarginCategory, MarginVariable, Margins};

/// Published shares are rounded: a sum that misses 1 by no more than this is rescaled.
const SHARES_MISS_AT_MOST: f64 = 0.001;

/// Counts are exact: their sum is the population total but for the rounding of the computer.
const COUNTS_MISS_AT_MOST: f64 = 1e-9;

/// How the categories of a file are given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Share,
    Count,
}

impl Kind {
    fn key(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Count => "count",
        }
    }
}

/// Reads the margins of one edition.
pub(super) fn read(document: &Document, faults: &mut Faults) -> Option<Margins> {
    let wire = reader::read::<wire::Margins>(document, faults)?;
    let root = document.root();
    let section = root.at("variables");
    if section.count() == 0 {
        faults.push(Finding::refuse("nothing-declared", section.key_place(), "no margin variable is declared"));
    }
    if wire.population_total <= 0.0 {
        let problem = format!("`population_total` is {}", wire.population_total);
        let finding = Finding::refuse("out-of-range", root.at("population_total").place(), problem);
        faults.push(finding.expected("more than 0 persons"));
    }
    let kind = kind_of(&wire);
    let variables = wire.variables.iter().map(|(id, variable)| {
        let spot = section.at(id);
        codes_once(variable, spot, faults);
        let shares = shares(variable, kind, wire.population_total, spot, faults);
        let categories = variable.categories.iter().zip(shares).map(|((code, category), share)| MarginCategory {
            code: code.to_string(),
            merges: category.merges.iter().flat_map(|list| list.iter()).map(|code| code.to_string()).collect(),
            name: category.name.clone(),
            share,
            place: spot.at("categories").at(code).key_place(),
        });
        MarginVariable {
            id: VariableId::from(&**id),
            column: variable.column.as_deref().unwrap_or(id).to_owned(),
            name: variable.name.clone(),
            categories: categories.collect(),
        }
    });
    let variables = variables.collect();
    Some(Margins { population_total: wire.population_total, source: wire.source, variables })
}

/// What most categories are given as; the others are then the ones to correct.
fn kind_of(wire: &wire::Margins) -> Kind {
    let categories = || wire.variables.values().flat_map(|variable| variable.categories.values());
    let shares = categories().filter(|category| category.share.is_some()).count();
    let counts = categories().filter(|category| category.count.is_some()).count();
    if counts > shares { Kind::Count } else { Kind::Share }
}

fn codes_once(variable: &wire::MarginVariable, spot: Spot<'_>, faults: &mut Faults) {
    let section = spot.at("categories");
    if section.count() == 0 {
        let problem = format!("the variable `{}` has no category", spot.name());
        faults.push(Finding::refuse("nothing-declared", section.key_place(), problem));
    }
    let mut codes: BTreeSet<&str> = section.entries().map(|entry| entry.name()).collect();
    for (code, category) in &variable.categories {
        let merges = section.at(code).at("merges");
        for (element, merged) in category.merges.iter().flat_map(|list| list.spots(merges)) {
            if !codes.insert(merged) {
                let problem = format!("the code `{}` already stands for a category of `{}`", &**merged, spot.name());
                let finding = Finding::refuse("duplicate-code", element.place(), problem);
                faults.push(finding.expected("each code in one category"));
            }
        }
    }
}

/// The share of each category, in order. The sum is judged only if every category of the variable could be read.
fn shares(
    variable: &wire::MarginVariable,
    kind: Kind,
    population_total: f64,
    spot: Spot<'_>,
    faults: &mut Faults,
) -> Vec<f64> {
    let known = faults.len();
    let section = spot.at("categories");
    let mut numbers = Vec::new();
    for (code, category) in &variable.categories {
        numbers.push(number(category, kind, section.at(code), faults).unwrap_or(0.0));
    }
    let sum: f64 = numbers.iter().sum();
    if faults.len() > known || numbers.is_empty() || numbers.len() < section.count() {
        return numbers;
    }
    let (rule, problem, expected) = match kind {
        Kind::Share if (sum - 1.0).abs() > SHARES_MISS_AT_MOST => (
            "shares-do-not-sum",
            format!("the shares of `{}` add up to {}", spot.name(), rounded(sum)),
            "1, or at most 0.001 from it".to_owned(),
        ),
        Kind::Count if (sum - population_total).abs() > COUNTS_MISS_AT_MOST * population_total => (
            "counts-disagree",
            format!("the counts of `{}` add up to {}", spot.name(), rounded(sum)),
            format!("the population total, {}", rounded(population_total)),
        ),
        _ => return numbers.iter().map(|number| number / sum).collect(),
    };
    faults.push(Finding::refuse(rule, section.key_place(), problem).expected(expected));
    numbers
}

/// A number for a message: sums carry the noise of the last binary digit, which nobody wrote.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

fn number(category: &wire::MarginCategory, kind: Kind, spot: Spot<'_>, faults: &mut Faults) -> Option<f64> {
    let (wanted, other, other_kind) = match kind {
        Kind::Share => (category.share, category.count, Kind::Count),
        Kind::Count => (category.count, category.share, Kind::Share),
    };
    let refuse = |place, problem: String| Finding::refuse("bad-margin", place, problem);
    if other.is_some() {
        let problem = format!("the category `{}` has a `{}`", spot.name(), other_kind.key());
        let expected = format!("`{}`, as the other categories of the file", kind.key());
        faults.push(refuse(spot.at(other_kind.key()).key_place(), problem).expected(expected));
    }
    let Some(number) = wanted else {
        if other.is_none() {
            let problem = format!("the category `{}` has neither `share` nor `count`", spot.name());
            faults.push(refuse(spot.key_place(), problem).expected(format!("`{}`", kind.key())));
        }
        return None;
    };
    let place = spot.at(kind.key()).place();
    if number <= 0.0 {
        let problem = format!("`{}` is {number}", kind.key());
        let finding = refuse(place, problem).expected("more than 0");
        faults.push(finding.hint("merge a category that nobody is in with its neighbour by `merges`"));
    } else if kind == Kind::Share && number > 1.0 {
        let finding = refuse(place, format!("`share` is {number}")).expected("a share of the population, at most 1");
        faults.push(finding.hint("write 47.67 % as 0.4767"));
    }
    Some(number)
}
