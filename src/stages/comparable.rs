//! What may be compared over editions, and the figures that are followed: the registry decides, trends and slopes obey.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::calibrate::CalibratedWave;
use super::indices::{Indices, WaveIndices};
use super::rows::Blocks;
use super::score::{Estimate, ScoredSubject, Scores, score_subject, subjects};
use super::symmetry::{MirrorSubject, mirrors};
use crate::stats::influence::Influence;
use crate::stats::linearise::Workspace;
use crate::survey::codebook::{Codebook, Language};
use crate::survey::ids::{EditionId, ItemId, Measure, Population, SectorId, Statistic, Subject};
use crate::survey::registry::{Edition, Registry};
use crate::survey::rules::PublicationRules;

/// One edition of the run with everything that was computed on it.
#[derive(Clone, Copy, Debug)]
pub struct ScoredEdition<'a> {
    /// Label.
    pub id: &'a EditionId,
    /// The edition.
    pub edition: &'a Edition,
    /// Its weights.
    pub wave: &'a CalibratedWave,
    /// Its estimates.
    pub scores: &'a Scores,
    /// Its indices.
    pub indices: &'a WaveIndices<'a>,
}

/// What decides on comparisons and words.
#[derive(Clone, Copy, Debug)]
pub struct TrendRules<'a> {
    /// The editions and their breaks.
    pub registry: &'a Registry,
    /// The questionnaire.
    pub codebook: &'a Codebook,
    /// The publication rules.
    pub rules: &'a PublicationRules,
    /// Words of the reasons: key → text.
    pub reasons: &'a Reasons,
    /// Language of the reasons.
    pub language: Language,
}

/// Why two figures are not compared, as printed.
#[derive(Clone, Debug)]
pub struct Reasons {
    /// The sector is missing from the frame of an edition; `{edition}` stands for it.
    pub sector_absent: String,
    /// The question or dimension is missing from an edition; `{edition}` stands for it.
    pub not_asked: String,
    /// The employees asked are not the same.
    pub employee_base: String,
    /// The dimension is compared on the items that both editions asked.
    pub common_items: String,
    /// The two editions have no item of the dimension in common.
    pub no_common_item: String,
}

/// Why two figures are not compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incomparable {
    /// An edition lacks the question or the dimension.
    NotAsked(EditionId),
    /// The sector is missing from the frame of an edition.
    SectorAbsent(EditionId),
    /// The dimension rests on other items altogether.
    NoCommonItem,
    /// The employees asked are not the same.
    EmployeeBase,
    /// The registry declares a break, with this reason.
    Break(String),
}

impl Incomparable {
    /// The reason as printed.
    pub fn text(&self, reasons: &Reasons) -> String {
        match self {
            Self::NotAsked(edition) => reasons.not_asked.replace("{edition}", edition.as_str()),
            Self::SectorAbsent(edition) => reasons.sector_absent.replace("{edition}", edition.as_str()),
            Self::NoCommonItem => reasons.no_common_item.clone(),
            Self::EmployeeBase => reasons.employee_base.clone(),
            Self::Break(reason) => reason.clone(),
        }
    }

    /// Whether one edition lacks the figure, which says nothing of the editions around it; otherwise the series ends here.
    pub fn is_absence(&self) -> bool {
        matches!(self, Self::NotAsked(_) | Self::SectorAbsent(_))
    }
}

/// A figure that is followed: the statistic, and the sides behind it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    /// Item, mirror pair or dimension.
    pub subject: Subject,
    /// Which figure of it.
    pub statistic: Statistic,
    /// What clients were asked, where it uses their side.
    pub client: Option<Subject>,
    /// What employees were asked, where it uses their side.
    pub employee: Option<Subject>,
    /// Measures that apply.
    pub measures: Vec<Measure>,
}

impl Figure {
    fn of_side(scored: &ScoredSubject, codebook: &Codebook) -> Self {
        let client = scored.side == Population::Client;
        let side = Some(scored.subject.clone());
        Self {
            subject: scored.subject.clone(),
            statistic: if client { Statistic::Client } else { Statistic::Employee },
            client: side.clone().filter(|_| client),
            employee: side.filter(|_| !client),
            measures: scored.measures(codebook).to_vec(),
        }
    }

    fn of_mirror(mirror: &MirrorSubject, statistic: Statistic) -> Self {
        Self {
            subject: mirror.subject.clone(),
            statistic,
            client: Some(mirror.client.clone()),
            employee: Some(mirror.employee.clone()),
            measures: mirror.measures.to_vec(),
        }
    }

    /// The sides that it uses: clients, then employees.
    pub fn sides(&self) -> impl Iterator<Item = (Population, &Subject)> {
        let sides = [(Population::Client, &self.client), (Population::Employee, &self.employee)];
        sides.into_iter().filter_map(|(side, subject)| Some((side, subject.as_ref()?)))
    }
}

