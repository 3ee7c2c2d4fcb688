//! The report held against its tables before it is published, whoever wrote its templates.
//!
//! The figures are found in the rendered Markdown itself: in a table the first two columns of percentages and the first
//! column of differences, in a sentence two percentages and the difference that follows them, and what names a dimension or a
//! mirror pair beside its own gap. Nothing here knows a section or a template. What cannot be tied to a cell is left alone.

mod bound;
mod direction;
mod figures;
mod hidden;
mod markdown;
mod names;

use std::path::Path;

use rayon::prelude::*;

use super::ranking::all_of;
use super::rule::Rule;
use super::strength;
use super::words::{listed, number, rounded};
use super::{NOTHING, Survey};
use crate::error::{Finding, Place};
use crate::messages::{Arg, Language, Message, msg};
use crate::plan::Labels;
use crate::publish::number::round;
use crate::survey::claims::{Over, Printed};
use crate::survey::ids::{EditionId, ItemId, Population, SectorId, Subject};
use crate::survey::lexicon::{Compared, Found, Occurrence, plain};
use crate::survey::registry::Edition;
use crate::survey::results::{Results, SymmetryRow};
use figures::Figures;
use markdown::{Block, Number, Table, Unit, blocks, clauses, leading, numbers, sentences};
use names::{Vocabularies, spelt};

/// A page of the report.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Its path, as findings name it.
    pub path: &'a Path,
    /// Its Markdown.
    pub text: &'a str,
}

/// What the report is written with.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// What the configuration says.
    pub survey: Survey<'a>,
    /// Words of the classes and of the populations.
    pub labels: &'a Labels,
    /// Its language.
    pub language: Language,
    /// The tables that it is about.
    pub results: &'a Results,
}

/// Checks the pages of a report, page by page and line by line. The page of a sector bears its id as file name.
pub fn report(pages: &[Page<'_>], written: Written<'_>) -> Vec<Finding> {
    let newest = written.results.weighting.iter().map(|row| &row.edition).max();
    let Some((id, edition)) = newest.and_then(|key| written.survey.registry.editions.get_key_value(&key.edition))
    else {
        return Vec::new();
    };
    let figures = Figures::of(written.results, id);
    let names = Vocabularies::of(written, edition);
    let read = |page: &Page<'_>| {
        let stem = page.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let known = written.survey.codebook.sectors.contains_key(stem.as_str());
        let sector = if known { SectorId::from(stem.as_str()) } else { SectorId::all() };
        let mut reading = Reading {
            page: *page,
            written,
            id,
            edition,
            sector,
            figures: &figures,
            names: &names,
            findings: Vec::new(),
        };
        for block in blocks(&names.without_numbers(page.text)) {
            match block {
                Block::Table(table) => reading.table(&table),
                Block::Text { line, text } => reading.text(line, &text),
            }
        }
        reading.findings.sort_by_key(|finding| finding.place.line);
        reading.findings
    };
    pages.par_iter().flat_map_iter(read).collect()
}

/// One page while it is read.
struct Reading<'a> {
    page: Page<'a>,
    written: Written<'a>,
    id: &'a EditionId,
    edition: &'a Edition,
    sector: SectorId,
    figures: &'a Figures<'a>,
    names: &'a Vocabularies<'a>,
    findings: Vec<Finding>,
}

impl<'a> Reading<'a> {
    fn found(&mut self, rule: Rule, line: usize, problem: Message) -> &mut Finding {
        self.findings.push(rule.finding(Place::line(self.page.path, line), problem));
        let last = self.findings.len() - 1;
        &mut self.findings[last] // OK because one was just pushed
    }

