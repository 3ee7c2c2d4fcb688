//! Numbers that stand where the tables hide one: a base too small to be published carries no figure, on no page.
//!
//! A row or a sentence names a sector and a dimension or a question whose two sides are not published together. In a column
//! of the two sides every number is refused, and so is every number beside a population of which nothing is published. Any
//! other number is refused unless it is a published figure: of one side alone there may be some, its distance from the other
//! sectors or its change.

use std::collections::BTreeSet;

use super::bound::{Named, Quoted, same};
use super::figures::{Figure, Record, Source};
use super::markdown::{Number, Table, numbers};
use super::{Reading, Rule};
use crate::lint::words::number;
use crate::messages::{Arg, msg};
use crate::survey::ids::{Measure, Population, SectorId, Statistic, Subject};
use crate::survey::lexicon::plain;

/// Whose figures a column or a number is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// Those of a population.
    Of(Population),
    /// Those of clients and employees together.
    Both,
    /// Nothing says whose.
    Unknown,
}

/// Whether there are rows, and all of them are hidden.
pub(super) fn all_hidden<'f, 'r: 'f>(rows: impl Iterator<Item = &'f Record<'r>>) -> bool {
    let mut rows = rows.peekable();
    rows.peek().is_some() && rows.all(|row| row.hidden)
}

impl<'a> Reading<'a> {
    /// Tells the numbers of a table that stand for hidden figures, one a row; returns all of them, by row and column.
    pub(super) fn hidden_cells(
        &mut self,
        table: &Table,
        heads: &[Named<'a>],
        rows: &[Named<'a>],
    ) -> BTreeSet<(usize, usize)> {
        let whose = self.whose(&table.header);
        let mut hidden = BTreeSet::new();
        for (at, ((line, row), own)) in table.rows.iter().zip(rows).enumerate() {
            if row.iter().take(2).any(|cell| self.names_earlier(&plain(cell))) {
                continue;
            }
            let mut first = None;
            for (column, (cell, header)) in row.iter().zip(&table.header).enumerate().skip(1) {
                let map = heads.get(column).filter(|head| own.sector.is_some() && !head.subjects.is_empty());
                let subjects = map.map_or(own.subjects.as_slice(), |head| head.subjects.as_slice());
                if subjects.is_empty() || self.names_earlier(&plain(header)) {
                    continue;
                }
                let own_whose = own.population.map(Whose::Of);
                let whose = own_whose.or_else(|| whose.get(column).copied()).unwrap_or(Whose::Unknown);
                let sector = own.sector.unwrap_or(&self.sector);
                let of_terms = |figure: &Figure| match whose {
                    Whose::Of(population) if percentages(header) => figure.of == Some(population),
                    _ => true,
                };
                let stands = |number: &&Number| {
                    let is = |figure: &Figure| {
                        same(figure.value, **number) && (!number.signed || figure.has_direction()) && of_terms(figure)
                    };
                    self.hides(sector, subjects, whose, is)
                };
                if let Some(number) = numbers(cell, self.written.language).iter().find(stands).copied() {
                    hidden.insert((at, column));
                    first.get_or_insert(number);
                }
            }
            if let Some(number) = first {
                let name = row.first().map(String::as_str).unwrap_or_default();
                self.found_hidden(*line, name, number);
            }
        }
        hidden
    }

    /// Whose figures the columns of a table are, by its header. An interval is of what stands before it; where both sides
    /// have percentages the other columns are of both.
    fn whose(&self, header: &[String]) -> Vec<Whose> {
        let statistics = [Statistic::Gap, Statistic::Level, Statistic::Floor];
        let words = self.written.labels.get("statistic");
        let names = statistics.iter().filter_map(|statistic| words?.get(statistic.as_str()));
        let names: Vec<String> = names.map(|name| plain(name.in_language(self.written.language))).collect();
        let mut whose: Vec<Whose> = Vec::new();
        for head in header {
            let interval = head.contains('%') && head.contains(|c: char| c.is_ascii_digit());
            let before = whose.last().copied().filter(|_| interval);
            whose.push(before.unwrap_or_else(|| match self.population(head) {
                Some(population) => Whose::Of(population),
                None if names.contains(&plain(head)) => Whose::Both,
                None => Whose::Unknown,
            }));
        }
        let has = |of: Population| whose.iter().zip(header).any(|(own, h)| *own == Whose::Of(of) && percentages(h));
        let turned =
            |whose: &mut Vec<Whose>, from, to| whose.iter_mut().filter(|own| **own == from).for_each(|own| *own = to);
        if has(Population::Client) && has(Population::Employee) {
            turned(&mut whose, Whose::Unknown, Whose::Both);
        } else if has(Population::Manager) || has(Population::NonManager) {
            // A gap between managers and others, with clients or without.
            turned(&mut whose, Whose::Both, Whose::Unknown);
        }
        whose
    }

    /// The first number of a sentence that stands for a hidden figure.
    pub(super) fn hidden_in_text(&self, sector: &SectorId, names: &[&str], quoted: &[Quoted]) -> Option<Number> {
        let subjects: Vec<&Subject> = self.names.subjects.bearing(names).collect();
        let stands = |q: &&Quoted| {
            let is = |figure: &Figure| q.is(figure) && (!q.number.signed || figure.has_direction());
            self.hides(sector, &subjects, q.of.map_or(Whose::Unknown, Whose::Of), is)
        };
        quoted.iter().find(stands).map(|q| q.number)
    }

    /// Whether a number stands for a figure of these subjects that is hidden; `is` says which figures it may be.
    fn hides(&self, sector: &SectorId, subjects: &[&Subject], whose: Whose, is: impl Fn(&Figure) -> bool) -> bool {
        if subjects.is_empty() {
            return false;
        }
        let rows = || self.figures.rows(sector, subjects);
        let of_both = || all_hidden(rows().filter(|row| row.source == Source::Symmetry));
        // The pages print favourable answers, but for questions that have no such share.
        let favourable = rows().any(|row| row.measure == Measure::Top2);
        let mut printed = rows().filter(|row| row.measure == Measure::Top2 || !favourable);
        match whose {
            Whose::Both => of_both(),
            Whose::Of(population) if all_hidden(rows().filter(|row| row.population() == Some(population))) => true,
            Whose::Of(_) | Whose::Unknown => of_both() && !printed.any(|row| row.figures.iter().any(&is)),
        }
    }

    /// Tells a number that stands for a hidden figure of what a row or a sentence names.
    pub(super) fn found_hidden(&mut self, line: usize, name: &str, shown: Number) {
        let limit = Arg::Decimal(self.written.survey.rules.suppress_below.to_string());
        let problem = msg!("lint-report-hidden", printed = number(shown.printed), name, limit);
        self.found(Rule::BaseTooSmall, line, problem).expected = Some(msg!("lint-report-mark"));
    }
}

/// « Clients (%) », not « IC à 95 % ».
pub(super) fn percentages(header: &str) -> bool {
    header.contains('%') && !header.contains(|c: char| c.is_ascii_digit())
}