/// An item, and the side that is asked it: the same item may stay with one side and go with the other.
pub type AskedItem = (Population, ItemId);

/// The items that are in both sets; none where a side of the figure keeps none.
pub fn in_common(figure: &Figure, one: &BTreeSet<AskedItem>, other: &BTreeSet<AskedItem>) -> BTreeSet<AskedItem> {
    let common: BTreeSet<AskedItem> = one.intersection(other).cloned().collect();
    let every_side = figure.sides().all(|(side, _)| common.iter().any(|(of, _)| *of == side));
    if every_side { common } else { BTreeSet::new() }
}

/// An edition with its subjects, listed once.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The edition.
    pub scored: ScoredEdition<'a>,
    subjects: Vec<ScoredSubject>,
    figures: BTreeSet<Figure>,
}

impl<'a> Asked<'a> {
    /// Lists what an edition asked.
    pub fn new(scored: ScoredEdition<'a>, codebook: &Codebook) -> Self {
        let subjects = subjects(scored.edition, codebook);
        let mut figures: BTreeSet<Figure> = subjects.iter().map(|s| Figure::of_side(s, codebook)).collect();
        for mirror in mirrors(scored.edition, codebook) {
            for statistic in [Statistic::Gap, Statistic::Level, Statistic::Floor] {
                figures.insert(Figure::of_mirror(&mirror, statistic));
            }
        }
        Self { scored, subjects, figures }
    }

    /// Every figure of this edition, in a fixed order.
    pub fn figures(&self) -> &BTreeSet<Figure> {
        &self.figures
    }

    /// Items that a figure rests on, side by side; none when a side of it was not asked.
    pub fn items(&self, figure: &Figure) -> BTreeSet<AskedItem> {
        let mut all = BTreeSet::new();
        for (side, subject) in figure.sides() {
            match self.subjects.iter().find(|s| s.side == side && s.subject == *subject) {
                Some(found) => all.extend(found.items.iter().map(|item| (side, item.clone()))),
                None => return BTreeSet::new(),
            }
        }
        all
    }

    /// The estimates behind a figure, computed again on some of its items.
    pub fn reduced(
        &self,
        figure: &Figure,
        items: &BTreeSet<AskedItem>,
        codebook: &Codebook,
        workspace: &mut Workspace,
    ) -> Scores {
        let wanted = |s: &&ScoredSubject| figure.sides().any(|(side, subject)| s.side == side && s.subject == *subject);
        let scored = self.subjects.iter().filter(wanted).map(|scored| {
            let kept = |item: &&ItemId| items.contains(&(scored.side, (*item).clone()));
            let items: Vec<ItemId> = scored.items.iter().filter(kept).cloned().collect();
            let min_items = scored.min_items.min(items.len());
            ScoredSubject { items, min_items, ..scored.clone() }
        });
        let (wave, edition) = (self.scored.wave, self.scored.edition);
        let score = |s: ScoredSubject| {
            let blocks = Blocks::new(wave, edition, codebook, s.side, |item| s.items.contains(item));
            score_subject(&blocks, codebook, &s, workspace)
        };
        scored.flat_map(score).collect()
    }
}

/// Two editions, the earlier one first.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The earlier one.
    pub from: &'a Asked<'a>,
    /// The later one.
    pub to: &'a Asked<'a>,
    /// What decides.
    pub with: TrendRules<'a>,
}

impl Comparison<'_> {
    /// The items that each side of a figure rests on in both editions.
    ///
    /// # Errors
    /// Why it is not compared, whatever the sector.
    pub fn common_items(&self, figure: &Figure) -> Result<BTreeSet<AskedItem>, Incomparable> {
        let items = [self.from, self.to].map(|edition| edition.items(figure));
        for (edition, items) in [self.from, self.to].iter().zip(&items) {
            if items.is_empty() {
                return Err(Incomparable::NotAsked(edition.scored.id.clone()));
            }
        }
        let [from, to] = items;
        let common = in_common(figure, &from, &to);
        if common.is_empty() {
            return Err(Incomparable::NoCommonItem);
        }
        if let Some(reason) = self.break_reason(&common, None) {
            return Err(reason);
        }
        let other_base = self.from.scored.edition.employee_base != self.to.scored.edition.employee_base;
        if figure.employee.is_some() && other_base { Err(Incomparable::EmployeeBase) } else { Ok(common) }
    }

    /// Whether a sector is compared, for a figure that is.
    ///
    /// # Errors
    /// Why it is not.
    pub fn sector(&self, items: &BTreeSet<AskedItem>, sector: &SectorId) -> Result<(), Incomparable> {
        if sector.is_all() {
            return Ok(());
        }
        let absent = [self.from, self.to].into_iter().find(|e| !e.scored.edition.sectors.contains(sector));
        if let Some(edition) = absent {
            return Err(Incomparable::SectorAbsent(edition.scored.id.clone()));
        }
        self.break_reason(items, Some(sector)).map_or(Ok(()), Err)
    }

    /// The first break between the two editions that concerns these items (and this sector).
    fn break_reason(&self, items: &BTreeSet<AskedItem>, sector: Option<&SectorId>) -> Option<Incomparable> {
        let (from, to) = (self.from.scored.id, self.to.scored.id);
        let items: Vec<ItemId> = items.iter().map(|(_, item)| item.clone()).collect();
        let concerned = self.with.registry.break_between(from, to, &items, sector);
        concerned.map(|b| Incomparable::Break(b.reason.in_language(self.with.language).to_owned()))
    }
}

