//! Numbers bound to their cells, without a template having to say which they are.
//!
//! *In a table* a column is one figure of the tables: the one that its rows agree on, each at the sector, the dimension, the
//! question and the population that the row and the header name. A row that is not of that mind is wrong. Cells under the
//! names of dimensions, as in a map of sectors by dimensions, are one figure together.
//!
//! *In a sentence* the numbers are those of one row of the tables, about the dimension, the question and the sector that it
//! names. Where all are but one or two, those are wrong, unless another row about the same has them; a percentage beside the
//! name of a population is that of this population.
//!
//! What agrees with nothing is left alone: it is a count, a threshold, a number that the tables do not hold. A run is never
//! stopped for a number that only looks out of place: a column is bound where so many rows would not agree with any of the
//! figures that it may be by chance, and what names an earlier edition is held against changes alone.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::{Figure, Kind, Record};
use super::markdown::{Number, Table, Unit, clauses, numbers, sentences};
use super::{Reading, Rule};
use crate::lint::words::{number, rounded};
use crate::messages::msg;
use crate::publish::number::round;
use crate::survey::ids::{Measure, Population, SectorId, Subject};
use crate::survey::lexicon::{occurrences, plain};

/// Rows and different values that a column must have in common with a figure of the tables to be that figure.
const AGREEING: usize = 3;

/// A number of this size that all rows have in common is no accident.
const LARGE: i128 = 20;

/// Figures that would agree by chance with a column as well as the one that it is taken to be: fewer than this are expected.
const BY_CHANCE: f64 = 1e-4;

/// A figure of the tables: its table, its subject where the rows of the report do not name theirs, its column.
type Role<'a> = (&'a str, &'a str, &'static str);

/// What the header of a column and the labels of a row name.
#[derive(Clone, Debug, Default)]
struct Named {
    sector: Option<SectorId>,
    subjects: Vec<Subject>,
    population: Option<Population>,
}

/// A number of a cell with what it is about.
struct Entry {
    line: usize,
    label: String,
    named: Named,
    number: Number,
}

/// A number of a sentence.
#[derive(Debug)]
struct Quoted {
    number: Number,
    kind: Kind,
    of: Option<Population>,
}

impl Quoted {
    fn is(&self, figure: &Figure) -> bool {
        self.kind == figure.kind && (self.of.is_none() || self.of == figure.of) && same(figure.value, self.number)
    }
}

fn same(value: f64, number: Number) -> bool {
    // Rounding is exact and slow; most figures are far from it.
    (value - number.printed.value).abs() <= 1.0
        && round(value, number.printed.decimals) == round(number.printed.value, number.printed.decimals)
}

impl<'a> Reading<'a> {
    /// Every column of a table against the figure that it is.
    pub(super) fn columns(&mut self, table: &Table) {
        let heads: Vec<Named> = table.header.iter().map(|header| self.named(std::iter::once(header))).collect();
        let rows: Vec<Named> = table.rows.iter().map(|(_, row)| self.named(row.iter().take(2))).collect();
        let is_map = |column: usize, row: usize| {
            let subject = heads.get(column).is_some_and(|head| !head.subjects.is_empty());
            subject && rows.get(row).is_some_and(|row| row.sector.is_some())
        };
        // A column of the map, or the map as a whole; the number of the numbers in a cell; which of them.
        let mut groups: BTreeMap<(Option<usize>, usize, usize), Vec<Entry>> = BTreeMap::new();
        for (at, (line, row)) in table.rows.iter().enumerate() {
            let Some(own) = rows.get(at).filter(|own| own.sector.is_some() || !own.subjects.is_empty()) else {
                continue;
            };
            for (column, cell) in row.iter().enumerate().skip(1) {
                if table.header.get(column).is_some_and(|header| self.names_earlier(header)) {
                    continue;
                }
                let map = is_map(column, at);
                let mut named = own.clone();
                if let Some(head) = heads.get(column).filter(|_| map) {
                    named.subjects.clone_from(&head.subjects);
                }
                let found = numbers(cell, self.written.language);
                let label = row.first().cloned().unwrap_or_default();
                let below = cell.contains('<'); // « < 0,5 »
                for (k, number) in found.iter().enumerate().filter(|_| !below) {
                    let entry = Entry { line: *line, label: label.clone(), named: named.clone(), number: *number };
                    groups.entry(((!map).then_some(column), found.len(), k)).or_default().push(entry);
                }
            }
        }
        // Where the rows name no subject, there are many figures to be alike: which subject the table is about is known from
        // its percentages and differences, not from its bases.
        let about: BTreeSet<(&str, &str)> = groups
            .values()
            .filter_map(|entries| self.role(entries, &|role| !is_count(role)))
            .map(|((table, subject, _), _)| (table, subject))
            .collect();
        for entries in groups.into_values() {
            self.agree(&entries, &|(table, subject, _)| subject.is_empty() || about.contains(&(table, subject)));
        }
    }

