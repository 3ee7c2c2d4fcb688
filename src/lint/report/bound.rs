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

use super::figures::{Cell, Figure, Group, Kind, NEAR, Record};
use super::hidden::all_hidden;
use super::markdown::{Number, Table, Unit, clauses, numbers, sentences};
use super::{Reading, Rule};
use crate::lint::words::{number, rounded};
use crate::messages::msg;
use crate::publish::number::round;
use crate::survey::claims::Printed;
use crate::survey::ids::{Measure, Population, SectorId, Subject};
use crate::survey::lexicon::plain;

/// Rows and different values that a column must have in common with a figure of the tables to be that figure.
const AGREEING: usize = 3;

/// A number of this size that all rows have in common is no accident.
const LARGE: i128 = 20;

/// Figures that would agree by chance with a column as well as the one that it is taken to be: fewer are expected.
const BY_CHANCE: f64 = 1e-4;

/// A figure of the tables: its rows and its column.
type Role = (Group, &'static str);

/// The figures that a column may be.
#[derive(Clone, Copy)]
enum Among<'s> {
    /// Those that count nothing.
    Measured,
    /// All of some rows; of any where the rows of the report name their subject, and of those without a subject.
    Of(&'s BTreeSet<Group>),
}

impl Among<'_> {
    fn has_subject(self, subject: usize) -> bool {
        match self {
            Self::Measured => true,
            Self::Of(about) => subject == 0 || about.iter().any(|rows| rows.subject == subject),
        }
    }

    fn has(self, rows: Group) -> bool {
        match self {
            Self::Measured => true,
            Self::Of(about) => rows.subject == 0 || about.contains(&rows),
        }
    }

    fn has_figure(self, figure: &Figure) -> bool {
        matches!(self, Self::Of(_)) || !figure.counts()
    }
}

/// What the header of a column and the labels of a row name.
#[derive(Clone, Debug, Default)]
pub(super) struct Named<'a> {
    pub(super) sector: Option<&'a SectorId>,
    pub(super) subjects: Vec<&'a Subject>,
    pub(super) population: Option<Population>,
}

impl<'a> Named<'a> {
    /// Whether a row is of the population that is named, if any is.
    fn has(&self, row: &Record<'a>) -> bool {
        self.population.is_none() || row.population() == self.population
    }
}

/// A figure that some numbers of a column are.
struct Votes {
    role: Role,
    /// How many numbers.
    agreeing: usize,
    /// The measure that it mostly has.
    measure: Measure,
    /// How many numbers it has this measure for.
    of_measure: usize,
}

impl Votes {
    /// From the figure, its measure and the index of the number, in this order.
    fn of(found: &[(Role, Measure, usize)]) -> Option<Self> {
        let (role, ..) = *found.first()?;
        let numbers: BTreeSet<usize> = found.iter().map(|(.., number)| *number).collect();
        let by_measure = found.chunk_by(|(_, one, _), (_, other, _)| one == other);
        let most = by_measure.max_by_key(|own| own.len())?;
        Some(Self { role, agreeing: numbers.len(), measure: most.first()?.1, of_measure: most.len() })
    }
}

/// A number of a cell with what it is about.
struct Entry<'t, 'a> {
    line: usize,
    label: &'t str,
    named: Named<'a>,
    number: Number,
}

/// A number of a sentence.
#[derive(Debug)]
pub(super) struct Quoted {
    pub(super) number: Number,
    pub(super) kind: Kind,
    pub(super) of: Option<Population>,
}

impl Quoted {
    pub(super) fn is(&self, figure: &Figure) -> bool {
        self.kind == figure.kind && (self.of.is_none() || self.of == figure.of) && same(figure.value, self.number)
    }
}

/// Whether a figure is a number at the decimals that it is printed with.
pub(super) fn same(value: f64, number: Number) -> bool {
    let Printed { value: printed, decimals } = number.printed;
    // Rounding is exact and slow; most figures are far from it.
    (value - printed).abs() <= NEAR && round(value, decimals) == round(printed, decimals)
}