    fn table(&mut self, table: &Table) {
        self.complete(table);
        self.broken_columns(table);
        self.columns(table);
        let percentages = |(_, header): &&(usize, &String)| hidden::percentages(header);
        let headers: Vec<(usize, &String)> = table.header.iter().enumerate().collect();
        let terms: Vec<usize> = headers.iter().filter(percentages).map(|(column, _)| *column).collect();
        let [first, second, ..] = terms.as_slice() else { return };
        // « 0 pt » is a difference in a column of differences, and may be a distance in another one.
        let signed = |cell: &String| self.difference(cell).is_some_and(|number| number.signed);
        let of_differences = |column: &usize| table.rows.iter().any(|(_, row)| row.get(*column).is_some_and(signed));
        let Some(differences) = (0..table.header.len()).find(of_differences) else { return };
        for (line, row) in &table.rows {
            let term = |column: usize| row.get(column).and_then(|cell| leading(cell, self.written.language));
            let difference = row.get(differences).and_then(|cell| self.difference(cell));
            let (Some(one), Some(two), Some(difference)) = (term(*first), term(*second), difference) else { continue };
            self.terms(*line, one, two, difference);
            let whose = [*first, *second].map(|column| self.population(&table.header[column])); // OK because the columns come from this header
            match whose {
                [Some(Population::Client), Some(Population::Employee)] => self.row(*line, row, [one, two, difference]),
                [Some(Population::Employee), Some(Population::Client)] => self.row(*line, row, [two, one, difference]),
                _ => {}
            }
        }
    }

    /// The difference that a cell prints: « +4 pts », « ▲ +4 pts (significatif) ».
    fn difference(&self, cell: &str) -> Option<Number> {
        numbers(cell, self.written.language).into_iter().find(Number::is_difference)
    }

    /// A difference and its two displayed terms, in whichever order.
    fn terms(&mut self, line: usize, one: Number, two: Number, difference: Number) {
        let [one, two, difference] = [one, two, difference].map(|number| number.printed);
        let subtraction = (one.value - two.value).abs();
        let rounding = one.rounding() + two.rounding() + difference.rounding();
        if (difference.value.abs() - subtraction).abs() > rounding + NOTHING {
            let shown = rounded(subtraction, one.decimals.max(two.decimals));
            let (difference, one, two) = (number(difference), number(one), number(two));
            let problem = msg!("lint-report-terms", difference, one, two);
            self.found(Rule::GapParts, line, problem).expected = Some(msg!("lint-but-for-rounding", shown));
        }
    }

    /// The population that a header names, whole or shortened: « Collab. (%) ».
    fn population(&self, header: &str) -> Option<Population> {
        const SHORTEST: usize = 4;
        let stem: String = plain(header).chars().take_while(|c| c.is_alphabetic() || *c == ' ').collect();
        let stem = stem.trim();
        let names = |population: Population| {
            let words = self.written.labels.get("population").and_then(|words| words.get(population.as_str()));
            words.is_some_and(|words| plain(words.in_language(self.written.language)).starts_with(stem))
        };
        let long_enough = stem.chars().count() >= SHORTEST;
        long_enough.then(|| Population::EVERY.iter().copied().find(|population| names(*population))).flatten()
    }

    /// A row that names a dimension or a pair: its three figures are those of one edition, and its class is its class.
    fn row(&mut self, line: usize, row: &[String], [client, employee, gap]: [Number; 3]) {
        let label = row.first().map(|cell| plain(cell)).unwrap_or_default();
        let label = [label.as_str()];
        let subjects = self.names.subjects.bearing(&label);
        let rows: Vec<&SymmetryRow> = subjects.flat_map(|subject| self.gaps(subject)).copied().collect();
        let same = |value: Option<f64>, shown: Printed| {
            value.is_some_and(|value| round(value, shown.decimals) == round(shown.value, shown.decimals))
        };
        let printed = |row: &&&SymmetryRow| {
            same(row.client, client.printed) && same(row.employee, employee.printed) && same(row.gap, gap.printed)
        };
        let Some(own) = rows.iter().find(printed).copied() else {
            if let Some(newest) = rows.iter().find(|row| row.edition.edition == *self.id && row.gap.is_some()) {
                let figures = [newest.client, newest.employee, newest.gap];
                let [client, employee, gap] =
                    figures.map(|value| value.map_or(Arg::from("?"), |value| rounded(value, 0)));
                let name = row.first().cloned().unwrap_or_default();
                let expected = msg!("lint-report-figures", client, employee, gap);
                self.found(Rule::NumberDiffers, line, msg!("lint-report-row", name)).expected = Some(expected);
            }
            return;
        };
        let last = row.last().map(String::as_str).unwrap_or_default();
        if let (Some(said), Some(class)) = (self.class_label(last), own.class.as_deref())
            && said != class
        {
            self.found(Rule::WordTooStrong, line, msg!("lint-word", words = last, class));
        }
    }

