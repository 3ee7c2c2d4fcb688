//! Trends: changes between consecutive editions, only between figures that the registry lets compare.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::calibrate::CalibratedWave;
use super::score::{Estimate, ScoredSubject, Scores, score_subject, subjects};
use super::symmetry::{MirrorSubject, mirrors};
use crate::stats::interval;
use crate::stats::linearise::{Influence, Workspace};
use crate::survey::codebook::{Codebook, Language};
use crate::survey::ids::{EditionId, ItemId, Measure, Population, SectorId, Statistic, Status, Subject};
use crate::survey::registry::{Edition, Registry};
use crate::survey::results::TrendRow;
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

/// Rows of the table `trends`, from editions in field order.
pub fn trend(editions: &[ScoredEdition<'_>], with: TrendRules<'_>) -> Vec<TrendRow> {
    let mut rows = Vec::new();
    for (from, to) in editions.iter().zip(editions.iter().skip(1)) {
        let subjects = [from, to].map(|e| subjects(e.edition, with.codebook));
        let step = Step { from: *from, to: *to, subjects, with };
        let keys = step.keys();
        let found: Vec<Vec<TrendRow>> =
            keys.par_iter().map_init(Workspace::default, |workspace, key| step.rows(key, workspace)).collect();
        rows.extend(found.into_iter().flatten());
    }
    rows
}

/// Two consecutive editions.
struct Step<'a> {
    from: ScoredEdition<'a>,
    to: ScoredEdition<'a>,
    subjects: [Vec<ScoredSubject>; 2],
    with: TrendRules<'a>,
}

/// A figure whose change is asked: the items behind each side that it uses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    subject: Subject,
    statistic: Statistic,
    client: Option<Subject>,
    employee: Option<Subject>,
    measures: Vec<Measure>,
}

