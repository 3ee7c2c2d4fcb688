//! What the questionnaire is: scales, items with their two wordings, mirror pairs, dimensions, pillars, sectors, and where
//! each answer stands in a delivered file.

use indexmap::IndexMap;
use serde::Deserialize;

pub use crate::messages::Language;

use super::ids::{DimensionId, ItemId, Measure, Mirror, PairId, PillarId, Population, ScaleId, SectorId};
use crate::messages::Arg;

/// A text in the two languages of the report.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// French.
    #[serde(deserialize_with = "trimmed")]
    pub fr: String,
    /// English.
    #[serde(deserialize_with = "trimmed")]
    pub en: String,
}

/// A text without the blanks around it, which no reader sees and which would keep a page from being read again, and without
/// line ends, behind which a name would begin a heading or a list.
fn trimmed<'de, D: serde::Deserializer<'de>>(text: D) -> Result<String, D::Error> {
    String::deserialize(text).map(|text| on_one_line(text.trim()))
}

/// The text on one line: blanks among which the line ends are one space. No-break spaces stay what they are.
pub fn on_one_line(text: &str) -> String {
    let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let blank = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(blank) {
        let (words, from) = rest.split_at(start);
        let next = from.trim_start_matches(blank);
        let blanks = &from[..from.len() - next.len()];
        line.push_str(words);
        line.push_str(if blanks.contains(ends) { " " } else { blanks });
        rest = next;
    }
    line.push_str(rest);
    line
}

impl Text {
    /// The text in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

impl From<&Text> for Arg {
    fn from(text: &Text) -> Self {
        Self::Bilingual { fr: text.fr.clone(), en: text.en.clone() }
    }
}

/// Everything `config/codebook.yaml` and `config/sectors.yaml` declare, checked: every id that is named exists.
#[derive(Clone, Debug)]
pub struct Codebook {
    /// Answer scales by id.
    pub scales: IndexMap<ScaleId, Scale>,
    /// Items by id, in questionnaire order; the position is the item's index in [`super::wave::Answers`].
    pub items: IndexMap<ItemId, Item>,
    /// Mirror pairs by id, in publication order.
    pub pairs: IndexMap<PairId, MirrorPair>,
    /// Dimensions by id, in publication order.
    pub dimensions: IndexMap<DimensionId, Dimension>,
    /// Pillars by id.
    pub pillars: IndexMap<PillarId, Pillar>,
    /// Sectors by id, in publication order, without `autre`.
    pub sectors: IndexMap<SectorId, Sector>,
    /// The comparisons declared by the codebook.
    pub contrasts: Contrasts,
    /// Where things stand in a wave file.
    pub layout: Layout,
}

/// An answer scale: its codes from the least to the most favourable, or a percentage.
#[derive(Clone, Debug, PartialEq)]
pub enum Scale {
    /// Ordered codes.
    Ordered(OrderedScale),
    /// A number from 0 to 100, asked as a percentage; scored by [`Measure::MeanGuess`] alone.
    Percentage {
        /// Codes that mean "does not know".
        dont_know: DontKnow,
    },
    /// A number of a declared range (hours a day, a mark out of 20); scored by [`Measure::Mean100`] alone.
    Number(NumberScale),
}

impl Scale {
    /// What its answers are scored by.
    pub fn measures(&self) -> &'static [Measure] {
        match self {
            Self::Ordered(_) => &[Measure::Top2, Measure::Top1, Measure::Mean100],
            Self::Percentage { .. } => &[Measure::MeanGuess],
            Self::Number(_) => &[Measure::Mean100],
        }
    }

    /// How "does not know" is said.
    pub fn dont_know(&self) -> &DontKnow {
        match self {
            Self::Ordered(OrderedScale { dont_know, .. })
            | Self::Percentage { dont_know }
            | Self::Number(NumberScale { dont_know, .. }) => dont_know,
        }
    }
}

/// A range of numbers, the ends included, and how it scores.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberScale {
    /// Smallest answer, in the unit of the question; the least favourable.
    pub min: f64,
    /// Largest answer; more than `min`.
    pub max: f64,
    /// Codes that mean "does not know", none of them in the range.
    pub dont_know: DontKnow,
}

