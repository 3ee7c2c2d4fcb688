//! The names by which a report speaks of what the configuration declares, made plain once for all its pages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Written;
use crate::messages::Language;
use crate::publish::literal::literal;
use crate::publish::templates::lower_first;
use crate::publish::typography::typeset;
use crate::survey::codebook::Text;
use crate::survey::ids::{EditionId, Population, SectorId, Subject};
use crate::survey::lexicon::{Occurrence, Vocabulary, plain};
use crate::survey::registry::Edition;

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

    /// Names as [`Vocabularies::without_numbers`] leaves them in a page.
    fn spelt<'n>(names: impl IntoIterator<Item = (&'n str, T)>) -> Self {
        let names: Vec<(String, T)> = names.into_iter().map(|(name, of)| (spelt(name), of)).collect();
        let (names, of): (Vec<String>, Vec<T>) = names.into_iter().unzip();
        Self::new(names.iter().map(String::as_str).zip(of))
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

/// A name with a letter for each digit: « 100 % bio » is a sector, and no figure of one.
pub(super) fn spelt(name: &str) -> String {
    const LETTERS: [char; 10] = ['α', 'β', 'γ', 'δ', 'ε', 'ζ', 'η', 'θ', 'ι', 'κ'];
    let letter = |character: char| character.to_digit(10).and_then(|digit| LETTERS.get(digit as usize)).copied();
    name.chars().map(|character| letter(character).unwrap_or(character)).collect()
}

/// Names with digits, as the pages print them, with what takes their place in a text: the longest first.
#[derive(Default)]
struct Numbered(Vec<(String, String)>);

impl Numbered {
    fn of<'n>(names: impl Iterator<Item = &'n Text>, language: Language) -> Self {
        let digits = |name: &str| name.bytes().any(|byte| byte.is_ascii_digit());
        let printed = names.map(|name| typeset(name.in_language(language), language)).filter(|name| digits(name));
        let both = printed.flat_map(|name| [lower_first(name.clone()), name]);
        let signs = |name: &str| literal(name).into_owned();
        let cell = |name: &str| signs(name).replace('|', "\\|");
        let in_pages = both.flat_map(|name| [(signs(&name), signs(&spelt(&name))), (cell(&name), cell(&spelt(&name)))]);
        let mut names: Vec<(String, String)> = in_pages.collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self(names)
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
    numbered: Numbered,
}

impl<'a> Vocabularies<'a> {
    /// The names of a report about an edition, in its language. Where a sector of another edition bears the name of one of this
    /// edition, which was redefined, it is not meant.
    pub fn of(written: Written<'a>, edition: &Edition) -> Self {
        let Written { survey, labels, language, .. } = written;
        let codebook = survey.codebook;
        let dimensions = codebook.dimensions.iter().map(|(id, d)| (&d.name, Subject::dimension(id.as_str())));
        let pairs = codebook.pairs.iter().map(|(id, pair)| (&pair.name, Subject::item(id.as_str())));
        let items = codebook.items.iter().map(|(id, item)| (&item.name, Subject::item(id.as_str())));
        let in_edition = |name: &str| {
            edition
                .sectors
                .iter()
                .filter_map(|id| codebook.sectors.get(id))
                .any(|of| plain(of.name.in_language(language)) == plain(name))
        };
        let doubtful = doubtful(written, edition);
        let sure = |name: &&str| !doubtful.contains(&plain(name));
        let meant =
            |id: &SectorId, name: &Text| edition.sectors.contains(id) || !in_edition(name.in_language(language));
        let sectors = codebook.sectors.iter().filter(|(id, sector)| meant(id, &sector.name));
        let sectors = sectors.map(|(id, sector)| (&sector.name, id.clone()));
        let of_items = codebook.items.values().map(|item| &item.name);
        let of_pairs = codebook.pairs.values().map(|pair| &pair.name);
        let of_dimensions = codebook.dimensions.values().map(|dimension| &dimension.name);
        let of_sectors = codebook.sectors.values().map(|sector| &sector.name);
        let numbered = Numbered::of(of_items.chain(of_pairs).chain(of_dimensions).chain(of_sectors), language);
        let keys = labels.get("sector_key").into_iter().flatten();
        let keys = keys.map(|(id, name)| (name, SectorId::from(id.as_str())));
        let classes = labels.get("class").into_iter().flatten();
        Self {
            subjects: Names::spelt(named(dimensions.chain(pairs), language).filter(|(name, _)| sure(name))),
            items: Names::spelt(named(items, language).filter(|(name, _)| sure(name))),
            sectors: Names::spelt(named(sectors.chain(keys), language).filter(|(name, _)| sure(name))),
            populations: populations(written),
            editions: Names::new(survey.registry.editions.keys().map(|id| (id.as_str(), id))),
            classes: Names::new(classes.map(|(code, words)| (words.in_language(language), code.as_str()))),
            numbered,
        }
    }

    /// A page in which no name has a digit: what numbers it has are figures.
    pub fn without_numbers<'t>(&self, page: &'t str) -> Cow<'t, str> {
        let mut page = Cow::Borrowed(page);
        for (name, spelt) in &self.numbered.0 {
            if page.contains(name.as_str()) {
                page = Cow::Owned(page.replace(name.as_str(), spelt));
            }
        }
        page
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

fn named<'n, T>(names: impl Iterator<Item = (&'n Text, T)>, language: Language) -> impl Iterator<Item = (&'n str, T)> {
    names.map(move |(name, of)| (name.in_language(language), of))
}

/// Plain names that two sectors of an edition bear, or things of two kinds: nothing can be held against what they name. A pair
/// may be called like its question.
fn doubtful(written: Written<'_>, edition: &Edition) -> BTreeSet<String> {
    let (codebook, language) = (written.survey.codebook, written.language);
    let sectors = edition.sectors.iter().filter_map(|id| Some((id.as_str(), &codebook.sectors.get(id)?.name)));
    let dimensions = codebook.dimensions.iter().map(|(id, dimension)| (id.as_str(), &dimension.name));
    let questions =
        codebook.items.values().map(|item| &item.name).chain(codebook.pairs.values().map(|pair| &pair.name));
    let of = |kind: &'static str| {
        move |(id, name): (&str, &Text)| (plain(name.in_language(language)), format!("{kind} {id}"))
    };
    let mut bearers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let all = sectors.map(of("sector")).chain(dimensions.map(of("dimension")));
    let all = all.chain(questions.map(|name| (plain(name.in_language(language)), "question".to_owned())));
    let all = all.chain(populations(written).into_iter().map(|(name, population)| (name, population.to_string())));
    for (name, bearer) in all {
        bearers.entry(name).or_default().insert(bearer);
    }
    bearers.into_iter().filter(|(_, bearers)| bearers.len() > 1).map(|(name, _)| name).collect()
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