    /// The gaps of a subject on this page: its sector, every edition, on the favourable share.
    fn gaps(&self, subject: &Subject) -> &'a [&'a SymmetryRow] {
        self.figures.gaps(&self.sector, subject)
    }

    /// The class that a text names, the longest of those that fit.
    fn class_label(&self, text: &str) -> Option<&'a str> {
        let text = plain(text);
        let fitting = self.names.classes.find(&text).map(|(_, words, code)| (words.len(), *code));
        fitting.max().map(|(_, code)| code)
    }

    /// A table of most sectors, or of most dimensions, has all of them: those without a figure have their line and a mark.
    fn complete(&mut self, table: &Table) {
        let codebook = self.written.survey.codebook;
        let language = self.written.language;
        let sectors = self.edition.sectors.iter().filter_map(|id| codebook.sectors.get(id)).map(|s| &s.name);
        let dimensions =
            self.edition.instrument.dimensions.iter().filter_map(|id| codebook.dimensions.get(id)).map(|d| &d.name);
        let frames = [
            (Over::Sectors, sectors.map(|name| name.in_language(language)).collect::<Vec<_>>()),
            (Over::Dimensions, dimensions.map(|name| name.in_language(language)).collect()),
        ];
        let labels: Vec<String> =
            table.rows.iter().filter_map(|(_, row)| row.first()).map(|cell| plain(cell)).collect();
        for (over, frame) in frames {
            let missing: Vec<&str> =
                frame.iter().copied().filter(|name| !labels.contains(&plain(&spelt(name)))).collect();
            if !missing.is_empty() && 2 * missing.len() < frame.len() {
                let count = frame.len() - missing.len();
                let problem = msg!("lint-report-incomplete", count, missing = listed(missing));
                let expected = all_of(over, frame.len(), self.id);
                let finding = self.found(Rule::RankingIncomplete, table.line, problem);
                (finding.expected, finding.hint) = (Some(expected), Some(msg!("lint-ranking-way")));
            }
        }
    }

    /// Columns and rows that compare two editions across a break hold no difference.
    fn broken_columns(&mut self, table: &Table) {
        let difference = |cell: &String| self.difference(cell).is_some();
        let mut broken: Vec<(usize, Message)> = Vec::new();
        for (column, header) in table.header.iter().enumerate() {
            let Some(reason) = self.break_named(header) else { continue };
            let rows = table.rows.iter().filter(|(_, row)| row.get(column).is_some_and(difference));
            broken.extend(rows.map(|(line, _)| (*line, reason.clone())));
        }
        for (line, row) in &table.rows {
            let named = row.iter().find_map(|cell| self.break_named(cell)).or_else(|| {
                let [from, to, ..] = row.as_slice() else { return None };
                self.broken(from, to)
            });
            broken.extend(named.filter(|_| row.iter().any(difference)).map(|reason| (*line, reason)));
        }
        for (line, reason) in broken {
            self.found(Rule::BreakCrossed, line, reason).expected = Some(msg!("lint-comparable"));
        }
    }

    /// The break between the two editions that a text compares: « 2016 → 2019 », « de l’édition 2016 à l’édition 2019 ».
    fn break_named(&self, text: &str) -> Option<Message> {
        let text = plain(text);
        let mut named: Vec<(usize, &str)> = Vec::new();
        for (Occurrence { from, to, .. }, _, id) in self.names.editions.find(&text) {
            let (before, after) = (text[..from].trim_end(), text[to..].trim_start()); // OK because both are boundaries of words
            if before.ends_with("dition") || before.ends_with('→') || after.starts_with('→') {
                named.push((from, id.as_str()));
            }
        }
        named.sort_unstable();
        named.dedup_by_key(|(_, id)| *id);
        match named.as_slice() {
            [(_, one), (_, other)] => self.broken(one, other),
            _ => None,
        }
    }

    /// Why two editions do not compare, whatever the question.
    fn broken(&self, one: &str, other: &str) -> Option<Message> {
        let registry = self.written.survey.registry;
        let (one, other) = (registry.editions.get_full(one.trim())?, registry.editions.get_full(other.trim())?);
        let (from, to) = if one.0 < other.0 { (one, other) } else { (other, one) };
        let whole = registry.breaks.iter().any(|b| b.items.is_none() && b.sectors.is_none());
        let no_items: &[ItemId] = &[];
        let broken = registry.break_between(from.1, to.1, no_items, None).filter(|_| whole)?;
        Some(msg!("lint-break", from = from.1.as_str(), to = to.1.as_str(), reason = &broken.reason))
    }

    fn text(&mut self, line: usize, text: &str) {
        let found = numbers(text, self.written.language);
        if found.iter().any(Number::is_difference)
            && let Some(reason) = self.break_named(text)
        {
            self.found(Rule::BreakCrossed, line, reason).expected = Some(msg!("lint-comparable"));
        }
        let has_numbers = !found.is_empty();
        let mut percentages: Vec<Number> = Vec::new();
        for number in found {
            if number.unit == Unit::Percent {
                percentages.push(number);
            } else if number.is_difference() {
                if let [one, two] = percentages.as_slice() {
                    self.terms(line, *one, *two, number);
                }
                percentages.clear();
            }
        }
        if has_numbers {
            self.quoted(line, text);
            self.directions_in(line, text);
        }
        for sentence in sentences(text) {
            self.sentence(line, sentence);
        }
    }

    /// The words of a sentence, held against the gaps that it prints. Where it holds words of several strengths, each clause
    /// answers for its own.
    fn sentence(&mut self, line: usize, sentence: &str) {
        let lexicon = self.written.survey.lexicon;
        let words = |text: &str| -> Vec<Found<'a>> {
            let found = lexicon.find(text).into_iter();
            found.filter(|found| found.group.about == Compared::Gap && !found.words.contains('…')).collect()
        };
        let whole = words(sentence);
        let figures = numbers(sentence, self.written.language);
        if figures.iter().all(|number| number.unit == Unit::Other) {
            for found in whole.iter().filter(|found| found.group.needs_figure) {
                self.found(Rule::WordWithoutFigure, line, msg!("lint-vague", words = found.words));
            }
        }
        let several = whole.windows(2).any(|two| two[0].group.id != two[1].group.id); // OK because windows of 2
        for clause in clauses(sentence) {
            let own = if several { words(clause) } else { whole.clone() };
            let figures = numbers(clause, self.written.language);
            let rows = self.printed(clause, &figures);
            for row in &rows {
                let Some(class) = row.class.as_deref() else { continue };
                for found in own.iter().filter(|found| strength::too_strong(found, class)) {
                    let problem = msg!("lint-word-of", words = found.words, subject = &*row.subject.id, class);
                    let allowed = strength::allowed(self.written.survey, found, Compared::Gap, class);
                    self.found(Rule::WordTooStrong, line, problem).expected = Some(allowed);
                }
            }
            if let [row] = rows.as_slice()
                && let Some(said) = self.class_label(clause)
                && let Some(class) = row.class.as_deref().filter(|class| *class != said)
            {
                let problem = msg!("lint-word-of", words = said, subject = &*row.subject.id, class);
                self.found(Rule::WordTooStrong, line, problem);
            }
        }
    }

    /// The gaps that a clause prints: it names their subject, and their difference or both their terms. A name alone is too
    /// little: many are common words.
    fn printed(&self, clause: &str, figures: &[Number]) -> Vec<&'a SymmetryRow> {
        if figures.is_empty() {
            return Vec::new();
        }
        let names = self.names.subjects_in(&plain(clause));
        let shown = |value: Option<f64>, unit: Unit| {
            value.is_some_and(|value| {
                let mut of_unit = figures.iter().filter(|number| number.unit == unit);
                of_unit.any(|n| round(n.printed.value, n.printed.decimals) == round(value, n.printed.decimals))
            })
        };
        let rows = self.names.subjects.bearing(&names).flat_map(|subject| self.gaps(subject)).copied();
        rows.filter(|row| row.edition.edition == *self.id)
            .filter(|row| {
                shown(row.gap, Unit::Points) || shown(row.client, Unit::Percent) && shown(row.employee, Unit::Percent)
            })
            .collect()
    }
}
