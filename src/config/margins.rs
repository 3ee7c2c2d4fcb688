//! `margins/<edition>.yaml`: shares or counts of the population, made into shares that add up to 1.

use std::collections::BTreeSet;

use super::Faults;
use super::codebook::check_reserved;
use super::document::{Document, Spot};
use super::reader;
use super::scalar::shown;
use super::wire;
use crate::error::{Finding, Place, nearest};
use crate::messages::{Arg, Message, msg};
use crate::survey::ids::VariableId;
use crate::survey::margin::{CROSS, MarginCategory, MarginVariable, Margins, Universe};

/// Published shares are rounded: a sum that misses 1 by no more than this is rescaled.
const SHARES_MISS_AT_MOST: f64 = 0.001;

/// Counts are exact: their sum is the total of their universe but for the rounding of the computer.
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

/// Columns that the table of respondents has besides its margins.
const RESERVED: [&str; 10] = [
    "edition",
    "field_start",
    "field_end",
    "respondent",
    "base_weight",
    "weight",
    "employed",
    "manager",
    "stratum",
    "psu",
];

/// Reads the margins of one edition.
pub(super) fn read(document: &Document, faults: &mut Faults) -> Option<Margins> {
    let wire = reader::read::<wire::Margins>(document, faults)?;
    let root = document.root();
    let section = root.at("variables");
    if section.count() == 0 {
        let finding = Finding::refuse("nothing-declared", section.key_place(), msg!("no-margin-variable"));
        faults.push(finding.expected(msg!("expect-one-margin")).hint(msg!("hint-declare-one")));
    }
    check_reserved(section, &RESERVED, faults);
    persons(wire.population_total, root.at("population_total"), faults);
    universe_totals(&wire, root, faults);
    let kind = kind_of(&wire);
    let mut variables = Vec::new();
    for (id, variable) in &wire.variables {
        let spot = section.at(id);
        let (universe, total) = universe(variable, &wire, spot, faults);
        let columns = columns(variable, id, spot, faults);
        codes_once(variable, spot, faults);
        crossed_codes(variable, &columns, spot, faults);
        let ranges = ranges(variable, &columns, spot, faults);
        let shares = shares(variable, kind, total, spot, faults);
        let categories = variable.categories.iter().zip(shares.into_iter().zip(ranges));
        let categories = categories.map(|((code, category), (share, range))| MarginCategory {
            code: code.to_string(),
            range,
            aliases: category.aliases.iter().flat_map(|list| list.iter()).map(|label| label.to_string()).collect(),
            merges: category.merges.iter().flat_map(|list| list.iter()).map(|code| code.to_string()).collect(),
            name: category.name.clone(),
            share,
            place: spot.at("categories").at(code).key_place(),
        });
        variables.push(MarginVariable {
            id: VariableId::from(&**id),
            columns,
            universe,
            total: total.unwrap_or(wire.population_total),
            name: variable.name.clone(),
            categories: categories.collect(),
        });
    }
    Some(Margins { population_total: wire.population_total, source: wire.source, variables })
}

/// Persons of a population: ten times as many as there are on earth.
const MOST_PERSONS: f64 = 1e11;

fn persons(total: f64, spot: Spot<'_>, faults: &mut Faults) {
    let expected = match total {
        ..=0.0 => msg!("expect-persons"),
        total if total > MOST_PERSONS => msg!("expect-persons-at-most", most = MOST_PERSONS.to_string()),
        _ => return,
    };
    let problem = msg!("number-is", name = spot.name(), value = shown(total));
    faults.push(Finding::refuse("out-of-range", spot.place(), problem).expected(expected).hint(msg!("hint-persons")));
}