    /// The sector, the subjects and the population that some cells name, each as a whole.
    fn named<'c>(&self, cells: impl Iterator<Item = &'c String>) -> Named {
        let mut named = Named::default();
        for cell in cells {
            let text = label(cell);
            if text.is_empty() {
                continue;
            }
            let subjects = self.names.iter().chain(self.items).filter(|(name, _)| *name == text);
            named.subjects.extend(subjects.map(|(_, subject)| subject.clone()));
            named.sector =
                named.sector.or_else(|| self.sectors.iter().find(|(name, _)| *name == text).map(|(_, s)| s.clone()));
            let populations = self.populations.iter().find(|(name, _)| *name == text);
            named.population = named.population.or(populations.map(|(_, population)| *population));
        }
        named
    }

    /// The figures that a number of a cell may be: which of the tables, by which measure, and its value.
    fn roles(&self, named: &Named) -> impl Iterator<Item = (Role<'a>, Measure, f64)> + use<'a> {
        let sector = named.sector.clone().unwrap_or_else(|| self.sector.clone());
        let (of, each) = (named.population, !named.subjects.is_empty());
        let rows = self.figures.rows(&sector, &named.subjects);
        rows.filter(move |row| of.is_none() || row.population == of).flat_map(move |row| {
            // What the rows of a table have in common: not the subject where each names its own.
            let subject = row.subject.as_ref().filter(|_| !each).map_or("", |subject| &*subject.id);
            let table = if of.is_some() { "estimates" } else { row.table.as_str() };
            row.figures.iter().map(move |figure| ((table, subject, figure.name), row.measure, figure.value))
        })
    }

    /// The figure that most numbers of a column are, and the measure that it mostly has.
    fn role(&self, entries: &[Entry], may_be: &dyn Fn(Role<'a>) -> bool) -> Option<(Role<'a>, Measure)> {
        let mut votes: BTreeMap<Role<'a>, BTreeMap<Measure, usize>> = BTreeMap::new();
        let mut counts: BTreeMap<Role<'a>, usize> = BTreeMap::new();
        let (mut candidates, mut matches) = (0_usize, 0_usize);
        for entry in entries {
            let possible = self.roles(&entry.named).filter(|(role, _, _)| may_be(*role)).inspect(|_| candidates += 1);
            let matching: BTreeSet<(Role<'a>, Measure)> = possible
                .filter(|(_, _, value)| same(*value, entry.number))
                .inspect(|_| matches += 1)
                .map(|(role, measure, _)| (role, measure))
                .collect();
            for (role, measure) in &matching {
                *votes.entry(*role).or_default().entry(*measure).or_default() += 1;
            }
            let roles: BTreeSet<Role<'a>> = matching.into_iter().map(|(role, _)| role).collect();
            roles.into_iter().for_each(|role| *counts.entry(role).or_default() += 1);
        }
        let most =
            |(role, count): &(Role<'a>, usize)| (*count, votes.get(role).and_then(|own| own.values().max().copied()));
        let (role, agreeing) =
            counts.into_iter().filter(|(_, count)| 4 * count >= 3 * entries.len()).max_by_key(most)?;
        // How many of the possible figures agree as often, when each agrees with each row as often as any does: at most.
        let (rows, odd) = (entries.len() as f64, (entries.len() - agreeing) as f64);
        let expected =
            candidates as f64 / rows * rows.powf(odd) * (matches as f64 / candidates as f64).powf(agreeing as f64);
        if expected > BY_CHANCE {
            return None;
        }
        let measure = votes.get(&role)?.iter().max_by_key(|(_, count)| **count)?.0;
        Some((role, *measure))
    }

    /// Tells the numbers of a column that are not the figure that the others are.
    fn agree(&mut self, entries: &[Entry], may_be: &dyn Fn(Role<'a>) -> bool) {
        let Some((role, measure)) = self.role(entries, may_be) else { return };
        let (mut agreeing, mut values, mut odd) = (0, BTreeSet::new(), Vec::new());
        for entry in entries {
            let own: Vec<(Measure, f64)> = self
                .roles(&entry.named)
                .filter(|(own, _, _)| *own == role)
                .map(|(_, measure, value)| (measure, value))
                .collect();
            // A question that is not scored as the others are has a measure of its own.
            let as_others = own.iter().any(|(own, _)| *own == measure);
            let mut may_be = own.iter().filter(|(own, _)| *own == measure || !as_others).map(|(_, value)| *value);
            if may_be.clone().any(|value| same(value, entry.number)) {
                agreeing += 1;
                values.extend(round(entry.number.printed.value, entry.number.printed.decimals).map(|r| r.units()));
            } else {
                let found = may_be.next().map(|value| rounded(value, entry.number.printed.decimals));
                odd.push((entry.line, entry.label.clone(), number(entry.number.printed), found));
            }
        }
        let telling = values.len() >= AGREEING || values.iter().any(|value| value.abs() >= LARGE);
        let few = odd.len() <= 2 || 10 * odd.len() <= entries.len();
        if agreeing < AGREEING || !telling || !few || 3 * odd.len() > agreeing {
            return;
        }
        for (line, name, printed, value) in odd {
            let finding = self.found(Rule::NumberDiffers, line, msg!("lint-report-cell", name, printed));
            finding.expected = value.map(|found| msg!("lint-report-cell-is", found));
        }
    }

    /// The numbers of a passage against the row of the tables that they are from.
    pub(super) fn quoted(&mut self, line: usize, text: &str) {
        if self.subjects_in(text).len() == 1 {
            return self.unit(line, text);
        }
        for sentence in sentences(text) {
            match clauses(sentence).as_slice() {
                parts if self.subjects_in(sentence).len() > 1 => parts.iter().for_each(|part| self.unit(line, part)),
                _ => self.unit(line, sentence),
            }
        }
    }

    /// One sentence, or what speaks of one subject.
    fn unit(&mut self, line: usize, text: &str) {
        let quoted = self.quotes(text);
        let names = self.subjects_in(text);
        let subjects: Vec<Subject> = match names.as_slice() {
            [one] => self.names.iter().filter(|(name, _)| name == one).map(|(_, subject)| subject.clone()).collect(),
            _ => Vec::new(),
        };
        let plain_text = plain(text);
        let sectors: Vec<&SectorId> = self
            .sectors
            .iter()
            .filter(|(name, _)| !occurrences(&plain_text, name).is_empty())
            .map(|(_, sector)| sector)
            .collect();
        let (sector, elsewhere) = match sectors.as_slice() {
            [] => (self.sector.clone(), false),
            [one] => ((*one).clone(), true),
            _ => return,
        };
        let explained = |row: &&Record| quoted.iter().filter(|q| row.figures.iter().any(|f| q.is(f))).count();
        let earlier = self.names_earlier(text);
        let rows = self.figures.rows(&sector, &subjects).filter(|row| row.is_change || !earlier);
        let Some((row, n)) = rows.map(|row| (row, explained(&row))).max_by_key(|(_, n)| *n) else { return };
        let is_it = match (subjects.is_empty(), elsewhere) {
            (false, true) => quoted.len() - n <= 1,
            // « Trust: 64% of employees, 46% of clients »
            (false, false) if self.opens(&plain_text, &names) => quoted.len() >= 3,
            (false, false) => n >= 2 && quoted.len() - n <= 2 && 2 * n > quoted.len(),
            // Nothing but its numbers says which row it is about: many of them, an interval among them, and one that is odd.
            (true, _) => n >= 4 && quoted.len() - n <= 1 && quoted.iter().any(|q| q.kind == Kind::Bound),
        };
        if !is_it {
            return;
        }
        // A sentence may go on with other figures of its cell: what stands in any of its rows is not wrong, answers being scored
        // alike.
        let own: Vec<Subject> = row.subject.iter().cloned().collect();
        let cell: Vec<&Record> =
            self.figures.rows(&sector, &own).filter(|other| n == 0 || other.measure == row.measure).collect();
        let (wrong, row) = (first_wrong(&quoted, row, &cell), row.clone());
        if let Some(wrong) = wrong {
            let subject = row.subject.as_ref().map_or("", |subject| &*subject.id).to_owned();
            let shown: Vec<String> = row
                .figures
                .iter()
                .filter(|f| f.kind != Kind::Other)
                .map(|f| format!("{} {}", f.name, rounded(f.value, 0)))
                .collect();
            let cell = format!("{}, {} {subject}", row.table, row.sector.as_str()).trim_end().to_owned();
            let finding = self.found(
                Rule::NumberDiffers,
                line,
                msg!("lint-report-quoted", printed = number(wrong.printed), cell),
            );
            finding.expected = Some(msg!("lint-report-quoted-is", shown = shown.join(", ")));
        }
    }

    /// Whether a text names another edition than the one that the report is about.
    fn names_earlier(&self, text: &str) -> bool {
        let text = plain(text);
        let mut others = self.written.survey.registry.editions.keys().filter(|id| *id != self.id);
        others.any(|id| !occurrences(&text, id.as_str()).is_empty())
    }

    /// Whether a text begins with the name of what it is about, and a colon.
    fn opens(&self, text: &str, names: &[String]) -> bool {
        let text = text.trim_start_matches(['-', '*', ' ', '!', '[']);
        names.iter().any(|name| text.strip_prefix(name.as_str()).is_some_and(|rest| rest.trim_start().starts_with(':')))
    }

    /// The names of dimensions and pairs in a text, the longest where one is part of another.
    pub(super) fn subjects_in(&self, text: &str) -> Vec<String> {
        let text = plain(text);
        let mut found: Vec<(usize, usize, &String)> = Vec::new();
        for (name, _) in self.names {
            found.extend(occurrences(&text, name).into_iter().map(|(from, to)| (from, to, name)));
        }
        let whole = |(from, to, _): &&(usize, usize, &String)| {
            !found.iter().any(|(start, end, _)| start <= from && to <= end && end - start > to - from)
        };
        let names: BTreeSet<&String> = found.iter().filter(whole).map(|(_, _, name)| *name).collect();
        names.into_iter().cloned().collect()
    }

    /// The percentages, differences, intervals and bases of a text.
    fn quotes(&self, text: &str) -> Vec<Quoted> {
        let characters: Vec<char> = text.chars().collect();
        let confidence = 100.0 * self.written.survey.rules.confidence;
        let mut quoted = Vec::new();
        for number in numbers(text, self.written.language) {
            let (from, to) = number.span;
            let before: String = characters[..from].iter().collect(); // OK because the span is one of these characters
            let after: String = characters[to..].iter().take(60).collect();
            let among = || (number.unit == Unit::Percent).then(|| self.among(&after)).flatten();
            let of = self.beside(&before, &after).or_else(among);
            // « [−2 ; 6] »; the text of a picture stands between brackets too.
            let within = before
                .rsplit_once('[')
                .is_some_and(|(_, from)| !from.contains([']', ')']) && !from.contains(char::is_alphabetic));
            let kind = match number.unit {
                _ if within => Kind::Bound,
                Unit::Percent => Kind::Percent,
                Unit::Points => Kind::Points,
                Unit::Other if of.is_some() && self.follows(&after).is_some() => Kind::Persons,
                Unit::Other => continue,
            };
            let threshold =
                before.trim_end().ends_with('±') || kind == Kind::Percent && number.printed.value == confidence;
            if !threshold {
                let of = of.filter(|_| matches!(kind, Kind::Percent | Kind::Persons));
                quoted.push(Quoted { number, kind, of });
            }
        }
        quoted
    }

    /// The population that stands right before or right after a number.
    fn beside(&self, before: &str, after: &str) -> Option<Population> {
        let before = plain(before);
        let precedes = |name: &str| {
            let rest = before.trim_end().strip_suffix(name);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        };
        let preceding = self.populations.iter().find(|(name, _)| precedes(name)).map(|(_, population)| *population);
        preceding.or_else(|| self.follows(after))
    }

    /// The population that follows a number: « 46 % des clients », « 2 056 clients ».
    fn follows(&self, after: &str) -> Option<Population> {
        const ARTICLE: usize = 3;
        let after = plain(after);
        let after = after.trim_start_matches([' ', '%']);
        let rest = after
            .split_once(' ')
            .filter(|(word, _)| word.chars().count() <= ARTICLE && word.chars().all(char::is_alphabetic));
        let starts = |text: &str, name: &str| {
            text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let named =
            |(name, _): &&(String, Population)| starts(after, name) || rest.is_some_and(|(_, rest)| starts(rest, name));
        self.populations.iter().find(named).map(|(_, population)| *population)
    }

    /// The population that a percentage is said to be from, in the words that follow it: « 46 % de réponses favorables chez
    /// les clients »; « other employees » are not all employees.
    fn among(&self, after: &str) -> Option<Population> {
        const LINKING: usize = 4;
        let after = plain(after);
        let after = after.trim_start_matches([' ', '%']);
        let words: Vec<&str> = after.split(|c: char| !c.is_alphabetic() && c != ' ').next()?.split(' ').collect();
        let named = |at: usize| {
            let rest = words[at..].join(" "); // OK because `at` is the place of a word
            let starts =
                |name: &str| rest.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
            self.populations.iter().find(|(name, _)| starts(name)).map(|(_, population)| *population)
        };
        let (at, population) = (1..words.len()).find_map(|at| Some((at, named(at)?)))?;
        (words[at - 1].chars().count() <= LINKING).then_some(population) // OK because `at` is 1 or more
    }
}

/// Whether a figure counts persons or places.
fn is_count((_, _, column): Role<'_>) -> bool {
    column == "n" || column.starts_with("n_") || column.starts_with("rank")
}

/// A label without its link and its emphasis.
fn label(cell: &str) -> String {
    let text = cell.replace("**", "");
    let text = text.strip_prefix('[').and_then(|text| text.split_once("](")).map_or(text.as_str(), |(name, _)| name);
    plain(text).trim().to_owned()
}

/// The first number that is no figure of its cell, or the first of two percentages that stand the wrong way round before the
/// difference between them.
fn first_wrong(quoted: &[Quoted], row: &Record, cell: &[&Record]) -> Option<Number> {
    let stands = |q: &Quoted| cell.iter().any(|row| row.figures.iter().any(|figure| q.is(figure)));
    if let Some(wrong) = quoted.iter().find(|q| !stands(q)) {
        return Some(wrong.number);
    }
    let stands_in_row = |q: &&Quoted| row.figures.iter().any(|figure| q.is(figure));
    let of = |kind| quoted.iter().filter(stands_in_row).filter(move |q| q.kind == kind);
    let percentages: Vec<&Quoted> = of(Kind::Percent).collect();
    let difference = of(Kind::Points).find(|q| q.number.signed)?;
    match percentages.as_slice() {
        [one, two] if one.of.is_none() && two.of.is_none() => {
            let subtraction = one.number.printed.value - two.number.printed.value;
            (subtraction * difference.number.printed.value < 0.0).then_some(one.number)
        }
        _ => None,
    }
}
