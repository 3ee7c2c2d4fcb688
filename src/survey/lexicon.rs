//! The words that say how strong a difference is, and the test results each of them may speak of.

use super::codebook::Language;

/// Everything `config/lexicon.yaml` declares, in file order; empty where there is no such file.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The groups of words.
    pub groups: Vec<WordGroup>,
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

impl WordGroup {
    /// The words in one language.
    pub fn words(&self, language: Language) -> &[String] {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }

    /// Whether a class allows the words.
    pub fn allows(&self, class: &str) -> bool {
        self.classes.iter().any(|allowed| allowed == class)
    }
}

impl Lexicon {
    /// The words found in a text, in either language; of two that overlap the longer one alone: « pas établie » is not
    /// « établie ».
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        let plain = plain(text);
        let mut found: Vec<Found<'_>> = Vec::new();
        for group in &self.groups {
            for words in group.fr.iter().chain(&group.en) {
                let places = occurrences(&plain, words);
                found.extend(places.into_iter().map(|(from, to)| Found { group, words, from, to }));
            }
        }
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

/// Where whole words stand in a plain text, as byte ranges.
pub fn occurrences(text: &str, words: &str) -> Vec<(usize, usize)> {
    let plain_words = plain(words);
    let parts: Vec<&str> = plain_words.split('…').map(str::trim).filter(|part| !part.is_empty()).collect();
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    let mut places = Vec::new();
    for (from, to) in whole(text, first, 0) {
        let end = rest.iter().try_fold(to, |at, part| whole(text, part, at).next().map(|(_, to)| to));
        places.extend(end.map(|end| (from, end)));
    }
    places
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