/// Each universe holds persons, and no more of them than the one around it.
fn universe_totals(wire: &wire::Margins, root: Spot<'_>, faults: &mut Faults) {
    let section = root.at("universe_totals");
    let mut around = ("population_total", wire.population_total);
    for universe in [Universe::Employees, Universe::Managers] {
        let Some(total) = written_total(wire, universe) else { continue };
        let spot = section.at(universe.as_str());
        persons(total, spot, faults);
        if total > around.1 && around.1 > 0.0 {
            let problem = msg!("number-is", name = universe.as_str(), value = shown(total));
            let finding = Finding::refuse("out-of-range", spot.place(), problem);
            let expected = msg!("expect-at-most-total", name = around.0, total = shown(around.1));
            faults.push(finding.expected(expected).hint(msg!("hint-universe-total")));
        }
        around = (universe.as_str(), total);
    }
}

/// Persons of a universe as the file has them.
fn written_total(wire: &wire::Margins, universe: Universe) -> Option<f64> {
    let totals = wire.universe_totals.as_ref();
    match universe {
        Universe::All => Some(wire.population_total),
        Universe::Employees => totals?.employees,
        Universe::Managers => totals?.managers,
    }
}

/// Whom a variable is about, and how many they are. One total a universe, so that its margins cannot disagree.
fn universe(
    variable: &wire::MarginVariable,
    wire: &wire::Margins,
    spot: Spot<'_>,
    faults: &mut Faults,
) -> (Universe, Option<f64>) {
    let universe = match variable.universe {
        None | Some(wire::MarginUniverse::All) => Universe::All,
        Some(wire::MarginUniverse::Employees) => Universe::Employees,
        Some(wire::MarginUniverse::Managers) => Universe::Managers,
    };
    let total = written_total(wire, universe);
    if total.is_none() {
        let word = universe.as_str();
        let problem = msg!("universe-without-total", universe = word);
        let finding = Finding::refuse("missing-key", spot.at("universe").place(), problem);
        faults.push(finding.expected(msg!("expect-universe-total", universe = word)).hint(msg!("hint-universe")));
    }
    (universe, total)
}

/// The columns of the wave file that a variable reads: `column`, the crossed `columns`, or the one named as the variable.
fn columns(variable: &wire::MarginVariable, id: &str, spot: Spot<'_>, faults: &mut Faults) -> Vec<String> {
    let Some(list) = &variable.columns else {
        return vec![variable.column.as_deref().unwrap_or(id).to_owned()];
    };
    if variable.column.is_some() {
        let problem = msg!("column-and-columns", variable = spot.name());
        let finding = Finding::refuse("bad-margin", spot.at("columns").key_place(), problem);
        faults.push(finding.expected(msg!("expect-one-of-them")).hint(msg!("hint-column-or-columns")));
    }
    let written = spot.at("columns");
    if written.count() < 2 {
        let problem = msg!("crosses-nothing", variable = spot.name());
        let finding = Finding::refuse("bad-margin", written.key_place(), problem);
        faults.push(finding.expected(msg!("expect-two-columns")).hint(msg!("hint-single-column")));
    }
    let mut columns: Vec<String> = Vec::new();
    for (element, column) in list.spots(written) {
        if columns.iter().any(|earlier| **earlier == **column) {
            let problem = msg!("column-twice", column = &**column);
            faults.push(Finding::refuse("duplicate-name", element.place(), problem).hint(msg!("hint-keep-one")));
        }
        columns.push(column.to_string());
    }
    columns
}

/// Every code of a crossed variable has one part a column.
fn crossed_codes(variable: &wire::MarginVariable, columns: &[String], spot: Spot<'_>, faults: &mut Faults) {
    // A column with a fault has a finding of its own, and is not counted here.
    if columns.len() < 2 || columns.len() < spot.at("columns").count() {
        return;
    }
    let mut check = |code: &str, place: Place| {
        if code.split(CROSS).count() != columns.len() {
            let problem = msg!("crossed-code", code, columns = columns.join(", "));
            let example = vec!["…"; columns.len()].join(CROSS);
            let finding = Finding::refuse("bad-margin", place, problem);
            faults.push(finding.expected(msg!("expect-crossed-code", example)).hint(msg!("hint-crossed-code")));
        }
    };
    for (code, category) in &variable.categories {
        let at = spot.at("categories").at(code);
        check(code, at.key_place());
        for (element, merged) in category.merges.iter().flat_map(|list| list.spots(at.at("merges"))) {
            check(merged, element.place());
        }
    }
}

