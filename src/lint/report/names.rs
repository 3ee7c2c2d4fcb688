//! The names by which a report speaks of what the configuration declares, made plain once for all its pages.

use std::collections::BTreeSet;

use super::Written;
use crate::survey::ids::{EditionId, Population, SectorId, Subject};
use crate::survey::lexicon::{Occurrence, Vocabulary, plain};

/// Names of one kind, each with what it names; several things may share one.
pub struct Names<T> {
    named: Vec<(String, T)>,
    vocabulary: Vocabulary,
}

impl<T> Names<T> {
    fn new<'n>(names: impl IntoIterator<Item = (&'n str, T)>) -> Self {
        let named: Vec<(String, T)> = names.into_iter().map(|(name, of)| (plain(name), of)).collect();
        let vocabulary = Vocabulary::new(named.iter().map(|(name, _)| name.as_str()));
        Self { named, vocabulary }
    }

    /// What bears any of some names, which are plain text, in the order of the configuration.
    pub fn bearing(&self, names: &[&str]) -> impl Iterator<Item = &T> {
        self.named.iter().filter(move |(own, _)| names.contains(&own.as_str())).map(|(_, of)| of)
    }

    /// The names in a plain text, each with its place and what it names.
    pub fn find(&self, text: &str) -> impl Iterator<Item = (Occurrence, &str, &T)> {
        let places = self.vocabulary.find(text).into_iter();
        places.filter_map(|place| self.named.get(place.phrase).map(|(name, of)| (place, name.as_str(), of)))
    }
}

/// Every name of a report.
pub struct Vocabularies<'a> {
    /// Dimensions and mirror pairs.
    pub subjects: Names<Subject>,
    /// Questions.
    pub items: Names<Subject>,
    /// Sectors, and what stands beside them in a table.
    pub sectors: Names<SectorId>,
    /// Populations, the longest name first: « other employees » are not all employees.
    populations: Vec<(String, Population)>,
    /// Editions, by their labels.
    pub editions: Names<&'a EditionId>,
    /// Classes of a difference, by their codes.
    pub classes: Names<&'a str>,
}

impl<'a> Vocabularies<'a> {
    /// The names of a report in its language.
    pub fn of(written: Written<'a>) -> Self {
        let Written { survey, labels, language, .. } = written;
        let codebook = survey.codebook;
        let dimensions = codebook.dimensions.iter().map(|(id, d)| (&d.name, Subject::dimension(id.as_str())));
        let pairs = codebook.pairs.iter().map(|(id, pair)| (&pair.name, Subject::item(id.as_str())));
        let items = codebook.items.iter().map(|(id, item)| (&item.name, Subject::item(id.as_str())));
        let sectors = codebook.sectors.iter().map(|(id, sector)| (&sector.name, id.clone()));
        let keys = labels.get("sector_key").into_iter().flatten();
        let keys = keys.map(|(id, name)| (name, SectorId::from(id.as_str())));
        let classes = labels.get("class").into_iter().flatten();
        Self {
            subjects: Names::new(dimensions.chain(pairs).map(|(name, of)| (name.in_language(language), of))),
            items: Names::new(items.map(|(name, of)| (name.in_language(language), of))),
            sectors: Names::new(sectors.chain(keys).map(|(name, of)| (name.in_language(language), of))),
            populations: populations(written),
            editions: Names::new(survey.registry.editions.keys().map(|id| (id.as_str(), id))),
            classes: Names::new(classes.map(|(code, words)| (words.in_language(language), code.as_str()))),
        }
    }

    /// The names of dimensions and pairs in a plain text, the longest where one is part of another.
    pub fn subjects_in(&self, text: &str) -> Vec<&str> {
        longest(self.subjects.find(text).map(|(place, name, _)| (place, name)).collect())
    }

    /// The names of dimensions, pairs and questions in a plain text, the longest where one is part of another.
    pub fn all_subjects_in(&self, text: &str) -> Vec<&str> {
        let found = self.subjects.find(text).chain(self.items.find(text));
        longest(found.map(|(place, name, _)| (place, name)).collect())
    }

    /// The population with the longest name that is wanted.
    pub fn population(&self, wanted: impl Fn(&str) -> bool) -> Option<Population> {
        self.populations.iter().find(|(name, _)| wanted(name)).map(|(_, population)| *population)
    }
}

fn populations(written: Written<'_>) -> Vec<(String, Population)> {
    let named = |population: &Population| {
        let name = written.labels.get("population")?.get(population.as_str())?;
        Some((plain(name.in_language(written.language)), *population))
    };
    let mut names: Vec<(String, Population)> = Population::EVERY.iter().filter_map(named).collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

/// The names that are part of no longer one, once each.
fn longest<'n>(found: Vec<(Occurrence, &'n str)>) -> Vec<&'n str> {
    let whole = |(own, _): &&(Occurrence, &'n str)| {
        let within = |other: &Occurrence| other.from <= own.from && own.to <= other.to;
        !found.iter().any(|(other, _)| within(other) && other.to - other.from > own.to - own.from)
    };
    let names: BTreeSet<&'n str> = found.iter().filter(whole).map(|(_, name)| *name).collect();
    names.into_iter().collect()
}
