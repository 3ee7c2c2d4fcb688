//! The key `columns` of a reader: what each column of the survey is called in the file, and which code each label stands for.
//! The labels come from the codebook, the sectors and the margins; nothing is guessed from the file.

use indexmap::{IndexMap, IndexSet};

use super::Faults;
use super::delivery;
use super::document::Spot;
use super::names::Names;
use super::pipeline::Wave;
use super::shape::one_of;
use super::wire;
use crate::error::Finding;
use crate::messages::msg;
use crate::plan::{ColumnPlan, LongBlock, Missing, Shape, Values};
use crate::stages::validate::rules::{Allowed, CheckedColumn, Condition, Test, ValidationRules};
use crate::survey::codebook::{BlockSector, Codebook, Flag, Scale, Text};
use crate::survey::ids::{Population, SectorId};
use crate::survey::margin::{MarginVariable, Margins};
use crate::survey::registry::Edition;

/// What the columns of a wave are about.
pub(super) struct Known<'a> {
    /// The questionnaire.
    pub(super) codebook: &'a Codebook,
    /// The edition of the wave.
    pub(super) edition: &'a Edition,
    /// Its margins.
    pub(super) margins: &'a Margins,
    /// What validation checks beyond the questionnaire.
    pub(super) validation: &'a ValidationRules,
}

/// What a column of the survey may hold.
#[derive(Default)]
struct Vocabulary {
    number: bool,
    answers: IndexSet<String>,
    /// Code that a label stands for.
    labels: IndexMap<String, String>,
    /// Labels that stand for two codes.
    ambiguous: Vec<(String, [String; 2])>,
    /// Code of « does not know ».
    dont_know: Option<String>,
}

impl Vocabulary {
    fn answer<'l>(&mut self, code: &str, labels: impl IntoIterator<Item = &'l str>) {
        self.answers.insert(code.to_owned());
        labels.into_iter().for_each(|label| self.label(label, code));
    }

    fn label(&mut self, label: &str, code: &str) {
        match self.labels.get(label) {
            Some(other) if other != code => {
                self.ambiguous.push((label.to_owned(), [other.clone(), code.to_owned()]));
            }
            _ => drop(self.labels.insert(label.to_owned(), code.to_owned())),
        }
    }

    fn scale(&mut self, scale: &Scale) {
        match scale {
            Scale::Ordered(ordered) => {
                for code in &ordered.codes {
                    self.answer(&code.code, both(&code.label).chain(code.aliases.iter().map(String::as_str)));
                }
            }
            Scale::Percentage { .. } | Scale::Number(_) => self.number = true,
        }
        let said = scale.dont_know();
        self.dont_know = said.codes.first().cloned();
        if let Some(code) = &self.dont_know.clone() {
            said.labels.iter().for_each(|label| self.label(label, code));
        }
    }

    fn flag(&mut self, flag: &Flag) {
        self.answer(&flag.yes, [flag.yes.as_str()]);
        self.answer(&flag.no, [flag.no.as_str()]);
    }

    fn margin(&mut self, variable: &MarginVariable) {
        for category in &variable.categories {
            if category.range.is_some() {
                self.number = true;
                continue;
            }
            self.answer(&category.code, both(&category.name).chain(category.aliases.iter().map(String::as_str)));
            for code in &category.merges {
                self.answer(code, []);
            }
        }
    }
}

fn both(text: &Text) -> impl Iterator<Item = &str> {
    [text.fr.as_str(), text.en.as_str()].into_iter()
}