/// The range of numbers of each category: all of a variable have one or none has, and none overlaps another.
fn ranges(
    variable: &wire::MarginVariable,
    columns: &[String],
    spot: Spot<'_>,
    faults: &mut Faults,
) -> Vec<Option<(f64, f64)>> {
    let section = spot.at("categories");
    let mut ranges: Vec<Option<(f64, f64)>> = Vec::new();
    let any = variable.categories.values().any(|category| category.range.is_some());
    for (code, category) in &variable.categories {
        let at = section.at(code);
        let mut refuse = |place: Place, problem: Message, expected: Message, hint: Message| {
            faults.push(Finding::refuse("bad-margin", place, problem).expected(expected).hint(hint));
        };
        let Some(list) = &category.range else {
            if any {
                let problem = msg!("category-without-range", category = &**code);
                refuse(at.key_place(), problem, msg!("expect-all-ranges"), msg!("hint-ranges"));
            }
            ranges.push(None);
            continue;
        };
        let place = at.at("range").place();
        let ends: Vec<f64> = list.iter().copied().collect();
        let range = match ends.as_slice() {
            [from, to] if from <= to => Some((*from, *to)),
            _ => {
                refuse(place.clone(), msg!("not-a-range"), msg!("expect-range"), msg!("hint-ranges"));
                None
            }
        };
        let overlaps = |(from, to): (f64, f64)| ranges.iter().flatten().any(|(a, b)| from <= *b && *a <= to);
        if range.is_some_and(overlaps) {
            let expected = msg!("expect-number-in-one-category");
            refuse(place.clone(), msg!("ranges-overlap"), expected, msg!("hint-ranges"));
        }
        if columns.len() > 1 || category.merges.is_some() {
            refuse(place, msg!("range-beside"), msg!("expect-plain-range"), msg!("hint-plain-range"));
        }
        ranges.push(range);
    }
    ranges
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
        let problem = msg!("variable-without-category", variable = spot.name());
        faults.push(Finding::refuse("nothing-declared", section.key_place(), problem).hint(msg!("hint-declare-one")));
    }
    let mut codes: BTreeSet<&str> = section.entries().map(|entry| entry.name()).collect();
    for (code, category) in &variable.categories {
        let merges = section.at(code).at("merges");
        for (element, merged) in category.merges.iter().flat_map(|list| list.spots(merges)) {
            if !codes.insert(merged) {
                let problem = msg!("code-of-category", code = &**merged, variable = spot.name());
                let finding = Finding::refuse("duplicate-code", element.place(), problem);
                faults.push(finding.expected(msg!("expect-code-in-one-category")).hint(msg!("hint-one-category")));
            }
        }
    }
}

