//! The claims of a text, one after the other.

use std::collections::BTreeMap;

use super::cells::{Cell, Cells};
use super::rule::Rule;
use super::words::{number, of, rounded, said};
use super::{NOTHING, Survey, strength};
use crate::error::Finding;
use crate::messages::{Arg, Message, msg};
use crate::publish::number::round;
use crate::survey::claims::*;
use crate::survey::ids::{Measure, SectorId, Statistic, Status};
use crate::survey::lexicon::{Compared, Found};
use crate::survey::results::Results;

/// Outside these percentages an answer is nearly everybody's or nobody's.
const REACHED: std::ops::RangeInclusive<f64> = 5.0..=95.0;

/// How far, in points, a figure may be from the fraction that stands for it.
const FRACTION_POINTS: f64 = 1.5;

/// Checks the claims of one file, in file order. Without tables only what stands alone can be checked.
pub fn claims(claims: &Claims, survey: Survey<'_>, tables: Option<&Results>) -> Vec<Finding> {
    let cells = tables.map(|results| Cells { results, false_discovery_rate: survey.rules.false_discovery_rate });
    let mut check = Check { claims, survey, cells, findings: Vec::new() };
    for claim in &claims.claims {
        check.claim(claim);
    }
    check.contradictions();
    check.findings.sort_by_cached_key(|finding| {
        let column = finding.place.column.as_ref().and_then(|column| column.parse::<usize>().ok());
        (finding.place.line, column)
    });
    check.findings
}

