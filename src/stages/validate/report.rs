//! Collects what the rules find in one wave, each finding as grave as the configuration says, and counts every rule.

use std::collections::HashSet;

use crate::error::{Finding, Findings, Place, Severity};
use crate::messages::{Arg, Message};
use crate::survey::raw::{RawColumn, RawWave};

use super::rules::{Rule, RuleSet};

/// How often each rule found something in one wave, in the order of [`Rule::EVERY`]; zero when it was checked and found nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts(Vec<usize>);

impl Default for Counts {
    fn default() -> Self {
        Self(vec![0; Rule::EVERY.len()])
    }
}

impl Counts {
    /// Findings of one rule, those beyond the ones told included.
    pub fn of(&self, rule: Rule) -> usize {
        self.0[rule as usize] // OK because the list has one entry a rule
    }

    /// Counts findings of a rule that were made elsewhere.
    pub fn add(&mut self, rule: Rule, found: usize) {
        self.0[rule as usize] += found; // OK because the list has one entry a rule
    }
}

/// The findings of one wave.
pub(super) struct Report<'a> {
    raw: &'a RawWave,
    rules: &'a RuleSet,
    findings: Findings,
    counts: Counts,
    refused_lines: HashSet<usize>,
}

impl<'a> Report<'a> {
    /// Nothing found yet.
    pub(super) fn new(raw: &'a RawWave, rules: &'a RuleSet) -> Self {
        let findings = Findings::new(&raw.read.file);
        Self { raw, rules, findings, counts: Counts::default(), refused_lines: HashSet::new() }
    }

    /// Adds a finding; `more` says what was expected and the way out.
    pub(super) fn tell(&mut self, rule: Rule, place: Place, problem: Message, more: impl FnOnce(Finding) -> Finding) {
        let finding = more(self.found(rule, place, problem));
        self.findings.push(finding);
    }

    /// Adds a finding; those that say the same of a column are told once and counted, for one mend is for all of them.
    pub(super) fn tell_alike(
        &mut self,
        rule: Rule,
        place: Place,
        problem: Message,
        more: impl FnOnce(Finding) -> Finding,
    ) {
        let finding = more(self.found(rule, place, problem));
        self.findings.push_alike(finding);
    }

    fn found(&mut self, rule: Rule, place: Place, problem: Message) -> Finding {
        self.counts.add(rule, 1);
        let severity = self.rules.severity(rule);
        if let (Severity::Refuse, Some(line)) = (severity, place.line) {
            self.refused_lines.insert(line);
        }
        Finding { severity, ..Finding::refuse(rule.name(), place, problem) }
    }

    /// The threshold of a rule.
    pub(super) fn threshold(&self, rule: Rule) -> f64 {
        self.rules.threshold(rule)
    }

    /// The whole file.
    pub(super) fn file(&self) -> Place {
        Place::file(&self.raw.read.file)
    }

    /// A line.
    pub(super) fn at(&self, line: usize) -> Place {
        Place::line(&self.raw.read.file, line)
    }

    /// The header, where the format has lines.
    pub(super) fn header(&self) -> Place {
        Place { line: self.raw.header_line, ..self.file() }
    }

    /// A column as a whole: its name in the header.
    pub(super) fn column(&self, column: &RawColumn) -> Place {
        Place { column: Some(column.name.clone()), ..self.header() }
    }

    /// A cell.
    pub(super) fn cell(&self, row: usize, column: &RawColumn) -> Place {
        Place::cell(&self.raw.read.file, line(self.raw, row), &column.name)
    }

    /// Whether anything refuses the wave.
    pub(super) fn refused(&self) -> bool {
        self.findings.refused()
    }

    /// Whether anything refuses a row: what its cells say of each other is then not worth telling.
    pub(super) fn row_refused(&self, row: usize) -> bool {
        self.refused_lines.contains(&line(self.raw, row))
    }

    /// The findings in file order, and the counts.
    pub(super) fn finish(self) -> (Vec<Finding>, Counts) {
        (self.findings.into_vec(), self.counts)
    }
}

/// Line of a row.
pub(super) fn line(raw: &RawWave, row: usize) -> usize {
    raw.lines.get(row).copied().unwrap_or(row + 1)
}

/// A number for a message, written as it is.
pub(super) fn plain(number: f64) -> Arg {
    Arg::Decimal(number.to_string())
}
