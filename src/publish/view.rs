//! The results seen from the report: rows by key, names by id, and the newest edition of the run.

use std::collections::HashMap;

use super::number::Numbers;
use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::stages::composite::{ALL_PAIRS, COMMON_CORE, DIMENSIONS, STRICT_PAIRS};
use crate::survey::codebook::{Language, Text};
use crate::survey::ids::*;
use crate::survey::registry::Edition;
use crate::survey::results::*;

/// Decimals of every percentage and of every gap in the text, the figures and the sector pages.
pub const DECIMALS: usize = 0;

/// Key of a row of `estimates`, `symmetry` or `contrasts`.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    edition: &'a str,
    sector: &'a str,
    /// Population or contrast; empty for a gap.
    whose: &'a str,
    subject: &'a Subject,
    measure: Measure,
}

/// The results, masked, with what is needed to name and to find things in them.
pub struct View<'a> {
    /// The masked results.
    pub results: &'a Results,
    /// The plan of the run.
    pub plan: &'a Plan,
    /// Numbers of the report's language.
    pub numbers: Numbers,
    /// Label of the newest edition of the run.
    pub edition_id: &'a EditionId,
    /// The newest edition of the run.
    pub edition: &'a Edition,
    estimates: HashMap<Key<'a>, &'a EstimateRow>,
    symmetry: HashMap<Key<'a>, &'a SymmetryRow>,
    contrasts: HashMap<Key<'a>, &'a ContrastRow>,
    others: HashMap<(&'a str, &'a str, &'a Subject), &'a ContrastRow>,
    /// The changes up to the newest edition, by sector: on the favourable share, or on the mean guess of what has none.
    changes: HashMap<&'a str, Vec<&'a TrendRow>>,
}

impl<'a> View<'a> {
    /// Indexes masked results.
    pub fn new(results: &'a Results, plan: &'a Plan) -> Result<Self> {
        let editions = &plan.registry.editions;
        let in_run = |id: &EditionId| plan.waves.iter().any(|wave| wave.edition == *id);
        let (edition_id, edition) = editions
            .iter()
            .rev()
            .find(|(id, _)| in_run(id))
            .ok_or_else(|| Error::Internal("the run has no edition of the registry".to_owned()))?;
        let estimates = results
            .estimates
            .iter()
            .map(|row| (key(&row.edition, &row.sector, row.population.as_str(), &row.subject, row.measure), row));
        let symmetry =
            results.symmetry.iter().map(|row| (key(&row.edition, &row.sector, "", &row.subject, row.measure), row));
        let contrasts = results
            .contrasts
            .iter()
            .filter(|row| row.contrast != Contrast::SectorVsOthers)
            .map(|row| (key(&row.edition, &row.sector, row.contrast.as_str(), &row.subject, row.measure), row));
        let others = results.contrasts.iter().filter(|row| {
            let favourable = row.measure == Measure::Top2 && row.edition.edition == *edition_id;
            favourable && row.contrast == Contrast::SectorVsOthers
        });
        let others = others.map(|row| ((row.sector.as_str(), row.population.as_str(), &row.subject), row));
        let mut changes: HashMap<&str, Vec<&TrendRow>> = HashMap::new();
        let published = [Measure::Top2, Measure::MeanGuess]; // no item has both
        let newest = |row: &&TrendRow| published.contains(&row.measure) && row.edition_to.edition == *edition_id;
        for row in results.trends.iter().filter(newest) {
            changes.entry(row.sector.as_str()).or_default().push(row);
        }
        Ok(Self {
            others: others.collect(),
            changes,
            results,
            plan,
            numbers: Numbers::new(plan.publish.language),
            edition_id,
            edition,
            estimates: estimates.collect(),
            symmetry: symmetry.collect(),
            contrasts: contrasts.collect(),
        })
    }

    /// Language of the report.
    pub fn language(&self) -> Language {
        self.numbers.language()
    }