impl<'a> Reading<'a> {
    /// Every column of a table against the figure that it is.
    pub(super) fn columns(&mut self, table: &Table) {
        let heads: Vec<Named<'a>> = table.header.iter().map(|header| self.named(std::iter::once(header))).collect();
        let rows: Vec<Named<'a>> = table.rows.iter().map(|(_, row)| self.named(row.iter().take(2))).collect();
        let is_map = |column: usize, row: usize| {
            let subject = heads.get(column).is_some_and(|head| !head.subjects.is_empty());
            subject && rows.get(row).is_some_and(|row| row.sector.is_some())
        };
        // A column of the map, or the map as a whole; the number of the numbers in a cell; which of them.
        let mut groups: BTreeMap<(Option<usize>, usize, usize), Vec<Entry<'_, 'a>>> = BTreeMap::new();
        let hidden = self.hidden_cells(table, &heads, &rows);
        self.directions(table, &rows, &hidden);
        let earlier: Vec<bool> = table.header.iter().map(|header| self.names_earlier(&plain(header))).collect();
        for (at, (line, row)) in table.rows.iter().enumerate() {
            let Some(own) = rows.get(at).filter(|own| own.sector.is_some() || !own.subjects.is_empty()) else {
                continue;
            };
            for (column, cell) in row.iter().enumerate().skip(1) {
                if earlier.get(column).is_some_and(|earlier| *earlier) || hidden.contains(&(at, column)) {
                    continue;
                }
                let map = is_map(column, at);
                let mut named = own.clone();
                if let Some(head) = heads.get(column).filter(|_| map) {
                    named.subjects.clone_from(&head.subjects);
                }
                let found = numbers(cell, self.written.language);
                let label = row.first().map(String::as_str).unwrap_or_default();
                let below = cell.contains('<'); // « < 0,5 »
                for (k, number) in found.iter().enumerate().filter(|_| !below) {
                    let entry = Entry { line: *line, label, named: named.clone(), number: *number };
                    groups.entry(((!map).then_some(column), found.len(), k)).or_default().push(entry);
                }
            }
        }
        // Where the rows name no subject, there are many figures to be alike: which subject the table is about is known from
        // its percentages and differences, not from its bases.
        let unnamed = |entries: &&Vec<Entry<'_, 'a>>| entries.iter().any(|entry| entry.named.subjects.is_empty());
        let measured = groups.values().filter(unnamed).filter_map(|entries| self.role(entries, Among::Measured));
        let about: BTreeSet<Group> = measured.map(|((rows, _), _)| rows).collect();
        for entries in groups.into_values() {
            self.agree(&entries, Among::Of(&about));
        }
    }

