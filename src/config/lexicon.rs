//! `lexicon.yaml`: the words of strength, and the classes of which each may be said.

use indexmap::IndexMap;
use serde::Deserialize;

use super::Faults;
use super::document::{Document, Spot};
use super::labels::CLASSES;
use super::names::Names;
use super::reader;
use super::shape::{Id, List, Name, Phrase, wire, words};
use crate::error::Finding;
use crate::messages::msg;
use crate::survey::lexicon::{Compared, Direction, Lexicon, WordGroup, plain};

wire! {
    /// The words that say how strong a difference is, each held against the test of what it is said of.
    #[schemars(rename = "Lexicon")]
    struct File {
        /// Words by strength, under ids of your choice; of two words that overlap the longer one counts.
        words: IndexMap<Id, Group>,
    }

    /// Words of one strength.
    struct Group {
        /// `gap`, or `change` for words of changes, which are looked for nowhere else (optional, `gap`).
        about: Option<About>,
        /// Classes of the table `symmetry` of which the words may be said; `[]` for words that are never right.
        #[schemars(extend("items" = { "type": "string", "enum": CLASSES }))]
        classes: List<Name>,
        /// `up` for words of rises, `down` for words of falls (optional, for words of changes).
        direction: Option<Way>,
        /// `true` when the words say nothing unless a figure stands beside them (optional, `false`).
        needs_figure: Option<bool>,
        /// The words in French; `…` stands for any others between them.
        fr: List<Phrase>,
        /// The words in English.
        en: List<Phrase>,
    }
}

/// What the words of a group are about.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum About {
    Gap,
    Change,
}

/// Which way a change goes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Way {
    Up,
    Down,
}

words! {
    About: vec!["gap", "change"];
    Way: vec!["up", "down"];
}

/// Reads the lexicon.
pub(super) fn read(document: &Document, faults: &mut Faults) -> Option<Lexicon> {
    let file = reader::read::<File>(document, faults)?;
    let classes = Names::closed("class", CLASSES);
    let section = document.root().at("words");
    let mut first: IndexMap<String, String> = IndexMap::new();
    let groups = file.words.iter().map(|(id, group)| {
        let spot = section.at(id);
        let once = |list: &List<Phrase>, key, faults: &mut Faults, first: &mut IndexMap<String, String>| {
            list.spots(spot.at(key)).map(|(at, words)| once(words, id, at, first, faults)).collect()
        };
        WordGroup {
            id: id.to_string(),
            about: match group.about {
                Some(About::Change) => Compared::Change,
                Some(About::Gap) | None => Compared::Gap,
            },
            direction: group.direction.map(|way| match way {
                Way::Up => Direction::Up,
                Way::Down => Direction::Down,
            }),
            classes: classes.check_list(&group.classes, spot.at("classes"), faults),
            needs_figure: group.needs_figure.unwrap_or(false),
            fr: once(&group.fr, "fr", faults, &mut first),
            en: once(&group.en, "en", faults, &mut first),
        }
    });
    Some(Lexicon::new(groups.collect()))
}

/// A word, reported when it stands in the lexicon already: it would have two strengths.
fn once(words: &str, group: &str, spot: Spot<'_>, first: &mut IndexMap<String, String>, faults: &mut Faults) -> String {
    let plain = plain(words);
    if !plain.chars().any(char::is_alphanumeric) {
        let finding = Finding::refuse("bad-name", spot.place(), msg!("lexicon-no-word", words));
        faults.push(finding.expected(msg!("lexicon-expect-words")).hint(msg!("hint-lexicon-entry")));
    } else if let Some(other) = first.insert(plain, group.to_owned()) {
        let problem = msg!("lexicon-twice", words, group = other);
        faults.push(Finding::refuse("duplicate-name", spot.place(), problem).hint(msg!("hint-keep-one")));
    }
    words.to_owned()
}
