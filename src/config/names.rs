//! Names that must exist: the one way by which an item, a scale, an edition is looked up, with the nearest name as hint.

use indexmap::{IndexMap, IndexSet};

use super::Faults;
use super::document::{Content, Spot};
use super::shape::{List, Name, one_of};
use crate::error::Finding;
use crate::messages::msg;
use crate::survey::codebook::Text;
use crate::survey::folding::folded;

/// Lists up to this length are printed whole as what was expected.
const PRINTED_WHOLE: usize = 12;

/// The names of one kind that a file declares.
#[derive(Debug)]
pub(super) struct Names {
    kind: &'static str,
    home: String,
    /// The key under which that file declares them.
    section: String,
    /// `None` when the file that declares them could not be read: then every name passes, and that file's finding stands alone.
    declared: Option<IndexSet<String>>,
}

impl Names {
    /// The keys of the mapping under `key`; those of entries with faults too, for they are declared all the same. Without such
    /// a mapping every name passes: its absence has a finding of its own.
    pub(super) fn under(kind: &'static str, file: Option<Spot<'_>>, key: &str) -> Self {
        let home = file.map(|spot| spot.path().display().to_string()).unwrap_or_default();
        let section = file.and_then(|file| file.find(key)).filter(|spot| matches!(spot.content(), Content::Map(_)));
        let declared = section.map(|section| section.entries().map(|entry| entry.name().to_owned()).collect());
        Self { kind, home, section: key.to_owned(), declared }
    }

    /// The same for a section that may be left out, and then declares nothing.
    pub(super) fn under_optional(kind: &'static str, file: Spot<'_>, key: &str) -> Self {
        let names = Self::under(kind, Some(file), key);
        match file.find(key) {
            Some(_) => names,
            None => Self { declared: Some(IndexSet::new()), ..names },
        }
    }

    /// A list written in the program.
    pub(super) fn closed<'n>(kind: &'static str, names: impl IntoIterator<Item = &'n str>) -> Self {
        Self {
            kind,
            home: String::new(),
            section: String::new(),
            declared: Some(names.into_iter().map(str::to_owned).collect()),
        }
    }

    /// Whether a name is declared, as far as can be known.
    pub(super) fn has(&self, name: &str) -> bool {
        self.declared.as_ref().is_none_or(|declared| declared.contains(name))
    }

    /// Whether a name is known to be declared.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.declared.as_ref().is_some_and(|declared| declared.contains(name))
    }

    /// The names, where they could be read.
    fn iter(&self) -> impl Iterator<Item = &str> {
        self.declared.iter().flatten().map(String::as_str)
    }

    /// Reports a value that is not one of the names.
    pub(super) fn check(&self, name: &str, spot: Spot<'_>, faults: &mut Faults) {
        if !self.has(name) {
            let finding = Finding::refuse("unknown-name", spot.place(), msg!("unknown-name", kind = self.kind, name));
            faults.push(self.hinted(finding, name));
        }
    }

    /// Reports a key that is not one of the names.
    pub(super) fn check_key(&self, entry: Spot<'_>, faults: &mut Faults) {
        if !self.has(entry.name()) {
            let problem = msg!("unknown-name", kind = self.kind, name = entry.name());
            faults.push(self.hinted(Finding::refuse("unknown-name", entry.key_place(), problem), entry.name()));
        }
    }

    /// Reports every element that is not one of the names, and every element that stands twice; gives the elements as ids.
    pub(super) fn check_list<I: for<'s> From<&'s str>>(
        &self,
        list: &List<Name>,
        spot: Spot<'_>,
        faults: &mut Faults,
    ) -> Vec<I> {
        let mut seen = IndexSet::new();
        for (element, name) in list.spots(spot) {
            self.check(name, element, faults);
            if !seen.insert(&**name) {
                let problem = msg!("name-twice", kind = self.kind, name = &**name, place = spot.called());
                let finding = Finding::refuse("duplicate-name", element.place(), problem);
                faults.push(finding.expected(msg!("expect-name-once")).hint(msg!("hint-keep-one")));
            }
        }
        seen.into_iter().map(I::from).collect()
    }

    fn hinted(&self, finding: Finding, name: &str) -> Finding {
        let all: Vec<&str> = self.iter().collect();
        let expected = match (all.len(), self.home.is_empty()) {
            (0, _) => msg!("expect-none-declared", file = &self.home, kind = self.kind),
            (n, _) if n <= PRINTED_WHOLE => one_of(&all),
            (n, true) => msg!("expect-one-of-count", count = n),
            (n, false) => msg!("expect-one-of-file", count = n, file = &self.home),
        };
        let otherwise = match self.home.is_empty() {
            true => msg!("hint-one-of-names"),
            false => msg!("hint-declare-name", section = &self.section, file = &self.home),
        };
        finding.expected(expected).hint_nearest(name, all, otherwise)
    }
}

/// Characters that no reader sees.
const UNSEEN: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

/// Printed names by what a reader tells them apart by, in each language, with the ids of what bears them.
#[derive(Default)]
pub(super) struct Printed<'n>([IndexMap<String, &'n str>; 2]);

impl<'n> Printed<'n> {
    /// Adds a name; one that stands there already but for case, accents and blanks comes back, with the id that bears it.
    pub(super) fn add(&mut self, id: &'n str, text: &'n Text) -> Option<(&'n str, &'n str)> {
        let mut before = self.0.iter_mut().zip([&text.fr, &text.en]);
        before.find_map(|(seen, name)| {
            let spelt: String = folded(name).filter(|c| !c.is_whitespace() && !UNSEEN.contains(c)).collect();
            seen.insert(spelt, id).map(|other| (name.as_str(), other))
        })
    }

    /// Refuses entries of a section whose `name` stands there already: a table of the report would have two rows that nobody can
    /// tell apart.
    pub(super) fn check(
        mut self,
        section: Spot<'_>,
        named: impl Iterator<Item = (&'n str, &'n Text)>,
        faults: &mut Faults,
    ) {
        for (id, text) in named {
            if let Some((name, other)) = self.add(id, text) {
                let problem = msg!("printed-name-twice", id, name, other);
                let finding = Finding::refuse("duplicate-name", section.at(id).at("name").place(), problem);
                faults.push(finding.expected(msg!("expect-printed-name-once")).hint(msg!("hint-printed-name")));
            }
        }
    }
}