    /// The sector, the subjects and the population that some cells name, each as a whole.
    fn named<'c>(&self, cells: impl Iterator<Item = &'c String>) -> Named<'a> {
        let names = self.names;
        let mut named = Named::default();
        for cell in cells {
            let text = plain(cell);
            if text.is_empty() {
                continue;
            }
            let text = text.as_str();
            named.subjects.extend(names.subjects.bearing(&[text]).chain(names.items.bearing(&[text])));
            named.sector = named.sector.or_else(|| names.sectors.bearing(&[text]).next());
            named.population = named.population.or_else(|| names.population(|name| name == text));
        }
        named
    }

    /// What a row has in common with the others of a table: not the subject where each names its own, nor the population.
    fn in_common(&self, named: &Named<'a>, row: &Record<'a>) -> Group {
        Group {
            source: if named.population.is_some() { self.figures.levels } else { row.group.source },
            subject: if named.subjects.is_empty() { row.group.subject } else { 0 },
        }
    }

    /// The rows that a number of a cell may be from, subject by subject; of some subjects alone where it names none.
    fn cells<'s>(
        &'s self,
        named: &'s Named<'a>,
        has_subject: impl Fn(usize) -> bool + 's,
    ) -> impl Iterator<Item = &'s Cell<'a>> {
        let sector = named.sector.unwrap_or(&self.sector);
        let cells = self.figures.cells(sector, &named.subjects);
        cells.filter(move |cell| !named.subjects.is_empty() || has_subject(cell.subject()))
    }

    /// How many figures a number may be; each of those that it is goes to `found`.
    fn possible(
        &self,
        Entry { named, number, .. }: &Entry<'_, 'a>,
        among: Among<'_>,
        mut found: impl FnMut(Role, Measure),
    ) -> usize {
        let mut n = 0;
        for cell in self.cells(named, |subject| among.has_subject(subject)) {
            let may_be = |row: &Record<'a>| named.has(row) && among.has(self.in_common(named, row));
            n += match among {
                Among::Measured => cell.n_measured(named.population),
                Among::Of(_) => cell.rows.iter().filter(|row| may_be(row)).map(|row| row.figures.len()).sum(),
            };
            for (row, figure) in cell.near(number.printed.value) {
                if among.has_figure(figure) && may_be(row) && same(figure.value, *number) {
                    found((self.in_common(named, row), figure.name), row.measure);
                }
            }
        }
        n
    }

    /// The figure that most numbers of a column are, and the measure that it mostly has.
    fn role(&self, entries: &[Entry<'_, 'a>], among: Among<'_>) -> Option<(Role, Measure)> {
        let (mut candidates, mut found) = (0_usize, Vec::new());
        for (at, entry) in entries.iter().enumerate() {
            candidates += self.possible(entry, among, |role, measure| found.push((role, measure, at)));
        }
        let matches = found.len();
        found.sort_unstable();
        found.dedup();
        let most = |own: &[(Role, Measure, usize)]| 4 * own.len() >= 3 * entries.len();
        let votes = found.chunk_by(|(one, ..), (other, ..)| one == other).filter(|own| most(own)).filter_map(Votes::of);
        let votes = votes.filter(|votes| 4 * votes.agreeing >= 3 * entries.len());
        let Votes { role, agreeing, measure, .. } = votes.max_by_key(|votes| (votes.agreeing, votes.of_measure))?;
        // How many of the possible figures agree as often, when each agrees with each row as often as any does: at most.
        let (rows, odd) = (entries.len() as f64, (entries.len() - agreeing) as f64);
        let expected =
            candidates as f64 / rows * rows.powf(odd) * (matches as f64 / candidates as f64).powf(agreeing as f64);
        if expected > BY_CHANCE {
            return None;
        }
        Some((role, measure))
    }

    /// Tells the numbers of a column that are not the figure that the others are.
    fn agree(&mut self, entries: &[Entry<'_, 'a>], among: Among<'_>) {
        let Some((role, measure)) = self.role(entries, among) else { return };
        let (mut agreeing, mut values, mut odd, mut hidden) = (0, BTreeSet::new(), Vec::new(), Vec::new());
        let (rows, column) = role;
        for Entry { named, number: cell, line, label } in entries {
            let of_role = self.cells(named, |subject| subject == rows.subject).flat_map(|cell| &cell.rows);
            let of_role = of_role.filter(|row| named.has(row) && self.in_common(named, row) == rows);
            let of_role: Vec<&Record<'a>> = of_role.collect();
            if all_hidden(of_role.iter().copied()) {
                hidden.push((*line, *label, *cell));
                continue;
            }
            let of_column = of_role.into_iter().flat_map(|row| row.figures.iter().map(|figure| (row.measure, figure)));
            let of_column: Vec<(Measure, &Figure)> = of_column.filter(|(_, figure)| figure.name == column).collect();
            let own: Vec<(Measure, f64)> =
                of_column.into_iter().map(|(measure, figure)| (measure, figure.value)).collect();
            // A question that is not scored as the others are has a measure of its own; answers of yes or no have the same
            // number by every measure, and hide that the column is of favourable answers.
            let as_others = own.iter().any(|(own, _)| *own == measure);
            let printed = |own: Measure| own == measure || own == Measure::Top2 || !as_others;
            let mut may_be = own.iter().filter(|(own, _)| printed(*own)).map(|(_, value)| *value);
            let Printed { value: shown, decimals } = cell.printed;
            if may_be.clone().any(|value| same(value, *cell)) {
                agreeing += 1;
                values.extend(round(shown, decimals).map(|rounded| rounded.units()));
            } else {
                let found = may_be.next().map(|value| rounded(value, decimals));
                odd.push((*line, *label, number(cell.printed), found));
            }
        }
        let telling = values.len() >= AGREEING || values.iter().any(|value| value.abs() >= LARGE);
        let few = odd.len() <= 2 || 10 * odd.len() <= entries.len();
        if agreeing < AGREEING || !telling || !few || 3 * odd.len() > agreeing {
            return;
        }
        hidden.into_iter().for_each(|(line, name, number)| self.found_hidden(line, name, number));
        for (line, name, printed, value) in odd {
            let finding = self.found(Rule::NumberDiffers, line, msg!("lint-report-cell", name, printed));
            finding.expected = value.map(|found| msg!("lint-report-cell-is", found));
        }
    }

    /// The numbers of a passage against the row of the tables that they are from.
    pub(super) fn quoted(&mut self, line: usize, text: &str) {
        if self.names.subjects_in(&plain(text)).len() == 1 {
            return self.unit(line, text);
        }
        for sentence in sentences(text) {
            match clauses(sentence).as_slice() {
                parts if self.names.subjects_in(&plain(sentence)).len() > 1 => {
                    parts.iter().for_each(|part| self.unit(line, part))
                }
                _ => self.unit(line, sentence),
            }
        }
    }

    /// One sentence, or what speaks of one subject.
    fn unit(&mut self, line: usize, text: &str) {
        let mut quoted = self.quotes(text);
        let plain_text = plain(text);
        let earlier = self.names_earlier(&plain_text);
        if earlier {
            // The level may be that of the other edition, and no row of this one has it.
            quoted.retain(|q| q.kind != Kind::Percent);
        }
        if quoted.is_empty() {
            return;
        }
        let names = self.names.subjects_in(&plain_text);
        let subjects: Vec<&Subject> = match names.as_slice() {
            [_] => self.names.subjects.bearing(&names).collect(),
            _ => Vec::new(),
        };
        let Some((sector, elsewhere)) = self.sector_in(&plain_text) else { return };
        if let Some(number) = self.hidden_in_text(sector, &names, &quoted).filter(|_| !earlier) {
            return self.found_hidden(line, &names.join(", "), number);
        }
        let explained = |row: &Record<'_>| quoted.iter().filter(|q| row.figures.iter().any(|f| q.is(f))).count();
        let rows = self.figures.rows(sector, &subjects).filter(|row| row.is_change() || !earlier);
        let Some((row, n)) = rows.map(|row| (row, explained(row))).max_by_key(|(_, n)| *n) else { return };
        let is_it = match (subjects.is_empty(), elsewhere) {
            // A percentage alone may be anything, an aim too; a difference alone is that of what is named.
            (false, true) => quoted.len() - n <= 1 && (n >= 1 || quoted.iter().all(|q| q.kind != Kind::Percent)),
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
        let own: Vec<&Subject> = row.subject.into_iter().collect();
        let cell = self.figures.rows(sector, &own).filter(|other| n == 0 || other.measure == row.measure);
        let cell: Vec<&Record<'_>> = cell.collect();
        if let Some(wrong) = first_wrong(&quoted, row, &cell) {
            let subject = row.subject.map_or("", |subject| &*subject.id);
            let shown: Vec<String> = row
                .figures
                .iter()
                .filter(|f| !matches!(f.kind, Kind::Count | Kind::Index))
                .map(|f| format!("{} {}", f.name, rounded(f.value, 0)))
                .collect();
            let cell = format!("{}, {} {subject}", row.source, row.sector).trim_end().to_owned();
            let finding = self.found(
                Rule::NumberDiffers,
                line,
                msg!("lint-report-quoted", printed = number(wrong.printed), cell),
            );
            finding.expected = Some(msg!("lint-report-quoted-is", shown = shown.join(", ")));
        }
    }

    /// The sector that a plain text is about, and whether it names it rather than the page; none where it names several.
    pub(super) fn sector_in(&self, text: &str) -> Option<(&SectorId, bool)> {
        let mut sectors: Vec<(usize, &SectorId)> =
            self.names.sectors.find(text).map(|(place, _, sector)| (place.phrase, sector)).collect();
        sectors.dedup_by_key(|(name, _)| *name);
        match sectors.as_slice() {
            [] => Some((&self.sector, false)),
            [(_, one)] => Some((*one, true)),
            _ => None,
        }
    }

    /// Whether a plain text names another edition than the one that the report is about.
    pub(super) fn names_earlier(&self, text: &str) -> bool {
        self.names.editions.find(text).any(|(_, _, id)| *id != self.id)
    }

    /// Whether a text begins with the name of what it is about, and a colon.
    fn opens(&self, text: &str, names: &[&str]) -> bool {
        let text = text.trim_start_matches(['-', '*', ' ', '!', '[']);
        names.iter().any(|name| text.strip_prefix(*name).is_some_and(|rest| rest.trim_start().starts_with(':')))
    }

    /// The percentages, differences, intervals and bases of a text.
    fn quotes(&self, text: &str) -> Vec<Quoted> {
        const BEFORE: usize = 200;
        const AFTER: usize = 60;
        let characters: Vec<char> = text.chars().collect();
        let rules = self.written.survey.rules;
        let confidence = 100.0 * rules.confidence;
        // « fewer than 30 clients »
        let bases = [rules.suppress_below, rules.small_base_below];
        let mut quoted = Vec::new();
        for number in numbers(text, self.written.language) {
            let (from, to) = number.span;
            // What a number is said of stands near it: a line may be a megabyte long.
            let near = from.saturating_sub(BEFORE);
            let before: String = characters[near..from].iter().collect(); // OK because the span is one of these characters
            let after: String = characters[to..].iter().take(AFTER).collect();
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
            // « ± 5 », « < 0,5 % »
            let threshold = before.trim_end().ends_with(['±', '<'])
                || kind == Kind::Percent && number.printed.value == confidence
                || kind == Kind::Persons && bases.contains(&number.printed.value);
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
        self.names.population(precedes).or_else(|| self.follows(after))
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
        self.names.population(|name| starts(after, name) || rest.is_some_and(|(_, rest)| starts(rest, name)))
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
            self.names.population(starts)
        };
        let (at, population) = (1..words.len()).find_map(|at| Some((at, named(at)?)))?;
        (words[at - 1].chars().count() <= LINKING).then_some(population) // OK because `at` is 1 or more
    }
}

/// The first number that is no figure of its cell, or the first of two percentages that stand the wrong way round before the
/// difference between them.
fn first_wrong(quoted: &[Quoted], row: &Record<'_>, cell: &[&Record<'_>]) -> Option<Number> {
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
