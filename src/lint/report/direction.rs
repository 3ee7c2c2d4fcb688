//! The direction of a difference: its arrow and its sign are those of a figure of the cell that stands beside them.
//!
//! A number is refused where its row or its sentence names one dimension or one question, no difference of this has that
//! number, and one has it with the other sign.

use std::collections::BTreeSet;

use super::bound::{Named, same};
use super::figures::Kind;
use super::markdown::{Number, Table, Unit, clauses, numbers, sentences};
use super::{Reading, Rule};
use crate::lint::words::{number, rounded};
use crate::messages::{Message, msg};
use crate::survey::ids::{SectorId, Subject};
use crate::survey::lexicon::plain;

/// What is wrong with a number, and what was expected.
type Slip = (Message, Message);

impl<'a> Reading<'a> {
    /// The differences of a table whose rows name their subject, but for those that are hidden.
    pub(super) fn directions(&mut self, table: &Table, rows: &[Named<'a>], hidden: &BTreeSet<(usize, usize)>) {
        for (at, ((line, row), own)) in table.rows.iter().zip(rows).enumerate() {
            let earlier = row.iter().take(2).any(|cell| self.names_earlier(&plain(cell)));
            let sector = own.sector.unwrap_or(&self.sector);
            let mut slips: Vec<Slip> = Vec::new();
            let shown = row.iter().zip(&table.header).enumerate().skip(1);
            for (_, (cell, header)) in shown.filter(|(column, _)| !hidden.contains(&(at, *column))) {
                let found = numbers(cell, self.written.language);
                let of_cell = !own.subjects.is_empty() && !earlier && !self.names_earlier(&plain(header));
                let difference = found.iter().find(|number| number.is_difference()).filter(|_| of_cell);
                let turned = difference.and_then(|number| self.turned(sector, &own.subjects, *number, false));
                slips.extend(turned.or_else(|| contrary(cell, &found)));
            }
            self.slips(*line, slips);
        }
    }

    /// The differences of a passage, sentence by sentence, or what speaks of one subject.
    pub(super) fn directions_in(&mut self, line: usize, text: &str) {
        let mut slips: Vec<Slip> = contrary(text, &numbers(text, self.written.language)).into_iter().collect();
        for sentence in sentences(text) {
            for clause in clauses(sentence) {
                let plain_text = plain(clause);
                let subjects: Vec<&Subject> = match self.names.all_subjects_in(&plain_text).as_slice() {
                    [name] => {
                        let names = [*name];
                        self.names.subjects.bearing(&names).chain(self.names.items.bearing(&names)).collect()
                    }
                    _ => continue,
                };
                let Some((sector, _)) = self.sector_in(&plain_text) else { continue };
                let changes = self.names_earlier(&plain_text);
                let found = numbers(clause, self.written.language);
                let differences = found.iter().filter(|number| number.is_difference());
                slips.extend(differences.filter_map(|number| self.turned(sector, &subjects, *number, changes)));
            }
        }
        slips.dedup();
        self.slips(line, slips);
    }

    fn slips(&mut self, line: usize, slips: Vec<Slip>) {
        for (problem, expected) in slips {
            self.found(Rule::DirectionReversed, line, problem).expected = Some(expected);
        }
    }

    /// A difference that has the size of one of these subjects and the other sign, where none has this sign; of changes
    /// alone where an earlier edition is named.
    fn turned(&self, sector: &SectorId, subjects: &[&Subject], shown: Number, changes: bool) -> Option<Slip> {
        if !shown.signed || shown.printed.value == 0.0 {
            return None;
        }
        let rows = self.figures.rows(sector, subjects).filter(|row| row.is_change() || !changes);
        let differences: Vec<f64> = rows
            .flat_map(|row| &row.figures)
            .filter(|figure| figure.kind == Kind::Points && figure.has_direction())
            .map(|figure| figure.value)
            .collect();
        if differences.iter().any(|value| same(*value, shown)) {
            return None;
        }
        let other = differences.into_iter().find(|value| same(-*value, shown))?;
        let found = rounded(other, shown.printed.decimals);
        Some((msg!("lint-turned", printed = number(shown.printed)), msg!("lint-report-cell-is", found)))
    }
}

/// The first number whose arrow and sign do not say the same.
fn contrary(text: &str, found: &[Number]) -> Option<Slip> {
    let characters: Vec<char> = text.chars().collect();
    let slip = |shown: Number| {
        let before = characters.get(..shown.span.0)?.iter().rev().find(|c| !c.is_whitespace())?;
        let value = shown.printed.value;
        let differs = shown.unit == Unit::Points && (*before == '▲' && value < 0.0 || *before == '▼' && value > 0.0);
        differs.then_some((shown, *before))
    };
    let (shown, arrow) = found.iter().copied().find_map(slip)?;
    let right = if arrow == '▲' { '▼' } else { '▲' };
    Some((msg!("lint-arrow", arrow, printed = number(shown.printed)), msg!("lint-arrow-is", arrow = right)))
}