    /// A text in the language of the report.
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(self.language())
    }

    /// The editions of the run, in field order.
    pub fn editions(&self) -> impl Iterator<Item = (&'a EditionId, &'a Edition)> + use<'a> {
        let plan = self.plan;
        plan.registry.editions.iter().filter(|(id, _)| plan.waves.iter().any(|wave| wave.edition == **id))
    }

    /// A word of the report.
    pub fn label(&self, group: &str, key: &str) -> String {
        self.plan.label(group, key).to_owned()
    }

    /// Name of a sector or of a whole-frame key.
    pub fn sector_name(&self, sector: &str) -> String {
        match self.plan.codebook.sectors.get(sector) {
            Some(declared) => self.text(&declared.name).to_owned(),
            None => self.label("sector_key", sector),
        }
    }

    /// Name of a dimension.
    pub fn dimension_name(&self, dimension: &str) -> String {
        let declared = self.plan.codebook.dimensions.get(dimension);
        declared.map_or_else(|| dimension.to_owned(), |d| self.text(&d.name).to_owned())
    }

    /// Name of an item.
    pub fn item_name(&self, item: &str) -> String {
        let declared = self.plan.codebook.items.get(item);
        declared.map_or_else(|| item.to_owned(), |i| self.text(&i.name).to_owned())
    }

    /// Name of a subject; a mirror pair goes before the item of the same id.
    pub fn subject_name(&self, subject: &Subject) -> String {
        match (subject.subject_type, self.plan.codebook.pairs.get(&*subject.id)) {
            (SubjectType::Dimension, _) => self.dimension_name(&subject.id),
            (SubjectType::Item, Some(pair)) => self.text(&pair.name).to_owned(),
            (SubjectType::Item, None) => self.item_name(&subject.id),
        }
    }

    /// The level of a population.
    pub fn estimate(
        &self,
        edition: &str,
        sector: &str,
        population: Population,
        subject: &Subject,
        measure: Measure,
    ) -> Option<&'a EstimateRow> {
        self.estimates.get(&Key { edition, sector, whose: population.as_str(), subject, measure }).copied()
    }

    /// The gap of the newest edition on the favourable share.
    pub fn gap(&self, sector: &str, subject: &Subject) -> Option<&'a SymmetryRow> {
        self.gap_in(self.edition_id.as_str(), sector, subject)
    }

    /// The gap of an edition on the favourable share.
    pub fn gap_in(&self, edition: &str, sector: &str, subject: &Subject) -> Option<&'a SymmetryRow> {
        self.symmetry.get(&Key { edition, sector, whose: "", subject, measure: Measure::Top2 }).copied()
    }

    /// A comparison of the newest edition.
    pub fn contrast(
        &self,
        sector: &str,
        contrast: Contrast,
        subject: &Subject,
        measure: Measure,
    ) -> Option<&'a ContrastRow> {
        let edition = self.edition_id.as_str();
        self.contrasts.get(&Key { edition, sector, whose: contrast.as_str(), subject, measure }).copied()
    }

    /// The comparison of employees' estimate with the clients' own figure, as the codebook declares it at a position.
    pub fn overestimation(&self, position: usize, sector: &str) -> Option<&'a ContrastRow> {
        let declared = self.plan.codebook.contrasts.overestimation.get(position)?;
        let subject = Subject::item(declared.estimate.as_str());
        self.contrast(sector, Contrast::Overestimation, &subject, declared.estimate_measure)
    }

    /// A sector against the other sectors of its frame in the newest edition, on the favourable share; `population` is
    /// `client`, `employee` or `gap`.
    pub fn versus_others(&self, sector: &str, population: &str, subject: &Subject) -> Option<&'a ContrastRow> {
        self.others.get(&(sector, population, subject)).copied()
    }

    /// Whether a correction of the newest edition moved a cell.
    pub fn revised(&self, sector: &str, subject: &Subject) -> bool {
        let corrections = self.plan.registry.corrections.iter().filter(|c| c.edition == *self.edition_id);
        subject.subject_type == SubjectType::Dimension && corrections.into_iter().any(|c| c.moved(sector, &subject.id))
    }

    /// The changes up to the newest edition, on the favourable share or the mean guess.
    pub fn changes(&self, sector: &str) -> impl Iterator<Item = &'a TrendRow> + use<'_, 'a> {
        self.changes.get(sector).into_iter().flatten().copied()
    }

    /// The change of one figure up to the newest edition.
    pub fn change(&self, sector: &str, subject: &Subject, statistic: Statistic) -> Option<&'a TrendRow> {
        self.changes(sector).find(|row| row.subject == *subject && row.statistic == statistic)
    }

    /// The mean over the dimensions of the newest edition, every pair counted.
    pub fn composite(&self, sector: &str) -> Option<&'a CompositeRow> {
        self.mean_over_dimensions(sector, ALL_PAIRS)
    }

    /// The same over the pairs where each side judges how it is treated: the strict symmetry.
    pub fn strict_composite(&self, sector: &str) -> Option<&'a CompositeRow> {
        self.mean_over_dimensions(sector, STRICT_PAIRS)
    }

    fn mean_over_dimensions(&self, sector: &str, pairs: &str) -> Option<&'a CompositeRow> {
        self.results.composites.iter().find(|row| {
            row.edition.edition == *self.edition_id
                && row.sector.as_str() == sector
                && (row.composite.as_str(), row.pairs.as_str(), row.measure) == (DIMENSIONS, pairs, Measure::Top2)
        })
    }

    /// The mean of all respondents over the dimensions that an edition shares with those comparable with it, every pair
    /// counted.
    pub fn common_core(&self, edition: &EditionId) -> Option<&'a CompositeRow> {
        self.results.composites.iter().find(|row| {
            row.edition.edition == *edition
                && row.sector.is_all()
                && (row.composite.as_str(), row.pairs.as_str(), row.measure) == (COMMON_CORE, ALL_PAIRS, Measure::Top2)
        })
    }

    /// Whether an adjusted p-value is below the false discovery rate of the rules.
    pub fn significant(&self, q: Option<f64>) -> Option<bool> {
        q.map(|q| q < self.plan.rules.false_discovery_rate)
    }
}

fn key<'a>(
    edition: &'a EditionKey,
    sector: &'a SectorId,
    whose: &'a str,
    subject: &'a Subject,
    measure: Measure,
) -> Key<'a> {
    Key { edition: edition.edition.as_str(), sector: sector.as_str(), whose, subject, measure }
}
