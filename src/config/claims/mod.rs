//! A claims file: the figures of a published text, each with its cell, every name and every reference resolved.
//!
//! A claim is named by the id of its sentence, `SF-023` say, and where a sentence has several by its position in it too:
//! `SF-023.2`.

mod wire;

use indexmap::{IndexMap, IndexSet};
use schemars::{Schema, SchemaGenerator};

use super::Faults;
use super::document::{Content, Document, Spot};
use super::labels::CLASSES;
use super::names::Names;
use super::reader;
use super::shape::{Name, one_of};
use crate::error::{Finding, nearest};
use crate::messages::{Message, msg};
use crate::survey::claims::*;
use crate::survey::codebook::Codebook;
use crate::survey::ids::{EditionId, Measure, SectorId, Subject};
use crate::survey::lexicon::{Lexicon, WordGroup};
use crate::survey::registry::Registry;

/// What the claims speak of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) codebook: &'a Codebook,
    pub(super) registry: &'a Registry,
    pub(super) lexicon: &'a Lexicon,
}

/// The JSON Schema of a claims file.
pub(super) fn root_schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<wire::File>()
}

/// Kinds of claims that hold a percentage or points.
const FIGURES: [&str; 5] = ["level", "gap", "symmetry", "change", "share"];

/// Reads a claims file.
pub(super) fn read(document: &Document, known: Known<'_>, faults: &mut Faults) -> Option<Claims> {
    let file = reader::read::<wire::File>(document, faults)?;
    let list = file.statements.0.as_ref()?;
    let section = document.root().at("statements");
    let statements: Vec<(Spot<'_>, &wire::Statement)> = list.spots(section).collect();
    let mut reading = Reading {
        alone: file.alone.unwrap_or(false),
        names: names(known),
        references: references(&statements, faults),
        known,
        faults,
    };
    let claims = statements.into_iter().flat_map(|(spot, statement)| reading.statement(statement, spot)).collect();
    Some(Claims { claims })
}

/// The names that a cell may hold.
struct CellNames {
    editions: Names,
    sectors: Names,
    sides: Names,
    subjects: Names,
    measures: Names,
    classes: Names,
}

fn names(known: Known<'_>) -> CellNames {
    let Codebook { items, pairs, dimensions, contrasts, sectors, .. } = known.codebook;
    let mut subjects: IndexSet<String> = items.keys().map(ToString::to_string).collect();
    subjects.extend(pairs.keys().map(ToString::to_string));
    subjects.extend(dimensions.keys().map(ToString::to_string));
    subjects.extend(contrasts.within_employee.iter().map(|(left, right)| format!("{left}-{right}")));
    let whole = [SectorId::ALL, SectorId::MEAN_OF_SECTORS, SectorId::WEIGHTED_SECTORS];
    CellNames {
        editions: Names::closed("edition", known.registry.editions.keys().map(EditionId::as_str)),
        sectors: Names::closed("sector", sectors.keys().map(SectorId::as_str).chain(whole)),
        sides: Names::closed("population", Side::EVERY.map(|(word, _)| word)),
        subjects: Names::closed("subject", subjects.iter().map(String::as_str)),
        measures: Names::closed("measure", Measure::EVERY.iter().map(|measure| measure.as_str())),
        classes: Names::closed("class", CLASSES),
    }
}

/// Every claim of the file by its name; those that could not be read have a name all the same.
struct References {
    names: Names,
    sound: IndexMap<String, (ClaimIndex, &'static str)>,
}

fn references(statements: &[(Spot<'_>, &wire::Statement)], faults: &mut Faults) -> References {
    let mut names: IndexSet<String> = IndexSet::new();
    let mut sound = IndexMap::new();
    for (spot, statement) in statements {
        let (list, several) = (spot.at("claims"), spot.at("claims").count());
        if several == 0 {
            let problem = msg!("claims-none", statement = &*statement.id);
            faults.push(Finding::refuse("nothing-declared", list.key_place(), problem).hint(msg!("hint-claim")));
        }
        if (0..several).any(|position| !names.insert(name(&statement.id, position, several))) {
            let problem = msg!("claims-same-name", statement = &*statement.id);
            let finding = Finding::refuse("duplicate-name", spot.at("id").place(), problem);
            faults.push(finding.expected(msg!("claims-expect-id-once")).hint(msg!("hint-rename-id")));
        }
        for (element, claim) in statement.claims.spots(list) {
            let position = list.elements().position(|other| other.place() == element.place()).unwrap_or(0);
            sound.insert(name(&statement.id, position, several), (sound.len(), claim.kind()));
        }
    }
    References { names: Names::closed("claim", names.iter().map(String::as_str)), sound }
}

/// What other claims call the claim at a position of its sentence.
fn name(statement: &str, position: usize, several: usize) -> String {
    if several > 1 { format!("{statement}.{}", position + 1) } else { statement.to_owned() }
}

struct Reading<'a, 'f> {
    alone: bool,
    names: CellNames,
    references: References,
    known: Known<'a>,
    faults: &'f mut Faults,
}

impl Reading<'_, '_> {
    fn statement(&mut self, statement: &wire::Statement, spot: Spot<'_>) -> Vec<Claim> {
        let edition = statement.edition.as_ref();
        if let Some(edition) = edition {
            self.names.editions.check(edition, spot.at("edition"), self.faults);
        }
        let alone = statement.alone.unwrap_or(self.alone);
        let list = spot.at("claims");
        let several = list.count();
        let mut claims = Vec::new();
        for (at, written) in statement.claims.spots(list) {
            let position = list.elements().position(|other| other.place() == at.place()).unwrap_or(0);
            let cell = self.cell(written.cell(), edition, at.at("cell"));
            let claim = Claim {
                statement: statement.id.to_string(),
                quote: statement.quote.to_string(),
                name: name(&statement.id, position, several),
                place: at.place(),
                alone,
                small_base_said: statement.small_base_said.unwrap_or(false),
                said: self.said(written, at),
                cell,
            };
            if !alone {
                self.complete(&claim, written, at);
            }
            claims.push(claim);
        }
        claims
    }

    fn cell(&mut self, cell: Option<&wire::Cell>, edition: Option<&Name>, spot: Spot<'_>) -> CellKey {
        let written = |pick: fn(&wire::Cell) -> &Option<Name>| cell.and_then(|cell| pick(cell).as_ref());
        let own = written(|cell| &cell.edition);
        let sector = written(|cell| &cell.sector);
        let population = written(|cell| &cell.population);
        let subject = written(|cell| &cell.subject);
        let measure = written(|cell| &cell.measure);
        let checks = [
            (&self.names.editions, own, "edition"),
            (&self.names.sectors, sector, "sector"),
            (&self.names.sides, population, "population"),
            (&self.names.subjects, subject, "subject"),
            (&self.names.measures, measure, "measure"),
        ];
        for (names, value, key) in checks {
            if let Some(value) = value {
                names.check(value, spot.at(key), self.faults);
            }
        }
        let is_dimension = |id: &str| self.known.codebook.dimensions.contains_key(id);
        let side = |word: &str| Side::EVERY.iter().find(|(known, _)| *known == word).map(|(_, side)| *side);
        CellKey {
            edition: own.or(edition).map(|id| EditionId::from(&**id)),
            sector: sector.map(|id| SectorId::from(&**id)),
            population: population.and_then(|word| side(word)),
            subject: subject.map(|id| if is_dimension(id) { Subject::dimension(id) } else { Subject::item(id) }),
            measure: measure.and_then(|word| Measure::EVERY.iter().find(|m| m.as_str() == &**word)).copied(),
        }
    }

    fn said(&mut self, claim: &wire::Claim, spot: Spot<'_>) -> Said {
        match claim {
            wire::Claim::Level(level) => Said::Level(printed(level.value, spot)),
            wire::Claim::Gap(gap) => Said::Gap {
                value: printed(gap.value, spot),
                contrast: gap.contrast,
                left: self.refer(gap.left.as_ref(), spot, "left", &FIGURES),
                right: self.refer(gap.right.as_ref(), spot, "right", &FIGURES),
            },
            wire::Claim::Symmetry(symmetry) => Said::Symmetry {
                value: printed(symmetry.value, spot),
                gap: self.refer(symmetry.gap.as_ref(), spot, "gap", &["gap"]),
                beside: self.refer(symmetry.beside.as_ref(), spot, "beside", &["level"]),
            },
            wire::Claim::Rank(rank) => {
                self.counted(rank.value, spot, "value");
                Said::Rank {
                    value: rank.value,
                    among: rank.among,
                    over: rank.over.unwrap_or(Over::Sectors),
                    by: rank.by.unwrap_or(RankedBy::Gap),
                    ranking: self.refer(rank.ranking.as_ref(), spot, "ranking", &["ranking"]),
                }
            }
            wire::Claim::Ranking(ranking) => self.ranking(ranking, spot),
            wire::Claim::Change(change) => self.change(change, spot),
            wire::Claim::Share(share) => self.share(share, spot),
            wire::Claim::Base(base) => {
                Said::Base { value: base.value, than: base.than, of: base.of.unwrap_or(Counted::Persons) }
            }
            wire::Claim::Strength(strength) => self.strength(strength, spot),
        }
    }

    fn ranking(&mut self, ranking: &wire::Ranking, spot: Spot<'_>) -> Said {
        let list = spot.at("entries");
        if list.count() < 2 {
            let finding = Finding::refuse("nothing-declared", list.place(), msg!("claims-short-ranking"));
            self.faults.push(finding.expected(msg!("claims-expect-order")).hint(msg!("hint-ranking")));
        }
        let mut entries = IndexSet::new();
        for (at, name) in ranking.entries.spots(list) {
            let Some(entry) = self.resolve(name, at, &FIGURES) else { continue };
            if !entries.insert(entry) {
                let problem = msg!("claims-ranked-twice", claim = &**name);
                self.faults.push(Finding::refuse("duplicate-name", at.place(), problem).hint(msg!("hint-keep-one")));
            }
        }
        Said::Ranking {
            over: ranking.over,
            ascending: ranking.order == Some(wire::Order::Ascending),
            entries: entries.into_iter().collect(),
        }
    }

    fn change(&mut self, change: &wire::Change, spot: Spot<'_>) -> Said {
        if let Some(since) = &change.since {
            self.names.editions.check(since, spot.at("since"), self.faults);
        }
        Said::Change {
            value: printed(change.value, spot),
            since: change.since.as_ref().map(|id| EditionId::from(&**id)),
            statistic: change.statistic,
            left: self.refer(change.left.as_ref(), spot, "left", &FIGURES),
            right: self.refer(change.right.as_ref(), spot, "right", &FIGURES),
        }
    }

    fn share(&mut self, share: &wire::Share, spot: Spot<'_>) -> Said {
        let fraction = share.fraction.as_ref().and_then(|text| {
            let fraction = wire::fraction(text);
            if fraction.is_none() {
                let at = spot.at("fraction").place();
                let finding = Finding::refuse("wrong-type", at, msg!("claims-fraction", value = &**text));
                self.faults.push(finding.expected(wire::fraction_expected()).hint(msg!("hint-fraction")));
            }
            fraction
        });
        if share.value.is_none() && share.fraction.is_none() {
            self.lacks(spot, msg!("claims-share"), "value", msg!("claims-expect-share"));
        }
        for (value, key, other, other_key) in
            [(share.count, "count", share.of, "of"), (share.of, "of", share.count, "count")]
        {
            if value.is_some() && other.is_none() {
                self.lacks(spot, msg!("claims-share-with", key), other_key, msg!("expect-whole-number"));
            }
        }
        if let Some(whole) = share.of {
            self.counted(whole, spot, "of");
        }
        Said::Share {
            value: share.value.map(|value| printed(value, spot)),
            fraction,
            than: share.than,
            count: share.count.zip(share.of),
            figure: self.refer(share.figure.as_ref(), spot, "figure", &FIGURES),
        }
    }

    fn strength(&mut self, strength: &wire::Strength, spot: Spot<'_>) -> Said {
        let at = spot.at("words");
        if self.known.lexicon.find(&strength.words).is_empty() {
            let problem = msg!("claims-no-word", words = &*strength.words);
            let finding = Finding::refuse("unknown-word", at.place(), problem);
            let all = self.known.lexicon.groups().iter().flat_map(WordGroup::every).map(String::as_str);
            let meant = strength.words.split_whitespace().find_map(|word| nearest(word, all.clone()));
            let hint = meant.map_or(msg!("hint-lexicon-word"), |name| msg!("hint-nearest", name));
            self.faults.push(finding.expected(msg!("claims-expect-word")).hint(hint));
        }
        if let Some(class) = &strength.class {
            self.names.classes.check(class, spot.at("class"), self.faults);
        }
        Said::Strength {
            words: strength.words.to_string(),
            figure: self.refer(strength.figure.as_ref(), spot, "figure", &["level", "gap", "symmetry", "change"]),
            class: strength.class.as_deref().map(str::to_owned),
        }
    }

    fn counted(&mut self, value: usize, spot: Spot<'_>, key: &str) {
        if value == 0 {
            let problem = msg!("value-is-zero", name = key);
            let finding = Finding::refuse("out-of-range", spot.at(key).place(), problem);
            self.faults.push(finding.expected(msg!("expect-at-least-one")).hint(msg!("hint-printed-count")));
        }
    }

    fn refer(&mut self, name: Option<&Name>, spot: Spot<'_>, key: &str, kinds: &[&str]) -> Option<ClaimIndex> {
        self.resolve(name?, spot.at(key), kinds)
    }

    /// The claim of a name, if it is of one of these kinds.
    fn resolve(&mut self, name: &str, spot: Spot<'_>, kinds: &[&str]) -> Option<ClaimIndex> {
        self.references.names.check(name, spot, self.faults);
        let (index, kind) = self.references.sound.get(name)?;
        if !kinds.contains(kind) {
            let problem = msg!("claims-wrong-kind", what = spot.called(), name, kind);
            let finding = Finding::refuse("wrong-reference", spot.place(), problem);
            let finding = finding.expected(msg!("claims-expect-kind", kinds = one_of(kinds)));
            self.faults.push(finding.hint(msg!("hint-claim-kind")));
        }
        Some(*index)
    }

    /// A figure of the tables needs the keys of its cell.
    fn complete(&mut self, claim: &Claim, written: &wire::Claim, spot: Spot<'_>) {
        let CellKey { edition, population, subject, sector, .. } = &claim.cell;
        // A word that names no population is refused as such; the key is there.
        let said_population = written.cell().and_then(|cell| cell.population.as_ref());
        let whole_frame = matches!(claim.said, Said::Gap { contrast: None, .. } | Said::Symmetry { .. });
        let (side, about) = match &claim.said {
            Said::Level(_) => (true, population.is_none_or(|side| matches!(side, Side::Of(_)))),
            Said::Gap { .. } | Said::Symmetry { .. } => (false, !whole_frame),
            Said::Change { since, statistic, .. } => {
                for (present, key, expected) in [
                    (since.is_some(), "since", msg!("claims-expect-since")),
                    (statistic.is_some(), "statistic", msg!("claims-expect-statistic")),
                ] {
                    if !present {
                        self.lacks(spot, msg!("claims-table-change"), key, expected);
                    }
                }
                (false, true)
            }
            Said::Rank { by, ranking: None, .. } => (false, *by == RankedBy::Gap),
            Said::Base { of: Counted::Persons, .. } => (subject.is_some(), population.is_some() || sector.is_some()),
            Said::Base { .. } => (false, false),
            Said::Rank { .. } | Said::Ranking { .. } | Said::Share { .. } | Said::Strength { .. } => return,
        };
        let needed = [
            (edition.is_none(), "edition", msg!("claims-expect-edition")),
            (side && said_population.is_none(), "population", msg!("claims-expect-population")),
            (about && subject.is_none(), "subject", msg!("claims-expect-subject")),
        ];
        for (_, key, expected) in needed.into_iter().filter(|(missing, ..)| *missing) {
            self.lacks(spot, msg!("claims-table-figure"), key, expected);
        }
    }

    fn lacks(&mut self, spot: Spot<'_>, what: Message, key: &str, expected: Message) {
        let finding = Finding::refuse("missing-key", spot.place(), msg!("claims-lacks", what, key));
        self.faults.push(finding.expected(expected).hint(msg!("claims-hint-alone")));
    }
}

/// A number with the decimals it is written with: `12.50` has two.
fn printed(value: f64, claim: Spot<'_>) -> Printed {
    let decimals = match claim.at("value").content() {
        Content::Scalar { text, .. } => text.split_once('.').map_or(0, |(_, digits)| digits.len()),
        _ => 0,
    };
    Printed { value, decimals }
}