impl NumberScale {
    /// Score on 0–100: how far from `min` to `max` the answer is; a reversed item reads the range from the other end.
    pub fn score(&self, answer: f64, reversed: bool) -> f64 {
        let share = (answer - self.min) / (self.max - self.min);
        100.0 * if reversed { 1.0 - share } else { share }
    }
}

/// Ordered codes and how they score.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderedScale {
    /// Codes from the least to the most favourable, with their labels.
    pub codes: Vec<ScaleCode>,
    /// Codes that mean "does not know": missing, but asked.
    pub dont_know: DontKnow,
}

/// How "does not know" is said on a scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DontKnow {
    /// Codes.
    pub codes: Vec<String>,
    /// Labels, in a file of labels; they stand for the first code.
    pub labels: Vec<String>,
}

/// One code of an ordered scale.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleCode {
    /// As it stands in the file.
    pub code: String,
    /// Its label.
    pub label: Text,
    /// Labels of a file for this code, beside its own.
    pub aliases: Vec<String>,
    /// Counted in top-2.
    pub favourable: bool,
    /// Counted in top-1.
    pub most_favourable: bool,
}

impl OrderedScale {
    /// Score on 0–100 of the code at `position`, for one measure; a reversed item reads the scale from the other end.
    /// `None` when the measure does not apply to an ordered scale.
    pub fn score(&self, position: usize, measure: Measure, reversed: bool) -> Option<f64> {
        let last = self.codes.len() - 1; // OK because a scale has at least two codes: checked by `config`
        let read = if reversed { last - position } else { position };
        let share = |yes: bool| if yes { 100.0 } else { 0.0 };
        match measure {
            Measure::Top2 => Some(share(self.codes[read].favourable)),
            Measure::Top1 => Some(share(self.codes[read].most_favourable)),
            Measure::Mean100 => Some(100.0 * read as f64 / last as f64),
            Measure::MeanGuess => None,
        }
    }
}

/// A question.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its scale.
    pub scale: ScaleId,
    /// Whether the scale reads from most to least favourable for this item.
    pub reversed: bool,
    /// Dimension that its answers feed, if any.
    pub dimension: Option<DimensionId>,
    /// Wording put to clients; `None` when clients are not asked.
    pub client: Option<Text>,
    /// Wording put to employees; `None` when employees are not asked.
    pub employee: Option<Text>,
    /// Short name for tables and figures.
    pub name: Text,
    /// Column name in the file, without the block prefix; the item's id by default.
    pub column: String,
}

impl Item {
    /// Wording put to a population; managers and non-managers read the employee wording.
    pub fn wording(&self, population: Population) -> Option<&Text> {
        match population {
            Population::Client => self.client.as_ref(),
            Population::Employee | Population::Manager | Population::NonManager => self.employee.as_ref(),
        }
    }
}

/// One client item facing one employee item. An item may stand in several pairs.
#[derive(Clone, Debug)]
pub struct MirrorPair {
    /// The item asked of clients.
    pub client: ItemId,
    /// The item asked of employees.
    pub employee: ItemId,
    /// What the two sides judge.
    pub mirror: Mirror,
    /// Short name for tables and figures.
    pub name: Text,
}

/// A dimension: a name over the items that declare it.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Its name.
    pub name: Text,
    /// What it means, for the definitions page.
    pub definition: Text,
    /// `parallel_treatment` when every mirror pair of its items is; `same_object` otherwise.
    pub mirror: Mirror,
    /// Items a respondent must have answered to get a score (at least 1).
    pub min_items: usize,
    /// Its weight in the composites; every dimension has one, and they add up to 1, or none has.
    pub weight: Option<f64>,
    /// Its items, in questionnaire order.
    pub items: Vec<ItemId>,
}

/// A pillar: a group of dimensions.
#[derive(Clone, Debug)]
pub struct Pillar {
    /// Its name.
    pub name: Text,
    /// Its dimensions.
    pub dimensions: Vec<DimensionId>,
}

/// A sector.
#[derive(Clone, Debug)]
pub struct Sector {
    /// Its name.
    pub name: Text,
    /// Its weight in the mean over sectors `weighted_sectors`, on any scale; every sector has one or none has.
    pub weight: Option<f64>,
}

/// The comparisons that the codebook declares beyond the mirror pairs.
#[derive(Clone, Debug, Default)]
pub struct Contrasts {
    /// Employees' estimate against the clients' own answer.
    pub overestimation: Vec<Overestimation>,
    /// Two employee items compared within the same persons: left minus right.
    pub within_employee: Vec<(ItemId, ItemId)>,
}