/// The claims of one file while they are checked.
pub(super) struct Check<'a> {
    pub(super) claims: &'a Claims,
    pub(super) survey: Survey<'a>,
    pub(super) cells: Option<Cells<'a>>,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    pub(super) fn push(&mut self, mut finding: Finding) {
        finding.hint.get_or_insert_with(|| msg!("lint-mend-text"));
        self.findings.push(finding);
    }

    fn found(&mut self, rule: Rule, claim: &Claim, problem: Message) {
        self.push(rule.finding(claim.place.clone(), of(claim, problem)));
    }

    fn claim(&mut self, claim: &'a Claim) {
        if let Some(problem) = self.survey.outside_frame(&claim.cell) {
            return self.found(Rule::OutsideFrame, claim, problem);
        }
        match &claim.said {
            Said::Level(value) => {
                self.in_range(claim, *value, 0.0);
                self.bound(claim, *value, |cells| cells.level(&claim.cell));
            }
            Said::Gap { value, contrast, left, right } => {
                self.in_range(claim, *value, -100.0);
                self.terms(claim, *value, *left, *right);
                self.bound(claim, *value, |cells| cells.gap(&claim.cell, *contrast));
            }
            Said::Symmetry { value, gap, beside } => {
                self.symmetry(claim, *value, *gap, *beside);
                self.bound(claim, *value, |cells| cells.symmetry(&claim.cell));
            }
            Said::Change { .. } => self.change(claim),
            Said::Rank { .. } => self.rank(claim),
            Said::Ranking { over, ascending, entries } => self.ranking(claim, *over, *ascending, entries),
            Said::Share { .. } => self.share(claim),
            Said::Base { value, than, of } => self.base(claim, *value, *than, *of),
            Said::Strength { .. } => self.strength(claim),
        }
    }

    fn get(&self, index: Option<ClaimIndex>) -> Option<(&'a Claim, Printed)> {
        let claim = self.claims.claims.get(index?)?;
        Some((claim, claim.said.figure()?))
    }

    fn in_range(&mut self, claim: &Claim, value: Printed, least: f64) {
        if !(least..=100.0).contains(&value.value) {
            let problem = of(claim, msg!("lint-out-of-range", printed = number(value)));
            let finding = Rule::OutOfRange.finding(claim.place.clone(), problem);
            self.push(finding.expected(msg!("lint-range", least = Arg::decimal(least, 0))));
        }
    }

    /// Holds a figure against its cell.
    fn bound(&mut self, claim: &Claim, value: Printed, cell: impl FnOnce(Cells<'a>) -> Option<Cell>) {
        let Some(cells) = self.cells.filter(|_| !claim.alone) else { return };
        let Some(cell) = cell(cells) else { return self.no_cell(claim) };
        if let Some(reason) = &cell.incomparable {
            return self.found(Rule::BreakCrossed, claim, msg!("lint-not-compared", reason));
        }
        self.printable(claim, cell.status);
        let Some(true_value) = cell.value else {
            if cell.status != Status::Suppressed {
                self.no_cell(claim);
            }
            return;
        };
        if round(true_value, value.decimals) != round(value.value, value.decimals) {
            let found = rounded(true_value, value.decimals);
            let problem = msg!("lint-number-differs", printed = number(value), found = found.clone());
            let finding = Rule::NumberDiffers.finding(claim.place.clone(), of(claim, problem));
            let exact = Arg::Decimal(true_value.to_string());
            self.push(finding.expected(msg!("lint-exact", found, exact)));
        }
    }

    /// Whether the base of a cell lets it be printed.
    pub(super) fn printable(&mut self, claim: &Claim, status: Status) {
        let rules = self.survey.rules;
        match status {
            Status::Published => {}
            Status::SmallBase if claim.small_base_said => {}
            Status::SmallBase => {
                let problem = msg!("lint-small-base", limit = Arg::Decimal(rules.small_base_below.to_string()));
                let finding = Rule::SmallBaseUnsaid.finding(claim.place.clone(), of(claim, problem));
                self.push(finding.hint(msg!("lint-small-base-way")));
            }
            Status::Suppressed => {
                let limit = Arg::Decimal(rules.suppress_below.to_string());
                // A mean may rest on many answers: it is hidden for what it could be subtracted from.
                let (problem, expected) = match claim.cell.sector.as_ref().is_some_and(SectorId::is_mean) {
                    true => (msg!("lint-suppressed-mean"), msg!("lint-suppressed-mean-expected")),
                    false => (msg!("lint-suppressed", limit = limit.clone()), msg!("lint-suppressed-expected", limit)),
                };
                let finding = Rule::BaseTooSmall.finding(claim.place.clone(), of(claim, problem));
                self.push(finding.expected(expected).hint(msg!("lint-suppressed-way")));
            }
        }
    }

    pub(super) fn no_cell(&mut self, claim: &Claim) {
        let edition = claim.cell.edition.as_ref();
        let finding = Rule::NoCell.finding(claim.place.clone(), of(claim, msg!("lint-no-cell")));
        let absent = edition.filter(|id| self.cells.is_some_and(|cells| !cells.has(id)));
        self.push(match absent {
            Some(id) => finding.hint(msg!("lint-edition-absent", edition = id.as_str())),
            None => finding.hint(msg!("lint-no-cell-way")),
        });
    }

    /// Holds a difference against its displayed terms, and the terms against each other.
    fn terms(&mut self, claim: &'a Claim, value: Printed, left: Option<ClaimIndex>, right: Option<ClaimIndex>) {
        match (self.get(left), self.get(right)) {
            (Some((left, first)), Some((right, second))) => {
                self.compared(claim, left, [right].into_iter());
                let subtraction = first.value - second.value;
                let rounding = value.rounding() + first.rounding() + second.rounding();
                if (value.value - subtraction).abs() > rounding + NOTHING {
                    let decimals = first.decimals.max(second.decimals);
                    let shown = rounded(subtraction, decimals);
                    let problem = msg!(
                        "lint-gap-parts",
                        printed = number(value),
                        left = number(first),
                        right = number(second),
                        shown = shown.clone()
                    );
                    let unit = Arg::decimal(2.0 * value.rounding(), value.decimals);
                    let finding = Rule::GapParts.finding(claim.place.clone(), of(claim, problem));
                    let hint = msg!("lint-one-of-three", left = &left.name, right = &right.name);
                    self.push(finding.expected(msg!("lint-rounding", shown, unit)).hint(hint));
                }
            }
            (Some((left, first)), None) => self.implied(claim, left, first, first.value - value.value, value),
            (None, Some((right, second))) => self.implied(claim, right, second, second.value + value.value, value),
            (None, None) => {}
        }
    }

    /// The term that is not printed follows from the other two numbers.
    fn implied(&mut self, claim: &Claim, term: &Claim, shown: Printed, other: f64, value: Printed) {
        let rounding = value.rounding() + shown.rounding();
        let decimals = value.decimals.max(shown.decimals);
        let other_term = rounded(other, decimals);
        let problem = msg!("lint-implied", shown = number(shown), term = &term.name, other = other_term);
        if other < -rounding || other > 100.0 + rounding {
            let finding = Rule::OutOfRange.finding(claim.place.clone(), of(claim, problem));
            self.push(finding.expected(msg!("lint-percentage")));
        } else if !REACHED.contains(&other) {
            let finding = Rule::ImpliedTerm.finding(claim.place.clone(), of(claim, problem));
            self.push(finding.expected(msg!("lint-reached")).hint(msg!("lint-implied-way")));
        }
    }

    /// Figures that a claim sets side by side: the same answers counted, editions that compare.
    pub(super) fn compared(&mut self, claim: &Claim, first: &Claim, others: impl Iterator<Item = &'a Claim>) {
        let (mut boxes, mut broken) = (None, None);
        for other in others {
            if let (Some(one), Some(two)) = (first.cell.measure, other.cell.measure)
                && one != two
                && boxes.is_none()
            {
                let (first, other) = (&first.name, &other.name);
                let (first_counts, other_counts) = (one.as_str(), two.as_str());
                boxes = Some(msg!("lint-boxes", first, first_counts, other, other_counts));
            }
            broken = broken.or_else(|| self.survey.incomparable(&first.cell, &other.cell));
        }
        if let Some(problem) = boxes {
            let finding = Rule::BoxesDiffer.finding(claim.place.clone(), of(claim, problem));
            self.push(finding.expected(msg!("lint-same-answers")));
        }
        if let Some(problem) = broken {
            let finding = Rule::BreakCrossed.finding(claim.place.clone(), of(claim, problem));
            self.push(finding.expected(msg!("lint-comparable")));
        }
    }

    fn symmetry(&mut self, claim: &Claim, value: Printed, gap: Option<ClaimIndex>, beside: Option<ClaimIndex>) {
        self.in_range(claim, value, 0.0);
        if let Some((gap, points)) = self.get(gap) {
            let index = 100.0 - points.value.abs();
            if (value.value - index).abs() > value.rounding() + points.rounding() + NOTHING {
                let (size, index) = (rounded(points.value.abs(), points.decimals), rounded(index, points.decimals));
                let problem = msg!("lint-symmetry-parts", printed = number(value), size, index);
                let finding = Rule::GapParts.finding(claim.place.clone(), of(claim, problem));
                self.push(finding.hint(msg!("lint-one-of-two", other = &gap.name)));
            }
        }
        if beside.is_none() {
            let problem = of(claim, msg!("lint-symmetry-alone"));
            let finding = Rule::SymmetryAlone.finding(claim.place.clone(), problem);
            self.push(finding.expected(msg!("lint-symmetry-beside")).hint(msg!("lint-symmetry-way")));
        }
    }

    fn change(&mut self, claim: &'a Claim) {
        let Said::Change { value, since, statistic, left, right } = &claim.said else { return };
        self.in_range(claim, *value, -100.0);
        let printed = self.get(*left).is_some() && self.get(*right).is_some();
        let broken = since.as_ref().filter(|_| !printed).and_then(|since| {
            let earlier = CellKey { edition: Some(since.clone()), ..claim.cell.clone() };
            self.survey.incomparable(&claim.cell, &earlier)
        });
        self.terms(claim, *value, *left, *right);
        if let Some(problem) = broken {
            let finding = Rule::BreakCrossed.finding(claim.place.clone(), of(claim, problem));
            return self.push(finding.expected(msg!("lint-comparable")));
        }
        if let (Some(since), Some(statistic)) = (since, statistic) {
            self.bound(claim, *value, |cells| cells.change(&claim.cell, since, *statistic));
        }
    }

    fn share(&mut self, claim: &Claim) {
        let Said::Share { value, fraction, than, count, figure } = &claim.said else { return };
        if let Some(value) = value {
            self.in_range(claim, *value, 0.0);
        }
        if let Some((part, whole)) = count {
            self.counted_share(claim, *value, *part, *whole);
        }
        let shown = self.get(*figure);
        if let (Some(value), Some((other, figure))) = (value, shown) {
            let agrees = match than {
                Some(Than::More) => figure.value > value.value,
                Some(Than::Less) => figure.value < value.value,
                None => {
                    let decimals = value.decimals.min(figure.decimals);
                    round(value.value, decimals) == round(figure.value, decimals)
                }
            };
            if !agrees {
                let said = said(*than, number(*value));
                let problem = msg!("lint-share-figure", said, figure = number(figure), name = &other.name);
                self.found(Rule::ShareDiffers, claim, problem);
            }
        }
        if let Some(fraction) = fraction {
            let own = value.filter(|_| shown.is_none());
            self.fraction(claim, *fraction, *than, shown.map(|(_, figure)| figure).or(own));
        }
    }

    fn counted_share(&mut self, claim: &Claim, value: Option<Printed>, part: usize, whole: usize) {
        if part > whole {
            return self.found(Rule::ShareDiffers, claim, msg!("lint-share-count", part, whole));
        }
        let share = 100.0 * part as f64 / whole as f64;
        if let Some(value) = value.filter(|value| round(value.value, value.decimals) != round(share, value.decimals)) {
            let share = rounded(share, value.decimals);
            let problem = msg!("lint-share-of", printed = number(value), part, whole, share);
            self.found(Rule::ShareDiffers, claim, problem);
        }
    }

    fn fraction(&mut self, claim: &Claim, (part, whole): (usize, usize), than: Option<Than>, figure: Option<Printed>) {
        let Some(figure) = figure else {
            let problem = msg!("lint-fraction-alone", said = said(than, Arg::from(msg!("lint-fraction", part, whole))));
            let finding = Rule::FractionAlone.finding(claim.place.clone(), of(claim, problem));
            return self.push(finding.hint(msg!("lint-fraction-way")));
        };
        let share = 100.0 * part as f64 / whole as f64;
        let agrees = match than {
            Some(Than::More) => figure.value > share,
            Some(Than::Less) => figure.value < share,
            None => (figure.value - share).abs() <= FRACTION_POINTS + NOTHING,
        };
        if !agrees {
            let said = said(than, Arg::from(msg!("lint-fraction", part, whole)));
            let problem = msg!("lint-fraction-far", said, share = rounded(share, 1), figure = number(figure));
            let finding = Rule::FractionFar.finding(claim.place.clone(), of(claim, problem));
            let limit = Arg::decimal(FRACTION_POINTS, 1);
            let near = msg!("lint-fraction-near", limit);
            self.push(finding.expected(if than.is_some() { msg!("lint-fraction-side") } else { near }));
        }
    }

    fn base(&mut self, claim: &Claim, value: usize, than: Option<Than>, counted_of: Counted) {
        let whole_edition = claim.cell.subject.is_none() && claim.cell.sector.as_ref().is_none_or(SectorId::is_all);
        let of_tables = self.cells.filter(|_| !claim.alone && counted_of == Counted::Persons);
        let known = match of_tables {
            Some(cells) => match cells.persons(&claim.cell).and_then(|n| usize::try_from(n).ok()) {
                None => return self.no_cell(claim),
                known => known,
            },
            None => {
                let counted = whole_edition || counted_of != Counted::Persons;
                self.survey
                    .edition(&claim.cell)
                    .filter(|_| counted)
                    .map(|edition| self.survey.count(edition, counted_of))
            }
        };
        if counted_of == Counted::Persons
            && (value as f64) < self.survey.rules.suppress_below
            && than != Some(Than::More)
        {
            self.printable(claim, Status::Suppressed);
        }
        let agrees = |known: usize| match than {
            Some(Than::More) => known > value,
            Some(Than::Less) => known < value,
            None => known == value,
        };
        if let Some(known) = known.filter(|known| !agrees(*known)) {
            let count = known;
            let known = match counted_of {
                Counted::Persons => msg!("lint-persons", count),
                Counted::Sectors => msg!("lint-sectors", count),
                Counted::Dimensions => msg!("lint-dimensions", count),
                Counted::Items => msg!("lint-items", count),
            };
            let said = said(than, Arg::from(value.to_string()));
            let problem = of(claim, msg!("lint-count-differs", said, known = known.clone()));
            self.push(Rule::CountDiffers.finding(claim.place.clone(), problem).expected(known));
        }
    }

    fn strength(&mut self, claim: &Claim) {
        let Said::Strength { words, figure, class } = &claim.said else { return };
        let referred = self.get(*figure).map(|(claim, _)| claim);
        let about = if referred.is_some_and(|claim| matches!(claim.said, Said::Change { .. })) {
            Compared::Change
        } else {
            Compared::Gap
        };
        let class = class.clone().or_else(|| self.class_of(referred.unwrap_or(claim)));
        let moved = referred.and_then(|claim| self.moved(claim));
        // A word of differences may be said of a change, « progresse » not of a difference.
        let fits = |found: &&Found<'_>| found.group.about == Compared::Gap || about == Compared::Change;
        for found in self.survey.lexicon.find(words).iter().filter(fits) {
            if found.group.needs_figure && referred.is_none() {
                self.found(Rule::WordWithoutFigure, claim, msg!("lint-vague", words = found.words));
            }
            if let Some(moved) = moved
                && let Some(problem) = strength::reversed(found, moved)
            {
                self.found(Rule::DirectionReversed, claim, problem);
            } else if let Some(class) = class.as_deref().filter(|class| strength::too_strong(found, class)) {
                let problem = of(claim, msg!("lint-word", words = found.words, class));
                let finding = Rule::WordTooStrong.finding(claim.place.clone(), problem);
                self.push(finding.expected(strength::allowed(self.survey, found, about, class)));
            }
        }
    }

    /// By how much a level rises that a claim says to change: as the tables have it, else as it is printed. A gap that changes
    /// has no direction of its own: it may grow on either side of nothing.
    fn moved(&self, claim: &Claim) -> Option<f64> {
        let Said::Change { value, statistic, .. } = &claim.said else { return None };
        if *statistic == Some(Statistic::Gap) {
            return None;
        }
        let cells = self.cells.filter(|_| !claim.alone);
        let of_tables = cells.and_then(|cells| cells.cell(&claim.said, &claim.cell)?.value);
        Some(of_tables.unwrap_or(value.value))
    }

    /// The class of the difference that a claim prints, or that its cell holds.
    fn class_of(&self, claim: &Claim) -> Option<String> {
        let cells = self.cells.filter(|_| !claim.alone)?;
        cells.cell(&claim.said, &claim.cell)?.class
    }

    /// Two figures printed for one cell.
    fn contradictions(&mut self) {
        let mut first: BTreeMap<String, &Claim> = BTreeMap::new();
        for claim in &self.claims.claims {
            let (Some(cell), Some(value)) = (whole_cell(claim), claim.said.figure()) else { continue };
            let Some(earlier) = first.get(&cell).copied() else {
                first.insert(cell, claim);
                continue;
            };
            let Some(other) = earlier.said.figure() else { continue };
            let decimals = value.decimals.min(other.decimals);
            if round(value.value, decimals) != round(other.value, decimals) {
                let (earlier, other) = (&earlier.name, number(other));
                let problem = of(claim, msg!("lint-contradicted", printed = number(value), earlier, other));
                let finding = Rule::FigureContradicted.finding(claim.place.clone(), problem);
                self.push(finding.expected(msg!("lint-one-figure")));
            }
        }
    }
}

/// A level or a mirror gap whose cell is known whole, as a text that no other cell has.
fn whole_cell(claim: &Claim) -> Option<String> {
    let CellKey { edition, sector, population, subject, measure } = &claim.cell;
    let whose = match &claim.said {
        Said::Level(_) => format!("{:?}", (*population)?),
        Said::Gap { contrast: None, .. } => "gap".to_owned(),
        _ => return None,
    };
    let sector = sector.as_ref().map_or(SectorId::ALL, SectorId::as_str);
    let measure = measure.or((!claim.alone).then_some(Measure::Top2));
    Some(format!("{} {sector} {whose} {:?} {measure:?}", edition.as_ref()?, subject.as_ref()?))
}
