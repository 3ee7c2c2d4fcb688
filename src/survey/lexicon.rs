//! The words that say how strong a difference is, and the test results each of them may speak of.

use std::collections::HashMap;

use super::codebook::Language;

/// Everything `config/lexicon.yaml` declares, in file order; empty where there is no such file.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    groups: Vec<WordGroup>,
    /// The words of every group, the French ones of each first.
    vocabulary: Vocabulary,
}

/// Words that say the same strength.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordGroup {
    /// Its id, for messages.
    pub id: String,
    /// What the words are about.
    pub about: Compared,
    /// Classes of the table `symmetry` of which they may be said; none for words that are never right.
    pub classes: Vec<String>,
    /// Which way the change goes that they speak of, where they say it.
    pub direction: Option<Direction>,
    /// Whether they need a figure beside them to say anything.
    pub needs_figure: bool,
    /// The words in French; `…` stands for any other words.
    pub fr: Vec<String>,
    /// The words in English.
    pub en: Vec<String>,
}

/// What a strength is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Two sides of one edition.
    Gap,
    /// Two editions.
    Change,
}

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It rises.
    Up,
    /// It falls.
    Down,
}

/// A word of the lexicon found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'l> {
    /// Its group.
    pub group: &'l WordGroup,
    /// As the lexicon writes it.
    pub words: &'l str,
    from: usize,
    to: usize,
}

impl Found<'_> {
    /// The language of its words; no two words of a lexicon are alike.
    pub fn language(&self) -> Language {
        let french = self.group.fr.iter().any(|words| words == self.words);
        if french { Language::French } else { Language::English }
    }
}

impl WordGroup {
    /// The words in one language.
    pub fn words(&self, language: Language) -> &[String] {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }

    /// The words in every language.
    pub fn every(&self) -> impl Iterator<Item = &String> + Clone {
        self.fr.iter().chain(&self.en)
    }

    /// Whether a class allows the words.
    pub fn allows(&self, class: &str) -> bool {
        self.classes.iter().any(|allowed| allowed == class)
    }
}

impl Lexicon {
    /// A lexicon of these groups.
    pub fn new(groups: Vec<WordGroup>) -> Self {
        let vocabulary = Vocabulary::new(groups.iter().flat_map(WordGroup::every).map(String::as_str));
        Self { groups, vocabulary }
    }

    /// The groups of words.
    pub fn groups(&self) -> &[WordGroup] {
        &self.groups
    }

    /// The words found in a text, in either language; of two that overlap the longer one alone: « pas établie » is not
    /// « établie ».
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        let every = || self.groups.iter().flat_map(|group| group.every().map(move |words| (group, words)));
        let places = self.vocabulary.find(&plain(text)).into_iter();
        let found = places.filter_map(|Occurrence { phrase, from, to }| {
            let (group, words) = every().nth(phrase)?;
            Some(Found { group, words, from, to })
        });
        let mut found: Vec<Found<'_>> = found.collect();
        found.sort_by_key(|f| (f.from, std::cmp::Reverse(f.to)));
        let mut kept: Vec<Found<'_>> = Vec::new();
        for candidate in found {
            if kept.last().is_none_or(|last| candidate.from >= last.to) {
                kept.push(candidate);
            }
        }
        kept
    }
}

/// A text in which typography no longer counts: lower case, one kind of apostrophe, of space and of dash.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            c if c.is_ascii_graphic() => plain.push(c.to_ascii_lowercase()),
            '’' => plain.push('\''),
            '–' | '—' | '\u{2212}' => plain.push('-'),
            c if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            c => plain.extend(c.to_lowercase()),
        }
    }
    plain
}

/// Phrases that are looked for in many texts; `…` in a phrase stands for any other words.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The parts of each phrase, as plain text.
    phrases: Vec<Vec<String>>,
    /// Phrases by their longest word, the empty one where they have none: only a text with this word can hold them.
    by_word: HashMap<String, Vec<usize>>,
}

/// Where a phrase of a vocabulary stands in a plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Index of the phrase.
    pub phrase: usize,
    /// Its first byte.
    pub from: usize,
    /// The byte past its last one.
    pub to: usize,
}

impl Vocabulary {
    /// The vocabulary of these phrases, in their order.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let mut vocabulary = Self::default();
        for (index, phrase) in phrases.into_iter().enumerate() {
            let phrase = plain(phrase);
            let longest = words(&phrase).max_by_key(|word| word.len()).unwrap_or_default().to_owned();
            vocabulary.by_word.entry(longest).or_default().push(index);
            let parts = phrase.split('…').map(str::trim).filter(|part| !part.is_empty());
            vocabulary.phrases.push(parts.map(str::to_owned).collect());
        }
        vocabulary
    }

    /// Where the phrases stand in a plain text as whole words, phrase by phrase.
    pub fn find(&self, text: &str) -> Vec<Occurrence> {
        let words = std::iter::once("").chain(words(text));
        let mut possible: Vec<usize> = words.filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        possible.sort_unstable();
        possible.dedup();
        possible.into_iter().flat_map(|phrase| self.places(phrase, text)).collect()
    }

    /// Where one phrase stands.
    fn places(&self, phrase: usize, text: &str) -> Vec<Occurrence> {
        let Some((first, rest)) = self.phrases.get(phrase).and_then(|parts| parts.split_first()) else {
            return Vec::new();
        };
        let places = whole(text, first, 0).filter_map(|(from, to)| {
            let to = rest.iter().try_fold(to, |at, part| whole(text, part, at).next().map(|(_, to)| to))?;
            Some(Occurrence { phrase, from, to })
        });
        places.collect()
    }
}

/// The words of a text: its runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A text at its places from a byte on, where no letter or digit touches it.
fn whole<'t>(text: &'t str, part: &'t str, from: usize) -> impl Iterator<Item = (usize, usize)> + 't {
    let tail = text.get(from..).unwrap_or_default();
    tail.match_indices(part).filter_map(move |(at, _)| {
        let (start, end) = (from + at, from + at + part.len());
        let before = text[..start].chars().next_back(); // OK because `match_indices` gives boundaries of characters
        let after = text[end..].chars().next();
        let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        (free(before) && free(after)).then_some((start, end))
    })
}