/// One over-estimation: an employee item that guesses what a client item says.
#[derive(Clone, Debug)]
pub struct Overestimation {
    /// Employee item (the estimate).
    pub estimate: ItemId,
    /// Measure of the estimate.
    pub estimate_measure: Measure,
    /// Client item (the real figure).
    pub real: ItemId,
    /// Measure of the real figure.
    pub real_measure: Measure,
}

impl Overestimation {
    /// Whether the estimate is a mean of guessed percentages, and not a share of those who say so: the two are never mixed.
    pub fn guessed(&self) -> bool {
        self.estimate_measure == Measure::MeanGuess
    }
}

/// Where things stand in a wave file: one row a respondent.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Column of the respondent's id.
    pub id: String,
    /// Column that names the wave of each row, where the files have one.
    pub wave: Option<String>,
    /// Column of the duration of the interview in any unit, where the files have one.
    pub duration: Option<String>,
    /// Column of the base weight; every base weight is 1 when a wave has none.
    pub base_weight: Option<String>,
    /// Column of the stratum, where the design has strata.
    pub stratum: Option<String>,
    /// Column of the primary sampling unit, where the design has any.
    pub psu: Option<String>,
    /// Client blocks: each holds a rated sector and its answers.
    pub client_blocks: Vec<ClientBlock>,
    /// The employee block; `None` in a survey that asks clients alone.
    pub employee_block: Option<EmployeeBlock>,
}

/// Where the sector of a block is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockSector {
    /// In a column, row by row.
    Column(String),
    /// In the configuration: all answers of the block are about one sector.
    Is(SectorId),
}

impl BlockSector {
    /// The column that says it, if one does.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Column(column) => Some(column),
            Self::Is(_) => None,
        }
    }
}

/// One client block.
#[derive(Clone, Debug)]
pub struct ClientBlock {
    /// The rated sector. A blank column means that the respondent rated none; where the configuration says the sector, a
    /// respondent without any answer in the block did not rate it.
    pub sector: BlockSector,
    /// Prefix of the block's item columns, may be empty.
    pub prefix: String,
}

/// The employee block.
#[derive(Clone, Debug)]
pub struct EmployeeBlock {
    /// Column that says whether the respondent is employed; everybody is when `None`.
    pub employed: Option<Flag>,
    /// Sector of employment.
    pub sector: BlockSector,
    /// Column that says whether the respondent manages people; nobody is known to when `None`.
    pub manager: Option<Flag>,
    /// Prefix of the block's item columns, may be empty.
    pub prefix: String,
}

/// A yes/no column and its codes.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Column name.
    pub column: String,
    /// Code of yes.
    pub yes: String,
    /// Code of no.
    pub no: String,
}

impl Codebook {
    /// Scale of an item.
    pub fn scale(&self, item: &Item) -> &Scale {
        &self.scales[&item.scale] // OK because `config` refuses an item whose scale is not declared
    }

    /// Whether the survey asks employees if they manage people.
    pub fn knows_managers(&self) -> bool {
        self.layout.employee_block.as_ref().is_some_and(|block| block.manager.is_some())
    }

    /// Populations that have levels on one side: of employees, managers and the others where it is asked who manages.
    pub fn populations(&self, side: Population) -> &'static [Population] {
        match side {
            Population::Client => &[Population::Client],
            _ if self.knows_managers() => &[Population::Employee, Population::Manager, Population::NonManager],
            _ => &[Population::Employee],
        }
    }

    /// Measures that apply to an item: three for an ordered scale, the mean guess for a percentage, the mean for a number.
    pub fn measures(&self, item: &Item) -> &'static [Measure] {
        self.scale(item).measures()
    }
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn a_line_end_is_a_blank_and_a_no_break_space_stays() {
        assert_eq!(on_one_line("Ques\n\n# Injected heading"), "Ques # Injected heading");
        assert_eq!(on_one_line("a  b \r\n\t c\u{2028}d\u{85}e"), "a  b c d e");
        assert_eq!(on_one_line("Est-ce vrai\u{202f}?\n\u{a0}Oui\u{a0}:"), "Est-ce vrai\u{202f}? \u{a0}Oui\u{a0}:");
    }
}