/// Every column that the survey reads from the file of an edition.
fn vocabularies(known: &Known<'_>) -> IndexMap<String, Vocabulary> {
    let Known { codebook, edition, margins, validation } = known;
    let layout = &codebook.layout;
    let mut columns: IndexMap<String, Vocabulary> = IndexMap::new();
    let mut column = |name: &str, fill: &dyn Fn(&mut Vocabulary)| fill(columns.entry(name.to_owned()).or_default());
    column(&layout.id, &|_| {});
    if let Some(weight) = &layout.base_weight {
        column(weight, &|vocabulary| vocabulary.number = true);
    }
    for name in layout.stratum.iter().chain(&layout.psu).chain(&layout.wave) {
        column(name, &|_| {});
    }
    if let Some(duration) = &layout.duration {
        column(duration, &|vocabulary| vocabulary.number = true);
    }
    for variable in &margins.variables {
        let alone = variable.columns.len() == 1;
        for name in &variable.columns {
            column(name, &|vocabulary| {
                if alone {
                    vocabulary.margin(variable)
                }
            });
        }
    }
    let employee = layout.employee_block.as_ref();
    for flag in employee.iter().flat_map(|block| block.employed.iter().chain(&block.manager)) {
        column(&flag.column, &|vocabulary| vocabulary.flag(flag));
    }
    let clients = layout.client_blocks.iter().map(|block| (Population::Client, &block.sector, &block.prefix));
    let employees = employee.iter().map(|block| (Population::Employee, &block.sector, &block.prefix));
    for (side, sector, prefix) in clients.chain(employees) {
        match sector {
            BlockSector::Is(sector) if !edition.sectors.contains(sector) && side == Population::Client => continue,
            BlockSector::Is(_) => {}
            BlockSector::Column(name) => column(name, &|vocabulary| sectors(vocabulary, codebook, edition, side)),
        }
        for (_, item) in codebook.items.iter().filter(|(id, _)| edition.asked(id, side)) {
            // A scale that does not exist has a finding of its own.
            let Some(scale) = codebook.scales.get(&item.scale) else { continue };
            column(&format!("{prefix}{}", item.column), &|vocabulary| vocabulary.scale(scale));
        }
    }
    checked(validation, &mut columns);
    columns
}

/// The columns that are read to be checked and for nothing else.
fn checked(validation: &ValidationRules, columns: &mut IndexMap<String, Vocabulary>) {
    for CheckedColumn { column, allowed, .. } in &validation.columns {
        let vocabulary = match allowed {
            Allowed::Codes(codes) => Vocabulary { answers: codes.iter().cloned().collect(), ..Vocabulary::default() },
            Allowed::Range(..) => Vocabulary { number: true, ..Vocabulary::default() },
        };
        columns.entry(column.clone()).or_insert(vocabulary);
    }
    for Condition { column, test } in validation.implications.iter().flat_map(|rule| [&rule.given, &rule.then]) {
        let vocabulary = Vocabulary { number: matches!(test, Test::Between(..)), ..Vocabulary::default() };
        columns.entry(column.clone()).or_insert(vocabulary);
    }
}

fn sectors(vocabulary: &mut Vocabulary, codebook: &Codebook, edition: &Edition, side: Population) {
    for id in &edition.sectors {
        let names = codebook.sectors.get(id).map(|sector| &sector.name);
        vocabulary.answer(id.as_str(), names.into_iter().flat_map(both));
    }
    if side != Population::Client {
        vocabulary.answer(SectorId::OTHER, [SectorId::OTHER]);
    }
}

/// Completes the reader of a wave with its columns.
pub(super) fn resolve(wave: &mut Wave<'_>, known: &Known<'_>, faults: &mut Faults) {
    let common = delivery::common(wave.written);
    let spot = wave.spot.at("reader").at("columns");
    let vocabularies = vocabularies(known);
    let names = Names::closed("column", vocabularies.keys().map(String::as_str));
    for (name, _) in common.columns.into_iter().flatten() {
        names.check_key(spot.at(name), faults);
    }
    let columns = vocabularies.iter().map(|(name, vocabulary)| {
        let written = common.columns.and_then(|columns| columns.get(name.as_str()));
        let spot = spot.at(name);
        let column = Column { name, vocabulary, written, spot };
        let from = written.and_then(|written| written.from.as_deref()).unwrap_or(name);
        ColumnPlan {
            name: name.clone(),
            from: from.to_owned(),
            number: vocabulary.number,
            values: column.values(common.values, faults),
            missing: column.missing(&wave.reader.missing, faults),
            answers: vocabulary.answers.clone(),
        }
    });
    wave.reader.columns = columns.collect();
    if let Shape::Long(long) = &mut wave.reader.shape {
        long.blocks = blocks(known);
        if long.sector.is_some() && long.blocks.is_empty() {
            let place = wave.spot.at("reader").at("long").at("sector").key_place();
            let finding = Finding::refuse("no-block", place, msg!("reader-no-sector-column"));
            faults.push(finding.expected(msg!("reader-expect-sector-column")).hint(msg!("hint-long-sector")));
        }
    }
}