/// A figure in one edition and one sector: what a comparison over editions needs of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Its value.
    pub value: f64,
    /// Its design variance.
    pub variance: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// The smallest base of its sides (persons or effective persons).
    pub base: f64,
    /// Whether every side of it may be tested.
    pub testable: bool,
}

/// The points of one figure in one edition, by sector and measure.
pub type Points = BTreeMap<(SectorId, Measure), Point>;

/// The points of every figure of an edition, computed once for trends and slopes together.
pub fn points_of_figures(asked: &Asked<'_>) -> BTreeMap<Figure, Points> {
    let figures: Vec<&Figure> = asked.figures().iter().collect();
    let points = figures.par_iter().map_init(Workspace::default, |workspace, figure| {
        ((*figure).clone(), points(asked.scored, figure, asked.scored.scores, Some(asked.scored.indices), workspace))
    });
    points.collect::<Vec<_>>().into_iter().collect()
}

/// The points of one figure, from some scores of the edition and, where they are at hand, the indices of these scores.
pub fn points(
    edition: ScoredEdition<'_>,
    figure: &Figure,
    scores: &Scores,
    indices: Option<&WaveIndices<'_>>,
    workspace: &mut Workspace,
) -> Points {
    let mut points = Points::new();
    let both = figure.client.is_some() && figure.employee.is_some();
    for sector in edition.edition.sectors.iter().cloned().chain([SectorId::all()]) {
        for &measure in &figure.measures {
            let known = indices.filter(|_| both).and_then(|indices| indices.get(&figure.subject, &sector, measure));
            let known_sides = known.map(|indices| indices.gap.sides().to_vec());
            if let Some(sides) = known_sides.or_else(|| sides(figure, scores, &sector, measure))
                && let Some(point) = point(edition.wave, figure.statistic, &sides, known, workspace)
            {
                points.insert((sector.clone(), measure), point);
            }
        }
    }
    points
}

/// The estimates behind a figure: clients, then employees, whichever it uses. `None` where one of them does not exist.
pub fn sides<'s>(
    figure: &Figure,
    scores: &'s Scores,
    sector: &SectorId,
    measure: Measure,
) -> Option<Vec<&'s Estimate>> {
    figure.sides().map(|(side, subject)| scores.get(sector, side, subject, measure)).collect()
}

fn point<'e>(
    wave: &CalibratedWave,
    statistic: Statistic,
    sides: &[&'e Estimate],
    known: Option<&Indices<'e>>,
    workspace: &mut Workspace,
) -> Option<Point> {
    let (value, variance, df) = match (statistic, sides) {
        (Statistic::Gap | Statistic::Level, [client, employee]) => {
            let [gap, level] = match known {
                Some(known) => [known.gap.difference, known.level],
                None => {
                    let made = Indices::of(wave, client, employee, workspace);
                    [made.gap.difference, made.level]
                }
            };
            let of = if statistic == Statistic::Gap { gap } else { level };
            (of.value, of.se * of.se, of.df)
        }
        _ => {
            let side = single(statistic, sides)?;
            (side.value, side.se * side.se, side.df)
        }
    };
    Some(Point {
        value,
        variance,
        df,
        base: sides.iter().map(|e| e.decisive_base()).fold(f64::INFINITY, f64::min),
        testable: sides.iter().all(|e| e.testable),
    })
}

/// The figure and its linear part.
pub fn linear(statistic: Statistic, sides: &[&Estimate]) -> Option<(f64, Influence)> {
    match (statistic, sides) {
        (Statistic::Gap, [client, employee]) => {
            Some((employee.value - client.value, Influence::difference(&employee.influence, &client.influence)))
        }
        (Statistic::Level, [client, employee]) => Some((
            f64::midpoint(client.value, employee.value),
            Influence::mean(&[&client.influence, &employee.influence]),
        )),
        _ => single(statistic, sides).map(|side| (side.value, side.influence.clone())),
    }
}

/// The one estimate that a level of one side is, or that the floor is linearised at: the side that is lower.
fn single<'e>(statistic: Statistic, sides: &[&'e Estimate]) -> Option<&'e Estimate> {
    match (statistic, sides) {
        (Statistic::Client | Statistic::Employee, [side]) => Some(side),
        (Statistic::Floor, [client, employee]) => Some(if employee.value < client.value { employee } else { client }),
        _ => None,
    }
}