/// The share of each category, in order. The sum is judged only if every category of the variable could be read, and stands
/// once: of two, which one was meant is not known.
fn shares(
    variable: &wire::MarginVariable,
    kind: Kind,
    total: Option<f64>,
    spot: Spot<'_>,
    faults: &mut Faults,
) -> Vec<f64> {
    let known = faults.len();
    let section = spot.at("categories");
    let read: Vec<Option<f64>> =
        variable.categories.iter().map(|(code, category)| number(category, kind, section.at(code), faults)).collect();
    let all_read = read.iter().all(Option::is_some);
    let repeated = section.is_repeated() || section.entries().any(Spot::is_repeated);
    let numbers: Vec<f64> = read.into_iter().map(Option::unwrap_or_default).collect();
    let sum: f64 = numbers.iter().sum();
    if faults.len() > known || !all_read || repeated || numbers.is_empty() || numbers.len() < section.count() {
        return numbers;
    }
    let (rule, problem, expected) = match (kind, total) {
        (Kind::Share, _) if (sum - 1.0).abs() > SHARES_MISS_AT_MOST => (
            "shares-do-not-sum",
            msg!("shares-sum", variable = spot.name(), sum = rounded(sum)),
            msg!("expect-shares-sum"),
        ),
        (Kind::Count, Some(total)) if (sum - total).abs() > COUNTS_MISS_AT_MOST * total => (
            "counts-disagree",
            msg!("counts-sum", variable = spot.name(), sum = rounded(sum)),
            match variable.universe {
                None | Some(wire::MarginUniverse::All) => msg!("expect-population-total", total = rounded(total)),
                Some(_) => msg!("expect-total-of-universe", total = rounded(total)),
            },
        ),
        _ => return numbers.iter().map(|number| number / sum).collect(),
    };
    let finding = Finding::refuse(rule, section.key_place(), problem).expected(expected);
    faults.push(finding.hint(msg!("hint-sum")));
    numbers
}

/// A number for a message: sums carry the noise of the last binary digit, which nobody wrote.
fn rounded(number: f64) -> Arg {
    Arg::Decimal(((number * 1e6).round() / 1e6).to_string())
}

fn number(category: &wire::MarginCategory, kind: Kind, spot: Spot<'_>, faults: &mut Faults) -> Option<f64> {
    let (wanted, other, other_kind) = match kind {
        Kind::Share => (category.share, category.count, Kind::Count),
        Kind::Count => (category.count, category.share, Kind::Share),
    };
    let refuse = |place, problem: Message| Finding::refuse("bad-margin", place, problem);
    if other.is_some() {
        let problem = msg!("category-has", category = spot.name(), key = other_kind.key());
        let expected = msg!("expect-as-others", key = kind.key());
        let finding = refuse(spot.at(other_kind.key()).key_place(), problem).expected(expected);
        faults.push(finding.hint(msg!("hint-one-kind")));
    }
    let Some(number) = wanted else {
        // A key that is nearly one of the two has a finding of its own, which says what was meant.
        let misspelt = |key: Spot<'_>| nearest(key.name(), [kind.key(), other_kind.key()]).is_some();
        if other.is_none() && !spot.entries().any(misspelt) {
            let problem = msg!("category-without-number", category = spot.name());
            let finding = refuse(spot.key_place(), problem).expected(msg!("called-name", name = kind.key()));
            faults.push(finding.hint(msg!("hint-add-key", name = kind.key())));
        }
        return None;
    };
    let place = spot.at(kind.key()).place();
    if number <= 0.0 {
        let problem = msg!("number-is", name = kind.key(), value = number.to_string());
        let finding = refuse(place, problem).expected(msg!("expect-more-than-0"));
        faults.push(finding.hint(msg!("hint-merge-empty")));
    } else if kind == Kind::Share && number > 1.0 {
        let problem = msg!("number-is", name = "share", value = number.to_string());
        let finding = refuse(place, problem).expected(msg!("expect-share-of-population"));
        faults.push(finding.hint(hint_of_percent(number)));
    }
    Some(number)
}

/// The way out for a share above 1: most are percentages, and its own value says it best.
fn hint_of_percent(number: f64) -> Message {
    if number > 100.0 {
        return msg!("hint-share-or-count");
    }
    // The point moves among the digits: a division would leave its noise in the last ones.
    let percent = number.to_string();
    let (whole, decimals) = percent.split_once('.').unwrap_or((&percent, ""));
    let whole = format!("{whole:0>3}");
    let (ones, hundredths) = whole.split_at(whole.len() - 2);
    let share = format!("{ones}.{hundredths}{decimals}");
    let share = share.trim_end_matches('0').trim_end_matches('.').to_owned();
    msg!("hint-percent-as-share", percent = Arg::Decimal(percent), share)
}