/// The client blocks that the sectors of a long file can fill.
fn blocks(known: &Known<'_>) -> Vec<LongBlock> {
    let blocks = known.codebook.layout.client_blocks.iter();
    let with_column = |block: &crate::survey::codebook::ClientBlock| {
        block.sector.column().map(|sector| LongBlock { sector: sector.to_owned(), prefix: block.prefix.clone() })
    };
    blocks.filter_map(with_column).collect()
}

/// One column of the survey and what the reader says of it.
struct Column<'a> {
    name: &'a str,
    vocabulary: &'a Vocabulary,
    written: Option<&'a wire::ReaderColumn>,
    spot: Spot<'a>,
}

impl Column<'_> {
    fn values(&self, of_reader: wire::CellValues, faults: &mut Faults) -> Values {
        let written = self.written.and_then(|written| written.values);
        if let Some(recode) = self.written.and_then(|written| written.recode.as_ref()) {
            if written.is_some() {
                let place = self.spot.at("recode").key_place();
                let finding = Finding::refuse("reader-column", place, msg!("reader-recode-beside-values"));
                faults.push(finding.expected(msg!("reader-expect-recode-or-values")).hint(msg!("hint-drop-values")));
            }
            let pairs = recode.iter().map(|(cell, code)| {
                self.known_code(cell, code, faults);
                (cell.to_string(), code.to_string())
            });
            return Values::Recode(pairs.collect());
        }
        if written.unwrap_or(of_reader) == wire::CellValues::Codes || self.vocabulary.labels.is_empty() {
            return Values::Codes;
        }
        for (label, [first, second]) in &self.vocabulary.ambiguous {
            let problem = msg!("reader-label-ambiguous", column = self.name, label, first, second);
            let finding = Finding::refuse("label-ambiguous", self.spot.key_place(), problem);
            faults.push(finding.expected(msg!("reader-expect-labels-differ")).hint(msg!("hint-label-ambiguous")));
        }
        Values::Labels(self.vocabulary.labels.clone())
    }

    fn known_code(&self, cell: &str, code: &str, faults: &mut Faults) {
        let known = &self.vocabulary.answers;
        let said = self.vocabulary.dont_know.as_deref() == Some(code);
        if !known.is_empty() && !known.contains(code) && !said {
            let place = self.spot.at("recode").at(cell).place();
            let problem = msg!("reader-code-unknown", code, column = self.name);
            let valid: Vec<&str> = known.iter().map(String::as_str).collect();
            let finding = Finding::refuse("unknown-name", place, problem).expected(one_of(&valid));
            faults.push(finding.hint(msg!("hint-recode-code")));
        }
    }

    /// The code that each spelling of a missing answer becomes; a blank means « not asked » unless something else is said.
    fn missing(&self, of_reader: &IndexMap<String, Missing>, faults: &mut Faults) -> IndexMap<String, String> {
        let mut spellings = IndexMap::from([(String::new(), Missing::NotAsked)]);
        spellings.extend(of_reader.iter().map(|(spelling, meaning)| (spelling.clone(), *meaning)));
        for (spelling, word) in self.written.into_iter().flat_map(|written| written.missing.iter().flatten()) {
            let meaning = delivery::meaning(*word);
            if meaning == Missing::DontKnow && self.vocabulary.dont_know.is_none() {
                let place = self.spot.at("missing").at(spelling).place();
                let problem = msg!("reader-no-dont-know", column = self.name);
                let finding = Finding::refuse("reader-column", place, problem);
                faults.push(finding.expected(msg!("reader-expect-dont-know")).hint(msg!("hint-no-dont-know")));
            }
            spellings.insert(spelling.to_string(), meaning);
        }
        let code = |meaning| match meaning {
            Missing::NotAsked => String::new(),
            Missing::DontKnow => self.vocabulary.dont_know.clone().unwrap_or_default(),
        };
        spellings.into_iter().map(|(spelling, meaning)| (spelling, code(meaning))).collect()
    }
}