impl Step<'_> {
    /// Every figure of either edition, in a fixed order.
    fn keys(&self) -> BTreeSet<Key> {
        let scored = self.subjects.iter().flatten();
        let mut keys: BTreeSet<Key> = scored.map(|scored| self.side_key(scored)).collect();
        for edition in [self.from.edition, self.to.edition] {
            for mirror in mirrors(edition, self.with.codebook) {
                for statistic in [Statistic::Gap, Statistic::Level, Statistic::Floor] {
                    keys.insert(mirror_key(&mirror, statistic));
                }
            }
        }
        keys
    }

    fn scored_subjects(&self, edition: &ScoredEdition<'_>) -> &[ScoredSubject] {
        let [from, to] = &self.subjects;
        if edition.id == self.from.id { from } else { to }
    }

    fn side_key(&self, scored: &ScoredSubject) -> Key {
        let client = scored.side == Population::Client;
        let side = Some(scored.subject.clone());
        let codebook = self.with.codebook;
        Key {
            subject: scored.subject.clone(),
            statistic: if client { Statistic::Client } else { Statistic::Employee },
            client: side.clone().filter(|_| client),
            employee: side.filter(|_| !client),
            measures: scored.items.first().map_or(Vec::new(), |item| codebook.measures(&codebook.items[item]).to_vec()),
        }
    }

    fn sectors(&self) -> Vec<SectorId> {
        let later = self.to.edition.sectors.iter();
        let dropped = self.from.edition.sectors.iter().filter(|s| !self.to.edition.sectors.contains(s));
        later.chain(dropped).cloned().chain([SectorId::all()]).collect()
    }

    fn rows(&self, key: &Key, workspace: &mut Workspace) -> Vec<TrendRow> {
        let comparison = self.comparison(key);
        let common = comparison.as_ref().ok().and_then(Option::as_deref);
        let reduced = common.map(|common| [&self.from, &self.to].map(|e| self.reduced(key, e, common, workspace)));
        let scores = match &reduced {
            Some([from, to]) => [from, to],
            None => [self.from.scores, self.to.scores],
        };
        let mut rows = Vec::new();
        for sector in self.sectors() {
            let not_comparable = comparison.as_ref().err().cloned().or_else(|| self.sector_reason(key, &sector));
            for &measure in &key.measures {
                rows.push(match &not_comparable {
                    Some(reason) => self.keys_only(key, sector.clone(), measure, false, Some(reason.clone())),
                    None => {
                        let reason = reduced.as_ref().map(|_| self.with.reasons.common_items.clone());
                        let row = self.keys_only(key, sector.clone(), measure, true, reason);
                        self.change(row, key, scores, workspace)
                    }
                });
            }
        }
        rows
    }

    /// The estimates of a dimension on the items that both editions asked.
    fn reduced(&self, key: &Key, edition: &ScoredEdition<'_>, common: &[ItemId], workspace: &mut Workspace) -> Scores {
        let sides = [(Population::Client, &key.client), (Population::Employee, &key.employee)];
        let wanted = |s: &&ScoredSubject| {
            sides.iter().any(|(side, subject)| s.side == *side && Some(&s.subject) == subject.as_ref())
        };
        let scored = self.scored_subjects(edition).iter().filter(wanted).map(|scored| {
            let items: Vec<ItemId> = scored.items.iter().filter(|item| common.contains(item)).cloned().collect();
            let min_items = scored.min_items.min(items.len());
            ScoredSubject { items, min_items, ..scored.clone() }
        });
        scored.flat_map(|s| score_subject(edition.wave, edition.edition, self.with.codebook, &s, workspace)).collect()
    }

    /// `Ok(None)`: same questions. `Ok(Some(items))`: a dimension whose items changed. `Err`: not comparable, and why.
    fn comparison(&self, key: &Key) -> Result<Option<Vec<ItemId>>, String> {
        let reasons = self.with.reasons;
        let mut items = [self.items(key, &self.from), self.items(key, &self.to)];
        for (edition, items) in [&self.from, &self.to].iter().zip(&items) {
            if items.is_empty() {
                return Err(reasons.not_asked.replace("{edition}", edition.id.as_str()));
            }
        }
        let common: Vec<ItemId> = items[1].iter().filter(|item| items[0].contains(item)).cloned().collect();
        if common.is_empty() {
            return Err(reasons.no_common_item.clone());
        }
        if let Some(reason) = self.break_reason(&common, None) {
            return Err(reason);
        }
        if key.employee.is_some() && self.from.edition.employee_base != self.to.edition.employee_base {
            return Err(reasons.employee_base.clone());
        }
        for list in &mut items {
            list.sort();
            list.dedup();
        }
        Ok((items[0] != items[1]).then_some(common))
    }

    /// Items that a figure rests on in one edition; none when a side of it was not asked there.
    fn items(&self, key: &Key, edition: &ScoredEdition<'_>) -> Vec<ItemId> {
        let scored = self.scored_subjects(edition);
        let mut all: Vec<ItemId> = Vec::new();
        for (side, subject) in [(Population::Client, &key.client), (Population::Employee, &key.employee)] {
            let Some(subject) = subject else { continue };
            match scored.iter().find(|s| s.side == side && s.subject == *subject) {
                Some(found) => all.extend(found.items.iter().cloned()),
                None => return Vec::new(),
            }
        }
        all
    }

    fn sector_reason(&self, key: &Key, sector: &SectorId) -> Option<String> {
        if sector.is_all() {
            return None;
        }
        let absent = [&self.from, &self.to].into_iter().find(|e| !e.edition.sectors.contains(sector));
        if let Some(edition) = absent {
            return Some(self.with.reasons.sector_absent.replace("{edition}", edition.id.as_str()));
        }
        self.break_reason(&self.items(key, &self.to), Some(sector))
    }

    /// The reason of the first break between the two editions that concerns these items (and this sector).
    fn break_reason(&self, items: &[ItemId], sector: Option<&SectorId>) -> Option<String> {
        let position = |id: &EditionId| self.with.registry.editions.get_index_of(id);
        let concerned = self.with.registry.breaks.iter().find(|b| {
            let between = position(&b.before) > position(self.from.id) && position(&b.before) <= position(self.to.id);
            let item = b.items.as_ref().is_none_or(|broken| broken.iter().any(|item| items.contains(item)));
            let place = match (&b.sectors, sector) {
                (None, _) => true,
                (Some(broken), Some(sector)) => broken.contains(sector),
                (Some(_), None) => false,
            };
            between && item && place
        });
        concerned.map(|b| b.reason.in_language(self.with.language).to_owned())
    }

    fn change(&self, mut row: TrendRow, key: &Key, scores: [&Scores; 2], workspace: &mut Workspace) -> TrendRow {
        let sides = [(Population::Client, &key.client), (Population::Employee, &key.employee)];
        let [before, after] = scores.map(|scores| {
            let used = sides.iter().filter_map(|(side, subject)| Some((*side, subject.as_ref()?)));
            used.map(|(side, subject)| scores.get(&row.sector, side, subject, row.measure)).collect::<Option<Vec<_>>>()
        });
        let (Some(before), Some(after)) = (before, after) else { return row };
        let bases: Vec<f64> = before.iter().chain(&after).map(|e| e.decisive_base()).collect();
        row.status = self.with.rules.status(&bases);
        if row.status != Status::Suppressed
            && let (Some(before), Some(after)) = (figure(key.statistic, &before), figure(key.statistic, &after))
        {
            self.fill(&mut row, &before, &after, workspace);
        }
        row
    }

    /// Two waves are independent samples: their variances add up, and so do their degrees of freedom.
    fn fill(&self, row: &mut TrendRow, before: &(f64, Influence), after: &(f64, Influence), workspace: &mut Workspace) {
        let (from, to) = (&self.from.wave.design, &self.to.wave.design);
        let se = (from.variance(&before.1, workspace) + to.variance(&after.1, workspace)).sqrt();
        let df = from.degrees_of_freedom(&before.1) + to.degrees_of_freedom(&after.1);
        let change = after.0 - before.0;
        let interval = interval::symmetric(change, se, df, self.with.rules.confidence);
        row.change = Some(change);
        row.se = Some(se);
        row.df = Some(df);
        row.ci_low = interval.map(|i| i.low);
        row.ci_high = interval.map(|i| i.high);
    }

    fn keys_only(
        &self,
        key: &Key,
        sector: SectorId,
        measure: Measure,
        comparable: bool,
        reason: Option<String>,
    ) -> TrendRow {
        TrendRow {
            sector,
            subject: key.subject.clone(),
            measure,
            statistic: key.statistic,
            edition_from: self.from.wave.key.clone(),
            edition_to: self.to.wave.key.clone(),
            change: None,
            se: None,
            df: None,
            ci_low: None,
            ci_high: None,
            p: None,
            q: None,
            detectable: None,
            comparable,
            reason,
            status: Status::Suppressed,
        }
    }
}

fn mirror_key(mirror: &MirrorSubject, statistic: Statistic) -> Key {
    Key {
        subject: mirror.subject.clone(),
        statistic,
        client: Some(mirror.client.clone()),
        employee: Some(mirror.employee.clone()),
        measures: mirror.measures.to_vec(),
    }
}

/// The figure and its linear part, from the one side or the two sides (clients, employees) that it uses. The floor is
/// linearised at the side that is lower.
fn figure(statistic: Statistic, sides: &[&Estimate]) -> Option<(f64, Influence)> {
    match (statistic, sides) {
        (Statistic::Client | Statistic::Employee, [side]) => Some((side.value, side.influence.clone())),
        (Statistic::Gap, [client, employee]) => {
            Some((employee.value - client.value, Influence::difference(&employee.influence, &client.influence)))
        }
        (Statistic::Level, [client, employee]) => Some((
            f64::midpoint(client.value, employee.value),
            Influence::mean(&[&client.influence, &employee.influence]),
        )),
        (Statistic::Floor, [client, employee]) => {
            let lower = if employee.value < client.value { employee } else { client };
            Some((lower.value, lower.influence.clone()))
        }
        _ => None,
    }
}
